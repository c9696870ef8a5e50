"""Telling hosts that an evening they count on is off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.planning.words import listed, locations
from wijksafari.services.host_mail import put_host_mail
from wijksafari.services.host_notices import notices_of
from wijksafari.services.hosts import Host, host_of
from wijksafari.services.journal import PROGRAM, note
from wijksafari.services.post import Post
from wijksafari.services.riding_groups import groups_of


def tell_hosts_cancelled(session: Session, safari: Safari, post: Post, now: datetime) -> int:
    """Mail the hosts: on the day itself all of them, before it those who had a mail already.

    The safari is locked. Writes in the journal who is left to be called; says
    how many mails it gives.
    """
    hosts = list(_hosts(session, safari, now))
    told = [each for each in hosts if each.email]
    for host in told:
        put_host_mail(session, "host_cancelled", safari, host, post=post, now=now)
    if told:
        what = f"Afgelasting gemaild aan {locations(len(told))}."
        note(session, safari, "mail", what, actor=PROGRAM, now=now)
    to_call = [each for each in hosts if not each.email]
    if to_call:
        names = listed(each.place for each in to_call)
        has = "heeft" if len(to_call) == 1 else "hebben"
        what = f"{names} {has} geen mailadres: bel zelf dat de avond niet doorgaat."
        note(session, safari, "alert", what, actor=PROGRAM, now=now)
    session.flush()
    return len(told)


def _hosts(session: Session, safari: Safari, now: datetime) -> Iterable[Host]:
    heard = {location_id for _, location_id in notices_of(session, safari)}
    today = safari.starts_at.astimezone(AMSTERDAM).date() == now.astimezone(AMSTERDAM).date()
    stops = {
        visit.location.id: visit.location
        for group in groups_of(session, safari)
        for visit in group.tour.itinerary.visits
    }
    return (host_of(session, safari, stops[each]) for each in stops if today or each in heard)
