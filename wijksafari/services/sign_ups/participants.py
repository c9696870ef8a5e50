"""Who signed up for a safari, for its organisers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, select
from sqlalchemy.orm import Session, joinedload

from wijksafari.errors import NotFoundError
from wijksafari.models import Safari, SignUp

_IN_ORDER = ("taking_part", "offered", "waiting", "withdrawn")


@dataclass(frozen=True, slots=True)
class Participants:
    """The sign-ups of a safari by status, and what to arrange for those who take part.

    ``bicycles`` and ``diets`` count what was answered; the most frequent first.
    """

    by_status: dict[str, tuple[SignUp, ...]]
    bicycles: tuple[tuple[str, int], ...]
    diets: tuple[tuple[str, int], ...]

    @property
    def all(self) -> tuple[SignUp, ...]:
        """Everybody, those who take part first."""
        return tuple(row for rows in self.by_status.values() for row in rows)

    def count(self, status: str) -> int:
        """How many have this status."""
        return len(self.by_status[status])


def participants_of(session: Session, safari: Safari) -> Participants:
    """Everybody who signed up: by name, and those who wait in their order."""
    turn = case((SignUp.status == "waiting", SignUp.queued_at))
    query = select(SignUp).filter_by(safari_id=safari.id).order_by(turn, SignUp.name, SignUp.id)
    rows = session.scalars(query.options(joinedload(SignUp.practice))).all()
    coming = [row for row in rows if row.status == "taking_part"]
    return Participants(
        {status: tuple(row for row in rows if row.status == status) for status in _IN_ORDER},
        bicycles=tuple(Counter(row.bicycle for row in coming if row.bicycle).most_common()),
        diets=tuple(Counter(row.diet for row in coming if row.diet).most_common()),
    )


def find_participant(session: Session, safari: Safari, number: int) -> SignUp:
    """The sign-up with this number, if it is one for ``safari``. Raises NotFoundError."""
    row = session.scalar(select(SignUp).filter_by(id=number, safari_id=safari.id))
    if row is None:
        raise NotFoundError("Deze aanmelding bestaat niet (meer).")
    return row


def for_accreditation(session: Session, safari: Safari) -> Sequence[SignUp]:
    """Those who take part and gave their BIG number for accreditation, by name."""
    query = select(SignUp).filter_by(safari_id=safari.id, status="taking_part")
    given = query.where(SignUp.big_number != "", SignUp.big_consented_at.is_not(None))
    return session.scalars(given.order_by(SignUp.name, SignUp.id)).all()
