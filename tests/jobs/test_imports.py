"""Looking up what a list needs: what was found stays, and the rest can be resumed."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.jobs.world import World
from tests.services.worlds_imports import create_import, found_location
from tests.worlds import ACTOR, create_neighbourhood
from wijksafari.errors import InputError, ServiceUnavailableError
from wijksafari.jobs.imports import look_up_waiting_imports
from wijksafari.jobs.lookups import wanted_lookups
from wijksafari.jobs.tools import Tools
from wijksafari.models import CatalogueImport, ImportEntry
from wijksafari.planning.address import Address, Ambiguous, Finding, NotFound
from wijksafari.planning.address import Found as FoundAddress
from wijksafari.planning.boundary import WijkArea
from wijksafari.planning.found import Found
from wijksafari.planning.route import Point
from wijksafari.services.background_work import (
    GIVEN_UP,
    Claim,
    ClaimLostError,
    beat,
    let_go,
    state_now,
)
from wijksafari.services.imports.files import begin_reading, refuse_file
from wijksafari.services.imports.lookup import (
    ask_map,
    fail,
    finish,
    keep_places,
    resume_import,
    take_up,
)
from wijksafari.services.wijken.open_map import Progress

Ending = Callable[[Session, Claim[CatalogueImport], datetime], object]
SPOT = Point(52.04, 4.39)


@dataclass
class Geocoder:
    """Knows every address but ``Nergens`` and ``Overal``; down after ``most`` questions."""

    most: int = 100
    asked: list[str] = field(default_factory=list)

    def __call__(self, address: Address) -> Finding:
        if len(self.asked) >= self.most:
            raise ServiceUnavailableError("Adressen opzoeken lukt nu niet: PDOK is er niet.")
        self.asked.append(address.street)
        if address.street == "Nergens":
            return NotFound(("Nergensweg 1, Nootdorp",))
        if address.street == "Overal":
            return Ambiguous(("Overal 1, Delft", "Overal 1, Gouda"))
        return FoundAddress(SPOT, str(address))


def tools(world: World, geocoder: Geocoder) -> Tools:
    return replace(world.tools, find_address=geocoder)


def ask(world: World, *streets: str) -> int:
    """A list with locations at these addresses."""
    found = tuple(
        found_location(street, street, point=None, address=Address(street, "", "Nootdorp"))
        for street in streets
    )
    with world.database.writing.begin() as session:
        return create_import(session, Found(kind="csv", locations=found)).id


def stand(world: World) -> tuple[str, str]:
    """How the list stands, and what is wrong."""
    with world.database.reading() as session:
        row = session.scalars(select(CatalogueImport)).one()
        return row.state, row.problem


def placed(world: World) -> list[bool]:
    with world.database.reading() as session:
        entries = session.scalars(select(ImportEntry).order_by(ImportEntry.position))
        return [each.item["point"] is not None for each in entries]


def test_addresses_are_looked_up_and_those_that_cannot_be_are_told(world: World) -> None:
    ask(world, "Dorpsstraat 1", "Nergens", "Overal")
    assert look_up_waiting_imports(tools(world, Geocoder())) == 1
    assert stand(world) == ("ready", "")
    with world.database.reading() as session:
        entries = session.scalars(select(ImportEntry).order_by(ImportEntry.position)).all()
    assert [each.problem[:36] for each in entries] == [
        "",
        "Het adres ‘Nergens, Nootdorp’ is nie",
        "Het adres ‘Overal, Nootdorp’ kan mee",
    ]


def test_after_an_outage_only_the_rest_is_looked_up(world: World) -> None:
    number = ask(world, "A 1", "B 2", "C 3")
    look_up_waiting_imports(tools(world, Geocoder(most=2)))
    assert stand(world) == ("failed", "Adressen opzoeken lukt nu niet: PDOK is er niet.")
    assert placed(world) == [True, True, False]
    with world.database.writing.begin() as session:
        resume_import(session, session.get_one(CatalogueImport, number))
    geocoder = Geocoder()
    look_up_waiting_imports(tools(world, geocoder))
    assert (stand(world)[0], geocoder.asked) == ("ready", ["C 3"])


def test_what_a_worker_left_behind_is_taken_up_by_another(world: World) -> None:
    ask(world, "A 1")
    with world.database.writing.begin() as session:
        assert take_up(session, world.now) is not None
        assert take_up(session, world.now) is None
    assert "imports" not in wanted_lookups(world.tools)
    world.now += 2 * GIVEN_UP
    assert "imports" in wanted_lookups(world.tools)
    with world.database.reading() as session:
        assert state_now(session.scalars(select(CatalogueImport)).one(), world.now) == "waiting"
    assert look_up_waiting_imports(tools(world, Geocoder())) == 1


def test_a_list_that_is_thrown_away_meanwhile_stops_the_work(world: World) -> None:
    number = ask(world, "A 1", "B 2")

    class Throwing(Geocoder):
        def __call__(self, address: Address) -> Finding:
            with world.database.writing.begin() as session:
                session.delete(session.get_one(CatalogueImport, number))
            return super().__call__(address)

    geocoder = Throwing()
    look_up_waiting_imports(tools(world, geocoder))
    assert geocoder.asked == ["A 1"]


def test_who_slept_too_long_changes_nothing_of_what_another_did(world: World) -> None:
    ask(world, "A 1", "B 2")

    class Sleeping(Geocoder):
        def __call__(self, address: Address) -> Finding:
            world.now += 2 * GIVEN_UP
            assert look_up_waiting_imports(tools(world, Geocoder())) == 1
            raise ServiceUnavailableError(f"PDOK is er niet voor {address}.")

    assert look_up_waiting_imports(tools(world, Sleeping())) == 1
    assert (stand(world), placed(world)) == (("ready", ""), [True, True])


@pytest.mark.parametrize(
    "end",
    [
        lambda session, claim, now: beat(session, claim, now, "Ik ben er nog."),
        lambda session, claim, _: let_go(session, claim),
        lambda session, claim, _: fail(session, claim, "Het lukt niet."),
        lambda session, claim, _: finish(session, claim),
        lambda session, claim, _: refuse_file(session, claim, "Het is niets."),
        lambda session, claim, _: begin_reading(session, claim),
        lambda session, claim, _: keep_places(
            session, claim, Found(kind="osm", locations=(found_location(),))
        ),
    ],
    ids=["progress", "let_go", "fail", "finish", "refuse", "read", "keep_places"],
)
def test_only_who_has_the_work_says_how_it_stands(world: World, end: Ending) -> None:
    ask(world, "A 1")
    with world.database.writing.begin() as session:
        first = take_up(session, world.now)
    world.now += 2 * GIVEN_UP
    with world.database.writing.begin() as session:
        second = take_up(session, world.now)
    assert first
    assert second
    with world.database.writing.begin() as session, pytest.raises(ClaimLostError):
        end(session, first.claim, world.now)
    assert (stand(world), placed(world)) == (("busy", ""), [False])
    with world.database.writing.begin() as session:
        finish(session, second.claim)
    assert stand(world)[0] == "ready"


@dataclass
class Map:
    """An open map with one place, or none."""

    found: Found

    def fetch_places(self, area: WijkArea, progress: Progress) -> Found:
        progress(f"{area.name} wordt doorzocht.")
        return self.found


def test_a_search_of_the_map_becomes_a_list(world: World) -> None:
    with world.database.writing.begin() as session:
        wijk = create_neighbourhood(session)
        wijk.place = "Nootdorp"
        first = ask_map(session, wijk, actor=ACTOR, now=world.now)
        assert ask_map(session, wijk, actor=ACTOR, now=world.now) is first
    osm = Map(Found(kind="osm", locations=(found_location(key="node/1"),)))
    look_up_waiting_imports(replace(world.tools, open_map=osm))  # type: ignore[arg-type]
    assert (stand(world), placed(world)) == (("ready", ""), [True])


def test_a_map_without_places_says_so(world: World) -> None:
    with world.database.writing.begin() as session:
        wijk = create_neighbourhood(session)
        wijk.place = "Nootdorp"
        ask_map(session, wijk, actor=ACTOR, now=world.now)
    look_up_waiting_imports(replace(world.tools, open_map=Map(Found(kind="osm"))))  # type: ignore[arg-type]
    assert stand(world)[1].startswith("OpenStreetMap kent hier geen buurthuizen")


def test_nobody_searches_a_wijk_that_lies_nowhere(world: World) -> None:
    with (
        world.database.writing.begin() as session,
        pytest.raises(InputError, match="de grens van de wijk"),
    ):
        ask_map(session, create_neighbourhood(session), actor=ACTOR, now=world.now)
