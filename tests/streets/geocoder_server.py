"""A geocoder on loopback that answers what a test tells it to."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class FakeGeocoder:
    """``answers`` maps "pdok" and "nominatim" to (status, headers, body, seconds per byte)."""

    url: str = ""
    answers: dict[str, tuple[int, dict[str, str], bytes, float]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, list[str]], str]] = field(default_factory=list)

    @property
    def pdok_url(self) -> str:
        return f"{self.url}/pdok/v3_1"

    @property
    def nominatim_url(self) -> str:
        return f"{self.url}/nominatim"

    def answer(
        self, service: str, body: object, status: int = 200, drip: float = 0.0, **headers: str
    ) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.answers[service] = (status, headers, content, drip)


@contextmanager
def fake_geocoder() -> Iterator[FakeGeocoder]:
    fake = FakeGeocoder()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            service = parts.path.split("/")[1]
            agent = self.headers.get("User-Agent", "")
            fake.asked.append((parts.path, parse_qs(parts.query), agent))
            status, headers, body, drip = fake.answers.get(service, (404, {}, b"{}", 0.0))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                if not drip:
                    self.wfile.write(body)
                for n in range(len(body) if drip else 0):
                    self.wfile.write(body[n : n + 1])
                    time.sleep(drip)
            except OSError:
                self.close_connection = True

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
