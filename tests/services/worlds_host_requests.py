"""An evening weeks ahead whose stops are asked whether the group is welcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_hosts import create_waiting
from tests.web.world import NOW
from tests.worlds import ACTOR, POST
from wijksafari.models import HostRequest, Location, Message, Safari
from wijksafari.planning.itinerary import Visit
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.hosts.answers import answer_question, question_version
from wijksafari.services.hosts.given import HostAnswer, answer_version
from wijksafari.services.hosts.links import find_host_link
from wijksafari.services.hosts.reached import Reached
from wijksafari.services.hosts.requests import ask_hosts
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.mail.post import Mail
from wijksafari.services.safaris.announcements import change_safari
from wijksafari.services.safaris.safaris import SafariDraft, tour_of

YES = HostAnswer(answer="yes", by="Fatima")
NO = HostAnswer(answer="no", by="Fatima")


@dataclass
class Asking:
    """``safari`` lies ahead; every stop has a host with a mail address."""

    session: Session
    safari: Safari
    now: datetime = NOW

    @property
    def stops(self) -> list[str]:
        return [visit.location.id for visit in tour_of(self.safari).itinerary.visits]

    @property
    def rows(self) -> dict[str, HostRequest]:
        return requests_of(self.session, self.safari)

    def ask(self, *stops: str) -> Reached:
        return ask_hosts(
            self.session,
            self.safari,
            stops or None,
            expected="",
            actor=ACTOR,
            post=POST,
            now=self.now,
        )

    def answer(self, stop: str, answer: HostAnswer = YES) -> bool:
        """The host of ``stop`` opens their link and answers what is asked now."""
        link = find_host_link(self.session, self.safari, stop)
        assert link
        row = self.rows[stop]
        return answer_question(
            self.session,
            link,
            answer,
            question_version(row.visits),
            seen=answer_version(row),
            post=POST,
            now=self.now,
        )

    def everybody_says_yes(self) -> None:
        self.ask()
        for stop in self.stops:
            self.answer(stop)

    def replan(self, *, without: str = "", may_mail: bool = True, **minutes: float) -> None:
        """Save the plan with these stops so many minutes later, and ``without`` one."""
        self.save(draft(self.safari, without, minutes), may_mail=may_mail)

    def save(self, changed: SafariDraft, *, may_mail: bool = True, at: int | None = None) -> None:
        """An organiser replaces the evening, as it is or as they opened it ``at`` a number."""
        change_safari(
            self.session,
            self.safari.uid,
            self.safari.sequence if at is None else at,
            changed,
            POST,
            may_mail=may_mail,
            actor=ACTOR,
            now=self.now,
        )

    def mails(self, stop: str = "") -> list[Mail]:
        """What the hosts were sent, oldest first."""
        query = select(Message).where(Message.kind.startswith("host_")).order_by(Message.id)
        found = [POST.opened(each) for each in self.session.scalars(query)]
        return [each for each in found if not stop or each.to.email.startswith(f"{stop}@")]

    def kinds(self, stop: str = "") -> list[str]:
        return [each.kind for each in self.mails(stop)]


def create_asking(session: Session, **safari: Any) -> Asking:
    """An evening that people are being invited to; nobody was asked yet."""
    waiting = create_waiting(session, **{"state": "inviting"} | safari)
    return Asking(session, waiting.safari)


def change_contact(session: Session, stop: str, email: str) -> None:
    """Somebody else is the contact of ``stop`` from now on; nobody where ``email`` is empty."""
    session.scalars(select(Location).filter_by(code=stop)).one().contact_email = email
    session.flush()


def draft(safari: Safari, without: str, minutes: dict[str, float]) -> SafariDraft:
    """What an organiser would save: these stops later, one stop less."""
    plan = tour_of(safari).itinerary
    kept = tuple(
        _later(visit, minutes.get(visit.location.id, minutes.get("all", 0)))
        for visit in plan.visits
        if visit.location.id != without
    )
    later = replace(plan, visits=kept, legs=plan.legs[: len(kept) + 1])
    return SafariDraft(
        title=safari.title,
        meeting_name=safari.meeting_name,
        finish_name=safari.finish_name,
        tour=PlannedTour(later),
        planner_query="",
    )


def _later(visit: Visit, minutes: float) -> Visit:
    shift = timedelta(minutes=minutes)
    return replace(
        visit,
        arrival=visit.arrival + shift,
        start=visit.start + shift,
        departure=visit.departure + shift,
    )
