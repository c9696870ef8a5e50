"""What goes on in the worlds of the catalogue."""

from datetime import date, time

from wijksafari.models import Activity, Location


def held(location: Location, rrule: str | None, first: date = date(2026, 1, 7)) -> None:
    """Let something be held at the location from a Wednesday on."""
    location.activities.append(
        Activity(
            title="Café Ontmoeting", rrule=rrule, first_date=first, opens=time(19), closes=time(21)
        )
    )
