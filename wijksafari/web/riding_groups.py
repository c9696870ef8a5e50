"""In how many groups a safari rides, who rides in which, and who leads them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from wijksafari.errors import ConsentNeededError, InputError
from wijksafari.models import Safari
from wijksafari.planning.groups import MOST_GROUPS
from wijksafari.planning.plan import PlannedTour
from wijksafari.planning.states import OVER
from wijksafari.planning.words import people
from wijksafari.services.groups.riders import (
    LONGEST_NAME,
    LONGEST_PHONE,
    GuideError,
    move_riders,
    set_guides,
)
from wijksafari.services.groups.riding_groups import Guide, groups_of
from wijksafari.services.groups.split import Division, groups_needed, riders_of, store_division
from wijksafari.services.hosts.rows import requests_of
from wijksafari.services.safaris.safaris import find_safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.group_routes import saved_tour_split
from wijksafari.web.group_table import stop_rows
from wijksafari.web.identity import current_actor
from wijksafari.web.whole_number import whole_number

blueprint = Blueprint("riding_groups", __name__)

Page = str | tuple[str, int] | Redirect
_UNREADABLE = "Dit formulier klopt niet. Laad de pagina opnieuw."


@blueprint.get("/safari/<uid>/groepen")
def page(uid: str) -> str:
    """The groups side by side, and everything to arrange about them."""
    with collaborators().database.reading() as session:
        return _rendered(session, find_safari(session, uid))


@blueprint.post("/safari/<uid>/groepen/verdelen")
def divide(uid: str) -> Page:
    """Split the evening over so many groups, or say why that cannot be."""
    made = collaborators()
    groups = _number(request.form.get("aantal", ""))
    try:
        with made.database.reading() as session:
            safari = find_safari(session, uid)
        plan = saved_tour_split(safari, groups)
        if plan.reason:
            return _refused(uid, plan.reason, groups)
        division = Division(tuple(map(PlannedTour, plan.itineraries)), safari.saved_at)
        with made.database.writing.begin() as session:
            told = store_division(
                session,
                find_safari(session, uid),
                division,
                may_mail=_may_mail(),
                actor=current_actor(),
                post=made.post,
                now=made.now(),
            )
    except (InputError, ConsentNeededError) as error:
        return _refused(uid, str(error), groups)
    done = f"Verdeeld in {groups} groepen." if groups > 1 else "Allen rijden weer in één groep."
    return _done(uid, done, told)


@blueprint.post("/safari/<uid>/groepen/indeling")
def arrange(uid: str) -> Page:
    """Let people ride in another group."""
    made = collaborators()
    wished = {
        _number(name.removeprefix("deelnemer-")): _number(value)
        for name, value in request.form.items()
        if name.startswith("deelnemer-")
    }
    try:
        with made.database.writing.begin() as session:
            safari = find_safari(session, uid)
            moved = move_riders(
                session,
                safari,
                wished,
                may_mail=_may_mail(),
                actor=current_actor(),
                post=made.post,
                now=made.now(),
            )
            told = moved if safari.state == "confirmed" else 0
    except (InputError, ConsentNeededError) as error:
        return _refused(uid, str(error))
    if not moved:
        return _done(uid, "Er was niets te wijzigen.")
    return _done(uid, f"{people(moved)} naar een andere groep.", told)


@blueprint.post("/safari/<uid>/groepen/leiding")
def guide(uid: str) -> Page:
    """Keep who rides in front of a group and who last."""
    made = collaborators()
    number = _number(request.form.get("groep", ""))
    leader, sweeper = _guide("leader"), _guide("sweeper")
    try:
        with made.database.writing.begin() as session:
            changed = set_guides(
                session,
                find_safari(session, uid),
                number,
                leader,
                sweeper,
                actor=current_actor(),
                now=made.now(),
            )
    except GuideError as error:
        errors = {f"{name}-{number}": sentence for name, sentence in error.fields.items()}
        with made.database.reading() as session:
            return _rendered(session, find_safari(session, uid), errors=errors), 400
    return _done(uid, "De leiding is bewaard." if changed else "Er was niets te wijzigen.")


def _guide(which: str) -> Guide:
    name, phone = (
        " ".join(request.form.get(f"{which}_{part}", "").split()) for part in ("name", "phone")
    )
    return Guide(name, phone)


def _may_mail() -> bool:
    return bool(request.form.get("mailen"))


def _number(text: str) -> int:
    number = whole_number(text, 18)
    if number is None:
        raise InputError(_UNREADABLE)
    return number


def _done(uid: str, sentence: str, told: int = 0) -> Redirect:
    mailed = f" {people(told).capitalize()} krijgen hun nieuwe programma per mail." if told else ""
    flash(sentence + mailed)
    return redirect(url_for("riding_groups.page", uid=uid), 303)


def _refused(uid: str, sentence: str, groups: int = 0) -> tuple[str, int]:
    """The page as it is, with why this cannot be and what was chosen."""
    with collaborators().database.reading() as session:
        safari = find_safari(session, uid)
        return _rendered(session, safari, refusal=sentence, wished=groups), 409


def _rendered(
    session: Session,
    safari: Safari,
    *,
    errors: Mapping[str, str] | None = None,
    refusal: str = "",
    wished: int = 0,
) -> str:
    riders = riders_of(session, safari)
    groups = groups_of(session, safari)
    needed = groups_needed(len(riders), safari.group_size)
    return render_template(
        "web/riding_groups.html",
        safari=safari,
        riders=riders,
        groups=groups,
        hosts_asked=bool(requests_of(session, safari)),
        stops=stop_rows(groups),
        needed=needed,
        wished=wished or min(max(needed, len(groups)), MOST_GROUPS),
        most_groups=MOST_GROUPS,
        begun=safari.starts_at <= collaborators().now() or safari.state in OVER,
        over=safari.state in OVER,
        longest_name=LONGEST_NAME,
        longest_phone=LONGEST_PHONE,
        typed=request.form if errors else {},
        errors=errors or {},
        refusal=refusal,
    )
