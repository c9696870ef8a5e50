"""Street networks on disk: one compact .npz of plain arrays, without pickles.

The file is a zip of .npy members. ``header`` holds JSON in UTF-8 bytes: the
format, its version, the source and date of the data, and a SHA-256 over all
other members. Coordinates are whole 1e-7 degrees, as in OpenStreetMap itself.
"""

import hashlib
import json
import os
import struct
import zipfile
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from wijksafari.errors import InputError, StreetFileError
from wijksafari.streets.check import ShapeError, check_network
from wijksafari.streets.network import StreetNetwork

FORMAT = "wijksafari streets"
VERSION = 1
PER_DEGREE = 10_000_000
MAX_BYTES = 400_000_000
TYPES = {
    "lat": "<i4",
    "lon": "<i4",
    "tail": "<i4",
    "head": "<i4",
    "metres": "<f4",
    "name": "<i4",
    "highway": "|u1",
    "provision": "|u1",
    "surface": "|u1",
    "lit": "|u1",
    "maxspeed": "|u1",
    "roundabout": "|b1",
    "bridge": "|b1",
    "tunnel": "|b1",
    "discouraged": "|b1",
    "shape_start": "<i4",
    "shape_lat": "<i4",
    "shape_lon": "<i4",
    "names": "|u1",
}
PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
COORDINATES = frozenset(("lat", "lon", "shape_lat", "shape_lon"))
# What zipfile, zlib, numpy and json raise on a file that somebody or something spoiled.
UNREADABLE = (OSError, LookupError, ValueError, EOFError, RuntimeError, zlib.error, struct.error)
Arrays = dict[str, NDArray[Any]]


def save(network: StreetNetwork, path: Path) -> None:
    """Write the network; the file at ``path`` is replaced once the new one is complete.

    The same network always gives the same bytes. Raises InputError where the
    file cannot be written.
    """
    arrays = _to_arrays(network)
    header = {
        "format": FORMAT,
        "version": VERSION,
        "source": network.source,
        "fetched": network.fetched.astimezone(UTC).isoformat(),
        "sha256": _checksum(arrays),
    }
    members = {"header": _text(json.dumps(header, sort_keys=True)), **arrays}
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            _write(members, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise InputError(
            f"Het stratenbestand {path} kan niet worden geschreven: kies een andere plek."
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path) -> StreetNetwork:
    """Read a network that ``save`` wrote.

    Raises StreetFileError, in words that say how to make the file again, when it
    is missing, truncated, foreign, of another version, damaged or too large.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            header = _header(archive, path)
            arrays = {name: _member(archive, name) for name in TYPES}
    except StreetFileError:
        raise
    except FileNotFoundError as error:
        raise _useless(path, "bestaat niet") from error
    except zipfile.BadZipFile as error:
        raise _useless(path, "is niet compleet, of is geen stratenbestand") from error
    except UNREADABLE as error:
        raise _useless(path, "is geen stratenbestand, of het is beschadigd") from error
    if _checksum(arrays) != header.get("sha256"):
        raise _useless(path, "is beschadigd: de controlesom klopt niet")
    try:
        network = _from_arrays(arrays, header)
        check_network(network)
    except (ShapeError, KeyError, TypeError, ValueError) as error:
        raise _useless(path, "is beschadigd: de straten kloppen niet") from error
    return network


def _useless(path: Path, what: str) -> StreetFileError:
    return StreetFileError(
        f"Het stratenbestand {path} {what}. Maak het opnieuw met: "
        f"python -m wijksafari streets build --osm BESTAND.osm.gz --out {path}"
    )


def _to_arrays(network: StreetNetwork) -> Arrays:
    values: Arrays = {
        name: np.rint(getattr(network, name) * PER_DEGREE)
        if name in COORDINATES
        else getattr(network, name)
        for name in TYPES
        if name != "names"
    }
    values["names"] = _text("\0".join(network.names))
    return {name: np.ascontiguousarray(values[name], dtype=TYPES[name]) for name in TYPES}


def _from_arrays(arrays: Arrays, header: dict[str, Any]) -> StreetNetwork:
    values: Arrays = {
        name: array / PER_DEGREE if name in COORDINATES else array
        for name, array in arrays.items()
        if name != "names"
    }
    fetched = datetime.fromisoformat(header["fetched"])
    if fetched.tzinfo is None:
        raise ShapeError("fetched has no time zone")
    return StreetNetwork(
        **values,
        names=tuple(arrays["names"].tobytes().decode().split("\0")),
        source=str(header["source"]),
        fetched=fetched.astimezone(UTC),
    )


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _checksum(arrays: Arrays) -> str:
    digest = hashlib.sha256()
    for name, array in arrays.items():
        digest.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        digest.update(array.data if array.size else b"")
    return digest.hexdigest()


def _write(members: Arrays, file: Any) -> None:
    """As np.savez_compressed does, but with a fixed date on every member."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in members.items():
            buffer = BytesIO()
            npy.write_array(buffer, array, allow_pickle=False)
            info = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, buffer.getvalue())


def _header(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    """The header, once it is sure that the rest can be read without harm."""
    members = archive.infolist()
    if any(info.compress_type not in PACKING for info in members):
        raise _useless(path, "is geen stratenbestand")
    if sum(info.file_size for info in members) > MAX_BYTES:
        raise _useless(path, "is te groot voor één wijk")
    if "header.npy" not in archive.namelist():
        raise _useless(path, "is geen stratenbestand")
    header = json.loads(_member(archive, "header").tobytes())
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise _useless(path, "is geen stratenbestand")
    if header.get("version") != VERSION:
        raise _useless(path, "is gemaakt met een andere versie van wijksafari")
    return header


def _member(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    """One array, as long as what was read, whatever length its header claims."""
    data = archive.read(f"{name}.npy")
    buffer = BytesIO(data)
    if npy.read_magic(buffer) != (1, 0):
        raise ValueError(name)
    *_, dtype = npy.read_array_header_1_0(buffer)
    if dtype.str != TYPES.get(name, "|u1"):
        raise ValueError(name)
    return np.frombuffer(data, dtype=dtype, offset=buffer.tell())
