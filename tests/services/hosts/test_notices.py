"""Hosts further on hear when the group comes at another time, or not at all."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.services.worlds_decisions import journal
from tests.services.worlds_host_requests import NO, Asking
from tests.services.worlds_hosts import MINUTE, Waiting, create_waiting
from tests.worlds import ACTOR, POST, create_riding_group, create_sign_up
from wijksafari.models import HostNotice, Message, SignUp
from wijksafari.planning.words import clock, hours
from wijksafari.services.hosts.news import host_news
from wijksafari.services.mail.outbox import claim_due
from wijksafari.services.safaris.decisions import cancel


@pytest.fixture
def waiting(session: Session) -> Waiting:
    return create_waiting(session)


def _last(waiting: Waiting) -> str:
    query = select(Message).where(Message.kind.startswith("host_")).order_by(Message.id.desc())
    return POST.opened(waiting.session.scalars(query.limit(1)).one()).letter.text


def test_as_long_as_all_goes_as_agreed_nobody_hears_anything(waiting: Waiting) -> None:
    assert waiting.tell() == 0
    waiting.leave_late(0)
    assert waiting.tell() == 0


def test_every_host_further_on_hears_the_new_time_once(waiting: Waiting) -> None:
    waiting.leave_late(8)
    assert waiting.tell() == len(waiting.stops)
    assert waiting.tell() == 0
    first = waiting.plan.visits[0]
    later = first.arrival + 8 * MINUTE
    expected = f"De groep komt om {clock(later)} bij {first.location.name}"
    assert ("host_shift", expected) in waiting.told()


@pytest.mark.parametrize(("minutes", "mails"), [(5, 0), (5.1, 5), (-5, 0), (-6, 5)])
def test_it_takes_more_than_five_minutes(session: Session, minutes: float, mails: int) -> None:
    waiting = create_waiting(session)
    waiting.leave_late(minutes)
    waiting.tell()
    assert bool(waiting.told()) == bool(mails)


def test_a_host_who_said_no_is_neither_mailed_nor_to_be_called(waiting: Waiting) -> None:
    asking = Asking(waiting.session, waiting.safari)
    asking.ask("baken")
    asking.answer("baken", NO)
    waiting.leave_late(8)
    assert waiting.tell() == len(waiting.stops) - 1
    news = host_news(waiting.session, waiting.safari, waiting.now)
    assert "baken" not in {each.host.location_id for each in news}


def test_shifts_are_counted_from_what_a_host_knows(waiting: Waiting) -> None:
    waiting.leave_late(8)
    waiting.tell()
    stop = waiting.plan.visits[0]
    waiting.report("arrived", stop.location.id, stop.arrival + 8 * MINUTE)
    waiting.report("departed", stop.location.id, stop.departure + 12 * MINUTE)
    assert waiting.tell() == 0
    second = waiting.plan.visits[1]
    waiting.report("arrived", second.location.id, second.arrival + 14 * MINUTE)
    assert waiting.tell() == len(waiting.stops) - 2
    third = waiting.plan.visits[2]
    assert f"(eerst: {clock(third.arrival + 8 * MINUTE)})" in " ".join(_all(waiting))


def _all(waiting: Waiting) -> list[str]:
    query = select(Message).where(Message.kind.startswith("host_"))
    return [POST.opened(each).letter.text for each in waiting.session.scalars(query)]


def test_the_mail_says_when_it_would_leave_before_what_was_told_last(waiting: Waiting) -> None:
    stop = waiting.plan.visits[1]
    waiting.leave_late(8)
    waiting.tell()
    told = _mailed_to(waiting, stop.location.id)
    assert _leaves(stop.departure + 8 * MINUTE, stop.departure) in told
    waiting.undo()
    waiting.tell(after=2 * MINUTE)
    told = _mailed_to(waiting, stop.location.id)
    assert _leaves(stop.departure, stop.departure + 8 * MINUTE) in told


def test_of_a_departure_that_was_not_kept_nothing_is_said(waiting: Waiting) -> None:
    waiting.leave_late(8)
    waiting.tell()
    waiting.session.execute(update(HostNotice).values(departure=None))
    waiting.session.expire_all()
    waiting.undo()
    waiting.tell(after=2 * MINUTE)
    stop = waiting.plan.visits[1]
    told = _mailed_to(waiting, stop.location.id)
    assert "eerder bij" in told
    assert f"Gaat weer: {clock(stop.departure)}\n" in told


def _leaves(at: datetime, was: datetime) -> str:
    return f"Gaat weer: {clock(at)} (eerst: {clock(was)})\n"


def _mailed_to(waiting: Waiting, stop: str) -> str:
    """The last mail to the host of ``stop``."""
    query = select(Message).filter_by(to_email=f"{stop}@welzijn.test").order_by(Message.id.desc())
    return POST.opened(waiting.session.scalars(query.limit(1)).one()).letter.text


def test_stops_that_were_reached_are_left_alone(waiting: Waiting) -> None:
    waiting.leave_late(0)
    stop = waiting.plan.visits[0]
    waiting.report("arrived", stop.location.id, stop.arrival + 9 * MINUTE)
    assert waiting.tell() == len(waiting.stops) - 1
    assert all(stop.location.name not in subject for _, subject in waiting.told())


def test_an_arrival_that_should_have_been_by_now_is_no_news(waiting: Waiting) -> None:
    waiting.leave_late(8)
    late = waiting.plan.visits[-1].arrival + 9 * MINUTE - waiting.now
    assert waiting.tell(after=late) == 0


def test_a_tap_that_is_undone_at_once_bothers_nobody(waiting: Waiting) -> None:
    waiting.leave_late(20)
    assert waiting.tell(after=timedelta(seconds=59)) == 0
    waiting.undo()
    assert waiting.tell(after=5 * MINUTE) == 0
    assert waiting.told() == []


def test_a_tap_undone_after_the_mail_is_told_too(waiting: Waiting) -> None:
    waiting.leave_late(20)
    waiting.tell()
    waiting.undo()
    second = waiting.plan.visits[1]
    assert second.arrival > waiting.now > waiting.plan.visits[0].arrival
    assert waiting.tell() == len(waiting.stops) - 1
    again = f"De groep komt om {clock(second.arrival)} bij {second.location.name}"
    assert waiting.told()[len(waiting.stops)] == ("host_shift", again)
    assert "eerder bij" in _last(waiting)


def test_who_is_skipped_hears_so_and_who_comes_back_too(waiting: Waiting) -> None:
    waiting.leave_late(0)
    waiting.skip("baken")
    assert waiting.tell() == 1
    assert waiting.told() == [("host_skipped", "De groep komt niet langs bij Het Baken")]
    assert "u hoeft niet te wachten" in _last(waiting)
    assert waiting.tell() == 0
    waiting.undo()
    assert waiting.tell() == 1
    arrival = next(each.arrival for each in waiting.plan.visits if each.location.id == "baken")
    assert waiting.told()[-1][1] == f"De groep komt toch: om {clock(arrival)} bij Het Baken"
    assert waiting.tell() == 0


def test_the_mail_says_how_many_come_and_names_nobody(waiting: Waiting) -> None:
    session, safari = waiting.session, waiting.safari
    rows = [create_sign_up(session, safari) for _ in range(4)]
    create_sign_up(session, safari, status="waiting")
    waiting.report("absent", "", waiting.now, person=f"s{rows[0].id}")
    waiting.leave_late(10)
    waiting.tell()
    text = _last(waiting)
    assert "Met: 3 mensen en hun begeleiders" in text
    assert not any(row.name in text or row.email in text for row in session.scalars(select(SignUp)))


def test_the_leaders_telephone_is_in_it_where_it_is_known(waiting: Waiting) -> None:
    create_riding_group(
        waiting.session, waiting.safari, leader_name="Loes Leider", leader_phone="06-87654321"
    )
    waiting.leave_late(10)
    waiting.tell()
    assert "Bel Loes Leider: 06-87654321." in _last(waiting)
    assert "Fatima van" in _last(waiting)


def test_of_two_groups_each_is_told_about_by_its_number(waiting: Waiting) -> None:
    for number in (1, 2):
        create_riding_group(waiting.session, waiting.safari, number=number)
    waiting.leave_late(10)
    assert waiting.tell() == len(waiting.stops)
    assert all(subject.startswith("Groep 1 komt om") for _, subject in waiting.told())
    waiting.report("departed", "", waiting.plan.departs + 15 * MINUTE, group=2)
    assert waiting.tell() == len(waiting.stops)


def test_a_host_without_address_gets_no_mail_and_counts_as_not_told(waiting: Waiting) -> None:
    waiting.forget_mail("baken")
    waiting.leave_late(10)
    assert waiting.tell() == len(waiting.stops) - 1
    told = waiting.session.scalars(select(HostNotice.location_code)).all()
    assert "baken" not in told


def test_the_catalogues_contact_of_today_gets_the_mail(waiting: Waiting) -> None:
    waiting.leave_late(10)
    waiting.tell()
    to = waiting.session.scalars(select(Message.to_email)).all()
    assert sorted(to) == sorted(f"{each}@welzijn.test" for each in waiting.stops)


def test_after_the_evening_a_phone_that_finds_reception_bothers_nobody(waiting: Waiting) -> None:
    waiting.now += timedelta(hours=14)
    waiting.skip("baken")
    waiting.leave_late(10)
    assert waiting.tell() == 0


def test_of_an_evening_that_is_off_nobody_hears_times(waiting: Waiting) -> None:
    waiting.leave_late(10)
    waiting.safari.state = "cancelled"
    assert waiting.tell() == 0


def test_each_mail_is_in_the_journal(waiting: Waiting) -> None:
    waiting.leave_late(10)
    waiting.skip("baken")
    waiting.tell()
    first = waiting.plan.visits[0]
    lines = [what for kind, what, _ in journal(waiting.session) if kind == "mail"]
    assert (
        f"Mail aan {first.location.name}: de groep komt om {hours(first.arrival + 10 * MINUTE)}"
        f" in plaats van {hours(first.arrival)}."
    ) in lines
    assert "Mail aan Het Baken: de groep komt niet." in lines


def _leaving(waiting: Waiting) -> list[str]:
    """The mail server is back: what leaves now."""
    claimed = claim_due(waiting.session, POST, "een", waiting.now, most=100)
    return [each.mail.letter.subject for each in claimed if each.mail.kind.startswith("host_")]


def test_a_mail_that_a_later_one_corrects_does_not_leave_any_more(waiting: Waiting) -> None:
    waiting.leave_late(20)
    waiting.tell()
    waiting.undo()
    waiting.tell()
    assert len(waiting.told()) == 2 * len(waiting.stops) - 1
    second = waiting.plan.visits[1]
    leaving = [each for each in _leaving(waiting) if second.location.name in each]
    assert leaving == [f"De groep komt om {clock(second.arrival)} bij {second.location.name}"]


def test_nothing_leaves_once_the_evening_is_over(waiting: Waiting) -> None:
    waiting.leave_late(10)
    waiting.tell()
    waiting.now += timedelta(hours=5)
    assert _leaving(waiting) == []


def test_nothing_leaves_of_an_evening_that_is_off(waiting: Waiting) -> None:
    waiting.leave_late(10)
    waiting.tell()
    waiting.safari.state = "cancelled"
    assert _leaving(waiting) == []


def _ahead(session: Session) -> Waiting:
    waiting = create_waiting(session)
    waiting.now -= timedelta(hours=1)
    return waiting


def _cancel(waiting: Waiting) -> None:
    cancel(
        waiting.session, waiting.safari, actor=ACTOR, post=POST, now=waiting.now, reason="IJzel."
    )


def test_on_the_day_itself_every_host_hears_that_it_is_off(session: Session) -> None:
    waiting = _ahead(session)
    waiting.forget_mail("baken")
    _cancel(waiting)
    assert [kind for kind, _ in waiting.told()] == ["host_cancelled"] * (len(waiting.stops) - 1)
    assert len(_leaving(waiting)) == len(waiting.stops) - 1
    assert "Afgelasting gemaild aan vier locaties: " in str(journal(session))
    assert "Afgelasting: Het Baken heeft geen mailadres; bel zelf." in str(journal(session))


def test_hosts_read_why_it_is_off(session: Session) -> None:
    waiting = _ahead(session)
    _cancel(waiting)
    claimed = claim_due(session, POST, "een", waiting.now, most=100)
    texts = [each.mail.letter.text for each in claimed if each.mail.kind == "host_cancelled"]
    assert len(texts) == len(waiting.stops)
    assert all("De reden:\nIJzel.\n" in text for text in texts)


def test_under_way_only_hosts_that_still_wait_hear_that_it_is_broken_off(session: Session) -> None:
    waiting = create_waiting(session)
    first, second, third, *later = waiting.stops
    waiting.report("arrived", first, waiting.now)
    waiting.report("departed", first, waiting.now)
    waiting.report("arrived", second, waiting.now)
    waiting.skip(third)
    waiting.tell()
    told = len(waiting.told())
    _cancel(waiting)
    assert [kind for kind, _ in waiting.told()[told:]] == ["host_cancelled"] * len(later)


def test_days_before_hosts_that_never_heard_of_it_get_no_mail(session: Session) -> None:
    waiting = create_waiting(session)
    waiting.now -= timedelta(days=3)
    _cancel(waiting)
    assert waiting.told() == []


def test_who_was_told_a_time_before_hears_that_it_is_off(session: Session) -> None:
    waiting = create_waiting(session)
    waiting.now -= timedelta(days=3)
    session.add(
        HostNotice(
            safari_id=waiting.safari.id,
            group_number=1,
            location_code="linde",
            arrival=waiting.now,
            told_at=waiting.now,
        )
    )
    _cancel(waiting)
    assert len(waiting.told()) == 1
