"""The first page: coming safaris and the wijken."""

from flask import Blueprint, render_template

from wijksafari.clock import AMSTERDAM
from wijksafari.services.catalogue import all_neighbourhoods, locations_of
from wijksafari.services.safaris import upcoming_safaris
from wijksafari.web.collaborators import collaborators

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def page() -> str:
    """What is coming, and where to begin."""
    made = collaborators()
    with made.database.reading() as session:
        neighbourhoods = all_neighbourhoods(session)
        return render_template(
            "web/home.html",
            safaris=[
                (safari, safari.starts_at.astimezone(AMSTERDAM))
                for safari in upcoming_safaris(session, made.now())
            ],
            neighbourhoods=[(each, len(locations_of(session, each))) for each in neighbourhoods],
        )
