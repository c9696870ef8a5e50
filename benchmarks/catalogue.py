"""A large catalogue: 1,000 locations with 3,000 activities, all invented.

What an organiser waits for: the list with its map, over HTTP on loopback, with
every filter in turn; and what is open on an evening, as the planner asks it.
"""

import os
import random
import statistics
import tempfile
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from datetime import time as clock
from urllib.parse import urlencode

from benchmarks.plan_request import add_organiser, command, free_port, log_in, server
from tests.pressure.visitor import Visitor
from wijksafari.clock import AMSTERDAM
from wijksafari.config import read_settings
from wijksafari.database import Database, open_database
from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning.problem import Evening
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.catalogue import find_neighbourhood
from wijksafari.services.evenings.evenings import open_evening

LOCATIONS, ACTIVITIES = 1000, 3000
WIJK = "grote-wijk"
EVENINGS = 60
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
THEMES = ("eenzaamheid", "geldzorgen", "taal", "bewegen", "rouw", "wonen", "mantelzorg")
WISHES: tuple[dict[str, str], ...] = (
    {},
    {"pagina": "11"},
    {"q": "huis"},
    {"q": "inloop 12"},
    {"thema": "taal"},
    {"nakijken": "1", "zonder-contact": "1"},
    *({"open": each} for each in ("ma", "di", "wo", "do", "vr", "za", "zo")),
)
ROUNDS = 8


def main() -> None:
    """Print how long each takes."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, "WIJKSAFARI_INSTANCE": folder, "WIJKSAFARI_PORT": str(free_port())}
        command(environ, "demo")
        with closing(open_database(read_settings(environ).database_url)) as database:
            fill(database)
            evenings = [1000 * each for each in opened(database)]
        pages = [1000 * each for each in listed(environ)]
    print(f"Catalogue: {LOCATIONS} locations, {ACTIVITIES} activities, warm, one at a time")
    told("list page", pages, 150)
    told("open on this evening", evenings, 100)


def told(what: str, milliseconds: list[float], target: int) -> None:
    """Print the median and the 95th percentile."""
    ordered = sorted(milliseconds)
    p95 = ordered[int(0.95 * len(ordered)) - 1]
    print(f"  {what:22} median {statistics.median(ordered):5.0f} ms   p95 {p95:5.0f} ms", end="")
    print(f"   (target {target})")


def fill(database: Database) -> None:
    """Add the wijk."""
    chance = random.Random(20260604)
    with database.writing.begin() as session:
        wijk = Neighbourhood(
            slug=WIJK,
            name="Grote wijk",
            school_region="Noord",
            streets="",
            meeting_name="Plein",
            meeting_lat=52.37,
            meeting_lon=4.89,
        )
        session.add(wijk)
        session.flush()
        rows = [location(chance, wijk, number) for number in range(LOCATIONS)]
        for number in range(ACTIVITIES):
            rows[number % LOCATIONS].activities.append(activity(chance, number))
        session.add_all(rows)


def location(chance: random.Random, wijk: Neighbourhood, number: int) -> Location:
    """A location somewhere in the city."""
    return Location(
        neighbourhood_id=wijk.id,
        code=f"plek-{number}",
        name=f"{chance.choice(('Huis', 'Buurtkamer', 'Inloop', 'Atelier'))} {number}",
        type=chance.choice(("Huis van de wijk", "Buurtkamer", "Bibliotheek")),
        theme=chance.choice(THEMES),
        other_themes=chance.sample(THEMES, 2),
        address=f"Straat {number}, 1011 AB Amsterdam",
        lat=52.34 + chance.random() / 15,
        lon=4.83 + chance.random() / 10,
        contact_name="Verzonnen Naam",
        contact_email=chance.choice(("", "naam@voorbeeld.test")),
        checked_at=chance.choice((None, datetime(2026, 1, 1, tzinfo=AMSTERDAM))),
    )


def activity(chance: random.Random, number: int) -> Activity:
    """Something weekly, every other week, monthly or once."""
    day, opens = chance.choice(WEEKDAYS), chance.randint(9, 20)
    rule = chance.choice(
        (
            *(f"FREQ=WEEKLY;BYDAY={day}", f"FREQ=WEEKLY;BYDAY={day}"),
            f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}",
            f"FREQ=MONTHLY;BYDAY={chance.choice((1, 2, 3, -1))}{day}",
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            None,
        )
    )
    return Activity(
        title=f"Bezigheid {number}",
        rrule=rule,
        first_date=date(2026, 1, 1) + timedelta(days=chance.randint(0, 300)),
        opens=clock(opens),
        closes=clock(opens + chance.randint(1, 3)),
        except_dates=[],
        in_school_holidays=chance.random() < 0.5,
    )


def opened(database: Database) -> list[float]:
    """Seconds of asking what is open, one evening after the other."""
    spot, seconds = Point(52.37, 4.89), []
    for number in range(-3, EVENINGS):
        start = datetime(2026, 11, 3, 17, 30, tzinfo=AMSTERDAM) + timedelta(days=number)
        evening = Evening(start=start, meeting_point=spot, finish=spot)
        with database.reading() as session:
            wijk = find_neighbourhood(session, WIJK)
            begin = time.perf_counter()
            found = open_evening(session, wijk, evening)
            seconds.append(time.perf_counter() - begin)
        if len(found.locations) != LOCATIONS:
            raise SystemExit("the wijk is not whole")
    return seconds[3:]


def listed(environ: dict[str, str]) -> list[float]:
    """Seconds of every answer, after a round that warms the server up."""
    organiser = add_organiser(environ, WIJK)
    with server(environ) as port:
        log_in(organiser, port)
        rounds = [[asked(organiser, port, wishes) for wishes in WISHES] for _ in range(ROUNDS + 1)]
    return [seconds for each in rounds[1:] for seconds in each]


def asked(organiser: Visitor, port: int, wishes: dict[str, str]) -> float:
    """Seconds until the list is there."""
    begin = time.perf_counter()
    answer, page = organiser.get(port, f"/wijk/{WIJK}/locaties?{urlencode(wishes)}")
    seconds = time.perf_counter() - begin
    if answer.status != 200 or 'class="locations"' not in page:
        raise SystemExit(f"the server answered {answer.status} to {wishes}")
    return seconds


if __name__ == "__main__":
    main()
