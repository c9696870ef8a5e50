"""The participant's page on a phone: its weight, and what Lighthouse makes of it.

The real server with the demo's evening that is soon, opened by a participant's
own link in Chromium; Lighthouse then measures as on a mid-range phone on slow 4G
(its own default). Map tiles come from a server of ours under the tiles' name, so
that the page is measured and not somebody else's network. Medians of five runs.
"""

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright
from sqlalchemy import select

from benchmarks.plan_request import ROOT, command, free_port, server
from benchmarks.tiles import TILES_HOST, tile_server
from wijksafari.config import read_settings
from wijksafari.database import open_database
from wijksafari.models import Safari, SignUp
from wijksafari.services.demo.demo import RIDE_TITLE
from wijksafari.services.mail.post import open_post

LIGHTHOUSE = ROOT / "benchmarks" / "node_modules" / ".bin" / "lighthouse"
RUNS = 5
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100}
MOST_BYTES = 150_000
TIMES = (
    *("first-contentful-paint", "largest-contentful-paint", "speed-index"),
    *("total-blocking-time", "cumulative-layout-shift"),
)

Report = dict[str, Any]


def main() -> None:
    """Print weight, scores, times, and every audit that found something."""
    print("Participant's page on a phone (Lighthouse 12 mobile)")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not LIGHTHOUSE.exists():
        print("  skipped: needs chromium and, by npm, lighthouse")
        return
    with tempfile.TemporaryDirectory() as folder:
        environ = {
            **os.environ,
            "WIJKSAFARI_INSTANCE": folder,
            "WIJKSAFARI_PORT": str(free_port()),
        }
        command(environ, "demo")
        opens, page = private_link(environ)
        with server(environ) as port, tile_server(Path(folder)) as tiles:
            site = f"http://127.0.0.1:{port}"
            reports = measure(chromium, site + opens, site + page, tiles, Path(folder))
    tell(reports, site)


def private_link(environ: dict[str, str]) -> tuple[str, str]:
    """The path of a participant's link, and of the page it leads to."""
    settings = read_settings(environ)
    database = open_database(settings.database_url)
    query = select(SignUp).join(Safari).filter(Safari.title == RIDE_TITLE)
    with database.reading() as session:
        link = session.scalars(query.filter(SignUp.status == "taking_part")).first().link
        token = open_post(settings).links.token(link)
        return f"/mee/open/{token}", f"/mee/{link.id}"


def measure(chromium: str, opens: str, page: str, tiles: int, folder: Path) -> list[Report]:
    """Lighthouse's reports on ``page``, in a browser that followed ``opens`` before."""
    debugging = free_port()
    arguments = [
        *("--no-sandbox", "--disable-gpu", "--no-first-run", "--ignore-certificate-errors"),
        f"--remote-debugging-port={debugging}",
        f"--host-resolver-rules=MAP {TILES_HOST} 127.0.0.1:{tiles}",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            folder / "profile", executable_path=chromium, args=arguments, locale="nl-NL"
        )
        opened = browser.new_page()
        opened.goto(opens)
        opened.close()
        reports = [_lighthouse(page, debugging, folder) for _ in range(RUNS)]
        browser.close()
    return reports


def _lighthouse(page: str, debugging: int, folder: Path) -> Report:
    written = folder / "report.json"
    subprocess.run(
        [
            *(LIGHTHOUSE, page, f"--port={debugging}", "--quiet", "--output=json"),
            *(f"--output-path={written}", f"--only-categories={','.join(TARGETS)}"),
        ],
        check=True,
        cwd=folder,
    )
    kept = os.environ.get("LIGHTHOUSE_REPORT")
    if kept:
        shutil.copy(written, kept)
    report: Report = json.loads(written.read_text())
    return report


def tell(reports: Sequence[Report], site: str) -> None:
    """Print the medians."""
    weight = statistics.median(sum(_bytes(each, site).values()) for each in reports)
    print(f"  first-party transfer   {weight / 1000:6.1f} kB (at most {MOST_BYTES / 1000:.0f})")
    for path, size in sorted(_bytes(reports[-1], site).items(), key=lambda each: -each[1]):
        print(f"    {size / 1000:6.1f} kB {path}")
    for name, target in TARGETS.items():
        scores = [100 * each["categories"][name]["score"] for each in reports]
        print(f"  {name:22} {statistics.median(scores):6.0f} (target {target}; each run", end=" ")
        print(f"{', '.join(f'{score:.0f}' for score in scores)})")
    for name in TIMES:
        values = [each["audits"][name]["numericValue"] for each in reports]
        unit = reports[0]["audits"][name]["numericUnit"].replace("unitless", "")
        print(f"  {name:26} {statistics.median(values):8.{0 if unit else 3}f} {unit}")
    speeds = [each["environment"]["benchmarkIndex"] for each in reports]
    print(f"  this machine's speed by Lighthouse {statistics.median(speeds):.0f}", end=" ")
    print("(a desktop alone: 1500 and more; busy with other work, times tell nothing)")
    for title, count in sorted(_found(reports).items()):
        print(f"  found in {count} of {len(reports)}: {title}")


def _bytes(report: Report, site: str) -> dict[str, int]:
    """What came from our own server, by address without its version."""
    sizes: dict[str, int] = defaultdict(int)
    for each in report["audits"]["network-requests"]["details"]["items"]:
        if each["url"].startswith(site):
            path = each["url"].removeprefix(site).partition("?")[0]
            sizes[path] += each.get("transferSize", 0)
    return sizes


def _found(reports: Sequence[Report]) -> dict[str, int]:
    """Every audit that counts and did not come out at its best."""
    found: dict[str, int] = defaultdict(int)
    for report in reports:
        for category in report["categories"].values():
            for reference in category["auditRefs"]:
                audit = report["audits"][reference["id"]]
                if audit["score"] is not None and audit["score"] < 0.9:
                    found[f"{audit['title']} {audit.get('displayValue', '')}".strip()] += 1
    return found


if __name__ == "__main__":
    main()
