"""The second step at login: a code of an authenticator app, switched on and off."""

from __future__ import annotations

from typing import cast

import segno
from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_security import Security, Totp
from markupsafe import Markup
from werkzeug.wrappers import Response

from wijksafari.services.accounts.accounts import find_user, switch_off_second_step
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import require_organiser

blueprint = Blueprint("second_step", __name__)

_KEPT = "second_step"
_WRONG = "Deze code klopt niet (meer). Vul de zes cijfers in die uw app nu toont."


@blueprint.get("/account/tweestaps")
def page() -> str:
    """The QR code to scan; the secret is kept, sealed, in this browser until a code proves it."""
    return _rendered("")


@blueprint.post("/account/tweestaps")
def switch_on() -> Response | tuple[str, int]:
    """From now on ask a code, once one shows that the app works."""
    secret = session.get(_KEPT)
    code = "".join(request.form.get("code", "").split())
    with collaborators().database.writing.begin() as writing:
        user = find_user(writing, require_organiser().user_id)
        if not secret or not _codes().verify_totp(code, secret, user, window=30):
            return _rendered(_WRONG), 400
        user.tf_totp_secret, user.tf_primary_method = secret, "authenticator"
    session.pop(_KEPT)
    flash("Tweestapsinlog staat aan. Bij het inloggen vragen wij voortaan ook een code.")
    return redirect(url_for("account.page"), 303)


@blueprint.post("/account/tweestaps/uit")
def switch_off() -> Response:
    """From now on ask no code."""
    with collaborators().database.writing.begin() as writing:
        switch_off_second_step(find_user(writing, require_organiser().user_id))
    flash("Tweestapsinlog staat uit.")
    return redirect(url_for("account.page"), 303)


def _rendered(problem: str) -> str:
    secret = session.setdefault(_KEPT, _codes().generate_totp_secret())
    organiser = require_organiser()
    uri = _codes().get_totp_uri(organiser.email, secret)
    drawn = segno.make(uri, error="m").svg_inline(scale=5, border=4, svgclass="qr", lineclass="")
    return render_template(
        "web/second_step.html",
        drawing=Markup(drawn),  # noqa: S704 - segno draws squares, whatever the address holds
        key=_codes().get_totp_pretty_key(secret),
        uri=uri,
        errors={"code": problem} if problem else {},
    )


def _codes() -> Totp:
    return cast("Security", current_app.extensions["security"]).totp_factory
