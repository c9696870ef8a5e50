"""What three calendar programs make of the files, over the life of an evening."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.render.calendar_readers import Someone, Told, read_alike
from tests.services.drafts import draft_at
from tests.worlds import ACTOR, NOW, POST, create_safari, create_sign_up, create_user
from wijksafari.clock import AMSTERDAM
from wijksafari.database import Database
from wijksafari.models import Safari, SignUp
from wijksafari.planning.itinerary import Itinerary
from wijksafari.render.programme import promised_end
from wijksafari.services.calendars.calendars import invite_for, own_calendar, safari_calendar
from wijksafari.services.safaris.announcements import change_safari
from wijksafari.services.safaris.safaris import tour_of
from wijksafari.services.sign_ups.sign_ups import come_back
from wijksafari.services.sign_ups.withdrawals import withdraw

EVENINGS = [
    pytest.param(datetime(2027, 6, 8, 17, 30, tzinfo=AMSTERDAM), 15, id="summer"),
    pytest.param(datetime(2027, 2, 2, 17, 30, tzinfo=AMSTERDAM), 16, id="winter"),
    pytest.param(datetime(2027, 3, 27, 17, 30, tzinfo=AMSTERDAM), 16, id="eve of summer time"),
    pytest.param(datetime(2027, 3, 28, 17, 30, tzinfo=AMSTERDAM), 15, id="first of summer time"),
    pytest.param(datetime(2027, 10, 30, 17, 30, tzinfo=AMSTERDAM), 15, id="eve of winter time"),
    pytest.param(datetime(2027, 10, 31, 17, 30, tzinfo=AMSTERDAM), 16, id="first of winter time"),
]
WINTER = datetime(2027, 2, 2, 17, 30, tzinfo=AMSTERDAM)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing.begin() as session:
        yield session


def create_evening(session: Session, starts_at: datetime = WINTER) -> SignUp:
    """An evening of Anne's with one participant."""
    anne = create_user(session, name="Anne Adviseur", email="anne@ros.test")
    safari = create_safari(session, starts_at=starts_at, organiser=anne, deadline=None)
    return create_sign_up(session, safari, name="Jan Jansen", email="jan@praktijk.test")


def enter(safari: Safari, state: str) -> None:
    safari.state = state
    safari.sequence += 1


def mailed(sign_up: SignUp) -> Told:
    """The one event in what a mail to this participant carries, as everybody reads it."""
    part = invite_for(sign_up, POST, NOW)
    (told,) = read_alike(part.content)
    assert told.method == part.method
    return told


def itinerary(safari: Safari) -> Itinerary:
    return tour_of(safari).itinerary


