"""The page on which organisers see how every stop stands with its host."""

from __future__ import annotations

from collections.abc import Mapping

from flask import render_template, request
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Safari
from wijksafari.planning.states import OVER
from wijksafari.services.hosts.definite import LONGEST_NOTE, coach_of, missing_for_definite
from wijksafari.services.hosts.given import AnsweredMeanwhileError
from wijksafari.services.hosts.links import links_end
from wijksafari.services.hosts.overview import (
    HostStop,
    host_stops,
    known_coaches,
    released_hosts,
)
from wijksafari.services.hosts.requests import EXPECTED, LONGEST_EXPECTED
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.change_offers import ChangeOffer
from wijksafari.web.collaborators import collaborators
from wijksafari.web.host_changes import offers_for
from wijksafari.web.host_forms import ANSWERS, LONGEST_REMARK, MOST_PEOPLE


def hosts_page(
    uid: str,
    *,
    errors: Mapping[str, str] | None = None,
    refused: str = "",
    overtaken: AnsweredMeanwhileError | None = None,
    status: int = 200,
) -> tuple[str, int]:
    """The page of the evening ``uid``, with what was refused as it was typed.

    ``overtaken`` is an answer that would have undone one that came meanwhile.
    """
    made = collaborators()
    with made.database.reading() as session:
        safari = find_safari(session, uid)
        stops = host_stops(session, safari, made.post)
        definite_at = safari.definite_at
        content = render_template(
            "web/host_requests.html",
            safari=safari,
            starts=safari.starts_at.astimezone(AMSTERDAM),
            stops=stops,
            offers=_offers(session, safari, stops),
            to_ask=[each for each in stops if each.standing in ("unasked", "changed")],
            agreed=sum(each.standing == "yes" for each in stops),
            released=released_hosts(session, safari),
            missing=missing_for_definite(session, safari),
            definite_at=definite_at.astimezone(AMSTERDAM) if definite_at else None,
            coach=coach_of(safari),
            coaches=known_coaches(session, safari),
            expected=safari.host_note or EXPECTED,
            links_work=made.now() < links_end(safari),
            shown=request.args.get("link", ""),
            closed=safari.state in OVER or safari.starts_at <= made.now(),
            answers=ANSWERS,
            longest={"remark": LONGEST_REMARK, "expected": LONGEST_EXPECTED, "note": LONGEST_NOTE},
            most_people=MOST_PEOPLE,
            typed=request.form,
            errors=errors or {},
            refused=refused,
            overtaken=overtaken,
        )
    return content, status


def _offers(
    session: Session, safari: Safari, stops: tuple[HostStop, ...]
) -> dict[str, tuple[ChangeOffer, ...]]:
    """What can be done about each stop that did not simply say yes, by location id."""
    if safari.state in OVER or safari.starts_at <= collaborators().now():
        return {}
    return {
        each.location.id: offers_for(session, safari, each.row)
        for each in stops
        if each.row is not None and each.standing in ("no", "yes_but") and not each.as_asked
    }
