"""How large an OSM PBF file is once unpacked, told from what stands around its packed blocks.

The file is a row of blocks: the length of a header in four bytes, the header,
and a blob, both Protocol Buffers. osmium unpacks a blob into no more than the
``raw_size`` that the blob says it has.
"""

from collections.abc import Iterator

_DATA_SIZE, _RAW_SIZE = 3, 2  # of a header, and of a blob
_NUMBER, _BYTES = 0, 2
_FIXED = {1: 8, 5: 4}


def unpacked_size(content: bytes) -> int:
    """The bytes that all blobs say they have. Raises ValueError for a damaged file."""
    size = place = 0
    while place < len(content):
        header = place + 4
        blob = header + int.from_bytes(content[place:header])
        # Of a field that is there twice the last counts.
        (*_, packed) = _numbers(content, header, blob, _DATA_SIZE)
        place = blob + packed
        (*_, unpacked) = (0, *_numbers(content, blob, place, _RAW_SIZE))
        size += unpacked
    return size


def _numbers(content: bytes, place: int, end: int, wanted: int) -> Iterator[int]:
    """The numbers in the field ``wanted`` of the message between ``place`` and ``end``."""
    if end > len(content):
        raise ValueError
    while place < end:
        key, place = _varint(content, place)
        kind = key & 7
        if kind in _FIXED:
            place += _FIXED[kind]
            continue
        value, place = _varint(content, place)
        if kind == _BYTES:
            place += value
        elif kind != _NUMBER:
            raise ValueError
        elif key >> 3 == wanted:
            yield value


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A number in groups of seven bits, the lowest first, and where it ends."""
    value = 0
    for shift, byte in enumerate(content[place : place + 10]):
        value |= (byte & 127) << 7 * shift
        if byte < 128:
            return value, place + shift + 1
    raise ValueError