@pytest.mark.parametrize(("starts_at", "utc_hour"), EVENINGS)
def test_every_step_replaces_the_one_before_in_every_calendar(
    session: Session, starts_at: datetime, utc_hour: int
) -> None:
    sign_up = create_evening(session, starts_at)
    safari = sign_up.safari
    steps = [mailed(sign_up)]

    enter(safari, "confirmed")
    steps.append(mailed(sign_up))
    later = starts_at + timedelta(days=1)
    change_safari(
        session,
        safari.uid,
        safari.sequence,
        draft_at(later),
        POST,
        may_mail=True,
        actor=ACTOR,
        now=NOW,
    )
    steps.append(mailed(sign_up))
    withdraw(session, sign_up, POST, NOW)
    steps.append(mailed(sign_up))
    come_back(session, sign_up, POST, NOW)
    steps.append(mailed(sign_up))
    enter(safari, "cancelled")
    steps.append(mailed(sign_up))

    assert [(each.method, each.status) for each in steps] == [
        ("REQUEST", "TENTATIVE"),
        ("REQUEST", "CONFIRMED"),
        ("REQUEST", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
        ("REQUEST", "CONFIRMED"),
        ("CANCEL", "CANCELLED"),
    ]
    assert {each.uid for each in steps} == {safari.uid}
    assert [each.sequence for each in steps] == [0, 1, 2, 3, 4, 5]
    assert steps[1].starts == starts_at.astimezone(UTC)
    assert steps[1].starts.hour == utc_hour
    assert {each.starts for each in steps[2:]} == {later.astimezone(UTC)}
    assert steps[-1].ends == promised_end(itinerary(safari)).astimezone(UTC)
    for each in steps:
        assert each.organizer == Someone("Anne Adviseur", "anne@ros.test")
        assert each.attendee is not None
        assert (each.attendee.name, each.attendee.email) == ("Jan Jansen", "jan@praktijk.test")
        assert each.alarms == (0 if each.status == "CANCELLED" else 2)


def test_who_takes_part_has_already_answered(session: Session) -> None:
    sign_up = create_evening(session)
    found = mailed(sign_up).attendee
    assert found and found.answer == "ACCEPTED"

    withdraw(session, sign_up, POST, NOW)
    found = mailed(sign_up).attendee
    assert found and found.answer == "DECLINED"


def test_the_page_for_the_evening_is_in_the_entry_of_whoever_takes_part(session: Session) -> None:
    sign_up = create_evening(session)
    ride = POST.links.ride_url(sign_up.link)
    assert ride.startswith("https://wijksafari.test/mee/open/")
    assert f"Route en programma voor onderweg: {ride}" in mailed(sign_up).description
    (own,) = read_alike(own_calendar(sign_up, POST, NOW))
    assert ride in own.description
    (organisers,) = read_alike(safari_calendar(sign_up.safari, POST, NOW))
    assert "/mee/" not in organisers.description
    enter(sign_up.safari, "cancelled")
    assert ride not in mailed(sign_up).description


def test_the_own_link_and_the_meaning_of_the_status_are_in_the_entry(session: Session) -> None:
    sign_up = create_evening(session)
    told = mailed(sign_up)

    assert told.url == POST.links.url(sign_up.link)
    assert told.description.startswith("Onder voorbehoud: de avond gaat door als")
    assert told.description.endswith(f"Meer: {told.url}")
    assert told.location == "Gezondheidscentrum"
    for visit in itinerary(sign_up.safari).visits:
        assert visit.location.name in told.description


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("concept", "TENTATIVE"),
        ("inviting", "TENTATIVE"),
        ("confirmed", "CONFIRMED"),
        ("held", "CONFIRMED"),
    ],
)
def test_a_downloaded_file_is_published_and_names_no_participant(
    session: Session, state: str, status: str
) -> None:
    sign_up = create_evening(session)
    enter(sign_up.safari, state)
    sign_up.calendar_shift = 2
    (own,) = read_alike(own_calendar(sign_up, POST, NOW))
    (whole,) = read_alike(safari_calendar(sign_up.safari, POST, NOW))

    for told in (own, whole):
        assert (told.method, told.status, told.attendee) == ("PUBLISH", status, None)
        assert told.uid == sign_up.safari.uid
        assert told.organizer == Someone("Anne Adviseur", "anne@ros.test")
    assert (own.sequence, whole.sequence) == (3, 1)
    assert own.url == POST.links.url(sign_up.link)
    assert whole.url == f"{POST.links.base_url}/safari/{sign_up.safari.uid}"


def test_a_file_downloaded_after_cancelling_takes_the_evening_away(session: Session) -> None:
    sign_up = create_evening(session)
    enter(sign_up.safari, "cancelled")
    (own,) = read_alike(own_calendar(sign_up, POST, NOW))
    (whole,) = read_alike(safari_calendar(sign_up.safari, POST, NOW))

    for told in (own, whole):
        assert (told.method, told.status, told.alarms) == ("CANCEL", "CANCELLED", 0)
        assert told.summary == "Afgelast: Wijksafari Proefwijk"
        assert told.description.startswith("Deze wijksafari is afgelast.")
    assert whole.attendee == Someone("Anne Adviseur", "anne@ros.test", "ACCEPTED")
    assert b"ROLE=CHAIR" in safari_calendar(sign_up.safari, POST, NOW)
    assert b"jan@" not in safari_calendar(sign_up.safari, POST, NOW)


def test_without_an_organiser_the_site_itself_invites(session: Session) -> None:
    sign_up = create_evening(session)
    assert sign_up.safari.organiser
    sign_up.safari.organiser.active = False

    assert mailed(sign_up).organizer == Someone(POST.sender.name, POST.sender.email)


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien, Séverine; huisarts: “De Brug”",
        'Jan "Piet" Jansen',
        "=1+1",
        "<b>vet</b>",
        "Łukasz Ōkubo 日本 🚲",
        "Jan\r\nATTENDEE:mailto:x@y.test\nEND:VEVENT",
        "é" * 120,
        "a^nb ^'c^^",
        r"a\nb \, \; \\",
    ],
)
def test_every_name_is_read_alike_and_stays_where_it_belongs(session: Session, name: str) -> None:
    sign_up = create_evening(session)
    safari = sign_up.safari
    sign_up.name = safari.title = safari.meeting_name = name
    told = mailed(sign_up)
    written = invite_for(sign_up, POST, NOW).content

    one_line = " ".join(name.split())
    assert told.summary == told.location == one_line
    assert told.attendee
    unsure = str.maketrans({'"': "'", "^": "", "\\": "/"})
    assert told.attendee.name == one_line.translate(unsure)
    assert told.attendee.email == "jan@praktijk.test"
    assert written.count(b"\n") == written.count(b"\r\n")
    assert max(map(len, written.split(b"\r\n"))) <= 75
    written.decode()


def test_an_odd_mail_address_comes_through(session: Session) -> None:
    sign_up = create_evening(session)
    sign_up.email = "o'neil+a%b&c?d=e#f@praktijk.test"
    found = mailed(sign_up).attendee

    assert found and found.email == sign_up.email
