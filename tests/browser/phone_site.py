"""A site in this very process, whose clock, data and files a test can move while a phone looks."""

from __future__ import annotations

import itertools
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from flask import Flask
from playwright.sync_api import Page, Worker
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from tests.browser.whole_answers import whole_answers
from tests.databases import copied_database
from tests.web.world import STREETS
from tests.worlds import ACTOR, SECRET_KEY, STARTS_AT, create_safari, create_sign_up
from wijksafari import create_app
from wijksafari.config import PROJECT, Settings
from wijksafari.database import Database
from wijksafari.models import Safari, SignUp
from wijksafari.services.riding.log import Kind, NewAction, record
from wijksafari.web import assets

KEPT = "[data-follow][data-kept]"  # the page knows that it is on the phone
PATIENCE = 30  # seconds
SHORT, LONG = "const PATIENCE = 3000;", "const PATIENCE = 30000;"
CLOCK = "const now = Date.now; Date.now = () => now() + {ahead};\n"


@dataclass
class PhoneSite:
    """A confirmed evening with one participant; ``now`` is what the site's clock shows.

    As on real clocks, no two moments are alike.
    """

    app: Flask
    static: Path
    address: str = ""
    now: datetime = STARTS_AT - timedelta(minutes=10)
    sign_up_id: int = 0
    link_id: int = 0
    opens: str = ""
    requests: list[str] = field(default_factory=list)
    _ticks: Iterator[int] = field(default_factory=itertools.count)

    def clock(self) -> datetime:
        """What the site reads: a millisecond later each time."""
        return self.now + timedelta(milliseconds=next(self._ticks))

    @property
    def database(self) -> Database:
        database: Database = self.app.extensions["wijksafari"].database
        return database

    @property
    def page(self) -> str:
        return f"{self.address}/mee/{self.link_id}"

    def sign_up(self, session: Session) -> SignUp:
        sign_up = session.get(SignUp, self.sign_up_id)
        assert sign_up is not None
        return sign_up

    def report(self, kind: Kind, at: datetime, location_id: str = "") -> None:
        """A leader reports something."""
        action = NewAction(key=str(uuid4()), kind=kind, group=1, at=at, location_id=location_id)
        with self.database.writing.begin() as session:
            record(session, self.sign_up(session).safari, action, actor=ACTOR, now=self.now)

    def change(self, name: str, before: str, after: str) -> None:
        """Serve a static file in which ``after`` stands for ``before``."""
        path = self.static / name
        text = path.read_text()
        assert before in text
        path.write_text(text.replace(before, after))
        assets._fingerprint.cache_clear()

    def release(self, name: str, more: str) -> None:
        """Install a next release, in which a static file has ``more`` in it."""
        with (self.static / name).open("a") as file:
            file.write(more)
        assets._fingerprint.cache_clear()


@contextmanager
def phone_site(folder: Path, migrated: str, patch: pytest.MonkeyPatch) -> Iterator[PhoneSite]:
    """Served on a free port, with everything it keeps and its static files in ``folder``."""
    (folder / "streets").mkdir(parents=True)
    (folder / "streets" / STREETS).symlink_to(PROJECT / "data" / STREETS)
    static = shutil.copytree(assets.STATIC, folder / "static")
    patch.setattr(assets, "STATIC", static)
    assets._fingerprint.cache_clear()
    with copied_database(migrated, folder) as url:
        settings = Settings(instance=folder, secret_key=SECRET_KEY, database_url=url)
        app = create_app(settings, now=lambda: site.clock())  # noqa: PLW0108 the site is made below
        app.static_folder = str(static)
        site = PhoneSite(app, static)
        _prepare_worker(site)
        with site.database.writing.begin() as session:
            _fill(session, site)
        server = make_server("127.0.0.1", 0, whole_answers(app), threaded=True)
        site.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join(timeout=10)
            server.server_close()
            site.database.close()
            assets._fingerprint.cache_clear()


