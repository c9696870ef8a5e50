from dataclasses import replace

from tests.render.worlds import BAKEN, MEETING_POINT, hostile, itinerary, ride, tour, violated
from wijksafari.planning.problem import Evening
from wijksafari.render.programme import Names
from wijksafari.render.sheet import cue_sheet

NAMES = Names(title="Wijksafari Jordaan", meeting_point="Huisartsenpraktijk Plein")


def test_the_header_says_what_when_and_how_far() -> None:
    lines = cue_sheet(tour(), NAMES).splitlines()

    assert lines[0] == "WIJKSAFARI JORDAAN"
    assert lines[2] == "donderdag 4 juni 2026, 17.30 tot 20.30 uur"
    assert lines[3] == "4 stops, samen 2,9 km, 15 minuten fietsen"
    assert "17.30 uur  VERZAMELEN: Huisartsenpraktijk Plein" in lines


def test_each_leg_has_its_numbered_cues() -> None:
    sheet = cue_sheet(tour(), NAMES)

    assert (
        "ETAPPE 1: Huisartsenpraktijk Plein → Buurtkamer De Linde\n"
        "3 minuten, 550 m\n"
        "  1. Vertrek in westelijke richting over de Prinsengracht, 120 m\n"
        "  2. Sla linksaf het fietspad op, 450 m\n"
        "  3. U bent er: het doel ligt rechts\n"
    ) in sheet
    assert sheet.count("ETAPPE ") == 5


def test_a_stop_has_times_activity_address_and_contact() -> None:
    assert (
        "17.45 uur  STOP 1: Buurtkamer De Linde\n"
        "           Samen eten, open 17.00 tot 21.00 uur\n"
        "           Lindengracht 10, 1015 KB Amsterdam\n"
        "           Contact: Anna Voorbeeld, 020 555 0101, anna@voorbeeld.example\n"
        "           Bezoek 17.47 tot 18.12 uur\n"
        "18.12 uur  Verder\n"
    ) in cue_sheet(tour(), NAMES)


def test_a_stop_where_nothing_is_open_says_so() -> None:
    assert "Jongerencentrum De Brug\n           Er is dan niets open" in cue_sheet(tour(), NAMES)


def test_what_does_not_fit_stands_on_top() -> None:
    lines = cue_sheet(violated()).splitlines()

    assert lines.index("LET OP") < lines.index("ETAPPE 1: Verzamelpunt → Buurtkamer De Linde")
    assert "- Het Baken sluit om 18.00 uur; de groep is 7 minuten te laat." in lines


def test_another_finish_is_named() -> None:
    told = itinerary()
    evening = Evening(start=told.evening.start, meeting_point=MEETING_POINT, finish=BAKEN.point)
    moved = replace(tour(), itinerary=replace(told, evening=evening))

    assert "AANKOMST: Café" in cue_sheet(moved, replace(NAMES, finish="Café"))


def test_every_line_fits_on_paper_and_measures_stay_with_their_number() -> None:
    name = "Eerste Nieuwe Noordelijke Verlengde Anjeliersdwarsstraat Achter"
    legs = tuple(
        replace(leg, steps=tuple(replace(step, name=name) for step in leg.steps))
        for leg in itinerary().legs
    )
    lines = cue_sheet(tour(legs=legs)).splitlines()

    assert max(map(len, lines)) <= 72
    assert not [line for line in lines if line.strip() in ("m", "km", "uur")]


def test_hostile_words_cannot_forge_lines_or_reverse_them() -> None:
    sheet = cue_sheet(hostile())

    assert "\r" not in sheet
    assert "\u202e" not in sheet
    assert "\x00" not in sheet
    assert "BEGIN:VEVENT" not in sheet.splitlines()


def test_a_leg_within_one_address_leaves_the_bicycles() -> None:
    legs = list(itinerary().legs)
    legs[1] = ride(legs[1].origin, legs[1].origin, metres=0.0, seconds=0.0)

    assert "Het Baken\nLaat de fietsen staan\n" in cue_sheet(tour(legs=tuple(legs)))
