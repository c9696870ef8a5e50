"""Files that the browser keeps instead of showing them."""

from flask import Response

CSV = "text/csv; charset=utf-8"
ICS = "text/calendar; charset=utf-8"
JSON = "application/json; charset=utf-8"
VCARD = "text/vcard; charset=utf-8"


def attachment(content: str | bytes, content_type: str, name: str) -> Response:
    """``content`` as a file called ``name``."""
    response = Response(content, content_type=content_type)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
