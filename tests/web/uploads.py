"""Forms with a large file, as one body: the test client leaves its files of parts open."""

from collections.abc import Mapping

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_FORM = "multipart/form-data; boundary=grens"


def send_file(
    client: FlaskClient, path: str, typed: Mapping[str, object], field: str, file: tuple[str, bytes]
) -> TestResponse:
    """Send what is ``typed`` along with a ``file``, its name and content; follow where it leads."""
    name, content = file
    parts = [_part(f'name="{each}"', str(value).encode()) for each, value in typed.items()]
    parts.append(_part(f'name="{field}"; filename="{name}"', content))
    body = b"".join((*parts, b"--grens--\r\n"))
    return client.post(path, data=body, content_type=_FORM, follow_redirects=True)


def _part(head: str, content: bytes) -> bytes:
    told = f"--grens\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
    return b"".join((told, content, b"\r\n"))
