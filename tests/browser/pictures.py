"""Pictures of an evening under way, for anyone to look at.

``python -m tests.browser.pictures FOLDER`` prepares the demo in a folder of its
own, sets its clock half-way the evening, and photographs what participants,
leaders and hosts have on their screens then, on a phone and a laptop, in light
and dark, and the printed sheet.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, HERE, WIDTHS
from tests.browser.evening_under_way import UnderWay, set_out
from tests.browser.paper_pages import as_png, in_black_and_white, pictures_of, printed
from tests.browser.real_site import RealSite, own_environment, prepare_demo, served

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LEADER = "adviseur@voorbeeld.test"
KEPT = "[data-follow][data-kept]"


@dataclass(frozen=True, slots=True)
class View:
    """A page to photograph; ``opens`` is where its private link is opened first."""

    name: str
    path: str
    opens: str = ""
    offline: bool = False


def views(evening: UnderWay) -> tuple[View, ...]:
    """Every page people have before them on the evening."""
    own, leading = f"/mee/{evening.link_id}", f"/onderweg/{evening.uid}"
    return (
        View("participant", own, opens=evening.participant),
        View("participant-offline", own, opens=evening.participant, offline=True),
        View("sheet", f"{own}/papier", opens=evening.participant),
        View("leader", leading),
        View("check-in", f"{leading}/wie"),
        View("groups", f"/safari/{evening.uid}/groepen"),
        View("host", evening.host),
    )


def main(folder: Path) -> list[Path]:
    """Make the pictures; every file that was written."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as own:
        environment = own_environment(Path(own), f"sqlite:///{own}/wijksafari.sqlite3")
        prepare_demo(environment)
        evening = set_out(environment)
        with (
            served(environment, "--at", f"{evening.now:%Y-%m-%d %H:%M}") as site,
            _chromium() as browser,
        ):
            return [
                *screens(browser, site, evening, folder),
                *_paper(browser, site, evening, folder),
            ]


def screens(
    browser: Browser,
    site: RealSite,
    evening: UnderWay,
    folder: Path,
    *,
    widths: Sequence[int] = WIDTHS,
    schemes: Sequence[Scheme] = SCHEMES,
) -> Iterator[Path]:
    """Every view at every width and in every colour scheme."""
    for width, scheme in product(widths, schemes):
        context = _context(browser, width, scheme)
        page = context.new_page()
        _log_in(page, site)
        for view in views(evening):
            _show(page, site, view)
            path = folder / f"{view.name}-{width}-{scheme}.png"
            page.screenshot(path=path, full_page=True)
            context.set_offline(False)
            yield path
        context.close()


def _show(page: Page, site: RealSite, view: View) -> None:
    if view.opens:
        page.goto(site.address + view.opens)
    if view.offline:
        page.wait_for_selector(KEPT, state="attached")
        page.context.set_offline(True)
    answer = page.goto(site.address + view.path)
    if answer is not None and answer.status >= 400:
        raise LookupError(f"{view.name}: {view.path} answers {answer.status}")
    page.wait_for_load_state("load")


def _paper(browser: Browser, site: RealSite, evening: UnderWay, folder: Path) -> Iterator[Path]:
    """The sheet as it comes from a printer, with and without greys."""
    context = _context(browser, WIDTHS[1], "light")
    page = context.new_page()
    page.goto(site.address + evening.participant)
    page.goto(f"{site.address}/mee/{evening.link_id}/papier")
    pdf = printed(page)
    yield _written(folder / "sheet.pdf", pdf)
    for number, picture in enumerate(pictures_of(pdf), 1):
        yield _written(folder / f"sheet-page-{number}.png", as_png(picture))
        name = f"sheet-page-{number}-black-and-white.png"
        yield _written(folder / name, as_png(in_black_and_white(picture)))
    context.close()


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _log_in(page: Page, site: RealSite) -> None:
    page.goto(f"{site.address}/inloggen")
    page.fill("[name=email]", LEADER)
    page.fill("[name=password]", site.password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda address: not address.endswith("/inloggen"))


def _context(browser: Browser, width: int, scheme: Scheme) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, locale="nl-NL"
    )
    # After sunset the participant's page is dark until somebody chooses.
    context.add_init_script(f"localStorage.setItem('licht', '{scheme}')")
    context.route(lambda address: not address.startswith(HERE), lambda route: route.abort())
    return context


@contextmanager
def _chromium() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


if __name__ == "__main__":
    for written in main(Path(sys.argv[1])):
        sys.stdout.write(f"{written}\n")
