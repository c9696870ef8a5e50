"""What a leader's phone sends: things that happened on the way, kept until there was reception."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Literal, cast, get_args

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError
from wijksafari.models import Safari
from wijksafari.planning.functions import FUNCTIONS, Function
from wijksafari.planning.words import hours
from wijksafari.services.riding.checks import PERSONAL, opens_at
from wijksafari.services.texts.names import invisible, tidy

ActionType = Literal["departed", "arrived", "present", "absent", "left", "walk_in", "undo"]

MOST_ACTIONS = 200
LONGEST_NAME = 120
_MOST_INSTEAD = 50
_LONGEST_WAIT = timedelta(days=7)
_CLOCKS_DIFFER = timedelta(minutes=10)
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_BROKEN = (
    "Deze meldingen zijn onleesbaar aangekomen. Laad de pagina opnieuw en probeer het nog eens."
)
_UNUSABLE = "Deze melding klopt niet. Laad de pagina opnieuw en meld het nog eens."


@dataclass(frozen=True, slots=True)
class Batch:
    """Actions as they came in, unread, in order; ``sent_at`` is the phone's clock in ms."""

    sent_at: int
    actions: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneAction:
    """One of them, read and found usable; ``at`` is by our clock.

    ``person`` is set for what is about a person, ``location_id`` for a stop,
    ``target`` for what is undone, the last three for a walk-in. ``instead`` are
    the keys of reports that this one comes in place of; ``typed``: somebody typed
    the time of day.
    """

    key: str
    type: ActionType
    group: int
    at: datetime
    location_id: str
    person: str
    target: str
    instead: tuple[str, ...]
    typed: bool
    name: str
    function: Function
    practice_name: str


def read_batch(body: bytes) -> Batch:
    """The JSON that a phone sent. Raises InputError where it is none of ours, or too much."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise InputError(_BROKEN) from None
    if not isinstance(told, dict):
        raise InputError(_BROKEN)
    sent_at, actions = told.get("sent_at"), told.get("actions")
    if not _is_number(sent_at) or not isinstance(actions, list):
        raise InputError(_BROKEN)
    if len(actions) > MOST_ACTIONS:
        raise InputError(f"Stuur ten hoogste {MOST_ACTIONS} meldingen tegelijk.")
    if not all(isinstance(each, dict) for each in actions):
        raise InputError(_BROKEN)
    return Batch(cast("int", sent_at), tuple(actions))


def key_of(action: Mapping[str, Any]) -> str:
    """The key by which the phone knows it; empty where it is no key."""
    key = action.get("key")
    return key if isinstance(key, str) and _KEY.fullmatch(key) else ""


def read_action(
    action: Mapping[str, Any], safari: Safari, *, sent_at: int, now: datetime
) -> PhoneAction:
    """Read one action strictly. Raises InputError."""
    key, type_ = key_of(action), action.get("type")
    if not key or type_ not in get_args(ActionType):
        raise InputError(_UNUSABLE)
    group, walk_in = action.get("group", 1), type_ == "walk_in"
    if not _is_number(group) or not 0 < cast("int", group) < 100:
        raise InputError(_UNUSABLE)
    return PhoneAction(
        key=key,
        type=cast("ActionType", type_),
        group=cast("int", group),
        at=_moment(action, safari, sent_at, now),
        location_id=_code(action, "location", 60),
        person=_code(action, "person", 40, needed=type_ in PERSONAL),
        target=_code(action, "target", 36, needed=type_ == "undo"),
        instead=_instead(action),
        typed=bool(action.get("clock")),
        name=_words(action, "name", "de naam", needed=walk_in),
        function=_function(action, needed=walk_in),
        practice_name=_words(action, "practice", "de praktijk"),
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _moment(action: Mapping[str, Any], safari: Safari, sent_at: int, now: datetime) -> datetime:
    """When it happened: as typed, or as long ago as the phone says, whatever its clock shows."""
    if action.get("clock"):
        return _typed(action["clock"], safari, now)
    at = action.get("at")
    if not _is_number(at):
        raise InputError(_UNUSABLE)
    longest = _LONGEST_WAIT // timedelta(milliseconds=1)
    ago = min(max(sent_at - cast("int", at), 0), longest)
    return now - timedelta(milliseconds=ago)


def _typed(text: object, safari: Safari, now: datetime) -> datetime:
    """A time of day in the evening, or in the night after it."""
    found = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise InputError("Vul een tijd in als 18:05, of laat het leeg voor nu.")
    opens = opens_at(safari).astimezone(AMSTERDAM)
    clock = time(int(found[1]), int(found[2]))
    for day in (opens.date(), opens.date() + timedelta(days=1)):
        moment = datetime.combine(day, clock, AMSTERDAM)
        if opens <= moment <= now + _CLOCKS_DIFFER:
            return min(moment, now)
    until = hours(now.astimezone(AMSTERDAM))
    raise InputError(f"Vul een tijd van deze avond in, tussen {hours(opens)} en {until} uur.")


def _code(action: Mapping[str, Any], field: str, longest: int, *, needed: bool = False) -> str:
    text = action.get(field) or ""
    if not isinstance(text, str) or len(text) > longest or invisible(text):
        raise InputError(_UNUSABLE)
    if needed and not text:
        raise InputError(_UNUSABLE)
    return text


def _instead(action: Mapping[str, Any]) -> tuple[str, ...]:
    keys = action.get("instead") or []
    if not isinstance(keys, list) or len(keys) > _MOST_INSTEAD:
        raise InputError(_UNUSABLE)
    if not all(isinstance(each, str) and _KEY.fullmatch(each) for each in keys):
        raise InputError(_UNUSABLE)
    return tuple(keys)


def _words(action: Mapping[str, Any], field: str, what: str, *, needed: bool = False) -> str:
    told = action.get(field) or ""
    if not isinstance(told, str):
        raise InputError(_UNUSABLE)
    text = tidy(told)
    if needed and not text:
        raise InputError(f"Vul {what} in.")
    if len(text) > LONGEST_NAME:
        raise InputError(f"Houd {what} op ten hoogste {LONGEST_NAME} tekens.")
    if invisible(text):
        raise InputError(f"Er staat een onzichtbaar teken in {what}. Typ het opnieuw.")
    return text


def _function(action: Mapping[str, Any], *, needed: bool) -> Function:
    function = action.get("function") or ("" if needed else "other")
    if function not in FUNCTIONS:
        raise InputError("Kies de functie.")
    return cast("Function", function)
