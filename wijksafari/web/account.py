"""Somebody's own account: name, wijken, password, second step, and logging out."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from wijksafari.errors import InputError
from wijksafari.services.accounts.accounts import end_logins, find_user, read_name
from wijksafari.services.accounts.roles import ROLE_NAMES
from wijksafari.services.calendars.feeds import own_feed
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import require_organiser

blueprint = Blueprint("account", __name__)


@blueprint.get("/account")
def page() -> str:
    """Everything about the account on one page."""
    return _rendered({}, require_organiser().name)


@blueprint.post("/account/naam")
def rename() -> Response | tuple[str, int]:
    """Change the name that others see."""
    try:
        name = read_name(request.form.get("naam", ""))
    except InputError as error:
        return _rendered({"naam": str(error)}, request.form.get("naam", "")), 400
    with collaborators().database.writing.begin() as writing:
        find_user(writing, require_organiser().user_id).name = name
    flash("Uw naam is gewijzigd.")
    return redirect(url_for("account.page"), 303)


@blueprint.post("/uitloggen")
def log_out() -> Response:
    """End every login of this account, on whatever device."""
    with collaborators().database.writing.begin() as writing:
        end_logins(find_user(writing, require_organiser().user_id))
    session.clear()
    flash("U bent uitgelogd, op al uw apparaten.")
    answer = redirect(url_for("security.login"), 303)
    # Leaders' pages stay on the phone, for where there is no connection.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _rendered(errors: dict[str, str], name: str) -> str:
    made = collaborators()
    with made.database.reading() as reading:
        user = find_user(reading, require_organiser().user_id)
        feed = own_feed(reading, user.id)
        return render_template(
            "web/account.html",
            user=user,
            wijken=[(each.neighbourhood, ROLE_NAMES[each.role]) for each in user.memberships],
            feed_address=made.post.links.url(feed) if feed else "",
            second_step=user.tf_primary_method is not None,
            errors=errors,
            name=name,
        )
