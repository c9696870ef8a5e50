"""An exhibition: a wijk in which every page has something to show, in every state it can have.

What people type is as long as it may be, without a space to break at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.gallery_cards import hang_cards
from tests.browser.gallery_imports import hang_imports
from tests.browser.gallery_wijken import hang_wijken
from tests.services.every_letter import write_every_letter
from tests.services.worlds_groups import create_large, divide
from tests.services.worlds_host_requests import create_asking, draft
from tests.services.worlds_hosts import create_waiting
from tests.web.account_steps import PASSWORD
from tests.web.world import ADVISER, NOW
from tests.worlds import (
    POST,
    STARTS_AT,
    create_activity,
    create_invitation,
    create_location,
    create_person,
    create_practice,
    create_riding_group,
    create_safari,
    create_sign_up,
    create_user,
)
from wijksafari.clock import AMSTERDAM
from wijksafari.models import (
    ContactPerson,
    Invitation,
    Link,
    Message,
    Person,
    Practice,
    Role,
    Safari,
    User,
)
from wijksafari.services.accounts.invitations import invitation_token
from wijksafari.services.accounts.passwords import hashed
from wijksafari.services.groups.riders import set_guides
from wijksafari.services.groups.riding_groups import Guide
from wijksafari.services.hosts.given import HostAnswer
from wijksafari.services.hosts.links import host_link
from wijksafari.services.journal import PROGRAM, Actor, note
from wijksafari.services.practices.representation import note_representation
from wijksafari.services.riding.intake import take_in
from wijksafari.services.riding.phone_batch import Batch
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.services.sign_ups.participants import participants_of

LONG = "Gezondheidscentrum" + "a" * 102  # 120 characters, no space: the longest a name may be
LONG_CODE = "l" * 60
TWO_STEPS = "stap@wijksafari.test"
SHORT_OF_BREATH = "Waarom" + "o" * 294
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)

# So shortly before now that leaders can still report of it.
LAST_NIGHT = datetime(2026, 11, 21, 17, 30, tzinfo=AMSTERDAM)

# How many of the ten who count come, and what else was agreed.
EVENINGS: dict[str, tuple[int, dict[str, Any]]] = {
    "concept": (0, {"state": "concept", "deadline": None}),
    "few": (2, {"invitation_note": SHORT_OF_BREATH}),
    "band": (6, {}),
    "target": (7, {}),
    "closed": (2, {"deadline": NOW - DAY}),
    "confirmed": (7, {"state": "confirmed"}),
    "dropped": (4, {"state": "confirmed", "alerted_at": NOW}),
    "cancelled": (3, {"state": "cancelled"}),
    "tonight": (7, {"state": "confirmed", "starts_at": LAST_NIGHT, "deadline": NOW - 30 * DAY}),
    "held": (7, {"state": "held", "starts_at": STARTS_AT - 12 * WEEK, "deadline": NOW - 30 * DAY}),
}


@dataclass(slots=True)
class Gallery:
    """``links``: paths of private links, ``evenings``: uids, ``numbers``: ids of rows; by name.

    ``letters`` are mails in HTML by kind;
    ``site`` is where to look at it, ``database`` where it all hangs.
    """

    links: dict[str, str] = field(default_factory=dict)
    evenings: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    site: str = ""
    database: str = ""

    def keep(self, name: str, link: Link) -> None:
        """Remember where ``link`` leads."""
        self.links[name] = f"/l/{POST.links.token(link)}"
        self.numbers[name] = link.id


def hang(session: Session, gallery: Gallery) -> None:
    """Fill the world, and tell ``gallery`` where everything is."""
    gallery.database = session.get_bind().engine.url.render_as_string(hide_password=False)
    _accounts(session, gallery)
    adviser = session.scalars(select(User).filter_by(email=ADVISER)).one()
    # First, for it lets offers lapse and deadlines pass.
    gallery.evenings["letters"] = write_every_letter(session, adviser).uid
    for mail in map(POST.opened, session.scalars(select(Message))):
        gallery.letters[mail.kind] = mail.letter.html
    group = _practices(session, gallery)
    for name, (coming, agreed) in EVENINGS.items():
        # Decided later on, so that nobody is alerted while the first sign up.
        safari = _evening(session, name, adviser, **agreed | {"state": "inviting"})
        gallery.evenings[name] = safari.uid
        if coming:
            _invite(session, gallery, name, safari, group)
            _come(session, gallery, safari, group, name=name, coming=coming)
            _mail(session, safari)
        safari.state = agreed.get("state", "inviting")
        _tell(session, safari)
    _queue(session, gallery, adviser, group.small)
    _divide(session, gallery)
    _check_in(session, gallery)
    _hosts(session, gallery)
    _ask(session, gallery)
    hang_cards(session)
    hang_wijken(session, adviser)
    gallery.numbers |= hang_imports(session)
    _dead_links(session, gallery)
    _long_location(session, gallery)


def _long_location(session: Session, gallery: Gallery) -> None:
    """A location of which everything is known, at length, and what goes on there."""
    texts = dict.fromkeys(("entrance", "bicycle_parking", "accessibility"), SHORT_OF_BREATH)
    mail = f"{'m' * 50}@{'d' * 60}.test"
    location = create_location(
        session,
        code=LONG_CODE,
        name=LONG,
        type=LONG[:60],
        theme=LONG[:60],
        other_themes=[LONG[-60:], "taal"],
        address=LONG + "b" * 80,
        contact_name=LONG,
        contact_email=mail,
        welzijnscoach_name=LONG,
        welzijnscoach_email=mail,
        checked_at=NOW,
        checked_by=LONG,
        contacts=[ContactPerson(name=LONG, function=LONG, email=mail, phone="06-12345678")],
        **texts,
    )
    much = {"in_school_holidays": False, "except_dates": ["2026-11-24", "2026-12-08"]}
    for name, rule in (
        ("usual", "FREQ=WEEKLY;BYDAY=TU"),
        ("odd", "FREQ=MONTHLY;BYDAY=FR,SA;BYMONTHDAY=13,14,15,16"),
    ):
        title = f"{name}{LONG}"[:120]
        gallery.numbers[f"activity: {name}"] = create_activity(
            session, location, title=title, rrule=rule, **much
        ).id


def _accounts(session: Session, gallery: Gallery) -> None:
    adviser = session.scalars(select(User).filter_by(email=ADVISER)).one()
    adviser.roles.append(Role(name="administrator"))
    adviser.password = hashed(PASSWORD)
    invited = create_user(session, name=LONG, role="kwartiermaker")
    gallery.numbers["user"] = invited.id
    gallery.links["account"] = f"/uitnodiging/{invitation_token(POST.links.secret_key, invited)}"
    create_user(session, name="Uit Dienst", active=False)
    # Whoever has a second step is asked for a code; nobody here has one to give.
    create_user(
        session,
        name="Twee Stappen",
        email=TWO_STEPS,
        password=adviser.password,
        tf_primary_method="authenticator",
        tf_totp_secret="sealed",
    )


def _evening(session: Session, name: str, organiser: User, **agreed: Any) -> Safari:
    return create_safari(
        session,
        title=f"{name.capitalize()}-{LONG}"[:120],
        meeting_name=LONG,
        organiser=organiser,
        ambassador_name=LONG,
        ambassador_practice=LONG,
        **agreed,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Ten who count at ``large`` and ``small``, and one practice that counts nobody."""

    large: Practice
    small: Practice
    none: Practice
    people: tuple[Person, ...]


