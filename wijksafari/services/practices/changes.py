"""Changing the huisartsengroep while safaris are on their way."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from wijksafari.errors import NotFoundError
from wijksafari.models import Invitation, Neighbourhood, Practice, Safari
from wijksafari.planning.states import AHEAD
from wijksafari.services.catalogue.catalogue import lock_neighbourhood
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.practices.numbers import Numbers, in_words, numbers_of
from wijksafari.services.practices.representation import note_representation


@contextmanager
def changing_group(
    session: Session, neighbourhood: Neighbourhood, post: Post, *, actor: Actor, now: datetime
) -> Iterator[None]:
    """Change practices and people of the wijk, one change at a time.

    Afterwards the journal of each safari to come tells which invited practices
    count another number than before, and its representation is noted anew.
    """
    lock_neighbourhood(session, neighbourhood)
    safaris = list(session.scalars(_to_come(neighbourhood, now).with_for_update(of=Safari)))
    before = _numbers(session, neighbourhood)
    yield
    session.flush()
    after = _numbers(session, neighbourhood)
    changed = {key: numbers for key, numbers in after.items() if before.get(key) != numbers}
    for safari in safaris:
        for practice in _invited(session, safari):
            if practice.id in changed:
                sentence = _counts_now(practice.name, changed[practice.id])
                note(session, safari, "change", sentence, actor=actor, now=now)
        note_representation(session, safari, post, now)


@contextmanager
def changing_practice(
    session: Session, practice: Practice, post: Post, *, actor: Actor, now: datetime
) -> Iterator[Neighbourhood]:
    """The same for one practice. Raises NotFoundError where it was removed in the meantime."""
    neighbourhood = session.get_one(Neighbourhood, practice.neighbourhood_id)
    with changing_group(session, neighbourhood, post, actor=actor, now=now):
        check_in_group(practice)
        yield neighbourhood


def check_in_group(practice: Practice) -> None:
    """Raise NotFoundError where ``practice`` was removed."""
    if practice.removed_at is not None:
        raise NotFoundError(
            "Deze praktijk is intussen uit de huisartsengroep gehaald; er is niets gewijzigd."
            " Hoort zij er toch bij? Voeg haar dan onder dezelfde naam opnieuw toe."
        )


def safaris_to_come(
    session: Session, neighbourhood: Neighbourhood, now: datetime
) -> Sequence[Safari]:
    """The wijk's safaris that lie ahead and were not called off."""
    return session.scalars(_to_come(neighbourhood, now)).all()


def _to_come(neighbourhood: Neighbourhood, now: datetime) -> Select[Any]:
    """Always in one order, so that two who lock them never wait for each other."""
    coming = Safari.starts_at > now, Safari.state.in_(AHEAD)
    mine = select(Safari).filter_by(neighbourhood_id=neighbourhood.id)
    return mine.where(*coming).order_by(Safari.id)


def _numbers(session: Session, neighbourhood: Neighbourhood) -> dict[int, Numbers]:
    """What each practice in the group counts; all rows are read anew."""
    query = select(Practice).filter_by(neighbourhood_id=neighbourhood.id)
    fresh = query.options(selectinload(Practice.people)).execution_options(populate_existing=True)
    return {row.id: numbers_of(row) for row in session.scalars(fresh) if row.removed_at is None}


def _invited(session: Session, safari: Safari) -> list[Practice]:
    invited = select(Invitation.practice_id).filter_by(safari_id=safari.id, person_id=None)
    query = select(Practice).where(Practice.id.in_(invited)).order_by(Practice.name)
    return list(session.scalars(query))


def _counts_now(name: str, numbers: Numbers) -> str:
    return f"{name} telt nu {in_words(numbers)}."
