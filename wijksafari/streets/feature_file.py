"""From an OSM file to a small one with only the places that are looked for."""

import bz2
import gzip
import zlib
from pathlib import Path
from typing import Any

import osmium

from wijksafari.errors import InputError
from wijksafari.streets.feature_tags import KEYS, WANTED
from wijksafari.streets.pbf_size import unpacked_size

MAX_PACKED_BYTES = 20_000_000
MAX_BYTES = 200_000_000
MAX_PLACES = 5_000
NOT_OSM = "Dit is geen OpenStreetMap-bestand, of het is beschadigd."
_TOO_LARGE = (
    "Dit OpenStreetMap-bestand is te groot voor één wijk. Knip er eerst een kleiner gebied uit."
)
_CHUNK_BYTES = 1_000_000
_PACKED: tuple[tuple[bytes, str, Any], ...] = (
    (b"\x1f\x8b", ".gz", gzip.GzipFile),
    (b"BZh", ".bz2", bz2.BZ2File),
)


def keep_places(content: bytes, target: Path) -> None:
    """Write to ``target`` (.osm) the places in ``content``, and the nodes and ways they need.

    The kind of file is recognised by what is in it. Raises InputError.
    """
    if len(content) > MAX_PACKED_BYTES:
        raise InputError(_TOO_LARGE)
    source = target.with_name(f"source{_suffix(content)}")
    source.write_bytes(content)
    _check_unpacked(source)
    writer = osmium.BackReferenceWriter(target, source, relation_depth=1)
    try:
        # osmium reads the file as a stream, and refuses XML entities.
        with writer:
            for place in _places(source):
                writer.add(place.replace(tags=_kept(place.tags)))
    except (RuntimeError, ValueError, OSError, osmium.InvalidLocationError) as error:
        raise InputError(_unreadable(str(error))) from error
    finally:
        writer.tmpdir.cleanup()  # which it forgets where something went wrong


def _suffix(content: bytes) -> str:
    for begin, suffix, _ in _PACKED:
        if content.startswith(begin):
            return f".osm{suffix}"
    # A PBF file begins with the length of its first header, then says what that is.
    return ".osm.pbf" if b"OSMHeader" in content[:64] else ".osm"


def _check_unpacked(path: Path) -> None:
    """A small file may unpack into a huge one, of which osmium reads every byte."""
    try:
        size = _unpacked(path)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise InputError(_unreadable("truncated")) from error
    if size > MAX_BYTES:
        raise InputError(_TOO_LARGE)


def _unpacked(path: Path) -> int:
    """How many bytes the file unpacks into; no further than matters."""
    if path.suffix == ".pbf":
        return unpacked_size(path.read_bytes())
    opener = {suffix: opener for _, suffix, opener in _PACKED}.get(path.suffix)
    if opener is None:
        return 0
    size = 0
    with opener(path) as file:
        while size <= MAX_BYTES and (chunk := file.read(_CHUNK_BYTES)):
            size += len(chunk)
    return size


def _places(source: Path) -> Any:
    processor = osmium.FileProcessor(str(source))
    processor.with_filter(osmium.filter.KeyFilter(*WANTED))
    count = 0
    for thing in processor:
        if _is_wanted(thing.tags):
            count += 1
            if count > MAX_PLACES:
                raise InputError(_TOO_LARGE)
            yield thing


def _is_wanted(tags: Any) -> bool:
    return any(
        key in tags and (not isinstance(values, list) or tags[key] in values)
        for key, values in WANTED.items()
    )


def _kept(tags: Any) -> dict[str, str]:
    return {tag.k: tag.v for tag in tags if tag.k in KEYS}


def _unreadable(reason: str) -> str:
    """Why osmium stopped, as far as a person can do something about it."""
    if any(word in reason for word in ("truncated", "gzip", "bzip2", "no element", "EOF")):
        return "Dit OpenStreetMap-bestand is niet compleet of beschadigd. Download het opnieuw."
    return NOT_OSM
