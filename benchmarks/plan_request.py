"""The whole plan: from an open browser's request to the answer on the wire.

A real server on loopback, Amsterdam West with its 22 real locations (times of
activities invented for this benchmark), warm; the page with three explained
proposals is asked for on many evenings with different wishes. Without the real
data the demo wijk takes its place.
"""

import csv
import os
import random
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

from tests.pressure.visitor import Visitor, token_in

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
SOUTH, NORTH, WEST, EAST = 52.3656, 52.3914, 4.8682, 4.9047
REQUESTS = 60
HEADER = ("location_id", "title", "kind", "rrule", "first_date", "opens", "closes")


def main() -> None:
    """Print the time a planning organiser waits."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        environ = {**os.environ, "WIJKSAFARI_INSTANCE": folder, "WIJKSAFARI_PORT": str(free_port())}
        command(environ, "demo")
        wijk = "voorbeeldwijk-nootdorp"
        if SHARED.is_dir():
            wijk = "amsterdam-west"
            add_amsterdam_west(instance, environ)
        organiser = add_organiser(environ, wijk)
        with server(environ) as port:
            log_in(organiser, port)
            sizes, seconds = measure(organiser, port, wijk)
    ordered = sorted(seconds)
    print(f"Plan request, {wijk}: {REQUESTS} evenings, warm, one at a time")
    print(f"  median {1000 * statistics.median(ordered):6.0f} ms")
    print(f"  p95    {1000 * ordered[int(0.95 * REQUESTS) - 1]:6.0f} ms   (target 250)")
    print(f"  page   {statistics.median(sizes) / 1024:6.0f} kB")


def add_amsterdam_west(instance: Path, environ: dict[str, str]) -> None:
    """Put the wijk on the site through the command line, as an organiser would."""
    chance = random.Random(20260604)
    with (SHARED / "locations" / "amsterdam.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if inside(row)]
    with (instance / "locations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    with (instance / "activities.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADER)
        for row in rows:
            for _ in range(2):
                opens = chance.randint(15, 19)
                kind = chance.choice(("live", "live", "presentation"))
                hours = (f"{opens}:00", f"{opens + chance.randint(1, 3)}:30")
                lines.writerow((row["id"], "Invented", kind, "FREQ=DAILY", "2026-01-01", *hours))
    streets = instance / "west.npz"
    command(
        environ, "streets", "build", f"--osm={SHARED}/osm/amsterdam-west.osm.gz", f"--out={streets}"
    )
    command(
        environ,
        "wijk",
        "Amsterdam West",
        f"--streets={streets}",
        f"--locations={instance / 'locations.csv'}",
        f"--activities={instance / 'activities.csv'}",
        "--meeting-point=52.3790,4.8800",
    )


def inside(row: dict[str, str]) -> bool:
    """Whether the location lies in Amsterdam West."""
    return SOUTH <= float(row["latitude"]) <= NORTH and WEST <= float(row["longitude"]) <= EAST


def add_organiser(environ: dict[str, str], wijk: str) -> Visitor:
    """Somebody with an account in the wijk, who is about to log in."""
    email, password = "meting@voorbeeld.test", secrets.token_urlsafe()
    account = ("user", "add", email, "--name=Meting", f"--wijk={wijk}", "--password-stdin")
    command(environ, *account, entered=password)
    fields = {"email": email, "password": password}
    return Visitor("Meting", email, "127.0.0.1", path="/inloggen", fields=fields)


def log_in(organiser: Visitor, port: int) -> None:
    """Send the login form."""
    _, page = organiser.get(port, organiser.path)
    organiser.fields["csrf_token"] = token_in(page)
    answer, _ = organiser.send(port)
    if answer.status not in (302, 303):
        raise SystemExit(f"logging in was answered {answer.status}")


def command(environ: dict[str, str], *arguments: str, entered: str = "") -> None:
    """Run one of the program's own commands, with what it reads from standard input."""
    run = [sys.executable, "-m", "wijksafari", *arguments]
    subprocess.run(
        run, cwd=ROOT, env=environ, check=True, capture_output=True, input=entered, text=True
    )


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def server(environ: dict[str, str]) -> Iterator[int]:
    """The site, running; its port."""
    run = [sys.executable, "-m", "wijksafari", "serve"]
    process = subprocess.Popen(
        run, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    port = int(environ["WIJKSAFARI_PORT"])
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def measure(organiser: Visitor, port: int, wijk: str) -> tuple[list[int], list[float]]:
    """Bytes and seconds of every answer, after three that warm the server up."""
    first = date.today() + timedelta(weeks=10)  # noqa: DTZ011
    sizes, seconds = [], []
    for number in range(-3, REQUESTS):
        wishes = {
            "wijk": wijk,
            "datum": (first + timedelta(days=number)).isoformat(),
            "begin": f"{16 + number % 3}:{15 * (number % 4):02}",
        }
        begin = time.perf_counter()
        answer, page = organiser.get(port, f"/plannen/voorstel?{urlencode(wishes)}")
        size = len(page.encode())
        if answer.status != 200:
            raise SystemExit(f"the server answered {answer.status}")
        if number >= 0:
            sizes.append(size)
            seconds.append(time.perf_counter() - begin)
    return sizes, seconds


if __name__ == "__main__":
    main()
