"""Finding addresses with PDOK Locatieserver, and with Nominatim where PDOK is down."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from geopy.exc import (
    GeocoderParseError,
    GeocoderRateLimited,
    GeocoderTimedOut,
    GeocoderUnavailable,
    GeopyError,
)
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from wijksafari.errors import ServiceUnavailableError
from wijksafari.planning.address import Address, AddressFinder, Finding, Found
from wijksafari.planning.route import Point
from wijksafari.streets.address_match import Record, judge
from wijksafari.streets.bounded_http import bounded_adapter

USER_AGENT = "wijksafari/0.1 (plans evening bicycle tours)"
TIMEOUT_SECONDS = 4.0
NOMINATIM_PAUSE_SECONDS = 1.0
_MOST_ANSWERS = 50
_FIELDS = (
    "straatnaam,straatnaam_verkort,huis_nlt,huisnummer,postcode,"
    "woonplaatsnaam,gemeentenaam,weergavenaam,centroide_ll"
)
_POINT = re.compile(r"POINT\((\d{1,2}(?:\.\d+)?) ([0-8]?\d(?:\.\d+)?)\)")
_REASONS: tuple[tuple[type[GeopyError], str], ...] = (
    (GeocoderTimedOut, "antwoordt niet op tijd"),
    (GeocoderUnavailable, "is niet bereikbaar"),
    (GeocoderRateLimited, "heeft het nu te druk"),
    (GeocoderParseError, "geeft een onleesbaar antwoord"),
    (GeopyError, "geeft geen bruikbaar antwoord"),
)


class PdokLocatieserver(Geocoder):  # type: ignore[misc]
    """The geocoder of the Dutch address register (BAG), without key or account.

    Documentation: https://api.pdok.nl/bzk/locatieserver/search/v3_1/ui/
    """

    def __init__(
        self,
        url: str,
        *,
        timeout: float = TIMEOUT_SECONDS,
        user_agent: str = USER_AGENT,
        adapter_factory: Callable[..., Any] | None = None,
    ) -> None:
        super().__init__(
            scheme=urlsplit(url).scheme,
            timeout=timeout,
            user_agent=user_agent,
            adapter_factory=adapter_factory or bounded_adapter(url),
        )
        self.api = f"{url.rstrip('/')}/free"

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: float | None = None
    ) -> Location | list[Location] | None:
        """The addresses that look most like ``query``, best first.

        Raises geopy's errors. What PDOK tells of an address is in ``raw``.
        """
        rows = 1 if exactly_one else _MOST_ANSWERS
        parameters = {"q": query, "fq": "type:adres", "fl": _FIELDS, "rows": rows}
        callback = partial(self._parse_json, exactly_one=exactly_one)
        return self._call_geocoder(
            f"{self.api}?{urlencode(parameters)}", callback, timeout=timeout or self.timeout
        )

    def _parse_json(self, answer: Any, exactly_one: bool) -> Location | list[Location] | None:
        try:
            places = [_location(document) for document in answer["response"]["docs"]]
        except (KeyError, TypeError, ValueError):
            raise GeocoderParseError("the answer has another shape") from None
        if exactly_one:
            return places[0] if places else None
        return places


def _location(document: dict[str, Any]) -> Location:
    match = _POINT.fullmatch(document["centroide_ll"])
    if match is None:
        raise ValueError("no point")
    # PDOK writes longitude first.
    return Location(str(document["weergavenaam"]), (float(match[2]), float(match[1])), document)


def address_finder(
    pdok_url: str, nominatim_url: str, timeout: float = TIMEOUT_SECONDS
) -> AddressFinder:
    """Finds addresses with PDOK, and with Nominatim when PDOK does not work.

    Either gets ``timeout`` seconds for everything; Nominatim is asked once a
    second at most, as its usage policy demands, so keep the finder. It raises
    ServiceUnavailableError when neither works.
    """
    pdok = PdokLocatieserver(pdok_url, timeout=timeout)
    parts = urlsplit(nominatim_url)
    nominatim = Nominatim(
        domain=parts.netloc + parts.path,
        scheme=parts.scheme,
        timeout=timeout,
        user_agent=USER_AGENT,
        adapter_factory=bounded_adapter(nominatim_url),
    )
    unhurried = RateLimiter(
        nominatim.geocode,
        min_delay_seconds=NOMINATIM_PAUSE_SECONDS,
        max_retries=0,
        swallow_exceptions=False,
    )
    sources = (
        ("PDOK", partial(_ask_pdok, pdok)),
        ("Nominatim", partial(_ask_nominatim, unhurried)),
    )
    return partial(_find, sources)


def _find(
    sources: Sequence[tuple[str, Callable[[Address], Sequence[Record]]]], address: Address
) -> Finding:
    failures = []
    for name, ask in sources:
        try:
            finding = judge(address, ask(address))
            return replace(finding, source=name) if isinstance(finding, Found) else finding
        except GeopyError as error:
            reason = next(words for kind, words in _REASONS if isinstance(error, kind))
            failures.append(f"{name} {reason}")
    raise ServiceUnavailableError(f"Adressen opzoeken lukt nu niet: {' en '.join(failures)}.")


def _ask_pdok(pdok: PdokLocatieserver, address: Address) -> Sequence[Record]:
    places = pdok.geocode(str(address), exactly_one=False)
    return [_pdok_record(place) for place in places or ()]


def _pdok_record(place: Location) -> Record:
    raw = place.raw
    return Record(
        streets=(_text(raw, "straatnaam"), _text(raw, "straatnaam_verkort")),
        number=_text(raw, "huis_nlt") or _text(raw, "huisnummer"),
        postcode=_text(raw, "postcode"),
        cities=(_text(raw, "woonplaatsnaam"), _text(raw, "gemeentenaam")),
        point=Point(place.latitude, place.longitude),
        label=place.address[:200],
    )


def _ask_nominatim(geocode: Callable[..., Any], address: Address) -> Sequence[Record]:
    try:
        places = geocode(
            str(address),
            exactly_one=False,
            limit=_MOST_ANSWERS,
            addressdetails=True,
            country_codes="nl",
            language="nl",
        )
        return [_nominatim_record(place) for place in places or ()]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise GeocoderParseError("the answer has another shape") from None


def _nominatim_record(place: Location) -> Record:
    # Without address details nothing can be compared, and nothing will match.
    details = place.raw.get("address", {})
    cities = ("city", "town", "village", "municipality")
    return Record(
        streets=(_text(details, "road"), _text(details, "pedestrian")),
        number=_text(details, "house_number"),
        postcode=_text(details, "postcode"),
        cities=tuple(_text(details, name) for name in cities),
        point=Point(place.latitude, place.longitude),
        label=place.address[:200],
    )


def _text(raw: dict[str, Any], name: str) -> str:
    return str(raw.get(name, ""))
