"""What ``plan`` leaves behind: a folder of files, and a summary on the screen."""

import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import click

from wijksafari import clock
from wijksafari.cli.safari_inputs import SafariInputs
from wijksafari.errors import InputError
from wijksafari.planning import words
from wijksafari.planning.cues import distance
from wijksafari.planning.itinerary import Itinerary
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.route import Router, Street
from wijksafari.render.gpx import route_gpx
from wijksafari.render.ics import safari_ics
from wijksafari.render.ics_entry import CalendarEntry
from wijksafari.render.map import map_page
from wijksafari.render.map_parts import bounding_points
from wijksafari.render.programme import Names, programme, when
from wijksafari.render.programme_json import itinerary_json
from wijksafari.render.sheet import cue_sheet

FILES = ("itinerary.json", "route.gpx", "safari.ics", "map.html", "cue-sheet.txt")
_STREETS_MARGIN_METRES = 500.0


def check_out(out: Path) -> None:
    """Raise InputError where no folder can be written, before the work begins."""
    if out.exists() and not out.is_dir():
        raise InputError(f"--out: {out} is een bestand; geef de naam van een map.")
    parent = out.absolute().parent
    if not parent.is_dir():
        raise InputError(f"--out: de map {parent} bestaat niet; maak die eerst.")
    if not os.access(out if out.exists() else parent, os.W_OK):
        raise InputError(f"--out: in {out} kan niet worden geschreven; kies een andere map.")


def write_tours(out: Path, tours: Sequence[PlannedTour], inputs: SafariInputs) -> None:
    """The best tour's files in ``out``, each alternative's in a folder of its own there.

    Everything is written in a folder beside them first. Files of an earlier run are
    replaced, also those of alternatives there no longer are; others stay.
    """
    # On the same disk, and where writing is allowed.
    home = out if out.is_dir() else out.absolute().parent
    try:
        with tempfile.TemporaryDirectory(prefix=".wijksafari-", dir=home) as beside:
            _write(Path(beside), tours, inputs)
            _move_in(Path(beside), out)
    except OSError as error:
        where = click.format_filename(error.filename or out)
        raise InputError(f"--out: {where} kan niet worden geschreven.") from None


def _write(folder: Path, tours: Sequence[PlannedTour], inputs: SafariInputs) -> None:
    for number, tour in enumerate(tours, start=1):
        own = folder if number == 1 else folder / f"alternatief-{number}"
        own.mkdir(exist_ok=True)
        for name, content in _contents(tour, number, inputs).items():
            (own / name).write_bytes(content)


def _contents(tour: PlannedTour, number: int, inputs: SafariInputs) -> dict[str, bytes]:
    itinerary, names = tour.itinerary, inputs.names
    document = json.dumps(itinerary_json(tour, names), ensure_ascii=False, indent=2)
    entry = CalendarEntry(
        itinerary=itinerary,
        names=names,
        uid=_uid(itinerary, number),
        sequence=0,
        stamp=clock.now(),
    )
    return dict(
        zip(
            FILES,
            (
                f"{document}\n".encode(),
                route_gpx(itinerary, names),
                safari_ics(entry),
                map_page(itinerary, _streets_around(itinerary, inputs.router), names).encode(),
                cue_sheet(tour, names).encode(),
            ),
            strict=True,
        )
    )


def _streets_around(itinerary: Itinerary, router: Router) -> tuple[Street, ...]:
    """What the map shows where tiles do not come."""
    return router.streets_near(bounding_points(itinerary), _STREETS_MARGIN_METRES)


def _uid(itinerary: Itinerary, number: int) -> str:
    """The same evening planned again replaces itself in a calendar."""
    evening = itinerary.evening
    point = evening.meeting_point
    return str(
        uuid5(NAMESPACE_URL, f"{evening.start.isoformat()} {point.lat},{point.lon} {number}")
    )


def _move_in(beside: Path, out: Path) -> None:
    out.mkdir(exist_ok=True)
    written = {path.relative_to(beside) for path in beside.rglob("*") if path.is_file()}
    # Before anything is replaced.
    for path in sorted(written):
        if (out / path).is_dir() or (out / path).parent.is_file():
            where = click.format_filename(out / path)
            raise InputError(f"--out: {where} staat in de weg; kies een andere map.")
    for path in sorted(written):
        (out / path).parent.mkdir(exist_ok=True)
        (beside / path).replace(out / path)
    for folder in out.glob("alternatief-*"):
        for name in FILES:
            if (folder / name).relative_to(out) not in written:
                (folder / name).unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()


def tell_tours(tours: Sequence[PlannedTour], names: Names, out: Path | None) -> None:
    """The best tour's programme, a line for each alternative, and where the files are."""
    best = tours[0].itinerary
    click.echo(f"Wijksafari op {when(best)}\n")
    for moment, what in programme(best, names):
        click.echo(f"  {words.hours(moment)}  {what}")
    click.echo(f"\n{_size(best)}.")
    if best.violations:
        click.echo("\nDit past niet:")
        for violation in best.violations:
            click.echo(f"- {violation.sentence}")
    for number, tour in enumerate(tours[1:], start=2):
        stops = words.listed(visit.location.name for visit in tour.itinerary.visits)
        click.echo(f"\nAlternatief {number}: {stops}; {_size(tour.itinerary)}.")
    if out is not None:
        click.echo(f"\nDe bestanden staan in {click.format_filename(out)}: {words.listed(FILES)}.")


def _size(itinerary: Itinerary) -> str:
    ride = (
        f"{distance(itinerary.riding_metres)} fietsen in {words.duration(itinerary.riding_seconds)}"
    )
    return f"{words.stops(len(itinerary.visits))}, {words.points(itinerary.prize)}, {ride}"
