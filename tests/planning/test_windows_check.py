from datetime import date
from time import thread_time

import pytest

from tests.planning.worlds import create_activity
from wijksafari.planning.windows import check_activity


def problems(**overrides):
    return check_activity(create_activity(**overrides), "Koffie en hulp")


@pytest.mark.parametrize(
    "rule", [None, "FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=1TH", "FREQ=DAILY;COUNT=10;UNTIL=20261231"]
)
def test_an_ordinary_activity_has_no_problems(rule):
    assert problems(rrule=rule) == []


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        (
            {"opens": "20.00", "closes": "17.00"},
            "Koffie en hulp: de activiteit sluit om 17.00 uur, maar opent pas om 20.00 uur;"
            " kies een sluitingstijd later op dezelfde dag.",
        ),
        (
            {"min_visit_minutes": 40, "max_visit_minutes": 20},
            "Koffie en hulp: het kortste bezoek (40 minuten) is langer dan het langste"
            " (20 minuten).",
        ),
        (
            {"opens": "18.00", "closes": "18.30", "min_visit_minutes": 45},
            "Koffie en hulp: een bezoek van 45 minuten past niet in de 30 minuten"
            " dat de activiteit duurt.",
        ),
        ({"max_visit_minutes": 500}, "Koffie en hulp: een bezoek duurt 5 tot 120 minuten."),
        (
            {"until": date(2026, 1, 1), "rrule": "FREQ=WEEKLY"},
            "Koffie en hulp: de einddatum ligt voor de eerste datum.",
        ),
        (
            {"first_date": date(1026, 6, 4)},
            "Koffie en hulp: de eerste datum moet tussen 2000 en 2100 liggen.",
        ),
        (
            {"rrule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"},
            "Koffie en hulp: de herhaling levert de eerste vijf jaar geen enkele datum op;"
            " controleer de regel en de eerste datum.",
        ),
        (
            {"rrule": "FREQ=MINUTELY"},
            "Koffie en hulp: de herhaling “MINUTELY” is vaker dan één keer per dag;"
            " kies DAILY of minder vaak.",
        ),
    ],
)
def test_a_problem_is_named_in_a_sentence(overrides, sentence):
    assert problems(**overrides) == [sentence]


def test_all_problems_are_named_at_once():
    assert (
        len(problems(opens="20.00", closes="17.00", max_visit_minutes=1, rrule="FREQ=NOOIT")) == 3
    )


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000", "FREQ=YEARLY;BYYEARDAY=366;BYDAY=MO"]
)
def test_whatever_the_rule_the_check_is_quick(rule):
    begin = thread_time()
    problems(rrule=rule, first_date=date(2000, 1, 1))
    assert thread_time() - begin < 2


def test_a_position_in_the_year_takes_one_look_at_each_year():
    began = thread_time()
    rule = "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=366;BYMONTH=1,2,3,4,5,6"
    assert problems(rrule=rule) != []
    assert thread_time() - began < 0.25
