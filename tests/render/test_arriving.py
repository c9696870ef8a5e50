"""How to find the door and where bicycles go, for who rides there."""

from dataclasses import replace

from tests.render.worlds import HOSTILE, LINDE, at, itinerary, tour, visit
from wijksafari.planning.itinerary import Itinerary
from wijksafari.render.ics import safari_ics
from wijksafari.render.ics_entry import CalendarEntry
from wijksafari.render.programme import arriving
from wijksafari.render.sheet import cue_sheet

HINTED = replace(LINDE, entrance="Bel bij nummer 12", bicycle_parking="Rek links\nvan de poort")


def hinted() -> Itinerary:
    told = itinerary()
    return replace(told, visits=(visit(HINTED, at(17, 45)), *told.visits[1:]))


def test_only_what_is_known_is_told_each_on_a_line() -> None:
    assert arriving(HINTED) == ("Ingang: Bel bij nummer 12", "Fietsen: Rek links van de poort")
    assert arriving(replace(HINTED, entrance=" ")) == ("Fietsen: Rek links van de poort",)
    assert arriving(LINDE) == ()
    assert all("\n" not in each for each in arriving(replace(LINDE, entrance=HOSTILE)))


def test_the_route_description_has_it_under_the_address() -> None:
    assert (
        "           Lindengracht 10, 1015 KB Amsterdam\n"
        "           Ingang: Bel bij nummer 12\n"
        "           Fietsen: Rek links van de poort\n"
    ) in cue_sheet(replace(tour(), itinerary=hinted()))


def test_the_calendar_has_it_under_its_stop() -> None:
    entry = CalendarEntry(itinerary=hinted(), uid="a@b", sequence=0, stamp=at(12, 0))
    text = safari_ics(entry).decode().replace("\r\n ", "")
    assert (
        "17.45 uur  1. Buurtkamer De Linde\\, tot 18.12 uur\\nIngang: Bel bij nummer 12\\n"
        "Fietsen: Rek links van de poort\\n18.17 uur  2."
    ) in text
