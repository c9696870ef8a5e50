"""A server on loopback that stands in for Overpass and Nominatim."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class MapServer:
    """Gives ``answers`` in turn and the last one for ever; remembers what was asked."""

    url: str
    answers: list[Answer]
    paths: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def answer(self, path: str, query: str, agent: str) -> Answer:
        self.paths.append(urlsplit(path).path)
        self.queries.append(query)
        self.agents.append(agent)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def map_server(*answers: Answer) -> Iterator[MapServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(parse_qs(urlsplit(self.path).query).get("q", [""])[0])

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self._reply(parse_qs(self.rfile.read(length).decode())["data"][0])

        def _reply(self, query: str) -> None:
            answer = state.answer(self.path, query, self.headers["User-Agent"])
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state = MapServer(f"http://127.0.0.1:{server.server_port}", list(answers))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
