"""The mails that invite and remind: their words, and into the outbox with them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.planning import words
from wijksafari.planning.plan import PlannedTour
from wijksafari.render.letter import Letter, letter
from wijksafari.render.programme import line, places, when
from wijksafari.services.invitations.recipients import Recipient
from wijksafari.services.mail.post import Address, Mail, Post
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.services.safaris.safaris import names_of, tour_of
from wijksafari.services.sign_ups.places import places_of

Kind = Literal["invitation", "reminder"]


class Writer:
    """Writes the invitations or the reminders of one safari, to be answered before ``until``.

    Signed by the organiser, or by ``sender`` while there is none.
    """

    def __init__(
        self,
        session: Session,
        safari: Safari,
        post: Post,
        kind: Kind,
        *,
        until: datetime,
        sender: Address | None = None,
    ) -> None:
        self._session, self._safari, self._post, self._kind = session, safari, post, kind
        self._values = _evening(safari, tour_of(safari)) | _agreed(safari, until)
        self._values["full"] = not places_of(session, safari).free
        organiser = organiser_of(safari, post)
        if sender is not None and safari.organiser_id is None:
            organiser = sender
        self._values |= {"organiser": organiser, "signers": _signers(safari, organiser.name)}

    def letter(self, recipient: Recipient) -> Letter:
        """The words of the mail to ``recipient``."""
        return letter(
            self._kind,
            **self._values,
            greeting=_greeting(recipient),
            why_mailed=_why(recipient),
            practices=[each.name for each in recipient.practices],
            own=recipient.own,
            shared=recipient.shared,
        )

    def put(self, recipients: Iterable[Recipient], now: datetime) -> None:
        """Add a mail to each to the outbox, as one batch."""
        batch = str(uuid4())
        for recipient in recipients:
            mail = Mail(
                kind=self._kind,
                to=recipient.address,
                letter=self.letter(recipient),
                reply_to=self._values["organiser"],
                safari_id=self._safari.id,
                practice_id=recipient.practices[0].id,
                batch=batch,
            )
            self._post.put(self._session, mail, now)


def paragraphs(text: str) -> list[list[str]]:
    """What an organiser typed: paragraphs of lines, none of them empty."""
    parts: list[list[str]] = [[]]
    for typed in text.splitlines():
        # Word by word, for line() cuts what is long.
        kept = " ".join(filter(None, map(line, typed.split())))
        if kept:
            parts[-1].append(kept)
        else:
            parts.append([])
    return [part for part in parts if part]


def mailed(recipients: Sequence[Recipient]) -> str:
    """Who gets mail: "12 mensen van 4 praktijken"."""
    ids = {practice.id for each in recipients for practice in each.practices}
    return f"{words.people(len(recipients))} van {words.practices(len(ids))}"


def _evening(safari: Safari, tour: PlannedTour) -> dict[str, Any]:
    itinerary = tour.itinerary
    ends = places(itinerary, names_of(safari))
    return {
        "title": safari.title,
        "day": words.day(itinerary.evening.start),
        "when": when(itinerary),
        "gathering": f"{ends[0].name}, om {words.clock(itinerary.evening.start)}",
        "finish": ends[-1].name if ends[-1].name != ends[0].name else "",
        "stops": [
            (each.location.name, each.occurrence.activity.title if each.occurrence else "")
            for each in itinerary.visits
        ],
        "summary": (
            "een avond op de fiets, samen met collega’s uit de huisartsengroep, langs"
            f" {words.locations(len(itinerary.visits))} in {line(safari.neighbourhood.name)} waar"
            " uw patiënten terechtkunnen. U ziet er wat er die avond te doen is en spreekt de"
            " mensen die er werken."
        ),
    }


def _agreed(safari: Safari, until: datetime) -> dict[str, Any]:
    last = until.astimezone(AMSTERDAM)
    return {
        "until": words.moment(last),
        "who_counts": f"{_goes_ahead(safari)} Doktersassistenten zijn van harte welkom.",
        "note": paragraphs(safari.invitation_note),
    }


def _goes_ahead(safari: Safari) -> str:
    """Whether the evening goes ahead, or what that takes."""
    if safari.state == "confirmed":
        return "De avond gaat door."
    if safari.decided_by == "practices":
        return (
            f"De avond gaat door als van minstens {safari.minimum_percent} % van de praktijken een"
            " huisarts of praktijkondersteuner (POH) meegaat."
        )
    return (
        f"De avond gaat door als minstens {safari.minimum_percent} % van de huisartsen en"
        " praktijkondersteuners (POH’s) meegaat."
    )


def _greeting(recipient: Recipient) -> str:
    names = [line(each) for each in recipient.names]
    if names:
        return f"Beste {words.listed(names)},"
    practices = words.listed(line(each.name) for each in recipient.practices)
    return f"Beste collega’s van {practices},"


def _why(recipient: Recipient) -> str:
    practices = words.listed(line(each.name) for each in recipient.practices)
    if recipient.own:
        return f"U krijgt deze mail omdat u bij {practices} werkt."
    return f"U krijgt deze mail omdat dit het adres van {practices} is."


def _signers(safari: Safari, organiser: str) -> list[str]:
    if not line(safari.ambassador_name):
        return [organiser]
    practice = line(safari.ambassador_practice)
    role = f"huisarts-ambassadeur, {practice}" if practice else "huisarts-ambassadeur"
    return [safari.ambassador_name, role, f"mede namens {organiser}"]
