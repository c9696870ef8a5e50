"""What a host answered, as it is kept, and whether it is still what somebody saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import time
from hashlib import sha256
from typing import Literal

from wijksafari.errors import StaleError
from wijksafari.models import HostRequest
from wijksafari.planning.words import hours, people

AnswerKind = Literal["yes", "yes_but", "no"]

SAYS: Mapping[str, str] = {"yes": "ja", "yes_but": "ja, maar", "no": "nee"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HostAnswer:
    """An answer, and ``by`` whom. What belongs to "yes, but" is empty with the others.

    ``other_from`` to ``other_until`` (local time) is when they can instead;
    ``most_people`` how many they can receive at once.
    """

    answer: AnswerKind
    by: str = ""
    other_from: time | None = None
    other_until: time | None = None
    most_people: int | None = None
    remark: str = ""

    @property
    def terms(self) -> tuple[str, ...]:
        """What "yes, but" asks for: "liever tussen 19.00 en 20.00 uur", "hooguit 8 mensen"."""
        found = []
        if self.other_from and self.other_until:
            found.append(f"liever tussen {hours(self.other_from)} en {hours(self.other_until)} uur")
        elif self.other_from:
            found.append(f"liever vanaf {hours(self.other_from)} uur")
        elif self.other_until:
            found.append(f"liever tot {hours(self.other_until)} uur")
        if self.most_people:
            found.append(f"hooguit {people(self.most_people)}")
        return tuple(found)


class AnsweredMeanwhileError(StaleError):
    """Somebody else answered since; ``kept`` is theirs, and what it still is, ``given`` is not."""

    def __init__(self, kept: HostAnswer, given: HostAnswer) -> None:
        self.kept, self.given = kept, given
        super().__init__(
            "Intussen is er al anders geantwoord; uw antwoord is niet bewaard. Wilt u dat"
            " veranderen?"
        )


def kept_answer(row: HostRequest) -> HostAnswer | None:
    """The answer there is; None while there is none."""
    if not row.answer:
        return None
    return HostAnswer(
        answer=row.answer,  # type: ignore[arg-type]
        by=row.answered_by,
        other_from=row.other_from,
        other_until=row.other_until,
        most_people=row.most_people,
        remark=row.remark,
    )


def answer_version(row: HostRequest) -> str:
    """What tells one answer from another, for forms to carry; empty while there is none."""
    kept = kept_answer(row)
    return sha256(repr(astuple(kept)).encode()).hexdigest()[:16] if kept else ""


def says_something_new(row: HostRequest, given: HostAnswer, seen: str) -> bool:
    """Whether ``given`` is to be kept, by whoever had seen the answer of version ``seen``.

    Not where it is there already, be it by somebody else meanwhile. Raises
    AnsweredMeanwhileError where that would undo an answer they did not see.
    """
    kept = kept_answer(row)
    if kept is None:
        return True
    if seen == answer_version(row):
        return given != kept
    if replace(given, by=kept.by) == kept:
        return False
    raise AnsweredMeanwhileError(kept, given)