def _practices(session: Session, gallery: Gallery) -> Group:
    large = create_practice(session, LONG, gps=5, practice_nurses=1, contact_name=LONG)
    mails = (*(f"{'m' * 50}{number}@{'voorbeeld' * 5}.test" for number in range(3)), "")
    people = tuple(
        create_person(session, large, f"{number}{LONG}"[:120], email=email)
        for number, email in enumerate(mails)
    )
    gallery.numbers |= {"practice": large.id, "person": people[0].id}
    return Group(
        large,
        create_practice(session, "O'Brien & <b>Zonen</b>", gps=3, practice_nurses=1),
        create_practice(session, "Zonder getal", gps=0, practice_nurses=0, contact_email=""),
        people,
    )


def _invite(session: Session, gallery: Gallery, name: str, safari: Safari, group: Group) -> None:
    """The practices, and people of whom each stands otherwise."""
    for practice in (group.large, group.small, group.none):
        invitation = create_invitation(session, safari, practice, mailed_at=NOW - 3 * DAY)
        gallery.keep(f"{name}: practice", invitation.link)
    standing: tuple[dict[str, Any], ...] = (
        {"mailed_at": NOW - 3 * DAY},
        {"mailed_at": NOW - 3 * DAY, "reminded_at": NOW - DAY},
        {"declined_at": NOW},
        {},
    )
    for person, told in zip(group.people, standing, strict=True):
        invitation = create_invitation(session, safari, person=person, **told)
        gallery.keep(
            f"{name}: {'declined' if 'declined_at' in told else 'person'}", invitation.link
        )


