"""What is typed in the form of an activity, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.planning.pattern_worlds import activities, activity, held
from tests.planning.test_windows_recurrence import rules
from wijksafari.planning.pattern_reading import read_words
from wijksafari.planning.patterns import pattern_words
from wijksafari.planning.problem import Activity
from wijksafari.web.activity_fields import NAMES, Fields
from wijksafari.web.activity_filled import filled, new_fields, once_more, with_words
from wijksafari.web.activity_form import ActivityFormError, read_activity

TODAY = date(2026, 12, 1)


def fields(**typed: str) -> Fields:
    """Every Tuesday from 19.00 to 21.30, where nothing else was typed."""
    usual = {"titel": "Inloop", "van": "19:00", "tot": "21:30", "dagen": "1"}
    return {**new_fields(TODAY), **{name: (text,) for name, text in (usual | typed).items()}}


def read(**typed: str) -> Activity:
    return read_activity(fields(**typed), "linde", TODAY)


def wrong(**typed: str) -> dict[str, str]:
    with pytest.raises(ActivityFormError) as refusal:
        read(**typed)
    return dict(refusal.value.fields)


def test_reads_a_weekly_activity_from_its_first_time_on() -> None:
    assert read() == activity("FREQ=WEEKLY;BYDAY=TU", first_date=TODAY)
    assert read(dagen="3").first_date == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            {"ritme": "weekdays_of_month", "welke": "1", "dagen": "2"},
            "eerste woensdag van de maand 19.00–21.30",
        ),
        ({"ritme": "month_days", "maanddagen": "15e en laatste"},
         "15e en laatste dag van de maand 19.00–21.30"),
        ({"om_de_weken": "2"}, "om de week op dinsdag 19.00–21.30, vanaf dinsdag 1 december 2026"),
        ({"niet_in_vakanties": "ja", "ook_op_feestdagen": "ja"},
         "elke dinsdag 19.00–21.30, niet in schoolvakanties, ook op feestdagen"),
        ({"tot_en_met": "2027-06-30", "behalve": "8-12-2026 en 2026-12-15"},
         "elke dinsdag 19.00–21.30, tot en met woensdag 30 juni 2027,"
         " behalve dinsdag 8 december 2026 en dinsdag 15 december 2026"),
        ({"ritme": "once", "datum": "2026-12-25"}, "vrijdag 25 december 2026, 19.00–21.30"),
    ],
)  # fmt: skip
def test_reads_what_was_chosen(typed: dict[str, str], words: str) -> None:
    assert pattern_words(read(**typed)) == words


def test_a_single_date_goes_ahead_whatever_day_it_is() -> None:
    once = read(ritme="once", datum="2026-12-25", niet_in_vakanties="ja")
    assert (once.in_school_holidays, once.on_public_holidays) == (True, True)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ({"titel": " "}, "titel"),
        ({"titel": "a" * 201}, "titel"),
        ({"titel": "omge\u202ekeerd"}, "titel"),
        ({"soort": "gratis"}, "soort"),
        ({"van": "25:00"}, "van"),
        ({"tot": "19:00"}, "tot"),
        ({"ritme": "soms"}, "ritme"),
        ({"ritme": "other"}, "ritme"),
        ({"dagen": "7"}, "dagen"),
        ({"ritme": "weekdays_of_month"}, "welke"),
        ({"ritme": "month_days", "maanddagen": "32"}, "maanddagen"),
        ({"ritme": "month_days", "maanddagen": "31", "maanden": "2"}, "ritme"),
        ({"ritme": "once"}, "datum"),
        ({"ritme": "once", "datum": "2027-02-29"}, "datum"),
        ({"ritme": "once", "datum": "2027-03-28", "van": "2:30"}, "van"),
        ({"ritme": "once", "datum": "2027-10-31", "van": "1:30", "tot": "2:30"}, "tot"),
        ({"om_de_weken": "2", "vanaf": ""}, "vanaf"),
        ({"om_de_weken": "99"}, "om_de_weken"),
        ({"keren": "0"}, "keren"),
        ({"keren": "²"}, "keren"),
        ({"tot_en_met": "2026-11-30"}, "tot_en_met"),
        ({"dagen": "3", "tot_en_met": "2026-12-02"}, "tot_en_met"),
        ({"behalve": "kerst"}, "behalve"),
        ({"kortste": "40", "langste": "20"}, "langste"),
        ({"kortste": "60", "tot": "19:30"}, "kortste"),
    ],
)
def test_refuses_what_cannot_be_at_its_field(typed: dict[str, str], names: str) -> None:
    assert list(wrong(**typed)) == [names]


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_form() -> None:
    found = wrong(titel="", van="", dagen="", behalve="x")
    assert list(found) == ["titel", "van", "dagen", "behalve"]


@settings(max_examples=60)
@given(activities())
def test_saving_a_form_as_it_is_changes_nothing(there: Activity) -> None:
    assume(held(there))
    # On one night a year the clock skips this hour, on another it shows it twice.
    assume(there.rrule or 2 not in (there.opens.hour, there.closes.hour))
    again = read_activity(filled(there), "linde", TODAY, there)
    assert held(again) == held(there)
    assert replace(again, rrule=there.rrule, first_date=there.first_date) == there


@settings(max_examples=40)
@given(rules(), st.dates(date(2026, 12, 1), date(2027, 6, 30)))
def test_a_rule_from_a_list_survives_the_form(rule: str, first: date) -> None:
    there = activity(rule, first_date=first)
    assume(held(there))
    assert held(read_activity(filled(there), "linde", TODAY, there)) == held(there)


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(("1", "-1", "once", "other", "2027-01-05")) | st.text()).map(
            tuple
        ),
    )
)
def test_no_form_is_too_odd(odd: Fields) -> None:
    try:
        read_activity({**fields(), **odd}, "linde", TODAY)
    except ActivityFormError as error:
        assert error.fields.keys() <= set(NAMES)


def test_a_sentence_fills_the_form_and_leaves_the_rest() -> None:
    said = read_words("elke donderdag 10-12 uur, niet in schoolvakanties", TODAY)
    there = activity("FREQ=WEEKLY", title="Breien", min_visit_minutes=15)
    found = read_activity(with_words(filled(there), said), "linde", TODAY, there)
    assert pattern_words(found) == "elke donderdag 10.00–12.00, niet in schoolvakanties"
    assert (found.title, found.min_visit_minutes) == ("Breien", 15)


def test_an_extra_time_asks_only_for_its_date() -> None:
    extra = {**once_more(activity("FREQ=WEEKLY", kind="presentation")), "datum": ("2027-01-07",)}
    found = read_activity(extra, "linde", TODAY)
    assert (found.kind, found.rrule, found.first_date) == ("presentation", None, date(2027, 1, 7))
    assert (found.opens, found.closes) == (time(19), time(21, 30))
