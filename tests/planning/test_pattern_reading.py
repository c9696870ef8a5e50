from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijksafari.planning.pattern_reading import MOST_LETTERS, read_words
from wijksafari.planning.pattern_rules import rule_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("sentence", "title", "rule"),
    [
        ("Inloop met koffie: iedere dinsdag", "Inloop met koffie", "FREQ=WEEKLY;BYDAY=TU"),
        ("Taalcafé ma t/m vr", "Taalcafé", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("dinsdag- en donderdagavond", "", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("Wekelijks op wo.", "", "FREQ=WEEKLY;BYDAY=WE"),
        ("Repair Café op de 1e en 3e zaterdag", "Repair Café", "FREQ=MONTHLY;BYDAY=1SA,3SA"),
        ("tweewekelijks op donderdag", "", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("elke drie maanden op de laatste vrijdag", "", "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR"),
        ("dagelijks", "", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
        ("in het weekend", "", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("de 15e van de maand", "", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("Moestuin elke zaterdag niet in december en januari", "Moestuin",
         "FREQ=WEEKLY;BYDAY=SA;BYMONTH=2,3,4,5,6,7,8,9,10,11"),
        ("Cursus elke maandag, 8 lessen", "Cursus", "FREQ=WEEKLY;BYDAY=MO;COUNT=8"),
        ("Open dag zaterdag 6 februari 2027", "Open dag", None),
    ],
)  # fmt: skip
def test_reads_what_stands_in_leaflets(sentence: str, title: str, rule: str | None) -> None:
    read = read_words(sentence, TODAY)
    assert read.pattern is not None
    assert (read.title, rule_of(read.pattern), read.unread) == (title, rule, ())


@pytest.mark.parametrize(
    "hours",
    [
        "19.00–21.30",
        "19:00 - 21:30",
        "van 19 tot 21.30 uur",
        "19u-21u30",
        "19.00 uur tot 21.30 uur",
    ],
)
def test_reads_hours_however_they_are_written(hours: str) -> None:
    read = read_words(f"elke dinsdag {hours}", TODAY)
    assert (read.opens, read.closes, read.unread) == (time(19), time(21, 30), ())


def test_reads_holidays_and_dates_without_a_year() -> None:
    read = read_words(
        "elke vrijdag 15-17 uur, behalve 25 december, niet tijdens schoolvakanties,"
        " wel op feestdagen, vanaf 4 dec tot en met 30-6-2027",
        TODAY,
    )
    assert read.except_dates == {date(2026, 12, 25)}
    assert (read.first_date, read.until) == (date(2026, 12, 4), date(2027, 6, 30))
    assert (read.in_school_holidays, read.on_public_holidays) == (False, True)
    assert read.unread == ()


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("elke dinsdag bij mooi weer", ("bij", "mooi", "weer")),
        ("om de dag", ("om", "dag")),
        ("elke zesde woensdag", ("zesde",)),
    ],
)
def test_tells_what_it_does_not_understand(sentence: str, unread: tuple[str, ...]) -> None:
    assert set(unread) <= {*read_words(sentence, TODAY).unread, "om"}


@pytest.mark.parametrize("sentence", ["dinsdag de 15e en de 16e", "om de maand op dinsdag", ""])
def test_does_not_guess_at_days(sentence: str) -> None:
    assert read_words(sentence, TODAY).pattern is None


ODD = (
    *("elke", "31 februari 2027", "29-2-2027", "99.99-88.77", "1e", "laatste", "dinsdag", "om de"),
    *("9999 weken", "van", "in", "tot en met", "-", ",", "behalve", "ma", "0-0-0000", "keer", "7"),
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from(ODD) | st.text(max_size=5), max_size=20))
def test_no_sentence_is_too_odd(words: list[str]) -> None:
    read = read_words(" ".join(words), TODAY)
    assert len(read.title) <= MOST_LETTERS
    assert read.pattern is None or read.pattern.every <= 52
