"""What each host was told on the evening, for those who lead it: who is still to be called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import HostNotice, Message, Safari
from wijksafari.planning.live_news import StopNews, ahead, stop_news
from wijksafari.planning.words import clock, hours
from wijksafari.services.hosts.hosts import Host, host_of, hosts_hear_until
from wijksafari.services.hosts.notices import Notices, known_by_hosts, notices_of
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.hosts.standing import waits
from wijksafari.services.mail.outbox_report import TROUBLED
from wijksafari.services.riding.riding import Ride, rides_of

HostStatus = Literal["told", "on_its_way", "call"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HostNews:
    """One stop of one group whose host does not count on the agreed time any more, or should not.

    ``told``: the mail left; ``on_its_way``: it is being written or sent;
    ``call``: no mail can reach them, so somebody has to telephone. ``sentence``
    says all of it in Dutch; ``at`` is when the mail was written.
    """

    group: int
    host: Host
    status: HostStatus
    sentence: str
    at: datetime | None


def host_news(session: Session, safari: Safari, now: datetime) -> tuple[HostNews, ...]:
    """Everything there is to know of the hosts, by group and in the order of its stops.

    Hosts for whom all goes as agreed, and stops that were reached, are left out,
    and so are hosts who said no.
    """
    if safari.state == "cancelled" or now > hosts_hear_until(safari):
        return ()
    notices = notices_of(session, safari)
    rides = rides_of(session, safari)
    return tuple(each for ride in rides for each in _of_ride(session, safari, ride, notices, now))


def _of_ride(
    session: Session, safari: Safari, ride: Ride, notices: Notices, now: datetime
) -> Iterator[HostNews]:
    news = stop_news(ride.tour, ride.skipped, known_by_hosts(ride, notices), now)
    untold = {each.location.id: each for each in news}
    rows = requests_of(session, safari)
    awaited = {visit.location.id for visit in ahead(ride.tour)} | {v.id for v in ride.skipped}
    for visit in ride.agreed.visits:
        stop, group = visit.location.id, ride.group.number
        notice = notices.get((group, stop))
        if stop not in awaited or not (stop in untold or notice) or not waits(rows.get(stop)):
            continue
        host = host_of(session, safari, visit.location)
        if stop in untold:
            status, sentence = _untold(host, untold[stop])
        elif notice:
            status, sentence = _told(host, notice, _mail(session, notice))
        at = notice.told_at.astimezone(AMSTERDAM) if notice else None
        yield HostNews(group=group, host=host, status=status, sentence=sentence, at=at)


def _untold(host: Host, news: StopNews) -> tuple[HostStatus, str]:
    what = _what(news.visit.arrival if news.visit else None)
    if host.email:
        return "on_its_way", f"Krijgt zo een mail: {what}."
    return "call", f"Heeft geen mailadres. {_call(host)}: {what}."


def _told(host: Host, notice: HostNotice, mail: Message | None) -> tuple[HostStatus, str]:
    what = _what(notice.arrival)
    if mail is not None and mail.status in TROUBLED:
        return "call", f"De mail kwam niet aan. {_call(host)}: {what}."
    if mail is not None and mail.status in ("waiting", "sending"):
        return "on_its_way", f"De mail is onderweg: {what}."
    return "told", f"Gemaild om {clock(notice.told_at.astimezone(AMSTERDAM))}: {what}."


def _mail(session: Session, notice: HostNotice) -> Message | None:
    return session.get(Message, notice.message_id) if notice.message_id else None


def _what(arrival: datetime | None) -> str:
    if arrival is None:
        return "de groep komt niet"
    return f"de groep komt om {hours(arrival.astimezone(AMSTERDAM))}"


def _call(host: Host) -> str:
    return f"Bel zelf ({host.phone})" if host.phone else "Laat het zelf weten"
