"""Every failure ends in a page with a sentence; what is unexpected also gets a number."""

import logging

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

from wijksafari.errors import (
    ClosedError,
    InputError,
    LinkExpiredError,
    LinkRevokedError,
    NoStreetsError,
    NotFoundError,
    ServiceUnavailableError,
    StaleError,
    WijksafariError,
)
from wijksafari.failing import failure_record

log = logging.getLogger(__name__)

STATUS: dict[type[WijksafariError], int] = {
    NoStreetsError: 409,
    InputError: 400,
    NotFoundError: 404,
    StaleError: 409,
    ClosedError: 409,
    LinkRevokedError: 410,
    LinkExpiredError: 410,
    ServiceUnavailableError: 503,
}
SENTENCES = {
    400: "Deze aanvraag klopt niet. Ga terug en probeer het opnieuw.",
    404: "Deze pagina bestaat niet (meer).",
    405: "Dit kan hier niet. Ga terug en gebruik de knoppen op de pagina.",
    413: "Dit is te groot om te verwerken.",
    414: "Dit adres is te lang.",
}
HEADINGS = {
    404: "Niet gevonden",
    409: "Dit kan nu niet",
    410: "Deze link werkt niet meer",
    429: "Even wachten",
    503: "Even niet bereikbaar",
}


def handle_failures(app: Flask) -> None:
    """Register the error pages; before the pages themselves."""
    app.url_map.converters["int"] = _RowNumber
    app.register_error_handler(WijksafariError, _known)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database_busy)
    app.register_error_handler(TimeoutError, _database_busy)
    app.register_error_handler(DataError, _unusable)
    app.register_error_handler(Exception, _unexpected)


class _RowNumber(IntegerConverter):
    """A number that a row can have; a greater one is an address that does not exist."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=0, max=2**31 - 1)


def failure_page(sentences: tuple[str, ...], status: int, reference: str = "") -> tuple[str, int]:
    """A page that says what went wrong and what to do."""
    page = render_template(
        "web/failure.html",
        heading=HEADINGS.get(status, "Dit lukte niet"),
        sentences=sentences,
        reference=reference,
    )
    return page, status


def _known(error: WijksafariError) -> tuple[str, int]:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    sentences = error.problems if isinstance(error, InputError) else (str(error),)
    return failure_page(sentences, status)


def _expired(_error: CSRFError) -> tuple[str, int]:
    sentence = "Deze pagina stond te lang open. Ga terug, laad de pagina opnieuw en bewaar dan."
    return failure_page((sentence,), 400)


def _http(error: HTTPException) -> tuple[str, int]:
    status = error.code or 500
    return failure_page((SENTENCES.get(status, "Dit is niet gelukt. Ga terug."),), status)


def _unusable(error: DataError) -> tuple[str, int]:
    """Something was sent that the database has no place for, like a NUL or a huge number."""
    return failure_page((SENTENCES[400],), 400, _logged(error))


def _database_busy(error: OperationalError | TimeoutError) -> tuple[str, int]:
    reference = _logged(error)
    sentence = "De gegevens zijn nu even niet bereikbaar. Probeer het over een minuut opnieuw."
    return failure_page((sentence,), 503, reference)


def _unexpected(error: Exception) -> tuple[str, int]:
    sentence = "Er ging iets mis wat wij niet hadden voorzien. Er is niets gewijzigd."
    return failure_page((sentence,), 500, _logged(error))


def _logged(error: Exception) -> str:
    reference, record = failure_record(error)
    log.error(record)
    return reference