def _prepare_worker(site: PhoneSite) -> None:
    """Have the evening be now for phones' workers, whenever it is that tests run.

    Where the site is slow because the machine is, the kept page is not what a test means.
    """
    ahead = site.now - datetime.now(UTC)
    clock = CLOCK.format(ahead=ahead // timedelta(milliseconds=1))
    site.change("service_worker.js", '"use strict";\n', '"use strict";\n' + clock)
    site.change("service_worker.js", SHORT, LONG)


def come_back_online(page: Page) -> None:
    """There is a connection: for the page, for its worker, and then the page hears of it."""
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")


def wait_until(page: Page, holds: str, arg: object = None) -> None:
    """``holds`` is an async function; Playwright's own wait takes its promise for a yes."""
    until = time.monotonic() + PATIENCE
    while not page.evaluate(holds, arg):
        assert time.monotonic() < until, holds
        page.wait_for_timeout(50)


def hold_on_its_way(page: Page, address: str) -> Worker:
    """The worker gets this page to keep it, and has it only after ``self.goOn()``."""
    (worker,) = page.context.service_workers
    worker.evaluate(
        """(address) => {
          const { fetch, fetchAndKeep } = self;
          const goOn = new Promise((resolve) => { self.goOn = resolve; });
          self.arrived = new Promise((resolve) => {
            self.fetch = async (...asked) => {
              const answer = await fetch(...asked);
              if (asked[0] !== address) return answer;
              resolve();
              await goOn;
              return answer;
            };
          });
          self.fetchAndKeep = (url) => {
            self.done = fetchAndKeep(url);
            return self.done;
          };
        }""",
        address,
    )
    page.evaluate(
        "(address) => navigator.serviceWorker.ready.then(({ active }) =>"
        " active.postMessage({ keep: [address] }))",
        address,
    )
    worker.evaluate("self.arrived")
    return worker


@contextmanager
def held_back(site: PhoneSite, ending: str) -> Iterator[None]:
    """Within this the site does not answer for pages whose address ends so."""
    may_go, answer = threading.Event(), site.app.wsgi_app

    def answer_late(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"].endswith(ending):
            may_go.wait(PATIENCE)
        return answer(environ, start_response)

    site.app.wsgi_app = answer_late  # type: ignore[method-assign]
    try:
        yield
    finally:
        site.app.wsgi_app = answer  # type: ignore[method-assign]
        may_go.set()


def hold_answer(page: Page, ending: str) -> None:
    """The page's next answer from there comes whole, but is not read before ``let_go``."""
    page.evaluate(
        """(ending) => {
          const { fetch } = window;
          const goOn = new Promise((resolve) => { window.goOn = resolve; });
          window.arrived = new Promise((resolve) => {
            window.fetch = async (...asked) => {
              const answer = await fetch(...asked);
              if (!String(asked[0]).endsWith(ending)) return answer;
              window.fetch = fetch;
              await answer.clone().text();
              resolve();
              await goOn;
              return answer;
            };
          });
        }""",
        ending,
    )


def let_go(page: Page) -> None:
    page.evaluate("window.goOn()")


def let_go_and_ask_again(page: Page, asks: str) -> None:
    """After this what was held has been dealt with: ``asks`` has the page ask once more."""
    with page.expect_request("**/stand.json"):
        page.evaluate(f"{asks}; window.goOn()")


def _fill(session: Session, site: PhoneSite) -> None:
    safari: Safari = create_safari(session, state="confirmed")
    sign_up = create_sign_up(session, safari)
    site.sign_up_id, site.link_id = sign_up.id, sign_up.link.id
    token = site.app.extensions["wijksafari"].post.links.token(sign_up.link)
    site.opens = f"/mee/open/{token}"


def addresses(page: Page) -> set[str]:
    """Everything the phone keeps."""
    return set(
        page.evaluate(
            """async () => {
              const found = [];
              for (const name of await caches.keys()) {
                for (const { url } of await (await caches.open(name)).keys()) found.push(url);
              }
              return found;
            }"""
        )
    )
