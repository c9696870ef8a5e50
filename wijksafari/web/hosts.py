"""The host's page: whether the group is welcome, and when which group comes."""

from __future__ import annotations

from collections.abc import Mapping

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.orm import Session
from werkzeug import Response as Redirect

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import ClosedError, StaleError
from wijksafari.models import Link
from wijksafari.render import hand_off
from wijksafari.services.cards.proposals import open_proposal
from wijksafari.services.hosts.answers import OutsideEveningError, answer_question
from wijksafari.services.hosts.given import AnsweredMeanwhileError
from wijksafari.services.hosts.page import HostPage, host_page
from wijksafari.services.hosts.question import (
    HostQuestion,
    host_question,
    is_in_catalogue,
    own_location,
    question_calendar,
)
from wijksafari.services.safaris.decision_checks import was_broken_off
from wijksafari.services.safaris.organisers import organiser_of
from wijksafari.web.collaborators import collaborators
from wijksafari.web.downloads import ICS, attachment
from wijksafari.web.held_links import held_link
from wijksafari.web.host_cards import card_form, propose_card
from wijksafari.web.host_forms import LONGEST_REMARK, MOST_PEOPLE, HostFormError, read_answer

blueprint = Blueprint("hosts", __name__)

Page = Response | Redirect

blueprint.get("/locatie/<int:link_id>/kaart")(card_form)
blueprint.post("/locatie/<int:link_id>/kaart")(propose_card)


@blueprint.get("/locatie/<int:link_id>")
def page(link_id: int) -> Response:
    """What the host needs to know, on one screen of a telephone."""
    return _rendered(link_id)


@blueprint.post("/locatie/<int:link_id>/antwoord")
def answer(link_id: int) -> Page:
    """Keep the answer, or show the form again with what is wrong."""
    made = collaborators()
    try:
        given = read_answer(request.form)
        with made.database.writing.begin() as session:
            link = _link(session, link_id)
            new = answer_question(
                session,
                link,
                given,
                request.form.get("vraag", ""),
                seen=request.form.get("gezien", ""),
                post=made.post,
                now=made.now(),
            )
    except HostFormError as error:
        return _rendered(link_id, errors=error.fields, status=400)
    except OutsideEveningError as error:
        return _rendered(link_id, errors={"vanaf": str(error)}, status=400)
    except AnsweredMeanwhileError as error:
        return _rendered(link_id, overtaken=error, status=409)
    except (StaleError, ClosedError) as error:
        return _rendered(link_id, refused=str(error), status=409)
    flash("Dank u, uw antwoord is bewaard." if new else "Dit antwoord hadden wij al. Dank u.")
    return redirect(url_for("hosts.page", link_id=link_id), 303)


@blueprint.get("/locatie/<int:link_id>/agenda.ics")
def calendar(link_id: int) -> Response:
    """The appointment, for whoever said yes."""
    made = collaborators()
    with made.database.reading() as session:
        content = question_calendar(session, _link(session, link_id), made.post, made.now())
    return attachment(content, ICS, "wijksafari.ics")


@blueprint.get("/locatie/<int:link_id>/stand.json")
def state(link_id: int) -> Response:
    """Which version of the page is the last; asked by every open page, a few times a minute."""
    made = collaborators()
    with made.database.reading() as session:
        shown = host_page(session, _link(session, link_id), made.now())
        return jsonify(version=shown.version, now=made.now().isoformat())


def _link(session: Session, link_id: int) -> Link:
    return held_link(session, link_id, {"host"}, collaborators().now())


def _rendered(
    link_id: int,
    *,
    errors: Mapping[str, str] | None = None,
    refused: str = "",
    overtaken: AnsweredMeanwhileError | None = None,
    status: int = 200,
) -> Response:
    made = collaborators()
    now = made.now()
    with made.database.reading() as session:
        link = _link(session, link_id)
        shown: HostPage = host_page(session, link, now)
        question = host_question(session, link, now)
        has_card = is_in_catalogue(session, link)
        content = render_template(
            "web/host.html",
            link_id=link_id,
            page=shown,
            broken_off=was_broken_off(session, shown.safari),
            question=question,
            has_card=has_card,
            proposed=open_proposal(session, own_location(session, link), shown.safari)
            if has_card
            else None,
            starts=shown.safari.starts_at.astimezone(AMSTERDAM),
            contact=organiser_of(shown.safari, made.post),
            now=now.astimezone(AMSTERDAM),
            telephone=hand_off.telephone,
            typed=request.form if errors or refused or overtaken else _typed(question),
            errors=errors or {},
            refused=refused,
            overtaken=overtaken,
            longest_remark=LONGEST_REMARK,
            most_people=MOST_PEOPLE,
        )
    response = make_response(content, status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _typed(question: HostQuestion | None) -> dict[str, str]:
    """The answer there is, as it would be typed; else only who we think it is."""
    if question is None:
        return {}
    row = question.row
    return {
        "antwoord": row.answer,
        "naam": row.answered_by or question.host.name,
        "vanaf": f"{row.other_from:%H:%M}" if row.other_from else "",
        "tot": f"{row.other_until:%H:%M}" if row.other_until else "",
        "hooguit": str(row.most_people or ""),
        "opmerking": row.remark,
    }
