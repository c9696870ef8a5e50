"""How the host of a stop stands to what is planned there now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from wijksafari.models import HostRequest
from wijksafari.planning.host_visits import moved, outgrown
from wijksafari.services.hosts.plan import Stop, Stops, asked_visits

Standing = Literal["unasked", "asked", "yes", "yes_but", "no", "changed"]


def standing_of(row: HostRequest | None, stop: Stop) -> Standing:
    """How a stop stands; "changed" where another time or more people were planned since.

    A "no" stays one while it would be asked the same.
    """
    if row is None or row.released_at is not None:
        return "unasked"
    asked = asked_visits(row)
    if moved(asked, stop.visits) or outgrown(asked, stop.visits):
        return "changed"
    return row.answer or "asked"  # type: ignore[return-value]


def waits(row: HostRequest | None) -> bool:
    """Whether a host counts on the group, as far as we know: not who said no."""
    return row is None or row.answer != "no"


def disagreeing(rows: Mapping[str, HostRequest], planned: Stops) -> tuple[Stop, ...]:
    """The stops whose host did not say yes to what is planned, in the order of the evening."""
    return tuple(
        stop for code, stop in planned.items() if standing_of(rows.get(code), stop) != "yes"
    )
