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
        ("elke dinsdag bij mooi weer", ("bij mooi weer",)),
        ("om de dag", ("dag",)),
        ("elke zesde woensdag", ("zesde",)),
        (
            "elke dinsdag, behalve in de zomer, bij Jan; za 10-14",
            ("behalve in de zomer", "bij jan"),
        ),
    ],
)
def test_tells_what_it_does_not_understand(sentence: str, unread: tuple[str, ...]) -> None:
    assert read_words(sentence, TODAY).unread == unread


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("iedere 2e en 4e dinsdag v/d maand", "FREQ=MONTHLY;BYDAY=2TU,4TU"),
        ("om de dinsdag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("1x per 14 dagen op maandag", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("elke dinsdag, eens in de twee weken", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("maandag tm vrijdag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("ma-wo-vr", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("7 dagen per week", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
        ("iedere avond", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
        ("dagelijks behalve zondag", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
        ("op werkdagen, m.u.v. woensdag", "FREQ=WEEKLY;BYDAY=MO,TU,TH,FR"),
        ("maandag gesloten, dinsdag t/m zaterdag", "FREQ=WEEKLY;BYDAY=TU,WE,TH,FR,SA"),
        ("elke dinsdag, in december niet",
         "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,7,8,9,10,11"),
    ],
)  # fmt: skip
def test_reads_what_is_short_or_excepted(sentence: str, rule: str) -> None:
    read = read_words(sentence, TODAY)
    assert read.pattern is not None
    assert (rule_of(read.pattern), read.unread) == (rule, ())


@pytest.mark.parametrize(
    ("hours", "opens", "closes"),
    [
        ("maandagavond van 7 tot 9", time(19), time(21)),
        ("elke dinsdag 2-4 uur 's middags", time(14), time(16)),
        ("elke dinsdag half tien tot kwart over elf", time(9, 30), time(11, 15)),
        ("iedere maandagochtend van half tien tot elf", time(9, 30), time(11)),
        ("elke dinsdag van tien tot twaalf uur", time(10), time(12)),
        ("dinsdagavond zeven uur tot half tien", time(19), time(21, 30)),
        ("elke dinsdag tussen 14.00 en 16.00 uur", time(14), time(16)),
        ("elke dinsdag van 9 tot 5", time(9), time(17)),
        ("di 19h00-21h00", time(19), time(21)),
        ("elke dinsdag van 19.00 tot 00.30", time(19), time(0, 30)),
    ],
)
def test_reads_hours_as_they_are_said(hours: str, opens: time, closes: time) -> None:
    read = read_words(hours, TODAY)
    assert (read.opens, read.closes, read.unread) == (opens, closes, ())


@pytest.mark.parametrize(
    ("sentence", "days", "told"),
    [
        ("elke dinsdag behalve de eerste van de maand", "TU", "behalve de eerste van de maand"),
        ("ma en do, niet op donderdag in juli", "MO,TH", "niet op donderdag in juli"),
        ("elke dinsdag 10-12, zomervakantie gesloten", "TU", "zomervakantie gesloten"),
        ("elke dinsdag, zomerstop van 12 juli tot 23 augustus", "TU",
         "zomerstop van 12 juli tot 23 augustus"),
        ("In de zomervakantie elke dinsdag", "TU", "zomervakantie"),
        ("elke dinsdag 10-12, 5 januari", "TU", "5 januari"),
        ("ma-vr 9-17, za 10-14", "MO,TU,WE,TH,FR", "za 10-14"),
        ("dinsdag 10-12 en donderdag 14-16", "TU", "en donderdag 14-16"),
        ("elke dinsdag van 1 tot 3", "TU", "van 1 tot 3"),
        ("3 keer per week: ma, wo en vr", "MO,WE,FR", "3 keer"),
    ],
)  # fmt: skip
def test_tells_as_a_whole_what_it_leaves_to_the_reader(sentence: str, days: str, told: str) -> None:
    read = read_words(sentence, TODAY)
    assert read.pattern is not None
    assert (rule_of(read.pattern), " ".join(read.unread)) == (f"FREQ=WEEKLY;BYDAY={days}", told)
    assert read.first_date is None


def test_takes_no_single_day_that_it_cannot_place_for_every_week() -> None:
    read = read_words("za 12/12 13.00-16.00", TODAY)
    assert read.pattern is not None
    assert (read.pattern.rhythm, read.first_date) == ("once", date(2026, 12, 12))


@pytest.mark.parametrize(
    ("which", "parity"),
    [("in de even weken op maandag", "even"), ("oneven weken: maandag", "oneven")],
)
def test_says_that_even_weeks_need_a_first_date(which: str, parity: str) -> None:
    read = read_words(which, TODAY)
    assert read.pattern is not None
    assert (read.title, read.pattern.every, read.unread[0].split()[-2:]) == (
        "",
        2,
        [parity, "weken"],
    )


def test_reads_more_than_one_date_of_a_month() -> None:
    read = read_words("elke donderdag 19.00-21.00, niet op 24 en 31 december", TODAY)
    assert read.except_dates == {date(2026, 12, 24), date(2026, 12, 31)}
    assert (read.first_date, read.unread) == (None, ())


def test_reads_between_which_dates_it_is() -> None:
    read = read_words("van 5 januari tot en met 30 maart elke dinsdag 10-12", TODAY)
    assert (read.first_date, read.until) == (date(2027, 1, 5), date(2027, 3, 30))
    assert (read.title, read.unread) == ("", ())


@pytest.mark.parametrize(
    "title",
    [
        "Eerste hulp bij administratie",
        "Samen eten (max. 12 personen)",
        "Wandelen met de 55-plussers",
        "Inloop Huis van de Wijk 2",
        "Zondagsschool",
        "Kinderen 8-12 jaar",
    ],
)
def test_leaves_numbers_and_days_in_a_name_alone(title: str) -> None:
    read = read_words(f"{title} elke dinsdag 10-12", TODAY)
    assert read.pattern is not None
    assert (read.title, rule_of(read.pattern)) == (title, "FREQ=WEEKLY;BYDAY=TU")
    assert (read.opens, read.unread) == (time(10), ())


@pytest.mark.parametrize(
    "sentence",
    [
        "elke eerste dinsdag en laatste donderdag van de maand",
        "elke eerste dinsdag en elke donderdag",
        "elke tweede week van de maand op dinsdag",
        "eens in de maand op dinsdag",
        "eerste maandag van het kwartaal",
    ],
)
def test_does_not_guess_at_days_that_no_form_can_tell(sentence: str) -> None:
    assert read_words(sentence, TODAY).pattern is None


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
