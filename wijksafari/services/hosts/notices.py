"""Telling the hosts further on when the group comes later, sooner, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostNotice, Message, Safari
from wijksafari.planning.live_news import Expected, StopNews, stop_news
from wijksafari.planning.words import hours
from wijksafari.services.hosts.hosts import Host, host_of, hosts_hear_until
from wijksafari.services.hosts.mail import put_host_mail, who_comes
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import waits
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.mail.post import Post
from wijksafari.services.riding.checks import OPENS
from wijksafari.services.riding.head_count import head_count
from wijksafari.services.riding.riding import Ride, rides_of
from wijksafari.services.sign_ups.places import lock_safari

SETTLES = timedelta(seconds=60)  # a mistaken tap that is undone at once bothers nobody
_LONGEST = timedelta(hours=12)

Notices = Mapping[tuple[int, str], HostNotice]


def tell_hosts(session: Session, post: Post, now: datetime) -> int:
    """Mail every host to whom a group comes more than five minutes off what they know.

    Or not at all, or after all; not who said no. Says how many mails that gives.
    """
    under_way = select(Safari.id).where(
        Safari.state != "cancelled",
        Safari.starts_at <= now + OPENS,
        Safari.starts_at > now - _LONGEST,
    )
    ids = session.scalars(under_way.order_by(Safari.id)).all()
    return sum(_tell(session, each, post, now) for each in ids)


def notices_of(session: Session, safari: Safari) -> Notices:
    """What each host was last told, by group number and location."""
    rows = session.scalars(select(HostNotice).filter_by(safari_id=safari.id))
    return {(each.group_number, each.location_code): each for each in rows}


def news_of(ride: Ride, notices: Notices, now: datetime) -> tuple[StopNews, ...]:
    """What the hosts of one group's stops should hear, once the reports have settled."""
    if ride.changed_at is None or ride.changed_at > now - SETTLES:
        return ()
    return stop_news(ride.tour, ride.skipped, known_by_hosts(ride, notices), now)


def known_by_hosts(ride: Ride, notices: Notices) -> dict[str, Expected | None]:
    """What each host counts on: what they were told last, else what was agreed."""
    known: dict[str, Expected | None] = {
        visit.location.id: Expected(visit.arrival, visit.departure) for visit in ride.agreed.visits
    }
    for (group, location_id), notice in notices.items():
        if group == ride.group.number:
            known[location_id] = _expected(notice)
    return known


def _expected(notice: HostNotice) -> Expected | None:
    if notice.arrival is None:
        return None
    leaves = notice.departure
    return Expected(
        notice.arrival.astimezone(AMSTERDAM), leaves.astimezone(AMSTERDAM) if leaves else None
    )


def _tell(session: Session, safari_id: int, post: Post, now: datetime) -> int:
    # Two workers come one after the other here; the second finds everybody told.
    safari = lock_safari(session, safari_id)
    if safari.state == "cancelled" or now > hosts_hear_until(safari):
        return 0
    notices, rows = notices_of(session, safari), requests_of(session, safari)
    told = 0
    for ride in rides_of(session, safari):
        for news in news_of(ride, notices, now):
            host = host_of(session, safari, news.location)
            if host.email and waits(rows.get(host.location_id)):
                message = _mail(session, safari, ride, news, host, post=post, now=now)
                _remember(session, notices, message, ride, news, now=now)
                told += 1
    session.flush()
    return told


def _mail(
    session: Session,
    safari: Safari,
    ride: Ride,
    news: StopNews,
    host: Host,
    *,
    post: Post,
    now: datetime,
) -> Message:
    who = who_comes(ride.group)
    kind = "host_shift" if news.visit else "host_skipped"
    people = head_count(session, safari)[ride.group.number]
    what = f"Mail aan {host.place}: {who[0].lower()}{who[1:]} {_in_short(news)}."
    note(session, safari, "mail", what, actor=PROGRAM, now=now)
    return put_host_mail(
        session,
        kind,
        safari,
        host,
        post=post,
        now=now,
        who=who,
        visit=news.visit,
        was=news.was,
        people=people,
        leader=ride.group.leader,
    )


def _in_short(news: StopNews) -> str:
    if news.visit is None:
        return "komt niet"
    at = f"om {hours(news.visit.arrival)}"
    return f"komt {at} in plaats van {hours(news.was.arrival)}" if news.was else f"komt toch, {at}"


def _remember(
    session: Session,
    notices: Notices,
    message: Message,
    ride: Ride,
    news: StopNews,
    *,
    now: datetime,
) -> None:
    group, location_id = ride.group.number, news.location.id
    row = notices.get((group, location_id)) or HostNotice(
        safari_id=message.safari_id, group_number=group, location_code=location_id
    )
    row.arrival = news.visit.arrival if news.visit else None
    row.departure = news.visit.departure if news.visit else None
    row.message_id, row.told_at = message.id, now
    session.add(row)
