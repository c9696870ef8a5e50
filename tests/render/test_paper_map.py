"""The printed map: everything on it, in order, within its sheet and safe."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest

from tests.render import worlds
from tests.worlds import planned_tour
from wijksafari.config import PROJECT
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.route import Point, Street
from wijksafari.render.paper_map import LONG_SIDE, SHORT_SIDE, paper_map, surroundings
from wijksafari.streets.routers import StreetRouters

LARGEST = 150_000
NAMED = ("Prinsengracht", "Bloemgracht", "Lindengracht")


@cache
def nootdorp() -> tuple[Itinerary, tuple[Street, ...]]:
    itinerary = planned_tour().itinerary
    router = StreetRouters()(PROJECT / "data" / "nootdorp-streets.npz", dark=True)
    points = [point for leg in itinerary.legs for point in leg.coordinates]
    return itinerary, router.streets_near(points, surroundings(itinerary))


def words(svg: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(svg).iter() if each.tag.endswith("text")]  # noqa: S314 - our own


def turning(svg: str) -> list[str]:
    return re.findall(r"M24 0L-14 20", svg)


def test_it_is_well_formed_and_light() -> None:
    svg = paper_map(*nootdorp())
    assert ET.fromstring(svg).attrib["role"] == "img"  # noqa: S314 - our own
    assert len(svg) < LARGEST


def test_every_stop_has_its_number_and_the_ends_are_named() -> None:
    itinerary, streets = nootdorp()
    told = words(paper_map(itinerary, streets))
    numbers = [str(n) for n in range(1, len(itinerary.visits) + 1)]
    assert [each for each in told if each.isdigit()] == numbers
    assert {"Start en einde", "N"} <= set(told)
    assert any(re.fullmatch(r"\d+ k?m", each) for each in told)


def test_a_finish_elsewhere_has_a_mark_of_its_own() -> None:
    evening = replace(worlds.itinerary().evening, finish=Point(52.3745, 4.886))
    told = words(paper_map(worlds.itinerary(evening=evening), worlds.streets()))
    assert {"Start", "Einde"} <= set(told)


def test_stops_and_the_streets_that_are_ridden_have_their_names_where_there_is_room() -> None:
    itinerary, streets = nootdorp()
    told = set(words(paper_map(itinerary, streets)))
    ridden = {step.name for leg in itinerary.legs for step in leg.steps}
    assert len(told & {visit.location.name for visit in itinerary.visits}) >= 3
    assert len(told & ridden) >= 3


def test_arrows_show_the_direction() -> None:
    assert len(turning(paper_map(*nootdorp()))) >= 10


def test_a_route_that_is_higher_than_wide_gets_a_high_sheet_or_lies_on_its_side() -> None:
    itinerary, streets = nootdorp()
    high = f'viewBox="0 0 {SHORT_SIDE} {LONG_SIDE}"'
    wide = f'viewBox="0 0 {LONG_SIDE} {SHORT_SIDE}"'
    assert high in paper_map(itinerary, streets)
    lying = paper_map(itinerary, streets, lying=True)
    assert wide in lying
    assert f'<g transform="translate(0 {SHORT_SIDE}) rotate(-90)">' in lying


@pytest.mark.parametrize("name", ["<b onload=boom()>", '& "quotes" \'', worlds.HOSTILE])
def test_names_are_words_and_nothing_else(name: str) -> None:
    told = worlds.itinerary()
    visits = tuple(
        replace(each, location=replace(each.location, name=name)) for each in told.visits
    )
    grid = tuple(replace(each, name=name) for each in worlds.streets())
    svg = paper_map(replace(told, visits=visits), grid)
    known = {"svg", "g", "path", "text", "circle", "rect"}
    tags = {each.tag.rpartition("}")[2] for each in ET.fromstring(svg).iter()}  # noqa: S314 - our own
    assert tags == known
    assert "<b" not in svg


def test_without_streets_there_is_the_route() -> None:
    assert turning(paper_map(worlds.itinerary(), ()))


def test_an_evening_at_one_spot_can_be_drawn() -> None:
    spot = worlds.MEETING_POINT
    told = worlds.itinerary()
    visits = tuple(
        replace(each, location=replace(each.location, point=spot)) for each in told.visits
    )
    legs = tuple(worlds.ride(spot, spot, coordinates=(spot,), metres=0.0) for _ in told.legs)
    svg = paper_map(replace(told, visits=visits, legs=legs), ())
    places = re.findall(r'<circle cx="(\d+)"', svg)
    assert len(set(places)) == len(visits)
