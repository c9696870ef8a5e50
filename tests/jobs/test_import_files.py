"""Files that are read in the background: read once, kept no longer than that, and bounded."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.jobs.world import World
from tests.services.worlds_imports import found_location
from tests.worlds import ACTOR, create_neighbourhood, rows
from wijksafari.errors import InputError
from wijksafari.jobs.imports import look_up_waiting_imports
from wijksafari.models import CatalogueImport, ImportEntry, ImportFile
from wijksafari.planning.boundary import WijkArea
from wijksafari.planning.found import Found
from wijksafari.services.background_work import GIVEN_UP
from wijksafari.services.imports.files import MOST_TRIES, MOST_UNREAD, begin_reading, keep_file
from wijksafari.services.imports.lookup import ask_map, can_resume, resume_import, take_up
from wijksafari.services.retention import UNREAD_KEPT, erase_expired

ONE = Found(kind="osm", locations=(found_location(key="node/1"),))


@dataclass
class Map:
    """An open map that finds this in every file; ``None``: it fails as nobody foresaw."""

    found: Found | None

    def read_places(self, content: bytes, area: WijkArea | None = None) -> Found:
        assert content
        assert area
        if self.found is None:
            raise MemoryError
        return self.found


def send(world: World, content: bytes = b"<osm/>") -> int:
    with world.database.writing.begin() as session:
        wijk = create_neighbourhood(session)
        return keep_file(session, wijk, content, "kaart.osm", actor=ACTOR, now=world.now).id


def work(world: World, found: Found | None = ONE) -> int:
    return look_up_waiting_imports(replace(world.tools, open_map=Map(found)))  # type: ignore[arg-type]


def stand(world: World) -> tuple[str, str]:
    with world.database.reading() as session:
        row = session.scalars(select(CatalogueImport)).one()
        return row.state, row.problem


def kept(world: World) -> bytes | None:
    with world.database.reading() as session:
        return session.scalars(select(ImportFile)).one().content


def resumable(world: World) -> bool:
    with world.database.reading() as session:
        return can_resume(session, session.scalars(select(CatalogueImport)).one())


def test_a_file_is_read_and_then_no_longer_kept(world: World) -> None:
    send(world)
    assert kept(world) == b"<osm/>"
    assert work(world) == 1
    assert (stand(world), kept(world)) == (("ready", ""), None)
    with world.database.reading() as session:
        assert rows(session, ImportEntry) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<osm", "beschadigd"),
        (gzip.compress(b"<osm>" + b" " * 210_000_000, 1, mtime=0), "te groot voor één wijk"),
        (gzip.compress(b"<osm></osm>", mtime=0)[:-9], "Download het opnieuw"),
    ],
    ids=["broken", "bomb", "cut off"],
)
def test_a_file_that_cannot_be_read_says_what_to_do_and_is_not_kept(
    world: World, content: bytes, sentence: str
) -> None:
    send(world, content)
    look_up_waiting_imports(world.tools)
    assert stand(world)[0] == "failed"
    assert sentence in stand(world)[1]
    assert (kept(world), resumable(world)) == (None, False)


def test_a_piece_of_the_open_map_is_read(world: World, shared_data: Path) -> None:
    send(world, (shared_data / "osm" / "amsterdam-nieuwmarkt.osm.gz").read_bytes())
    look_up_waiting_imports(world.tools)
    with world.database.reading() as session:
        names = {each.item["name"] for each in session.scalars(select(ImportEntry))}
    assert "De Boomspijker" in names
    assert len(names) == 8


def test_what_a_killed_worker_was_reading_is_read_by_another(world: World) -> None:
    send(world)
    die(world)
    assert work(world) == 1
    assert stand(world) == ("ready", "")


def test_a_file_that_has_every_worker_killed_is_given_up(world: World) -> None:
    send(world)
    for _ in range(MOST_TRIES):
        die(world)
    assert work(world) == 1
    assert "drie keer gestopt" in stand(world)[1]
    assert (kept(world), resumable(world)) == (None, False)


def test_after_what_nobody_foresaw_the_file_can_be_read_again(world: World) -> None:
    number = send(world)
    for _ in range(MOST_TRIES + 1):
        work(world, None)
        assert stand(world)[0] == "failed"
        assert resumable(world)
        with world.database.writing.begin() as session:
            resume_import(session, session.get_one(CatalogueImport, number))
    work(world)
    assert stand(world) == ("ready", "")


def test_no_more_than_a_few_files_wait_at_a_time(world: World) -> None:
    for _ in range(MOST_UNREAD):
        send(world)
    with pytest.raises(InputError, match="wachten al drie kaarten"):
        send(world)
    work(world)
    send(world)


def test_a_file_that_nobody_came_to_read_is_erased_with_its_list(world: World) -> None:
    send(world)
    with world.database.writing.begin() as session:
        erase_expired(session, world.now + UNREAD_KEPT - timedelta(seconds=1))
        assert rows(session, ImportFile) == 1
        erase_expired(session, world.now + UNREAD_KEPT)
        assert rows(session, ImportFile) == rows(session, CatalogueImport) == 0


def test_a_list_that_was_read_stays_longer_than_an_unread_file(world: World) -> None:
    send(world)
    work(world)
    with world.database.writing.begin() as session:
        erase_expired(session, world.now + UNREAD_KEPT)
        assert rows(session, CatalogueImport) == 1


def test_a_file_that_waits_is_no_search_of_the_map(world: World) -> None:
    number = send(world)
    with world.database.writing.begin() as session:
        wijk = create_neighbourhood(session)
        wijk.place = "Nootdorp"
        assert ask_map(session, wijk, actor=ACTOR, now=world.now).id != number


def die(world: World) -> None:
    """A worker begins to read, and is never heard of again."""
    with world.database.writing.begin() as session:
        taken = take_up(session, world.now)
        assert taken is not None
    with world.database.writing.begin() as session:
        begin_reading(session, taken.claim)
    world.now += 2 * GIVEN_UP
