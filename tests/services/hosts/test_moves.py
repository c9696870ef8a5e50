"""A change of plan: who is asked anew, who is told, who is released, and who hears nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.services.worlds_host_requests import NO, Asking, create_asking, draft
from tests.services.worlds_hosts import MINUTE
from tests.worlds import ACTOR, POST, STARTS_AT, create_sign_up
from wijksafari.errors import ConsentNeededError
from wijksafari.planning.plan import PlannedTour
from wijksafari.services.groups.split import Division, store_division
from wijksafari.services.hosts.given import HostAnswer
from wijksafari.services.hosts.overview import host_stops, released_hosts
from wijksafari.services.safaris.safaris import SafariDraft, tour_of


@pytest.fixture
def asking(session: Session) -> Asking:
    asking = create_asking(session)
    asking.everybody_says_yes()
    return asking


def test_only_those_whose_time_moved_more_than_five_minutes_are_asked(asking: Asking) -> None:
    before = len(asking.mails())
    asking.replan(linde=5, baken=6, letter=-8)
    new = [(each.kind, each.to.email.partition("@")[0]) for each in asking.mails()[before:]]
    assert sorted(new) == [
        ("host_moved", "linde"),
        ("host_request_again", "baken"),
        ("host_request_again", "letter"),
    ]
    answers = {code: row.answer for code, row in asking.rows.items()}
    assert answers == {"linde": "yes", "baken": "", "letter": "", "sprong": "yes", "luwte": "yes"}


def test_the_question_tells_what_it_was_and_what_it_becomes(asking: Asking) -> None:
    asking.replan(baken=10)
    text = asking.mails("baken")[-1].letter.text
    assert "Eerst gevraagd: dinsdag 2 februari 2027, 18.44 tot 19.10 uur" in text
    assert "Komt:      18.54 uur (eerst: 18.44 uur)" in text
    assert "Tot:       19.20 uur (eerst: 19.10 uur)" in text
    assert "De afspraak in uw agenda schuift met deze mail mee" in text
    assert "Wat u eerder antwoordde, geldt niet meer." in text
    asking.replan(baken=10)
    assert "eerder antwoordde" not in asking.mails("baken")[-1].letter.text


def test_small_shifts_add_up_until_they_have_to_be_asked(asking: Asking) -> None:
    asking.replan(baken=4)
    asking.replan(baken=4)
    assert asking.kinds("baken")[-2:] == ["host_moved", "host_request_again"]
    text = asking.mails("baken")[-1].letter.text
    assert "Eerst gevraagd: dinsdag 2 februari 2027, 18.44 tot 19.10 uur" in text
    assert "Daarna schoof het al een paar minuten" in text
    assert "Komt:      18.52 uur (eerst: 18.48 uur)" in text


def test_another_day_is_called_that_with_hours_only_where_they_differ(asking: Asking) -> None:
    asking.replan(baken=7 * 24 * 60)
    letter = asking.mails("baken")[-1].letter
    assert letter.subject.startswith("Andere dag: kan de wijksafari op dinsdag 9 februari 2027")
    assert "komt de groep op een andere dag bij Het Baken" in letter.text
    assert "Komt:      18.44 uur (eerst: dinsdag 2 februari 2027, 18.44 uur)" in letter.text
    assert "Tot:       19.10 uur\n" in letter.text


def test_who_only_sees_the_group_off_later_reads_of_no_other_arrival(asking: Asking) -> None:
    asking.save(_staying(asking, "baken", 3 * MINUTE))
    letter = asking.mails("baken")[-1].letter
    assert letter.subject == "Nieuwe tijd: de wijksafari blijft tot 19.13 uur bij Het Baken"
    assert "gaat de groep daardoor op een andere tijd weer weg:" in letter.text
    assert "Komt:      18.44 uur\n" in letter.text
    assert "gaat op een andere tijd weer weg</h1>" in letter.html


def _staying(asking: Asking, stop: str, longer: timedelta) -> SafariDraft:
    """The plan with the visit to ``stop`` so much longer."""
    same = draft(asking.safari, "", {})
    plan = same.tour.itinerary
    visits = tuple(
        replace(each, departure=each.departure + longer) if each.location.id == stop else each
        for each in plan.visits
    )
    return replace(same, tour=PlannedTour(replace(plan, visits=visits)))


def test_whoever_said_yes_gets_the_new_time_in_their_calendar(asking: Asking) -> None:
    asking.replan(linde=3)
    calendar = asking.mails("linde")[-1].calendar
    assert calendar
    assert b"SEQUENCE:2" in calendar.content
    assert b"T181900" in calendar.content


def test_a_few_minutes_are_told_with_the_old_arrival_and_the_old_departure(asking: Asking) -> None:
    asking.replan(baken=3)
    letter = asking.mails("baken")[-1].letter
    assert "Komt:      18.47 uur (eerst: 18.44 uur)" in letter.text
    assert "Tot:       19.13 uur (eerst: 19.10 uur)" in letter.text
    assert "18.47 tot 19.13 uur (eerst: 18.44 tot 19.10 uur)" in letter.html


def test_a_few_minutes_become_a_question_where_more_people_may_come(asking: Asking) -> None:
    asking.safari.group_size = asking.safari.capacity = 20
    asking.replan(baken=3)
    assert asking.kinds("baken")[-1] == "host_request_again"
    assert "(eerst: hooguit 14 mensen)" in asking.mails("baken")[-1].letter.text
    assert asking.kinds("linde") == ["host_request", "host_agreed"]


def test_a_plan_that_moves_nobody_mails_nobody(asking: Asking) -> None:
    before = len(asking.mails())
    asking.replan(all=0.5)
    assert len(asking.mails()) == before


def test_a_stop_that_left_is_released_and_taken_out_of_the_calendar(asking: Asking) -> None:
    asking.replan(without="baken")
    mail = asking.mails("baken")[-1]
    assert mail.kind == "host_released"
    assert mail.calendar
    assert (mail.calendar.method, b"STATUS:CANCELLED" in mail.calendar.content) == ("CANCEL", True)
    assert asking.rows["baken"].released_at == asking.now
    asking.replan(linde=1)
    assert asking.kinds("baken").count("host_released") == 1


def test_who_said_no_hears_nothing_when_the_stop_leaves(session: Session) -> None:
    asking = create_asking(session)
    asking.ask()
    asking.answer("baken", NO)
    asking.replan(without="baken")
    assert asking.kinds("baken") == ["host_request"]
    (gone,) = released_hosts(session, asking.safari)
    assert (gone.host.place, gone.refused) == ("Het Baken", True)


def test_who_said_no_is_asked_for_another_time_with_leave_to_mail(session: Session) -> None:
    asking = create_asking(session)
    asking.ask("baken")
    asking.answer("baken", NO)
    with pytest.raises(ConsentNeededError):
        asking.replan(baken=30, may_mail=False)


def test_who_said_no_is_left_alone_once_the_evening_has_begun(session: Session) -> None:
    asking = create_asking(session)
    asking.ask("baken")
    asking.answer("baken", NO)
    asking.now = STARTS_AT
    asking.replan(baken=30)
    assert asking.kinds("baken") == ["host_request"]


def test_a_stop_that_comes_back_is_asked_from_the_start(asking: Asking) -> None:
    whole = draft(asking.safari, "", {})
    asking.replan(without="baken")
    asking.save(whole)
    stops = host_stops(asking.session, asking.safari, POST)
    assert {s.location.id: s.standing for s in stops}["baken"] == "unasked"
    asking.ask()
    assert asking.kinds("baken")[-1] == "host_request"


def test_on_the_day_itself_a_stop_that_was_never_asked_is_released_too(session: Session) -> None:
    asking = create_asking(session)
    asking.replan(without="baken")
    assert asking.mails() == []
    asking.now = STARTS_AT - timedelta(hours=2)
    asking.replan(without="letter")
    assert asking.kinds() == ["host_released"]
    assert asking.kinds("letter") == ["host_released"]


def test_on_another_evening_everybody_is_asked_anew(asking: Asking) -> None:
    asking.replan(all=7 * 24 * 60)
    assert [row.answer for row in asking.rows.values()] == [""] * 5
    text = asking.mails("baken")[-1].letter.text
    assert "Wanneer:   dinsdag 9 februari 2027" in text
    assert "(eerst: dinsdag 2 februari 2027, 18.44 uur)" in text


def test_a_plan_as_yes_but_asked_is_agreed_without_another_question(session: Session) -> None:
    asking = create_asking(session)
    asking.ask()
    later = HostAnswer(
        answer="yes_but", by="Fatima", other_from=time(19, 0), other_until=time(20, 0)
    )
    asking.answer("baken", later)
    asking.replan(baken=20)
    assert asking.rows["baken"].answer == "yes"
    mail = asking.mails("baken")[-1]
    assert mail.kind == "host_agreed"
    assert "aangepast aan wat u vroeg" in mail.letter.text
    assert mail.calendar


def test_who_did_not_answer_yet_is_told_a_few_minutes_with_the_question(session: Session) -> None:
    asking = create_asking(session)
    asking.ask()
    asking.replan(baken=3)
    mail = asking.mails("baken")[-1]
    assert (mail.kind, mail.calendar) == ("host_moved", None)
    assert "Laat u nog weten of het kan?" in mail.letter.text


def test_hosts_are_mailed_only_where_somebody_agreed_to_that(asking: Asking) -> None:
    before = len(asking.mails())
    with pytest.raises(ConsentNeededError):
        asking.replan(baken=10, may_mail=False)
    assert len(asking.mails()) == before


def test_in_groups_a_stop_is_asked_for_every_visit(session: Session) -> None:
    asking = create_asking(session, group_size=7)
    for _ in range(9):
        create_sign_up(session, asking.safari)
    asking.everybody_says_yes()
    whole = tour_of(asking.safari).itinerary
    later = replace(
        whole,
        visits=tuple(
            replace(
                each,
                arrival=each.arrival + timedelta(minutes=30),
                departure=each.departure + timedelta(minutes=30),
            )
            for each in whole.visits
        ),
    )
    division = Division((PlannedTour(whole), PlannedTour(later)), asking.safari.saved_at)
    store_division(
        session, asking.safari, division, may_mail=True, actor=ACTOR, post=POST, now=asking.now
    )
    text = asking.mails("baken")[-1].letter.text
    assert "Groep 1:  18.44 uur" in text
    assert "Groep 2:  19.14 uur" in text
    assert "hooguit 7 mensen per groep" in text
    calendar = asking.mails("baken")[-1].calendar
    assert calendar
    assert b"DTSTART;TZID=Europe/Amsterdam:20270202T184400" in calendar.content
    assert b"DTEND;TZID=Europe/Amsterdam:20270202T194000" in calendar.content
