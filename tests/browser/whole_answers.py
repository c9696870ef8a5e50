"""Answers in one piece, for servers in this process."""

from __future__ import annotations

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


def whole_answers(app: WSGIApplication) -> WSGIApplication:
    """``app``, whose files are read and closed before anything is sent.

    werkzeug's server leaves a file open when its reader goes away halfway, as pages do
    that a test closes; Python then warns in whichever test comes next.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer
