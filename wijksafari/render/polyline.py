"""Lines in few characters, for drawing thousands of streets in one page."""

from collections.abc import Sequence

from wijksafari.planning.route import Point


def encode(line: Sequence[Point]) -> str:
    """``line`` in Google's encoded polyline format, with five decimals (about a metre).

    Characters run from "?" to "~", so lines may be parted by spaces.
    """
    written: list[str] = []
    before = (0, 0)
    for point in line:
        here = (round(point.lat * 1e5), round(point.lon * 1e5))
        for now, then in zip(here, before, strict=True):
            written.append(_chunks(now - then))
        before = here
    return "".join(written)


def _chunks(change: int) -> str:
    value = ~(change << 1) if change < 0 else change << 1
    written = []
    while value >= 0x20:
        written.append(chr((0x20 | (value & 0x1F)) + 63))
        value >>= 5
    written.append(chr(value + 63))
    return "".join(written)
