"""The door: no request reaches a view unless permissions.py lets this person in."""

from __future__ import annotations

from flask import Flask, abort, redirect, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from wijksafari.errors import NotFoundError
from wijksafari.models import Neighbourhood, Safari
from wijksafari.web.collaborators import collaborators
from wijksafari.web.identity import Organiser, current_organiser
from wijksafari.web.permissions import PERMISSIONS, Permission, Scope

_MISSING: dict[Scope, str] = {
    "wijk": "Deze wijk bestaat niet (meer), of u werkt er niet.",
    "safari": "Deze wijksafari bestaat niet (meer).",
}


def guard(app: Flask) -> None:
    """Ask the table before every request."""
    app.before_request(_check)


def _check() -> Response | None:
    if request.endpoint is None:
        return None  # There is no such page; the router says so.
    permission = PERMISSIONS.get(request.endpoint)
    if permission is None or permission.scope == "nobody":
        abort(404)
    if permission.scope in ("everyone", "link", "host_link"):
        return None
    organiser = current_organiser()
    if organiser is None:
        return redirect(url_for("security.login", next=_way_back()), 303)
    if not _may(organiser, permission):
        raise NotFoundError(_MISSING.get(permission.scope, "Deze pagina bestaat niet (meer)."))
    return None


def _may(organiser: Organiser, permission: Permission) -> bool:
    match permission.scope:
        case "account":
            return True
        case "administrator":
            return organiser.administrator
        case "safari":
            wijk = _wijk_of_safari((request.view_args or {}).get("uid", ""))
            return organiser.roles.get(wijk) in permission.roles
        case _:
            named = _named_wijken()
            # A page that names no wijk offers the visitor's own.
            return all(organiser.roles.get(each) in permission.roles for each in named)


def _named_wijken() -> set[str]:
    """Every wijk the request speaks of: in its address, query or form, or by its safari."""
    named = {(request.view_args or {}).get("wijk", "")}
    for values in (request.args, request.form):
        named.update(values.getlist("wijk"))
        uids = (*values.getlist("safari"), *values.getlist("kopie_van"))
        named.update(_wijk_of_safari(uid) for uid in uids if uid)
    return named - {""}


def _wijk_of_safari(uid: str) -> str:
    """The slug of the safari's wijk; one that nobody has where there is no such safari."""
    if "\x00" in uid:
        return "?"  # Not every database takes it as text.
    query = select(Neighbourhood.slug).join(Safari).where(Safari.uid == uid)
    with collaborators().database.reading() as session:
        return session.scalar(query) or "?"


def _way_back() -> str | None:
    """Where a login returns to; a form that was sent can only be filled in again."""
    if request.method not in ("GET", "HEAD") or request.path == "/":
        return None
    return request.full_path.rstrip("?")
