"""Whole numbers as people type them, and as our own pages send them along."""

from collections.abc import Mapping

_LONGEST_VERSION = 9


def whole_number(text: str, digits: int) -> int | None:
    """The number that ``text`` is, in at most so many ``digits``; None for anything else."""
    usable = text.isascii() and text.isdecimal() and len(text) <= digits
    return int(text) if usable else None


def version_number(text: str) -> int | None:
    """Which version of something a page was opened at; None for what no page of ours sent."""
    return whole_number(text, _LONGEST_VERSION)


def seen_version(form: Mapping[str, str]) -> int:
    """Which version a form was opened at (``gezien``); -1, which nothing has, for none."""
    seen = version_number(form.get("gezien", ""))
    return -1 if seen is None else seen
