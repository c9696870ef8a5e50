"""An evening to sign up for by the real clock, which processes of their own look at."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.worlds import POST, create_invitation, create_practice, create_safari
from wijksafari import clock
from wijksafari.models import Safari


def create_coming_safari(session: Session, *, capacity: int) -> tuple[Safari, str]:
    """A safari ten weeks from now, and the link of a large practice that is invited."""
    evening = clock.now().replace(hour=17, minute=30, second=0, microsecond=0)
    starts_at = evening + timedelta(weeks=10)
    safari = create_safari(
        session,
        capacity=capacity,
        starts_at=starts_at,
        deadline=starts_at - timedelta(weeks=2),
    )
    invitation = create_invitation(session, safari, create_practice(session, gps=80))
    return safari, POST.links.url(invitation.link)
