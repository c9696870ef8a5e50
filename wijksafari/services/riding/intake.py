"""Taking in what leaders' phones kept until there was reception."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import InputError, WijksafariError
from wijksafari.models import RideAction, Safari
from wijksafari.planning.words import clock
from wijksafari.services.groups.riding_groups import Group, groups_of
from wijksafari.services.journal import Actor
from wijksafari.services.riding.checks import PERSONAL
from wijksafari.services.riding.log import (
    Kind,
    NewAction,
    person_ids,
    record,
    undo,
)
from wijksafari.services.riding.phone_batch import Batch, PhoneAction, key_of, read_action
from wijksafari.services.riding.walk_ins import NewWalkIn, add_walk_in
from wijksafari.services.sign_ups.places import lock_safari


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is of no use to send again, and a Dutch sentence that says why."""

    key: str
    sentence: str


@dataclass(slots=True)
class Answer:
    """The keys of what is written down, now or before, and what was refused."""

    done: list[str] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def take_in(
    session: Session, safari: Safari, batch: Batch, *, actor: Actor, now: datetime
) -> Answer:
    """Write down everything in the batch, in its order; what was sent before counts once.

    One that is refused leaves nothing behind, and does not hold up the rest.
    """
    safari = lock_safari(session, safari.id)
    groups = groups_of(session, safari)
    answer = Answer()
    for each in batch.actions:
        try:
            with session.begin_nested():
                action = read_action(each, safari, sent_at=batch.sent_at, now=now)
                _take(session, safari, groups, action, actor=actor, now=now)
        except WijksafariError as error:
            answer.refused.append(Refusal(key_of(each), str(error)))
        else:
            answer.done.append(action.key)
    return answer


def _take(
    session: Session,
    safari: Safari,
    groups: tuple[Group, ...],
    action: PhoneAction,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    if action.type == "undo":
        undo(session, safari, action.target, actor=actor, now=now)
        return
    if action.type == "walk_in":
        group = _somewhere(groups, action.group)
        _walk_in(session, safari, action, group, now)
        new = _new(action, "present", group, person=f"w{action.key}")
    elif action.type in PERSONAL:
        for target in action.instead:
            undo(session, safari, target, actor=actor, now=now)
        _check_order(session, safari, action)
        new = _new(action, action.type, _somewhere(groups, action.group), person=action.person)
    else:
        new = _new(action, action.type, action.group, location_id=action.location_id)
    record(session, safari, new, actor=actor, now=now)


def _check_order(session: Session, safari: Safari, action: PhoneAction) -> None:
    """Who types a time before somebody came would see nothing change."""
    if not (action.typed and action.type == "left"):
        return
    sign_up_id, walk_in_id = person_ids(session, safari, action.person)
    query = select(func.max(RideAction.at)).filter_by(
        sign_up_id=sign_up_id, walk_in_id=walk_in_id, kind="present", undone_at=None
    )
    came = session.scalar(query)
    if came is not None and came > action.at:
        at = clock(came.astimezone(AMSTERDAM))
        raise InputError(
            f"Deze deelnemer kwam om {at}. Vul een latere tijd in, of wijzig eerst de tijd van"
            " komst."
        )


def _walk_in(
    session: Session, safari: Safari, action: PhoneAction, group: int, now: datetime
) -> None:
    walk_in = NewWalkIn(
        key=action.key,
        group=group,
        name=action.name,
        function=action.function,
        practice_name=action.practice_name,
    )
    add_walk_in(session, safari, walk_in, now=now)


def _new(
    action: PhoneAction, kind: Kind, group: int, *, location_id: str = "", person: str = ""
) -> NewAction:
    return NewAction(
        key=action.key,
        kind=kind,
        group=group,
        at=action.at,
        location_id=location_id,
        person=person,
    )


def _somewhere(groups: tuple[Group, ...], number: int) -> int:
    """Who is there is there, also where the groups were made anew since the phone looked."""
    numbers = [each.number for each in groups]
    return number if number in numbers else numbers[0]
