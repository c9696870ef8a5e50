from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.pattern_worlds import FIRST, activities, activity, held, patterns
from tests.planning.test_windows_recurrence import rules
from wijksafari.planning.pattern_reading import read_words
from wijksafari.planning.pattern_rules import Pattern, pattern_of, rule_of
from wijksafari.planning.patterns import months_words, pattern_words
from wijksafari.planning.problem import Activity


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "elke dinsdag 19.00–21.30"),
        ("FREQ=WEEKLY", "elke dinsdag 19.00–21.30"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "elke werkdag 19.00–21.30"),
        ("FREQ=DAILY", "elke dag 19.00–21.30"),
        ("FREQ=WEEKLY;BYDAY=TH,TU", "elke dinsdag en donderdag 19.00–21.30"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU",
            "om de week op dinsdag 19.00–21.30, vanaf dinsdag 5 januari 2027",
        ),
        ("FREQ=MONTHLY;BYDAY=1WE", "eerste woensdag van de maand 19.00–21.30"),
        ("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=1", "eerste woensdag van de maand 19.00–21.30"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "laatste vrijdag van de maand 19.00–21.30"),
        ("FREQ=MONTHLY;BYDAY=1WE,3WE", "eerste en derde woensdag van de maand 19.00–21.30"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,-1", "1e en laatste dag van de maand 19.00–21.30"),
        ("FREQ=MONTHLY", "5e van de maand 19.00–21.30"),
        ("FREQ=YEARLY", "elk jaar op 5 januari 19.00–21.30"),
        (
            "FREQ=WEEKLY;BYDAY=MO;BYMONTH=9,10,11,12,1,2,3,4,5,6;COUNT=8",
            "elke maandag 19.00–21.30, van september tot en met juni,"
            " vanaf dinsdag 5 januari 2027, 8 keer",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "laatste werkdag van de maand 19.00–21.30, vanaf dinsdag 5 januari 2027",
        ),
        ("FREQ=DAILY;INTERVAL=2", "om de dag 19.00–21.30, vanaf dinsdag 5 januari 2027"),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
            "volgens een eigen regel (FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13) 19.00–21.30,"
            " vanaf dinsdag 5 januari 2027",
        ),
        (None, "dinsdag 5 januari 2027, 19.00–21.30"),
    ],
)
def test_says_a_rule_as_people_do(rule: str | None, words: str) -> None:
    assert pattern_words(activity(rule)) == words


def test_says_what_makes_it_an_exception() -> None:
    closed = activity(
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270630",
        in_school_holidays=False,
        on_public_holidays=True,
        except_dates=frozenset({date(2027, 2, 2), date(2027, 3, 2)}),
    )
    assert pattern_words(closed) == (
        "elke dinsdag 19.00–21.30, tot en met woensdag 30 juni 2027, niet in schoolvakanties,"
        " ook op feestdagen, behalve dinsdag 2 februari 2027 en dinsdag 2 maart 2027"
    )
    assert pattern_words(closed, date(2027, 2, 3)).endswith("behalve dinsdag 2 maart 2027")


def test_counts_many_exceptions_and_names_a_beginning_to_come() -> None:
    days = frozenset(FIRST + timedelta(weeks=n) for n in range(12))
    words = pattern_words(activity("FREQ=WEEKLY", except_dates=days), date(2026, 12, 1))
    assert words == ("elke dinsdag 19.00–21.30, vanaf dinsdag 5 januari 2027, behalve op 12 dagen")


def test_says_of_a_single_date_that_it_was_called_off() -> None:
    off = activity(except_dates=frozenset({FIRST}))
    assert pattern_words(off) == "dinsdag 5 januari 2027, 19.00–21.30, gaat niet door"


def test_a_rule_that_cannot_be_read_has_honest_words_too() -> None:
    assert "niet te lezen" in pattern_words(activity("FREQ=SOMETIMES"))


@pytest.mark.parametrize(
    ("months", "words"),
    [
        ({9, 10, 11, 12, 1, 2, 3, 4, 5, 6}, "van september tot en met juni"),
        ({7}, "in juli"),
        ({12, 1}, "in december en januari"),
        ({3, 6, 9}, "in maart, juni en september"),
        (set(range(1, 13)), ""),
    ],
)
def test_months_that_follow_each_other_are_a_season(months: set[int], words: str) -> None:
    assert months_words(months) == words


@given(patterns(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_pattern_survives_being_a_rule(pattern: Pattern, first: date) -> None:
    assert pattern_of(rule_of(pattern), first) == pattern


@settings(max_examples=60)
@given(rules(), st.dates(date(2026, 12, 1), date(2027, 6, 30)))
def test_a_rule_read_as_a_pattern_yields_the_same_dates(rule: str, first: date) -> None:
    again = rule_of(pattern_of(rule, first))
    assert held(activity(again, first_date=first)) == held(activity(rule, first_date=first))


@settings(max_examples=60)
@given(activities())
def test_words_say_everything_there_is_to_know(there: Activity) -> None:
    read = read_words(pattern_words(there), date(2026, 12, 1))
    assert read.unread == ()
    assert read.pattern is not None
    understood = replace(
        there,
        opens=read.opens or there.closes,
        closes=read.closes or there.opens,
        rrule=rule_of(read.pattern),
        first_date=read.first_date or there.first_date,
        until=read.until,
        except_dates=read.except_dates,
        in_school_holidays=read.in_school_holidays,
        on_public_holidays=read.on_public_holidays or there.rrule is None,
    )
    assert replace(understood, rrule=there.rrule) == there
    assert held(understood) == held(there)