def _come(
    session: Session, gallery: Gallery, safari: Safari, group: Group, *, name: str, coming: int
) -> None:
    for number in range(coming):
        note_representation(session, safari, POST, NOW - timedelta(hours=8 - number))
        practice = group.large if number < 5 else group.small
        row = create_sign_up(session, safari, practice, **_told(number))
        gallery.keep(f"{name}: taking part", row.link)
        gallery.numbers[f"{name}: sign-up"] = row.id
    note_representation(session, safari, POST, NOW)


def _told(number: int) -> dict[str, Any]:
    """The first told everything there is to tell, at length."""
    if number:
        return {"bicycle": "e_bike", "diet": "vegetarisch"}
    return {
        "name": LONG,
        "email": f"{'m' * 60}@{'voorbeeld' * 6}.test",
        "bicycle": "cannot_cycle",
        "diet": "a" * 200,
        "remark": "o" * 300 + "\n\n=1+1",
        "big_number": "12345678901",
        "big_consented_at": NOW,
    }


def _tell(session: Session, safari: Safari) -> None:
    who = Actor(None, LONG)
    if safari.state in ("confirmed", "held"):
        note(session, safari, "decision", "Bevestigd.", actor=who, now=NOW, why=SHORT_OF_BREATH)
    if safari.state == "cancelled":
        note(session, safari, "decision", "Afgelast.", actor=who, now=NOW, why=SHORT_OF_BREATH)
    note(session, safari, "mail", "Uitnodiging gemaild aan 3 adressen.", actor=PROGRAM, now=NOW)


def _mail(session: Session, safari: Safari) -> None:
    for status, problem in (
        ("failed", "De mailserver weigert dit adres."),
        ("bounced", "Het postvak bestaat niet."),
        ("waiting", "De mailserver is niet bereikbaar."),
        ("sent", ""),
    ):
        message = Message(
            message_id=f"<{status}.{safari.id}@wijksafari.test>",
            kind="invitation",
            safari_id=safari.id,
            to_name=LONG,
            to_email=f"{'m' * 60}@{'voorbeeld' * 6}.test",
            subject="Uitnodiging",
            sealed=POST.seal({}) if status in ("failed", "waiting") else None,
            status=status,
            problem=problem,
            attempts=1,
            created_at=NOW,
            next_attempt_at=NOW + 40 * DAY,
        )
        session.add(message)
    session.flush()


def _check_in(session: Session, gallery: Gallery) -> None:
    """Tonight's people in every state there is; one withdrew, one walked in."""
    safari = find_safari(session, gallery.evenings["tonight"])
    absent, left, late, *_, gone = participants_of(session, safari).by_status["taking_part"]
    gone.status = "withdrawn"
    named = [{"key": str(UUID(int=number)), "at": 0} for number in range(5)]
    reports = (
        {"type": "absent", "person": f"s{absent.id}"},
        {"type": "present", "person": f"s{left.id}", "clock": "17:25"},
        {"type": "left", "person": f"s{left.id}", "clock": "18:00"},
        {"type": "present", "person": f"s{late.id}", "clock": "18:10"},
        {"type": "walk_in", "name": LONG, "practice": LONG, "function": "practice_assistant"},
    )
    actions = tuple(one | two for one, two in zip(named, reports, strict=True))
    answer = take_in(session, safari, Batch(0, actions), actor=Actor(None, LONG), now=NOW)
    assert answer.refused == []


