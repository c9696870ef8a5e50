"""The locations of a wijk as a list to search in."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from wijksafari.models import Activity, Location, Neighbourhood
from wijksafari.planning.cards import FRESH_FOR, is_due
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.coming_weeks import open_on
from wijksafari.services.texts.names import name_key

_COLUMNS = (
    *(Location.id, Location.code, Location.name, Location.type, Location.address),
    *(Location.lat, Location.lon, Location.theme, Location.other_themes, Location.checked_at),
    *(Location.contact_name, Location.contact_email, Location.contact_phone),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which locations somebody looks for; what is empty asks for nothing.

    ``weekday`` (0 is Monday): something is held on it in the coming weeks.
    ``due``: to be checked; ``no_contact``: nobody to mail or phone is known.
    """

    words: str = ""
    weekday: int | None = None
    theme: str = ""
    due: bool = False
    no_contact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLocation:
    """One location in the list. ``number`` is its row's."""

    number: int
    code: str
    name: str
    type: str
    address: str
    point: Point
    themes: tuple[str, ...]
    contact_name: str
    has_contact: bool
    checked_at: datetime | None
    due: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """``found`` are those looked for, by name; the rest is about the whole wijk."""

    found: tuple[ListedLocation, ...]
    total: int
    due: int
    no_contact: int
    themes: tuple[str, ...]


def catalogue_of(
    session: Session, neighbourhood: Neighbourhood, wanted: Wanted, now: datetime
) -> Catalogue:
    """The locations of the wijk that are ``wanted``."""
    query = select(*_COLUMNS).where(Location.neighbourhood_id == neighbourhood.id)
    rows = sorted(session.execute(query), key=lambda row: (name_key(row.name), row.id))
    listed = [_listed(row, now) for row in rows]
    chosen = [each for each in _with_theme(listed, wanted.theme) if _fits(each, wanted)]
    if wanted.words.strip():
        chosen = _searched(session, neighbourhood, chosen, wanted.words)
    if wanted.weekday is not None:
        open_then = open_on(session, neighbourhood, wanted.weekday, now)
        chosen = [each for each in chosen if each.number in open_then]
    return Catalogue(
        found=tuple(chosen),
        total=len(listed),
        due=sum(each.due for each in listed),
        no_contact=sum(not each.has_contact for each in listed),
        themes=_themes(listed),
    )


def next_due(
    session: Session, neighbourhood: Neighbourhood, now: datetime, after: str = ""
) -> tuple[int, str | None]:
    """How many locations are to be checked, and the code of the first one behind name ``after``."""
    never_or_long_ago = or_(Location.checked_at.is_(None), Location.checked_at <= now - FRESH_FOR)
    query = select(Location.name, Location.code).where(
        Location.neighbourhood_id == neighbourhood.id, never_or_long_ago
    )
    due = sorted((name_key(name), code) for name, code in session.execute(query))
    behind = [code for name, code in due if name > name_key(after)] or [code for _, code in due]
    return len(due), next(iter(behind), None)


def folded(text: str) -> str:
    """The text without capitals and accents, to search in."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def _listed(row: Row[*tuple[Any, ...]], now: datetime) -> ListedLocation:
    number, code, name, kind, address, lat, lon, theme, other_themes, checked_at, *contact = row
    contact_name, contact_email, contact_phone = contact
    return ListedLocation(
        number=number,
        code=code,
        name=name,
        type=kind,
        address=address,
        point=Point(lat, lon),
        themes=tuple(filter(None, (theme, *other_themes))),
        contact_name=contact_name,
        has_contact=bool(contact_email or contact_phone),
        checked_at=checked_at,
        due=is_due(checked_at, now),
    )


def _fits(listed: ListedLocation, wanted: Wanted) -> bool:
    if wanted.due and not listed.due:
        return False
    return not (wanted.no_contact and listed.has_contact)


def _with_theme(listed: Sequence[ListedLocation], wanted: str) -> Sequence[ListedLocation]:
    theme = name_key(wanted)
    if not theme:
        return listed
    every = {each for location in listed for each in location.themes}
    same = {each for each in every if name_key(each) == theme}
    return [each for each in listed if not same.isdisjoint(each.themes)]


def _searched(
    session: Session, neighbourhood: Neighbourhood, among: Sequence[ListedLocation], words: str
) -> list[ListedLocation]:
    """Those of which every word stands in what the list shows, or in what goes on there."""
    query = (
        select(Activity.location_id, Activity.title)
        .join(Activity.location)
        .where(Location.neighbourhood_id == neighbourhood.id)
    )
    titles: dict[int, list[str]] = defaultdict(list)
    for number, title in session.execute(query):
        titles[number].append(title)
    wanted = folded(words).split()
    return [
        each
        for each in among
        if (text := _text(each, titles.get(each.number, ()))) and all(w in text for w in wanted)
    ]


def _text(listed: ListedLocation, titles: Iterable[str]) -> str:
    parts = (listed.name, listed.type, listed.address, listed.contact_name, listed.code)
    return folded("\n".join((*parts, *listed.themes, *titles)))


def _themes(listed: Iterable[ListedLocation]) -> tuple[str, ...]:
    """Every theme once, as it is written first."""
    names: dict[str, str] = {}
    # Thousands of locations share a few themes.
    for theme in dict.fromkeys(theme for each in listed for theme in each.themes):
        names.setdefault(name_key(theme), theme)
    return tuple(names[key] for key in sorted(names))
