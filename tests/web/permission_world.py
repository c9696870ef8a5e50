"""Everybody who may come by, and something of every kind for them to reach."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy.orm import Session

from tests.services.worlds_imports import create_import
from tests.web.world import NOW, TUESDAY
from tests.worlds import (
    create_activity,
    create_invitation,
    create_location,
    create_person,
    create_practice,
    create_safari,
    create_sign_up,
    create_user,
)
from wijksafari.mail.folder import FolderSender, kept_mails
from wijksafari.models import HostRequest, Link, Message
from wijksafari.planning.card_facts import CardFacts
from wijksafari.services.accounts.invitations import invitation_token
from wijksafari.services.cards.proposals import propose_card
from wijksafari.services.hosts.links import host_link
from wijksafari.services.hosts.plan import as_json, stops_of
from wijksafari.services.mail.post import Post
from wijksafari.services.safaris.safaris import find_safari

ROLES = (
    *("anonymous", "host", "other host", "participant", "other participant"),
    *("kwartiermaker", "kwartiermaker elsewhere", "adviser", "adviser elsewhere", "administrator"),
)
FORM = TUESDAY + "&stop=linde&stop=sprong&stop=baken&stop=letter"


@dataclass(frozen=True)
class World:
    """``emails`` of who logs in and ``tokens`` of the links others opened, by role.

    ``arguments`` are those of addresses; ``"endpoint.name"`` goes before ``"name"``.
    """

    emails: dict[str, str]
    tokens: dict[str, tuple[str, ...]]
    arguments: dict[str, object]
    elsewhere: dict[str, object]


def build_world(session: Session, post: Post, mail_folder: Path) -> World:
    """Add it all; the caller commits."""
    emails = {
        "kwartiermaker": create_user(session, role="kwartiermaker").email,
        "kwartiermaker elsewhere": create_user(session, role="kwartiermaker", wijk="elders").email,
        "adviser": create_user(session).email,
        "adviser elsewhere": create_user(session, wijk="elders").email,
        "administrator": create_user(session, role="administrator").email,
    }
    own, links = _evening(session, post, "proefwijk")
    safari = find_safari(session, str(own["uid"]))
    host, other_host = (host_link(session, safari, stop, post, NOW) for stop in ("linde", "baken"))
    session.add(
        HostRequest(
            safari_id=safari.id,
            location_code="linde",
            visits=as_json(stops_of(session, safari)["linde"].visits),
            asked_at=NOW,
            answer="yes",
            answered_at=NOW,
        )
    )
    elsewhere, _ = _evening(session, post, "elders")
    other = create_sign_up(session, create_safari(session, uid="nog-een-avond"))
    feed = post.links.new(session, "feed", NOW, user_id=create_user(session).id)
    invited = create_user(session)
    kept = _kept_mail(mail_folder)
    return World(
        emails=emails,
        tokens={
            "participant": tuple(post.links.token(link) for link in links),
            "other participant": (post.links.token(other.link),),
            "host": (post.links.token(host),),
            "other host": (post.links.token(other_host),),
        },
        arguments={
            **own,
            "links.follow.token": post.links.token(links[0]),
            **{f"hosts.{view}.link_id": host.id for view in _HOSTS},
            "participant_ride.open_.token": post.links.token(links[2]),
            "calendars.feed.token": post.links.token(feed),
            "token": invitation_token(post.links.secret_key, invited),
            "user_id": invited.id,
            "name": "route.gpx",
            **{
                f"demo_mail.{view}.name": kept for view in ("one", "framed", "attachment", "source")
            },
            "demo_mail.attachment.number": 0,
            "version": "1.9.3.0",
            "leaflet.file.name": "leaflet.js",
            "filename": "wijksafari.css",
        },
        elsewhere=elsewhere,
    )


def _evening(session: Session, post: Post, wijk: str) -> tuple[dict[str, object], list[Link]]:
    """A safari in ``wijk`` with one person invited who signed up; its arguments and links."""
    safari = create_safari(session, wijk=wijk)
    practice = create_practice(session, wijk=wijk)
    person = create_person(session, practice)
    whole = create_invitation(session, safari, practice)
    invitation = create_invitation(session, safari, person=person)
    sign_up = create_sign_up(session, safari, practice)
    message = _failed_mail(session, post, safari.id)
    location = create_location(session, wijk=wijk)
    activity = create_activity(session, location)
    proposal = propose_card(session, location, CardFacts(), safari=safari, proposed_by="", now=NOW)
    arguments = {
        "wijk": wijk,
        "uid": safari.uid,
        "code": location.code,
        "card_proposals.decide.number": proposal.id,
        **{f"imports.{view}.number": create_import(session, wijk=wijk).id for view in _IMPORTS},
        **{f"activities.{view}.number": activity.id for view in _ACTIVITIES},
        "practice": practice.id,
        "person": person.id,
        "invitation": invitation.id,
        "number": practice.id,
        "participants.ask_withdraw.number": sign_up.id,
        "participants.withdraw_somebody.number": sign_up.id,
        "outbox.try_again.number": message.id,
        "link_id": invitation.link_id,
        **{f"own_sign_up.{view}.link_id": sign_up.link_id for view in _OWN},
        **{f"participant_ride.{view}.link_id": sign_up.link_id for view in ("page", "gpx")},
        "paper.own.link_id": sign_up.link_id,
        **{f"own_cards.{view}.link_id": sign_up.link_id for view in ("page", "vcard")},
        "own_cards.vcard.code": "linde",
        **{f"offline.{view}.link_id": sign_up.link_id for view in ("manifest", "state")},
    }
    return arguments, [whole.link, invitation.link, sign_up.link]


_IMPORTS = ("preview", "write", "choose", "resume", "discard", "state")
_ACTIVITIES = ("change_form", "change", "remove_form", "remove", "cancel_date")
_HOSTS = ("page", "state", "answer", "calendar", "card_form", "propose_card")
_OWN = (
    *("page", "save", "leave", "return_", "accept"),
    *("ask_erase", "forget", "export", "calendar"),
)


def _failed_mail(session: Session, post: Post, safari_id: int) -> Message:
    message = Message(
        message_id=f"<{safari_id}@wijksafari.test>",
        kind="invitation",
        safari_id=safari_id,
        to_name="Piet",
        to_email="piet@voorbeeld.test",
        subject="Uitnodiging",
        sealed=post.seal({}),
        status="failed",
        created_at=NOW,
        next_attempt_at=NOW,
    )
    session.add(message)
    session.flush()
    return message


def _kept_mail(folder: Path) -> str:
    """The name of a mail that was kept as a file."""
    mail = EmailMessage()
    mail["Date"], mail["Message-ID"] = NOW, "<abc@wijksafari.test>"
    mail["Subject"], mail["To"] = "Proef", "piet@voorbeeld.test"
    mail.set_content("Dag")
    mail.add_alternative("<p>Dag</p>", subtype="html")
    mail.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar")
    FolderSender(folder).send(mail, "a@wijksafari.test", "piet@voorbeeld.test")
    return kept_mails(folder)[0].name
