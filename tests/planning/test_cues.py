from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijksafari.planning.cues import cues, distance, ride
from wijksafari.planning.route import Leg, Maneuver, Point, Step

HERE = Point(52.38, 4.88)


def step(type_: Any, name: str | None, metres: float = 350, **details: Any) -> Step:
    maneuver = {key: details.pop(key) for key in ("modifier", "exit") if key in details}
    way = details.pop("way", "street")
    bearing = details.pop("bearing", 0)
    return Step(Maneuver(type_, HERE, bearing, **maneuver), name, way, metres, 60, **details)


def said(*steps: Step) -> list[str]:
    leg = Leg(HERE, HERE, 500, 150, (HERE, HERE), steps)
    return [cue.sentence for cue in cues(leg)]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            step("depart", "Prinsengracht", 120, bearing=10),
            "Vertrek in noordelijke richting over de Prinsengracht, 120 m",
        ),
        (
            step("depart", "Westerpark", 90, bearing=350),
            "Vertrek in noordelijke richting door het Westerpark, 90 m",
        ),
        (
            step("depart", None, 40, bearing=230, way="cycleway"),
            "Vertrek in zuidwestelijke richting over het fietspad, 40 m",
        ),
        (
            step("turn", "Prinsengracht", modifier="left"),
            "Sla linksaf de Prinsengracht op, 350 m",
        ),
        (
            step("turn", "Haarlemmerstraat", modifier="sharp right"),
            "Sla scherp rechtsaf de Haarlemmerstraat in, 350 m",
        ),
        (
            step("turn", "Haarlemmerplein", modifier="slight right"),
            "Houd rechts aan, het Haarlemmerplein op, 350 m",
        ),
        (
            step("turn", "Singel", modifier="uturn"),
            "Keer om en rijd terug over het Singel, 350 m",
        ),
        (
            step("new name", "Herenstraat", modifier="straight"),
            "Ga rechtdoor de Herenstraat in, 350 m",
        ),
        (
            step("continue", "Herenstraat", modifier="straight"),
            "Ga rechtdoor over de Herenstraat, 350 m",
        ),
        (
            step("continue", "Nassaukade", modifier="left"),
            "Volg de Nassaukade naar links, 350 m",
        ),
        (
            step("roundabout", "Laan van Nootdorp", exit=2),
            "Neem op de rotonde de tweede afslag, de Laan van Nootdorp op, 350 m",
        ),
        (step("arrive", None, 0, modifier="right"), "U bent er: het doel ligt rechts"),
        (step("arrive", None, 0), "U bent er"),
    ],
)
def test_every_maneuver_has_its_sentence(told: Step, sentence: str) -> None:
    assert said(told) == [sentence]


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("cycleway", "Sla linksaf het fietspad op, 20 m"),
        ("path", "Sla linksaf het pad op, 20 m"),
        ("footway", "Sla linksaf het voetpad op, 20 m"),
        ("street", "Sla linksaf een straat zonder naam in, 20 m"),
        ("pedestrian", "Sla linksaf het voetgangersgebied in, 20 m"),
        ("service", "Sla linksaf de toegangsweg op, 20 m"),
        ("main road", "Sla linksaf de doorgaande weg op, 20 m"),
        ("track", "Sla linksaf de landweg op, 20 m"),
    ],
)
def test_a_short_way_without_a_name_is_described(way: Any, sentence: str) -> None:
    assert said(step("turn", None, 21, modifier="left", way=way)) == [sentence]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (step("continue", None, 40, bridge=True), "Steek de brug over, 40 m"),
        (
            step("continue", "Jan Schaeferbrug", 40, bridge=True),
            "Steek de Jan Schaeferbrug over, 40 m",
        ),
        (
            step("continue", "Rozengracht", 40, bridge=True),
            "Ga rechtdoor over de Rozengracht, de brug over, 40 m",
        ),
        (
            step("new name", "Eenhoornsluis", 40, bridge=True),
            "Steek de Eenhoornsluis over, 40 m",
        ),
        (
            step("turn", "Staatsliedenbrug", 40, modifier="slight left", bridge=True),
            "Houd links aan, de Staatsliedenbrug over, 40 m",
        ),
        (
            step("turn", "Lauriergracht", 40, modifier="right", bridge=True),
            "Sla rechtsaf de Lauriergracht op, de brug over, 40 m",
        ),
        (
            step("turn", None, 40, modifier="left", bridge=True, way="cycleway"),
            "Sla linksaf en steek de brug over, 40 m",
        ),
        (step("continue", None, 40, tunnel=True), "Ga de tunnel door, 40 m"),
        (
            step("continue", "Piet Heintunnel", 40, tunnel=True),
            "Ga de Piet Heintunnel door, 40 m",
        ),
    ],
)
def test_bridges_and_tunnels_are_landmarks(told: Step, sentence: str) -> None:
    assert said(told) == [sentence]


@pytest.mark.parametrize(
    ("metres", "text"),
    [
        (3, "10 m"),
        (44, "40 m"),
        (118, "120 m"),
        (196, "200 m"),
        (449, "450 m"),
        (974, "950 m"),
        (976, "1,0 km"),
        (1234, "1,2 km"),
        (12_345, "12,3 km"),
    ],
)
def test_distances_are_rounded_to_what_a_rider_can_use(metres: float, text: str) -> None:
    assert distance(metres) == text


def test_places_at_one_address_need_no_bicycle() -> None:
    leg = Leg(HERE, HERE, 0, 0, (HERE, HERE), (step("depart", None, 0), step("arrive", None, 0)))

    assert [cue.sentence for cue in cues(leg)] == [
        "Laat de fietsen staan: het volgende doel is hier"
    ]
    assert ride(leg) == "Laat de fietsen staan"


@given(
    st.lists(
        st.builds(
            step,
            st.sampled_from(["depart", "turn", "new name", "continue", "roundabout", "arrive"]),
            st.none() | st.text(max_size=200),
            st.floats(0, 50_000),
            modifier=st.sampled_from([None, "straight", "left", "slight right", "uturn"]),
            exit=st.none() | st.integers(-2, 30),
            bridge=st.booleans(),
        ),
        max_size=5,
    )
)
def test_every_step_gets_one_printable_line_whatever_the_street_is_called(
    steps: list[Step],
) -> None:
    sentences = said(*steps)

    assert len(sentences) == len(steps)
    assert all(sentence.isprintable() and len(sentence) < 200 for sentence in sentences)
