"""Per invited practice: who comes, who said no, and from whom nothing was heard."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Invitation, Person, Practice, Safari, SignUp
from wijksafari.planning.functions import COUNTING, FUNCTION_NAMES
from wijksafari.planning.threshold import Headcount
from wijksafari.services.invitations.answers import Answers, answers_to
from wijksafari.services.invitations.invitations import invitations_of
from wijksafari.services.practices.representation import headcount, invited_practices

Response = Literal["coming", "declined", "silent"]


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person by name and function; ``status`` of their sign-up, empty without one."""

    name: str
    function: str
    status: str = ""

    @property
    def counts(self) -> bool:
        """Whether this person takes part and counts for the threshold."""
        return self.status == "taking_part" and self.function in COUNTING

    @property
    def function_name(self) -> str:
        """What this person is."""
        return FUNCTION_NAMES[self.function]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOverview:
    """One invited practice.

    ``declined``: the practice as a whole said no. ``said_no`` did so themselves
    or withdrew; ``silent`` are invited people of whom nothing was heard.
    """

    practice: Practice
    headcount: Headcount
    coming: tuple[Somebody, ...]
    declined: bool
    said_no: tuple[Somebody, ...]
    silent: tuple[Somebody, ...]

    @property
    def response(self) -> Response:
        """What was heard of the practice, at least from somebody."""
        if self.coming:
            return "coming"
        return "declined" if self.declined or self.said_no else "silent"


def overview_of(session: Session, safari: Safari) -> tuple[PracticeOverview, ...]:
    """All practices that count; those of whom nothing was heard first, then by name."""
    invitations: dict[int, list[Invitation]] = defaultdict(list)
    for each in invitations_of(session, safari):
        invitations[each.practice_id].append(each)
    sign_ups: dict[int, list[SignUp]] = defaultdict(list)
    for row in session.scalars(select(SignUp).filter_by(safari_id=safari.id).order_by(SignUp.id)):
        sign_ups[row.practice_id].append(row)
    answers = answers_to(session, safari)
    found = (
        _overview(each, invitations[each.id], sign_ups[each.id], answers)
        for each in invited_practices(session, safari)
    )
    return tuple(sorted(found, key=lambda each: each.response != "silent"))


def silent_practices(overview: Sequence[PracticeOverview]) -> tuple[str, ...]:
    """The names of the practices of whom nothing was heard."""
    return tuple(each.practice.name for each in overview if each.response == "silent")


def taking_part(overview: Sequence[PracticeOverview]) -> int:
    """How many people of these practices have a place."""
    return sum(each.status == "taking_part" for one in overview for each in one.coming)


def _overview(
    practice: Practice,
    invitations: Sequence[Invitation],
    sign_ups: Sequence[SignUp],
    answers: Answers,
) -> PracticeOverview:
    signed = tuple(_signed(each) for each in sign_ups)
    asked = [(each, each.person) for each in invitations if each.person is not None]
    return PracticeOverview(
        practice=practice,
        headcount=headcount(practice, sum(each.counts for each in signed)),
        coming=tuple(each for each in signed if each.status != "withdrawn"),
        declined=any(each.declined_at for each in invitations if each.person is None),
        said_no=(
            *(each for each in signed if each.status == "withdrawn"),
            *(_known(who) for each, who in asked if each.declined_at and not answers.of(each)),
        ),
        silent=tuple(_known(who) for each, who in asked if not answers.has(each)),
    )


def _signed(sign_up: SignUp) -> Somebody:
    return Somebody(sign_up.name, sign_up.function, sign_up.status)


def _known(person: Person) -> Somebody:
    return Somebody(person.name, person.function)
