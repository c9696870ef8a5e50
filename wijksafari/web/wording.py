"""Numbers and moments as pages write them; also the templates' filters."""

from __future__ import annotations

from datetime import datetime

from flask import Flask

from wijksafari.clock import AMSTERDAM
from wijksafari.planning import words
from wijksafari.planning.cues import cues, distance
from wijksafari.planning.states import STATE_NAMES, State
from wijksafari.render.programme import arriving

_NUMBERS = (
    "elf", "twaalf", "dertien", "veertien", "vijftien",
    "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip


def minutes(seconds: float) -> str:
    """ "7 min", never less than one for anything above zero."""
    whole = round(seconds / 60)
    return f"{max(whole, 1) if seconds > 0 else 0} min"


def how_many(count: int) -> str:
    """The number of locations, in words up to twenty: "Dertien locaties"."""
    number = _NUMBERS[count - 11] if 11 <= count <= 20 else ""
    text = f"{number} locaties" if number else words.locations(count)
    return "Eén locatie" if count == 1 else text.capitalize()


def percentage(share: float) -> str:
    """ "45 %"."""
    return f"{share * 100:.0f}\u00a0%"


def machine(moment: datetime) -> str:
    """For a ``datetime`` attribute."""
    return moment.isoformat(timespec="minutes")


def local(moment: datetime) -> datetime:
    """The moment as the clocks in Europe/Amsterdam show it."""
    return moment.astimezone(AMSTERDAM)


def state_name(state: State) -> str:
    """What a safari is in: "uitnodiging open"."""
    return STATE_NAMES[state]


def add_filters(app: Flask) -> None:
    """Make these words known to the templates."""
    app.jinja_env.filters.update(
        clock=words.clock,
        hours=words.hours,
        day=words.day,
        day_month=words.day_month,
        moment=words.moment,
        duration=words.duration,
        unbroken=words.unbroken,
        listed=words.listed,
        points=words.points,
        people=words.people,
        how_many=how_many,
        distance=distance,
        cues=cues,
        arriving=arriving,
        minutes=minutes,
        percentage=percentage,
        machine=machine,
        local=local,
        state_name=state_name,
    )
