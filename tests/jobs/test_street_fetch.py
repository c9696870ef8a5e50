"""Streets of a wijk, fetched from a server that stands in for Overpass and Nominatim."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from shapely import box
from shapely.geometry import mapping
from sqlalchemy import select

from tests.jobs.workers import running, wait_until
from tests.jobs.world import World, create_world
from tests.streets.feature_answers import building, overpass
from tests.streets.map_server import Answer, MapServer, map_server
from tests.worlds import create_neighbourhood
from wijksafari.database import Database
from wijksafari.errors import InputError, ServiceUnavailableError
from wijksafari.jobs.lookups import wanted_lookups
from wijksafari.jobs.street_fetch import fetch_waiting_streets
from wijksafari.jobs.tools import Tools
from wijksafari.models import Neighbourhood, StreetFetch
from wijksafari.planning.boundary import NamedBoundary, WijkArea
from wijksafari.services.background_work import GIVEN_UP, Claim, beat, let_go, state_now
from wijksafari.services.journal import Actor
from wijksafari.services.wijken.open_map import Progress
from wijksafari.services.wijken.street_fetch import What, ask_streets, keep_boundary, take_up
from wijksafari.streets.open_map import OpenStreetMap
from wijksafari.streets.store import load

SOMEBODY = Actor(None, "Kim Kwartier")
WIJK = mapping(box(4.879, 52.369, 4.883, 52.373))
CORNERS = [(52.37, 4.88), (52.37, 4.881), (52.371, 4.881), (52.371, 4.88)]
STREETS = overpass(
    *building(10, CORNERS, highway="residential"),
    osm3s={"timestamp_osm_base": "2026-11-20T03:00:00Z"},
)
PLACE = {"importance": 0.5, "display_name": "Ondiep, Utrecht", "boundingbox": [0, 1, 0, 1]}
FOUND = Answer(body=json.dumps([PLACE | {"geojson": WIJK, "lat": "52.37", "lon": "4.88"}]).encode())
NOWHERE = Answer(body=b"[]")


@dataclass
class Wijk:
    """One wijk without streets, and the worker that may fetch them."""

    world: World
    server: MapServer

    @property
    def tools(self) -> Tools:
        url = self.server.url
        return replace(self.world.tools, open_map=OpenStreetMap(f"{url}/api", f"{url}/nominatim"))

    def ask(self, what: What = "refresh", **changes: object) -> int:
        with self.world.database.writing.begin() as session:
            row = session.scalars(select(Neighbourhood)).one()
            for name, value in changes.items():
                setattr(row, name, value)
            now = self.world.now
            return ask_streets(session, row, what, actor=SOMEBODY, now=now).id

    def take_up(self) -> Claim[StreetFetch]:
        with self.world.database.writing.begin() as session:
            taken = take_up(session, self.world.now)
        assert taken is not None
        return taken.claim

    def work(self) -> int:
        return fetch_waiting_streets(self.tools)

    @property
    def row(self) -> Neighbourhood:
        with self.world.database.reading() as session:
            return session.scalars(select(Neighbourhood)).one()

    @property
    def fetch(self) -> StreetFetch:
        """The newest."""
        with self.world.database.reading() as session:
            return session.scalars(select(StreetFetch).order_by(StreetFetch.id)).all()[-1]

    @property
    def file(self) -> Path:
        return self.world.tools.settings.streets / self.row.streets


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    made = create_world(database, tmp_path / "instance")
    with made.database.writing.begin() as session:
        create_neighbourhood(session, "proefwijk", "Proefwijk").streets = ""
    return made


@contextmanager
def served(world: World, *answers: Answer) -> Iterator[Wijk]:
    with map_server(*answers) as server:
        yield Wijk(world, server)


def test_streets_are_fetched_within_the_boundary_and_dated(world: World) -> None:
    with served(world, STREETS) as wijk:
        wijk.ask(boundary=WIJK)
        assert wijk.work() == 1
    assert wijk.row.streets == "wijk-proefwijk.npz"
    assert wijk.row.streets_at == datetime(2026, 11, 20, 3, tzinfo=UTC)
    assert len(load(wijk.file).lat) > 0
    assert wijk.fetch.state == "done"
    assert "straatstukken" in wijk.fetch.said


def test_a_place_is_looked_up_first_and_its_boundary_kept(world: World) -> None:
    with served(world, FOUND, STREETS) as wijk:
        wijk.ask(place="Ondiep, Utrecht")
        wijk.work()
    assert wijk.server.paths == ["/nominatim/search", "/api/interpreter"]
    assert wijk.row.boundary is not None
    assert wijk.row.boundary["type"] == "Polygon"
    assert wijk.fetch.state == "done"


def test_a_place_nobody_knows_is_told_of(world: World) -> None:
    with served(world, NOWHERE) as wijk:
        wijk.ask(place="Ondiep, Utrecht")
        wijk.work()
    assert wijk.fetch.state == "failed"
    assert "geen wijk met een grens gevonden" in wijk.fetch.problem
    assert "bounding box" not in wijk.fetch.problem  # which the site does not ask for
    assert wijk.row.streets == ""


def test_an_outage_halfway_keeps_the_boundary_and_the_old_streets(world: World) -> None:
    with served(world, STREETS, FOUND, Answer(500), STREETS) as wijk:
        wijk.ask(boundary=WIJK)
        wijk.work()
        before = wijk.file.read_bytes()
        wijk.ask(place="Ondiep, Utrecht", boundary=None)
        wijk.work()
        assert wijk.fetch.state == "failed"
        assert "Probeer het over een uur opnieuw" in wijk.fetch.problem
        assert wijk.file.read_bytes() == before
        assert wijk.row.streets_at is not None
        wijk.ask()
        wijk.work()
    # The place was found before the outage: it is not asked for again.
    assert wijk.server.paths.count("/nominatim/search") == 1
    assert wijk.fetch.state == "done"


def test_asking_twice_fetches_once(world: World) -> None:
    with served(world, STREETS) as wijk:
        assert wijk.ask(boundary=WIJK) == wijk.ask()
        wijk.work()
        assert wijk.server.paths == ["/api/interpreter"]
        assert wijk.work() == 0


def test_a_new_place_is_looked_up_after_a_fetch_that_was_under_way(world: World) -> None:
    with served(world, STREETS) as wijk:
        first = wijk.ask(boundary=WIJK)
        with world.database.writing.begin() as session:
            take_up(session, world.now)
        assert wijk.ask() == first
        assert wijk.ask("place", place="Ondiep, Utrecht") != first


def test_a_boundary_that_was_drawn_meanwhile_stays(world: World) -> None:
    with served(world, STREETS) as wijk:
        wijk.ask(place="Ondiep, Utrecht")
        claim = wijk.take_up()
        wijk.ask("boundary", boundary=WIJK)
        with world.database.writing.begin() as session:
            keep_boundary(session, claim, NamedBoundary("Ondiep", mapping(box(5, 52, 5.1, 52.1))))
    assert wijk.row.boundary == json.loads(json.dumps(WIJK))


def test_without_boundary_or_place_nothing_can_be_fetched(world: World) -> None:
    with served(world, STREETS) as wijk, pytest.raises(InputError, match="Geef eerst"):
        wijk.ask()


def test_a_fetch_whose_worker_died_is_taken_up_again_and_one_that_lives_is_not(
    world: World,
) -> None:
    with served(world, STREETS) as wijk:
        wijk.ask(boundary=WIJK)
        claim = wijk.take_up()
        world.now += GIVEN_UP - timedelta(seconds=1)
        assert wijk.work() == 0
        with world.database.writing.begin() as session:
            beat(session, claim, world.now)
        world.now += timedelta(seconds=2)
        assert wijk.work() == 0
        world.now += GIVEN_UP
        assert state_now(wijk.fetch, world.now) == "waiting"
        assert wanted_lookups(wijk.tools) == ("streets",)
        assert wijk.work() == 1
        assert wijk.fetch.state == "done"


def test_what_a_stopping_worker_let_go_waits_for_the_next(world: World) -> None:
    with served(world, STREETS) as wijk:
        wijk.ask(boundary=WIJK)
        claim = wijk.take_up()
        with world.database.writing.begin() as session:
            let_go(session, claim)
        assert wijk.work() == 1


@dataclass
class Sleeper:
    """An open map that sleeps too long while another worker does the work; then it goes on."""

    wijk: Wijk
    broken: bool = False

    def fetch_streets(self, area: WijkArea, target: Path, progress: Progress) -> datetime:
        progress(f"{area.name} wordt opgehaald.")
        self.wijk.world.now += 2 * GIVEN_UP
        assert self.wijk.work() == 1
        if self.broken:
            raise ServiceUnavailableError("overpass is er niet.")
        target.write_bytes(b"the streets of long ago")
        return self.wijk.world.now


@pytest.mark.parametrize("broken", [False, True])
def test_who_slept_too_long_changes_nothing_of_what_another_did(world: World, broken: bool) -> None:
    with served(world, STREETS) as wijk:
        wijk.ask(boundary=WIJK)
        tools = replace(wijk.tools, open_map=Sleeper(wijk, broken))  # type: ignore[arg-type]
        tools.settings.streets.mkdir(parents=True)
        assert fetch_waiting_streets(tools) == 1
    assert (wijk.fetch.state, wijk.fetch.problem) == ("done", "")
    assert wijk.row.streets_at == datetime(2026, 11, 20, 3, tzinfo=UTC)
    assert len(load(wijk.file).lat) > 0
    assert [each.name for each in tools.settings.streets.iterdir()] == ["wijk-proefwijk.npz"]


@pytest.mark.slow
def test_the_worker_fetches_in_a_process_of_its_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(world, STREETS) as wijk:
        wijk.ask(boundary=WIJK)
        monkeypatch.setenv("WIJKSAFARI_OVERPASS_URL", f"{wijk.server.url}/api")
        monkeypatch.setenv("WIJKSAFARI_NOMINATIM_URL", f"{wijk.server.url}/nominatim")
        with running(world):
            wait_until(lambda: wijk.fetch.state == "done")
    assert len(load(wijk.file).lat) > 0
