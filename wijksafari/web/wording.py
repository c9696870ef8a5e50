"""Numbers and moments as pages write them; also the templates' filters."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask

from wijksafari.planning import words
from wijksafari.planning.cues import cues, distance


def minutes(seconds: float) -> str:
    """ "7 min", never less than one for anything above zero."""
    whole = round(seconds / 60)
    return f"{max(whole, 1) if seconds > 0 else 0} min"


def percentage(share: float) -> str:
    """ "45 %"."""
    return f"{share * 100:.0f}\u00a0%"


def short_day(value: date) -> str:
    """ "do 4 juni 2026": the weekday in two letters."""
    weekday, rest = words.day(value).split(" ", 1)
    return f"{weekday[:2]} {rest}"


def machine(moment: datetime) -> str:
    """For a ``datetime`` attribute."""
    return moment.isoformat(timespec="minutes")


def add_filters(app: Flask) -> None:
    """Make these words known to the templates."""
    app.jinja_env.filters.update(
        clock=words.clock,
        hours=words.hours,
        day=words.day,
        short_day=short_day,
        duration=words.duration,
        points=words.points,
        locations=words.locations,
        distance=distance,
        cues=cues,
        minutes=minutes,
        percentage=percentage,
        machine=machine,
    )
