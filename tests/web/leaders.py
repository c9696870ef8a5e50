"""A leader on the way, with a phone without scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.logins import log_in
from tests.web.rides import at


@dataclass
class Leader:
    """``path`` is the page of an evening, at which ``minutes`` after its beginning it is now."""

    app: Flask
    client: FlaskClient
    uid: str
    group: int = 1

    @property
    def path(self) -> str:
        return f"/onderweg/{self.uid}"

    def at(self, minutes: float) -> Leader:
        """Let it be so late; whoever leads is logged in then."""
        at(self.app, minutes)
        log_in(self.client)
        return self

    def look(self) -> TestResponse:
        return self.client.get(f"{self.path}?groep={self.group}")

    def words(self) -> str:
        return seen(self.look())

    def press(self, page: TestResponse, label: str) -> TestResponse:
        """Press the button with this label, and read the page it leads to."""
        return self.client.post(**sent_by(page, label), follow_redirects=True)

    def tap(self, label: str) -> str:
        """Look, press, and what is read then."""
        return seen(self.press(self.look(), label))


def seen(page: TestResponse) -> str:
    """What somebody reads on the page, without what waits there for a script."""
    main = page.text[page.text.index("<main") : page.text.index("</main")]
    shown = re.sub(r"<(\w+)[^>]* hidden(?=[ >]).*?</\1>", " ", main, flags=re.DOTALL)
    return _words(shown)


def sent_by(page: TestResponse, label: str) -> dict[str, object]:
    """Where the form of the first such button leads, and what it sends."""
    for form in re.findall(r"<form .*?</form>", page.text, re.DOTALL):
        for button in re.findall(r"<button .*?</button>", form, re.DOTALL):
            if label in _words(button):
                action = re.search(r'action="([^"]*)"', form)
                assert action
                tags = [*re.findall(r"<input[^>]*>", form), button[: button.index(">")]]
                return {"path": action[1], "data": _values(tags)}
    raise AssertionError(f"no button {label!r} in {seen(page)}")


def _values(tags: list[str]) -> dict[str, str]:
    found = {}
    for tag in tags:
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name:
            found[name[1]] = unescape(value[1]) if value else ""
    return found


def _words(html: str) -> str:
    words = " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
    return re.sub(r" (?=[:,])", "", words)
