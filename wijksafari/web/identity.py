"""Who is asking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import g, session
from flask_security import current_user
from sqlalchemy.orm import Session

from wijksafari.models import Neighbourhood, User
from wijksafari.services.catalogue.catalogue import all_neighbourhoods
from wijksafari.services.journal import Actor
from wijksafari.web.permissions import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """Somebody who is logged in; ``roles`` by the slug of each wijk they work in."""

    user_id: int
    name: str
    email: str
    administrator: bool
    roles: dict[str, Role]

    def works_in(self, slug: str) -> bool:
        """Whether this is one of their wijken."""
        return slug in self.roles


def current_organiser() -> Organiser | None:
    """The organiser who is logged in; asks the database once a request, and never for others."""
    if "organiser" not in g:
        # Most visitors never log in: their pages should not wait for the accounts.
        known = "_user_id" in session and current_user.is_authenticated
        g.organiser = _organiser(cast("User", current_user)) if known else None
    organiser: Organiser | None = g.organiser
    return organiser


def require_organiser() -> Organiser:
    """The organiser who is logged in, for pages that nobody else reaches."""
    organiser = current_organiser()
    if organiser is None:
        raise RuntimeError("this page is not for everyone; its line in permissions.py says it is")
    return organiser


def own_neighbourhoods(session: Session) -> list[Neighbourhood]:
    """The wijken in which the organiser who is logged in works, by name."""
    organiser = require_organiser()
    return [each for each in all_neighbourhoods(session) if organiser.works_in(each.slug)]


def current_actor() -> Actor:
    """The organiser who is logged in, as the journal names them."""
    organiser = require_organiser()
    return Actor(organiser.user_id, organiser.name)


def _organiser(user: User) -> Organiser:
    return Organiser(
        user_id=user.id,
        name=user.name,
        email=user.email,
        administrator=any(role.name == "administrator" for role in user.roles),
        roles={each.neighbourhood.slug: cast("Role", each.role) for each in user.memberships},
    )
