"""Somebody who signs up, as a light browser over HTTP: cookies, the form, two clicks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

HERE = "127.0.0.1"
PATIENCE = 120


@dataclass
class Visitor:
    """``address`` is where this visitor comes from; ``fields`` is the form as opened last."""

    name: str
    email: str
    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    path: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    connections: dict[int, HTTPConnection] = field(default_factory=dict)

    def open(self, port: int, link: str) -> None:
        """Follow the private link to the form, and fill it in."""
        answer, _ = self.get(port, urlsplit(link).path)
        self.path = answer.getheader("Location", "")
        self.reopen(port)

    def reopen(self, port: int) -> None:
        """The form once more, with what this visitor fills in."""
        answer, page = self.get(port, self.path)
        if answer.status != 200:
            raise AssertionError(f"the form answered {answer.status}")
        filled = {"naam": self.name, "email": self.email, "functie": "gp", "akkoord": "ja"}
        self.fields = {"csrf_token": token_in(page)} | filled

    def get(self, port: int, path: str) -> tuple[HTTPResponse, str]:
        """A page, with keep-alive."""
        return self._ask(port, "GET", path)

    def send(self, port: int) -> tuple[HTTPResponse, str]:
        """Press the button."""
        return self._ask(port, "POST", self.path, urlencode(self.fields))

    def second_click(self) -> Visitor:
        """The same browser with the same form, over another connection."""
        return Visitor(
            self.name, self.email, self.address, dict(self.cookies), self.path, self.fields
        )

    def close(self) -> None:
        """Hang up."""
        while self.connections:
            self.connections.popitem()[1].close()

    def _ask(
        self, port: int, method: str, path: str, body: str | None = None
    ) -> tuple[HTTPResponse, str]:
        line = self.connections.setdefault(
            port, HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        )
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": self.address,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body, headers)
        answer = line.getresponse()
        page = answer.read().decode()
        for text in answer.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: each.value for name, each in SimpleCookie(text).items()}
        return answer, page


def create_visitor(number: int) -> Visitor:
    """A GP with a name, a mail address and an internet address of their own."""
    return Visitor(
        f"Bezoeker {number}",
        f"bezoeker.{number}@voorbeeld.test",
        f"10.{number // 65536}.{number // 256 % 256}.{number % 256}",
    )


def token_in(page: str) -> str:
    """The CSRF token of the page's first form."""
    found = re.search(r'name="csrf_token" value="([^"]*)"', page)
    if found is None:
        raise AssertionError("there is no form on this page")
    return unescape(found[1])
