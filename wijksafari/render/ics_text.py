"""Calendar components as a file has them (RFC 5545): lines of at most 75 bytes, CRLF, UTF-8."""

from collections.abc import Iterable

from icalendar import Component

_LONGEST = 74  # bytes
_ESCAPES = (b"\\", b"^")


def text_of(component: Component, inside: Iterable[str] = ()) -> str:
    """The component's own lines around what is ``inside`` it, which is such text already.

    So that what is the same in every file is written once.
    """
    *opening, end = (_folded(each) for each in component.content_lines() if each)
    return "".join((*opening, *inside, end))


def _folded(line: str) -> str:
    """As the library does, but not letter by letter: that took a tenth of a whole sign-up."""
    rest, parts = line.encode(), []
    while len(rest) > _LONGEST:
        part = rest[:_LONGEST].decode(errors="ignore").encode()  # no half letter
        if part.endswith(_ESCAPES):
            part = part[:-1]  # nor half an escape
        parts.append(part)
        rest = rest[len(part) :]
    return b"\r\n ".join((*parts, rest)).decode() + "\r\n"
