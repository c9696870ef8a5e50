"""``wijk``: put a wijk on the site from its files."""

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wijksafari.cli import parameters
from wijksafari.cli.problems import Problems
from wijksafari.errors import InputError

if TYPE_CHECKING:
    from wijksafari.planning.found import Found
    from wijksafari.planning.route import Point
    from wijksafari.services.imports.plan import ImportPlan
    from wijksafari.services.practices.practices import PracticeEntry
    from wijksafari.services.wijken.neighbourhoods import NeighbourhoodEntry

_FILE = click.Path(path_type=Path)


@click.command(short_help="Een wijk toevoegen of bijwerken.")
@click.argument("name", metavar="NAAM")
@click.option("--streets", type=_FILE, required=True, metavar="BESTAND", help="Stratenbestand.")
@click.option("--locations", type=_FILE, required=True, metavar="CSV", help="Locaties.")
@click.option("--activities", type=_FILE, required=True, metavar="CSV", help="Activiteiten.")
@click.option("--practices", type=_FILE, metavar="CSV", help="Huisartsenpraktijken.")
@click.option(
    "--meeting-point", required=True, metavar="LAT,LON", help="Gebruikelijk verzamelpunt."
)
@click.option(
    "--meeting-name",
    default="Verzamelpunt",
    show_default=True,
    metavar="TEKST",
    help="Hoe het verzamelpunt heet.",
)
@click.option(
    "--region",
    default="Noord",
    show_default=True,
    metavar="REGIO",
    help="Schoolvakanties van Noord, Midden of Zuid.",
)
def wijk(
    *,
    name: str,
    streets: Path,
    locations: Path,
    activities: Path,
    practices: Path | None,
    meeting_point: str,
    meeting_name: str,
    region: str,
) -> None:
    """Zet de wijk NAAM op de site, met haar straten, locaties en activiteiten.

    Bestaat de wijk al, dan wordt de catalogus bijgewerkt, zoals bij ‘Inlezen’ op
    de site: wat niet in de bestanden staat, blijft, en wat iemand op de site
    verbeterde ook. Praktijken worden op naam bijgewerkt; praktijken die niet in het
    bestand staan, blijven, met hun mensen en aanmeldingen.
    """
    from wijksafari.cli.addresses import find_address
    from wijksafari.services.catalogue.activities_csv import read_activities
    from wijksafari.services.catalogue.locations_csv import read_locations
    from wijksafari.services.evenings.holidays import school_region
    from wijksafari.services.practices.practices_csv import read_practices
    from wijksafari.services.wijken.neighbourhoods import NeighbourhoodEntry, slug_of
    from wijksafari.streets.store import load

    problems = Problems()
    title = problems.attempt("NAAM", _short_name, name)
    gathering = problems.attempt("--meeting-name", _short_name, meeting_name)
    place = problems.attempt("--meeting-point", parameters.lat_lon, meeting_point)
    school = problems.attempt("--region", school_region, region)
    network = problems.attempt("", load, streets)
    found = problems.attempt(locations.name, read_locations, locations, find_address)
    ids = {location.id for location in found.locations} if found else None
    held = problems.attempt(activities.name, read_activities, activities, ids)
    group = problems.attempt(practices.name, read_practices, practices) if practices else None
    problems.raise_any()
    if not (title and gathering and place and school and network and found and held):
        raise AssertionError("a problem went untold")
    entry = NeighbourhoodEntry(
        name=title,
        school_region=school,
        streets=f"wijk-{slug_of(title)}.npz",
        streets_at=network.fetched,
        meeting_name=gathering,
        meeting_point=place,
    )
    points = {location.id: location.point for location in found.locations}
    listed = _as_list(locations, activities, points)
    plan = _put(entry, listed, group.practices if group else (), streets)
    notices = (*found.notices, *held.notices, *(group.notices if group else ()))
    for notice in (*listed.problems, *notices):
        click.echo(f"Let op: {notice}", err=True)
    click.echo(
        f"{title} staat klaar: {len(found.locations)} locaties en"
        f" {len(held.activities)} activiteiten gelezen, {plan.counts['new']} nieuw en"
        f" {plan.counts['changed']} gewijzigd."
    )
    if plan.undecided:
        click.echo(f"Op de site, bij Inlezen, is er nog over {plan.undecided} te kiezen.", err=True)
    _tell_left(plan)


def _tell_left(plan: "ImportPlan") -> None:
    """What the files told of before and not any more, each on a line of its own."""
    from wijksafari.services.imports.words import left_words

    if plan.left:
        click.echo(left_words(plan), err=True)
    for each in plan.left:
        kind = "activiteit" if each.what == "activity" else "locatie"
        click.echo(f"- {kind} {each.title}", err=True)


def _as_list(locations: Path, activities: Path, points: "dict[str, Point]") -> "Found":
    """What both files hold, as one list; every location has its place."""
    from wijksafari.services.imports.reading import read_catalogue

    places = read_catalogue(locations.read_bytes())
    found = (replace(each, point=points[each.key]) for each in places.locations)
    held = read_catalogue(activities.read_bytes())
    return replace(
        places,
        locations=tuple(found),
        activities=held.activities,
        problems=(*places.problems, *held.problems),
    )


def _put(
    entry: "NeighbourhoodEntry",
    found: "Found",
    practices: "tuple[PracticeEntry, ...]",
    streets: Path,
) -> "ImportPlan":
    from wijksafari import clock
    from wijksafari.config import read_settings
    from wijksafari.database import open_database
    from wijksafari.services.imports.lists import keep, write_import
    from wijksafari.services.journal import PROGRAM
    from wijksafari.services.mail.post import open_post
    from wijksafari.services.practices.changes import changing_group
    from wijksafari.services.practices.practices import put_practices
    from wijksafari.services.wijken.neighbourhoods import put_neighbourhood
    from wijksafari.services.wijken.street_files import put_street_file

    settings = read_settings(os.environ)
    with closing(open_database(settings.database_url)) as database:
        database.upgrade()
        with database.writing.begin() as session:
            row = put_neighbourhood(session, entry)
            read = keep(session, row, found, "bestanden", actor=PROGRAM, now=clock.now())
            plan = write_import(session, row, read.id, shown=None, now=clock.now())
            post = open_post(settings)
            with changing_group(session, row, post, actor=PROGRAM, now=clock.now()):
                put_practices(session, row, practices)
            put_street_file(streets, settings.streets / entry.streets)
    return plan


def _short_name(name: str) -> str:
    if 1 <= len(name.strip()) <= 120 and name.isprintable():
        return name.strip()
    raise InputError("verwacht een naam van 1 tot 120 tekens.")
