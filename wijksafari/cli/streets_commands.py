"""``streets``: fetch, build and measure the streets of a wijk."""

import json
import os
from pathlib import Path

import click

from wijksafari.errors import InputError, ServiceUnavailableError

_FILE = click.Path(path_type=Path)


@click.group()
def streets() -> None:
    """Straten van een wijk ophalen, omzetten en meten."""


@streets.command(short_help="Straten ophalen bij OpenStreetMap.")
@click.option("--place", metavar="TEKST", help="Naam van de wijk en de plaats.")
@click.option("--bbox", metavar="W,S,E,N", help="Rechthoek in graden.")
@click.option("--polygon", type=_FILE, metavar="BESTAND", help="GeoJSON met één polygoon.")
@click.option("--out", type=_FILE, required=True, metavar="BESTAND", help="Stratenbestand.")
def fetch(place: str | None, bbox: str | None, polygon: Path | None, out: Path) -> None:
    """Haal de straten van een gebied op bij OpenStreetMap (Overpass)."""
    if sum(given is not None for given in (place, bbox, polygon)) != 1:
        raise InputError("Geef precies één van --place, --bbox of --polygon op.")
    from wijksafari.config import read_settings
    from wijksafari.streets import area
    from wijksafari.streets.fetch import fetch_streets
    from wijksafari.streets.osmnx_session import OverpassSettings
    from wijksafari.streets.store import save

    _check_folder(out)
    wanted: area.Area
    if polygon is not None:
        wanted = area.read_polygon(polygon)
    elif bbox is not None:
        wanted = area.bounding_box(bbox)
    else:
        wanted = area.place(place or "")
    settings = read_settings(os.environ)
    sources = OverpassSettings(
        overpass_url=settings.overpass_url, nominatim_url=settings.nominatim_url
    )
    try:
        save(fetch_streets(wanted, sources, _progress), out)
    except ServiceUnavailableError as error:
        way_on = "Of maak het bestand met ‘streets build’ van een OSM-bestand."
        raise ServiceUnavailableError(f"{error} {way_on}") from error
    _tell_what_is_stored(out)


@streets.command()
@click.option(
    "--osm", type=_FILE, required=True, metavar="BESTAND", help=".osm, .osm.gz, .osm.pbf."
)
@click.option("--out", type=_FILE, required=True, metavar="BESTAND", help="Stratenbestand.")
def build(osm: Path, out: Path) -> None:
    """Maak een stratenbestand van een OpenStreetMap-bestand."""
    from wijksafari.streets.build import build_streets
    from wijksafari.streets.store import save

    _check_folder(out)
    if out.exists() and osm.exists() and out.samefile(osm):
        raise InputError("--out is hetzelfde bestand als --osm; kies een andere naam.")
    save(build_streets(osm, _progress), out)
    _tell_what_is_stored(out)


@streets.command(short_help="Afstanden en tijden tussen plaatsen.")
@click.argument("file", type=_FILE, metavar="STRATENBESTAND")
@click.option("--points", type=_FILE, required=True, metavar="JSON", help="De plaatsen.")
@click.option(
    "--profile", default="group", show_default=True, metavar="PROFIEL", help="group of shortest."
)
def matrix(file: Path, points: Path, profile: str) -> None:
    """Fietsafstanden en -tijden tussen alle plaatsen in een JSON-bestand.

    Het bestand is {"points": [[lat, lon], …]}; de uitkomst {"metres": [[…]], "seconds": [[…]]}.
    """
    from wijksafari.cli.parameters import one_of
    from wijksafari.cli.point_file import read_points
    from wijksafari.cli.problems import named
    from wijksafari.cli.safari_inputs import PROFILES
    from wijksafari.streets.router import StreetRouter
    from wijksafari.streets.store import load

    chosen = named("--profile", one_of, profile, PROFILES)
    places = read_points(points)
    names = [f"Plaats {number}" for number in range(1, len(places) + 1)]
    found = StreetRouter(load(file), profile=chosen).matrix(places, names)
    table = {
        "metres": [[round(metres, 1) for metres in row] for row in found.metres],
        "seconds": [[round(seconds, 1) for seconds in row] for row in found.seconds],
    }
    click.echo(json.dumps(table))


def _progress(sentence: str) -> None:
    click.echo(sentence, err=True)


def _check_folder(out: Path) -> None:
    """Before the long work begins."""
    if out.is_dir():
        raise InputError(f"{out} is een map; geef met --out de naam van een bestand.")
    if not out.absolute().parent.is_dir():
        raise InputError(f"De map {out.absolute().parent} bestaat niet; maak die eerst.")


def _tell_what_is_stored(out: Path) -> None:
    from wijksafari.planning.words import grouped
    from wijksafari.streets.store import load

    network = load(out)
    kilometres = grouped(float(network.metres.sum()) / 1000)
    where = click.format_filename(out)
    click.echo(f"Klaar: {kilometres} km om te fietsen, elke richting geteld. Bewaard in {where}.")
