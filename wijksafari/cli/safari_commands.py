"""``plan`` and ``check-order``: from an evening's open activities to a ridden, timed tour."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from wijksafari.cli.failures import NO_TOUR
from wijksafari.errors import PlaceNotReachableError

if TYPE_CHECKING:
    from wijksafari.planning.explain import Rejection

Result = TypeVar("Result")

_FILE = click.Path(path_type=Path)
Command = Callable[..., int]

_OPTIONS = (
    click.option("--streets", type=_FILE, required=True, metavar="BESTAND", help="Stratenbestand."),
    click.option("--locations", type=_FILE, required=True, metavar="CSV", help="De locaties."),
    click.option(
        "--activities", type=_FILE, required=True, metavar="CSV", help="Wat er te doen is."
    ),
    click.option("--date", required=True, metavar="JJJJ-MM-DD", help="De avond."),
    click.option("--start", required=True, metavar="UU:MM", help="Wanneer de groep verzamelt."),
    click.option("--meeting-point", required=True, metavar="LAT,LON", help="Het verzamelpunt."),
    click.option("--finish", metavar="LAT,LON", help="Eindpunt; anders het verzamelpunt."),
    click.option("--meeting-name", metavar="TEKST", help="Hoe het verzamelpunt heet."),
    click.option("--finish-name", metavar="TEKST", help="Hoe het eindpunt heet."),
    click.option(
        "--duration",
        default="180",
        show_default=True,
        metavar="MINUTEN",
        help="Hoe lang de hele avond duurt.",
    ),
    click.option(
        "--pace", default="12", show_default=True, metavar="KM/U", help="Tempo op de fiets."
    ),
    click.option(
        "--stops", default="4-5", show_default=True, metavar="MIN-MAX", help="Hoeveel stops."
    ),
    click.option(
        "--require", multiple=True, metavar="ID", help="Locatie die mee moet (herhaalbaar)."
    ),
    click.option(
        "--forbid", multiple=True, metavar="ID", help="Locatie die niet meegaat (herhaalbaar)."
    ),
    click.option(
        "--region",
        default="Noord",
        show_default=True,
        metavar="REGIO",
        help="Schoolvakanties van Noord, Midden of Zuid.",
    ),
    click.option(
        "--profile",
        default="group",
        show_default=True,
        metavar="PROFIEL",
        help="group (prettig voor een groep) of shortest (kortste weg).",
    ),
)


def _with_evening_options(command: Command) -> Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(short_help="De beste route voor een avond zoeken.")
@_with_evening_options
@click.option("--alternatives", default="3", show_default=True, metavar="K", help="Hoeveel routes.")
@click.option("--out", type=_FILE, required=True, metavar="MAP", help="Waar de bestanden komen.")
def plan(out: Path, **options: Any) -> int:
    """Zoek de beste route voor een avond, en schrijf kaart, agenda, GPX en routebeschrijving."""
    from wijksafari import clock
    from wijksafari.cli.results import check_out, tell_tours, write_tours
    from wijksafari.cli.safari_inputs import SafariOptions, read_inputs
    from wijksafari.planning.plan import plan_safari

    check_out(out)
    inputs = read_inputs(SafariOptions(**options), not_before=clock.now())
    _tell_notices(inputs.notices)
    found = _reachable(lambda: plan_safari(inputs.request, inputs.router))
    _tell_set_aside(found.set_aside)
    if not found.tours:
        click.echo(found.reason, err=True)
        if found.change:
            click.echo(found.change.sentence, err=True)
        return NO_TOUR
    write_tours(out, found.tours, inputs)
    tell_tours(found.tours, inputs.names, out)
    return 0


@click.command("check-order", short_help="Een eigen volgorde narekenen.")
@_with_evening_options
@click.option("--alternatives", default="3", hidden=True)
@click.option("--order", required=True, metavar="ID,ID,…", help="De locaties, op volgorde.")
@click.option("--out", type=_FILE, metavar="MAP", help="Waar de bestanden komen.")
@click.option("--json", "as_json", is_flag=True, help="Druk itinerary.json af.")
def check_order(order: str, out: Path | None, as_json: bool, **options: Any) -> int:
    """Reken een zelfgekozen volgorde na en noem alles wat niet past."""
    from wijksafari.cli import parameters
    from wijksafari.cli.problems import named
    from wijksafari.cli.results import check_out, tell_tours, write_tours
    from wijksafari.cli.safari_inputs import SafariOptions, read_inputs
    from wijksafari.planning.plan import plan_order
    from wijksafari.render.programme_json import itinerary_json

    if out is not None:
        check_out(out)
    inputs = read_inputs(SafariOptions(**options))
    _tell_notices(inputs.notices)
    ids = named("--order", parameters.id_list, order)
    tour = _reachable(lambda: plan_order(inputs.request, ids, inputs.router))
    _tell_set_aside(each for each in tour.rejected if each.code == "off_streets")
    if out is not None:
        write_tours(out, (tour,), inputs)
    if as_json:
        click.echo(json.dumps(itinerary_json(tour, inputs.names), ensure_ascii=False, indent=2))
    else:
        tell_tours((tour,), inputs.names, out)
    return NO_TOUR if tour.itinerary.violations else 0


def _reachable(planned: Callable[[], Result]) -> Result:
    """What planning answers; where locations lie too far away, how to leave them out as well."""
    try:
        return planned()
    except PlaceNotReachableError as error:
        if not error.optional:
            raise
        without = " ".join(f"--forbid {location_id}" for location_id in error.optional)
        raise PlaceNotReachableError(
            (*error.problems, f"Of laat deze locaties weg met: {without}")
        ) from None


def _tell_set_aside(rejections: "Iterable[Rejection]") -> None:
    _tell_notices(tuple(f"Niet mee: {each.sentence}" for each in rejections))


def _tell_notices(notices: tuple[str, ...]) -> None:
    for notice in notices:
        click.echo(f"Let op: {notice}", err=True)
