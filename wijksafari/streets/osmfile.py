"""Read the ways for bicycles from an OSM file: .osm, .osm.gz, .osm.bz2 or .osm.pbf."""

import bz2
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import osmium

from wijksafari.errors import InputError
from wijksafari.streets.bicycle import Access, bicycle_access, closes_passage
from wijksafari.streets.tagged import TaggedStreets, tagged_streets

SUFFIXES = (".osm", ".osm.gz", ".osm.bz2", ".osm.pbf", ".pbf")
MAX_BYTES = 400_000_000
MAX_PACKED_BYTES = 60_000_000
MAX_STRETCHES = 3_000_000
_CHUNK_BYTES = 1_000_000


def read_osm(path: Path, progress: Callable[[str], None]) -> tuple[TaggedStreets, datetime]:
    """The ways a bicycle may ride, and the date of the data.

    The date is the one the file states; without one, that of the file itself.
    Raises InputError for what is missing, too large or not OSM.
    """
    _check_file(path)
    progress(f"{path.name} wordt gelezen …")
    reader = _Reader(path)
    try:
        # A file is read as a stream, and libosmium refuses XML entities.
        for thing in reader.things():
            reader.take(thing)
        date = reader.date()
    except (RuntimeError, ValueError, OSError, osmium.InvalidLocationError) as error:
        raise InputError(_unreadable(path, str(error))) from error
    streets = tagged_streets(reader.places, reader.ways, reader.stretches, reader.closed)
    progress(f"{len(streets.tags)} wegen gelezen.")
    return streets, date


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise InputError(f"{path} is een map; kies een OpenStreetMap-bestand.")
    if not path.is_file():
        raise InputError(f"Het bestand {path} bestaat niet.")
    if not path.name.endswith(SUFFIXES):
        raise InputError(
            f"{path.name} is geen OpenStreetMap-bestand. Kies een bestand dat eindigt op "
            ".osm, .osm.gz of .osm.pbf."
        )
    size = path.stat().st_size
    if size == 0:
        raise InputError(f"{path.name} is leeg. Download het bestand opnieuw.")
    if size > (MAX_BYTES if path.name.endswith(".osm") else MAX_PACKED_BYTES):
        raise InputError(_too_large(path))
    _check_unpacked(path)


def _check_unpacked(path: Path) -> None:
    """A small file may unpack into a huge one, of which libosmium reads every byte."""
    packed = {".gz": gzip.GzipFile, ".bz2": bz2.BZ2File}.get(path.suffix)
    if packed is None:
        return
    size = 0
    # Of a damaged file libosmium says what is wrong.
    with suppress(OSError, EOFError, zlib.error), packed(path) as file:
        while chunk := file.read(_CHUNK_BYTES):
            size += len(chunk)
            if size > MAX_BYTES:
                raise InputError(_too_large(path))


def _too_large(path: Path) -> str:
    return f"{path.name} is te groot voor één wijk. Knip er eerst een kleiner gebied uit."


def _unreadable(path: Path, reason: str) -> str:
    """Why libosmium stopped, as far as a person can do something about it."""
    if any(word in reason for word in ("truncated", "gzip", "bzip2", "no element", "EOF")):
        return f"{path.name} is niet compleet of beschadigd. Download het bestand opnieuw."
    return f"{path.name} is geen OpenStreetMap-bestand, of het is beschadigd."


class _Reader:
    """Collects the ways a bicycle may ride, and their nodes, from the stream."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.places: dict[int, tuple[float, float]] = {}
        self.ways: dict[int, dict[str, str]] = {}
        self.stretches: list[tuple[int, int, int]] = []
        self.closed: set[int] = set()
        self._stated = ""

    def things(self) -> Iterator[Any]:
        """Every barrier, and every way with a highway tag and its nodes' places."""
        entities = osmium.osm.NODE | osmium.osm.WAY
        processor = osmium.FileProcessor(str(self.path), entities).with_locations()
        processor.with_filter(osmium.filter.EmptyTagFilter())
        for key, kind in (("highway", osmium.osm.WAY), ("barrier", osmium.osm.NODE)):
            wanted = osmium.filter.KeyFilter(key)
            wanted.enable_for(kind)
            processor.with_filter(wanted)
        yield from processor
        header = processor.header
        self._stated = header.get("osmosis_replication_timestamp") or header.get("timestamp")

    def take(self, thing: Any) -> None:
        """Keep a barrier that closes, or a way that some bicycle may ride."""
        tags = dict(thing.tags)
        if thing.is_node():
            if closes_passage(tags):
                self.closed.add(thing.id)
            return
        if max(bicycle_access(tags)) == Access.CLOSED:
            return
        self.ways[thing.id] = tags
        for first, last in pairwise(thing.nodes):
            self._stretch(thing.id, first, last)

    def _stretch(self, way: int, first: Any, last: Any) -> None:
        """An extract may lack nodes outside its border: the way is then cut there."""
        if first.ref == last.ref or not (first.location.valid() and last.location.valid()):
            return
        if len(self.stretches) >= MAX_STRETCHES:
            raise InputError(_too_large(self.path))
        for node in (first, last):
            self.places[node.ref] = (node.lat, node.lon)
        self.stretches.append((way, first.ref, last.ref))

    def date(self) -> datetime:
        """When the data was current."""
        if self._stated:
            return datetime.fromisoformat(self._stated).astimezone(UTC)
        return datetime.fromtimestamp(int(self.path.stat().st_mtime), UTC)