def _queue(session: Session, gallery: Gallery, organiser: User, practice: Practice) -> None:
    """An evening with one place: somebody has it, others wait, were offered it, or left."""
    safari = _evening(session, "full", organiser, capacity=1)
    gallery.evenings["full"] = safari.uid
    gallery.keep("full: practice", create_invitation(session, safari, practice).link)
    for status, more in (
        ("taking_part", {}),
        ("waiting", {"queued_at": NOW}),
        ("offered", {"offered_until": NOW + DAY}),
        ("withdrawn", {}),
    ):
        row = create_sign_up(session, safari, practice, status=status, **more)
        gallery.keep(f"full: {status}", row.link)


def _hosts(session: Session, gallery: Gallery) -> None:
    """Each state in which a host may find the group, or not."""
    for name in ("planned", "late", "skipped", "cancelled", "stranger"):
        waiting = create_waiting(session, state="cancelled" if name == "cancelled" else "confirmed")
        for number in (1, 2):
            guide = {"leader_name": LONG, "leader_phone": "06-12345678 of anders 010-1234567"}
            create_riding_group(session, waiting.safari, number=number, **guide)
        create_sign_up(session, waiting.safari)
        if name == "late":
            waiting.leave_late(12)
        if name == "skipped":
            waiting.skip("baken")
        stop = "buitenkans" if name == "stranger" else "baken"
        gallery.keep(f"host: {name}", host_link(session, waiting.safari, stop, POST, NOW))


def _ask(session: Session, gallery: Gallery) -> None:
    """Hosts who were asked, each with another answer, one of them before another plan."""
    asking = create_asking(session, host_note=SHORT_OF_BREATH, welzijnscoach_name=LONG)
    gallery.evenings["asked"] = asking.safari.uid
    asking.ask()
    answers = (
        HostAnswer(answer="yes", by=LONG, remark=SHORT_OF_BREATH),
        HostAnswer(answer="yes_but", by=LONG, most_people=8, remark=SHORT_OF_BREATH),
        HostAnswer(answer="no", by=LONG),
        HostAnswer(answer="yes", by=LONG),
    )
    for stop, given in zip(asking.stops, answers, strict=False):
        asking.answer(stop, given)
    moved, asked = asking.stops[3:]
    asking.save(draft(asking.safari, "", {moved: 12}))
    names = ("yes", "yes_but", "no", "asked")
    for name, stop in zip(names, (*asking.stops[:3], asked), strict=True):
        link = host_link(session, asking.safari, stop, POST, NOW)
        gallery.keep(f"host: {name}", link)


def _divide(session: Session, gallery: Gallery) -> None:
    """An evening in two groups, with room for one more rider in all."""
    safari = create_large(session, 11, group_size=6, state="confirmed", title=LONG)
    gallery.evenings["divided"] = safari.uid
    divide(session, safari)
    for number in (1, 2):
        one = Guide(LONG, "06 12345678")
        set_guides(session, safari, number, one, one, actor=Actor(None, LONG), now=NOW)


def _dead_links(session: Session, gallery: Gallery) -> None:
    safari = create_safari(session)
    dead: dict[str, dict[str, Any]] = {
        "revoked": {"revoked_at": NOW},
        "expired": {"expires_at": NOW - DAY},
    }
    for name, how in dead.items():
        invitation: Invitation = create_invitation(session, safari)
        for key, moment in how.items():
            setattr(invitation.link, key, moment)
        gallery.keep(name, invitation.link)
    gallery.links["unknown"] = "/l/onbekend"
    session.flush()
