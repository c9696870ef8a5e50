"""What somebody's calendar is told about a safari: by mail, as a file, or in a feed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from wijksafari.models import JournalEntry, Membership, Safari, SignUp, User
from wijksafari.render.ics import feed_ics, safari_ics
from wijksafari.render.ics_entry import Answer, Attendee, CalendarEntry, CalendarUser, Status
from wijksafari.services.groups.riding_groups import own_group, tour_for
from wijksafari.services.mail.post import Address, CalendarPart, Post
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.services.safaris.safaris import names_of, tour_of

FEED_TITLE = "Wijksafari's"
_KEPT_IN_FEED = timedelta(days=365)
_STATUS: dict[str, Status] = {
    "concept": "TENTATIVE",
    "inviting": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "held": "CONFIRMED",
    "cancelled": "CANCELLED",
}
_ANSWER: dict[str, Answer] = {"taking_part": "ACCEPTED", "withdrawn": "DECLINED"}
_WHAT_IT_MEANS: dict[Status, str] = {
    "TENTATIVE": "Onder voorbehoud: de avond gaat door als genoeg huisartsen en"
    " praktijkondersteuners meedoen. Daarover komt nog bericht.",
    "CONFIRMED": "Deze wijksafari gaat door.",
    "CANCELLED": "Deze wijksafari is afgelast.",
}


def invite_for(sign_up: SignUp, post: Post, now: datetime) -> CalendarPart:
    """What a mail to this participant carries now.

    An invitation, tentative until the safari is confirmed; a cancellation once
    they have withdrawn or the safari is cancelled.
    """
    entry = _own_entry(sign_up, post, now)
    # Leaving is written as if the whole event were cancelled: in this file it is
    # theirs alone, and only then does every calendar take it away.
    method: Literal["REQUEST", "CANCEL"] = "CANCEL" if entry.status == "CANCELLED" else "REQUEST"
    return CalendarPart(method, safari_ics(entry, method))


def let_address_go(sign_up: SignUp) -> None:
    """Whoever signs up with this mail address next, is sent newer files than it got before."""
    if sign_up.calendar_shift:
        sign_up.safari.sequence += sign_up.calendar_shift + 1


def own_calendar(sign_up: SignUp, post: Post, now: datetime) -> bytes:
    """The same for a participant who downloads it: nothing left to answer."""
    entry = _own_entry(sign_up, post, now)
    if entry.status == "CANCELLED":
        return safari_ics(entry, "CANCEL")
    return safari_ics(_published(entry), "PUBLISH")


def safari_calendar(safari: Safari, post: Post, now: datetime) -> bytes:
    """The file for an organiser, without anything about who takes part."""
    entry = _entry(safari, post, now)
    if entry.status == "CANCELLED":
        return safari_ics(_for_organiser(entry), "CANCEL")
    return safari_ics(entry, "PUBLISH")


def invited_calendar(safari: Safari, post: Post, now: datetime) -> bytes:
    """The file for whoever was invited: the organisers' page would not open for them."""
    return safari_ics(replace(_entry(safari, post, now), url=None), "PUBLISH")


def organisers_feed(session: Session, user: User, post: Post, now: datetime) -> bytes:
    """Every safari of the user's wijken, up to a year back; the same bytes until one changes."""
    safaris = _safaris_of(session, user, now - _KEPT_IN_FEED)
    changed = _changed_at(session, safaris)
    return feed_ics(FEED_TITLE, (_entry(each, post, changed[each.id]) for each in safaris))


def _own_entry(sign_up: SignUp, post: Post, now: datetime) -> CalendarEntry:
    evening = _entry(sign_up.safari, post, now)
    group = own_group(sign_up)
    entry = replace(
        evening,
        itinerary=tour_for(sign_up).itinerary,
        description=f"{evening.description} U rijdt in {group}." if group else evening.description,
        sequence=sign_up.safari.sequence + sign_up.calendar_shift,
        url=post.links.url(sign_up.link),
        attendee=Attendee(
            CalendarUser(sign_up.name, sign_up.email), _ANSWER.get(sign_up.status, "NEEDS-ACTION")
        ),
    )
    if sign_up.status == "withdrawn" and entry.status != "CANCELLED":
        return replace(entry, status="CANCELLED", description="U hebt zich afgemeld.")
    if sign_up.status == "taking_part" and entry.status != "CANCELLED":
        on_the_way = f"Route en programma voor onderweg: {post.links.ride_url(sign_up.link)}"
        return replace(entry, description=f"{entry.description}\n{on_the_way}")
    return entry


def _entry(safari: Safari, post: Post, stamp: datetime) -> CalendarEntry:
    status = _STATUS[safari.state]
    names = names_of(safari)
    if status == "CANCELLED":
        # Not every calendar shows the status of what it subscribes to.
        names = replace(names, title=f"Afgelast: {names.title}")
    return CalendarEntry(
        itinerary=tour_of(safari).itinerary,
        names=names,
        uid=safari.uid,
        sequence=safari.sequence,
        stamp=stamp,
        description=_WHAT_IT_MEANS[status],
        status=status,
        url=f"{post.links.base_url}/safari/{safari.uid}",
        organizer=_calendar_user(organiser_of(safari, post)),
    )


def _published(entry: CalendarEntry) -> CalendarEntry:
    """For whoever opens the file: RFC 5546 wants no attendees in what is published."""
    return replace(entry, attendee=None)


def _for_organiser(entry: CalendarEntry) -> CalendarEntry:
    """A cancellation names whom it is for; here that is the organiser alone."""
    organizer = entry.organizer
    return replace(entry, attendee=Attendee(organizer, role="CHAIR") if organizer else None)


def _calendar_user(address: Address) -> CalendarUser:
    return CalendarUser(address.name, address.email)


def _safaris_of(session: Session, user: User, since: datetime) -> Sequence[Safari]:
    query = (
        select(Safari)
        .join(Membership, Membership.neighbourhood_id == Safari.neighbourhood_id)
        .where(Membership.user_id == user.id, Safari.starts_at >= since)
        .order_by(Safari.starts_at, Safari.id)
        .options(joinedload(Safari.organiser))
    )
    return session.scalars(query).all()


def _changed_at(session: Session, safaris: Sequence[Safari]) -> dict[int, datetime]:
    """By the safari's id: when its tour was last saved, or its state last changed."""
    steps = (
        select(JournalEntry.safari_id, func.max(JournalEntry.at))
        .where(
            JournalEntry.safari_id.in_(each.id for each in safaris),
            JournalEntry.kind.in_(("step", "decision", "change")),
        )
        .group_by(JournalEntry.safari_id)
    )
    last_step = {row[0]: row[1] for row in session.execute(steps)}
    return {each.id: max(each.saved_at, last_step.get(each.id, each.saved_at)) for each in safaris}
