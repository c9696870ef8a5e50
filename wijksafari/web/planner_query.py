"""The planner's whole state, as the query string holds it.

Every page of the planner can be bookmarked, reloaded and sent to a colleague,
because nothing is remembered anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from werkzeug.datastructures import MultiDict

from wijksafari.errors import InputError
from wijksafari.planning.words import plain_line
from wijksafari.web.evening_settings import DEFAULTS
from wijksafari.web.whole_number import whole_number

# What a field means when it is left out; addresses are shorter without.
USUAL = DEFAULTS | {"start": "wijk", "finish": "zelfde"}

Wish = Literal["moet", "niet"]

MAX_PARTS = 1000
MAX_TEXT = 120
MAX_CODE = 60
MAX_HOURS = 20
MAX_STOPS = 8
SHORTEST_VISIT, LONGEST_VISIT = 5, 120

PLACE_FIELDS = ("start", "start_lat", "start_lon", "finish", "finish_lat", "finish_lon")
SETTING_FIELDS = (
    "duur",
    "stops_min",
    "stops_max",
    "verzamelen",
    "stallen",
    "bezoek_min",
    "bezoek_max",
    "afronden",
    "speling",
    "tempo",
    "bonus",
)
NAME_FIELDS = ("titel", "start_naam", "finish_naam")
# The saved evening that is changed, at which version; or the one whose agreements are copied.
SAFARI_FIELDS = ("safari", "versie", "kopie_van")
FIELDS = ("wijk", "datum", "begin", *PLACE_FIELDS, *SETTING_FIELDS, *NAME_FIELDS, *SAFARI_FIELDS)


@dataclass(frozen=True, slots=True)
class PlannerQuery:
    """What an organiser chose so far.

    ``texts`` are the fields as typed, without the empty ones; ``wishes`` by
    location id; ``hours`` what was typed, by location id, where a location agreed
    to receive the group at other hours ("19:00-20:00"); ``stops`` the order of the
    editor; ``visits`` the visit lengths set by hand, in minutes.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    wishes: Mapping[str, Wish] = field(default_factory=dict)
    hours: Mapping[str, str] = field(default_factory=dict)
    stops: tuple[str, ...] = ()
    visits: Mapping[str, int] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """What was typed in field ``name``."""
        return self.texts.get(name, default)

    @property
    def required(self) -> frozenset[str]:
        """Locations that must come along."""
        return frozenset(each for each, wish in self.wishes.items() if wish == "moet")

    @property
    def forbidden(self) -> frozenset[str]:
        """Locations that stay out."""
        return frozenset(each for each, wish in self.wishes.items() if wish == "niet")

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, in a fixed order."""
        lengths = [(each, self.visits[each]) for each in self.stops if each in self.visits]
        return [
            *((name, self.texts[name]) for name in FIELDS if name in self.texts),
            *((f"wens-{each}", wish) for each, wish in sorted(self.wishes.items())),
            *((f"uur-{each}", typed) for each, typed in sorted(self.hours.items())),
            *(("stop", each) for each in self.stops),
            *((f"bezoek-{each}", str(minutes)) for each, minutes in lengths),
        ]

    def __str__(self) -> str:
        """The query string."""
        return urlencode(self.pairs())

    def with_texts(self, **texts: str) -> PlannerQuery:
        """The same with other texts; an empty text takes the field away."""
        merged = {**self.texts, **texts}
        return replace(self, texts={name: text for name, text in merged.items() if text})

    def without(self, *names: str) -> PlannerQuery:
        """The same without these fields."""
        return self.with_texts(**dict.fromkeys(names, ""))

    def with_wish(self, location_id: str, wish: Wish | None) -> PlannerQuery:
        """The same with another wish for a location; None is *mag mee*."""
        wishes = {each: kept for each, kept in self.wishes.items() if each != location_id}
        return replace(self, wishes={**wishes, location_id: wish} if wish else wishes)

    def with_hours(self, location_id: str, typed: str) -> PlannerQuery:
        """The same with other agreed hours for a location; empty are its usual ones."""
        kept = {each: typed for each, typed in self.hours.items() if each != location_id}
        return replace(self, hours={**kept, location_id: typed} if typed else kept)

    def with_stops(self, stops: Iterable[str]) -> PlannerQuery:
        """The same with other stops; visit lengths of stops that left are forgotten."""
        order = tuple(stops)
        visits = {each: minutes for each, minutes in self.visits.items() if each in order}
        return replace(self, stops=order, visits=visits)

    def only(self, known: frozenset[str], open_ids: frozenset[str]) -> PlannerQuery:
        """The same with wishes for open locations, and hours and stops of those that exist."""
        wishes = {each: wish for each, wish in self.wishes.items() if each in open_ids}
        hours = {each: typed for each, typed in self.hours.items() if each in known}
        kept = replace(self, wishes=wishes, hours=hours)
        return kept.with_stops(s for s in self.stops if s in known)


def read_query(args: MultiDict[str, str]) -> PlannerQuery:
    """The state in a request's parameters; what the planner does not know is left out.

    Raises InputError for what cannot have come from our own pages.
    """
    if sum(1 for _ in args.items(multi=True)) > MAX_PARTS:
        raise InputError("Dit adres heeft te veel onderdelen. Begin opnieuw bij ‘Plannen’.")
    typed = {name: plain_line(args.get(name, "")) for name in FIELDS}
    texts = {name: text for name, text in typed.items() if text and text != USUAL.get(name)}
    if any(len(text) > MAX_TEXT for text in texts.values()):
        raise InputError(f"Een van de velden is te lang; gebruik hooguit {MAX_TEXT} tekens.")
    stops = tuple(args.getlist("stop"))
    if any(not 1 <= len(each) <= MAX_CODE for each in stops):
        raise InputError("Een van de stops bestaat niet. Kies de stops op de pagina.")
    if len(stops) > MAX_STOPS:
        raise InputError(f"Een route heeft hooguit {MAX_STOPS} stops. Haal er een paar weg.")
    if len(set(stops)) != len(stops):
        raise InputError("Een locatie staat twee keer in de route. Bezoek elke locatie één keer.")
    return PlannerQuery(texts, _wishes(args), _hours(args), stops, _visits(args, stops))


def parse_query(text: str) -> PlannerQuery:
    """The state in a stored query string."""
    return read_query(MultiDict(parse_qsl(text, max_num_fields=MAX_PARTS)))


def _wishes(args: MultiDict[str, str]) -> dict[str, Wish]:
    found: dict[str, Wish] = {}
    for name, value in args.items():
        location_id = name.removeprefix("wens-")
        if location_id == name or not 1 <= len(location_id) <= MAX_CODE:
            continue
        if value == "moet":
            found[location_id] = "moet"
        elif value == "niet":
            found[location_id] = "niet"
    return found


def _hours(args: MultiDict[str, str]) -> dict[str, str]:
    found = {}
    for name, value in args.items():
        location_id = name.removeprefix("uur-")
        if location_id == name or not 1 <= len(location_id) <= MAX_CODE:
            continue
        typed = plain_line(value)
        if len(typed) > MAX_HOURS:
            raise InputError("Een afgesproken tijd is te lang; schrijf haar als 19:00-20:00.")
        if typed:
            found[location_id] = typed
    return found


def _visits(args: MultiDict[str, str], stops: Iterable[str]) -> dict[str, int]:
    found = {}
    for each in stops:
        text = args.get(f"bezoek-{each}", "")
        if not text:
            continue
        minutes = whole_number(text, 3)
        if minutes is None:
            raise InputError("De lengte van een bezoek is een heel aantal minuten.")
        if not SHORTEST_VISIT <= minutes <= LONGEST_VISIT:
            raise InputError(f"Een bezoek duurt {SHORTEST_VISIT} tot {LONGEST_VISIT} minuten.")
        found[each] = minutes
    return found
