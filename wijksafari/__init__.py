"""Plan and run a wijksafari."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

    from wijksafari.config import Settings


def create_app(
    settings: Settings | None = None, *, now: Callable[[], datetime] | None = None
) -> Flask:
    """The web application: wiring only. Raises InputError on unusable settings."""
    # Imported here: every `import wijksafari.…` passes this file, and the
    # planning core should not pay for a web framework.
    from flask import Flask
    from flask_wtf import CSRFProtect

    from wijksafari import clock
    from wijksafari.config import PROJECT, read_settings
    from wijksafari.database import open_database
    from wijksafari.jobs.queue import open_queue
    from wijksafari.jobs.tasks import add_tasks
    from wijksafari.jobs.tools import Tools
    from wijksafari.jobs.wake import wake_after_mail
    from wijksafari.services.mail.post import open_post
    from wijksafari.services.wijken.geocoding import keeping_finder
    from wijksafari.streets.geocode import address_finder
    from wijksafari.streets.open_map import OpenStreetMap
    from wijksafari.streets.routers import StreetRouters
    from wijksafari.web.access import guard
    from wijksafari.web.accounts import add_accounts
    from wijksafari.web.assets import add_assets
    from wijksafari.web.collaborators import Collaborators
    from wijksafari.web.compression import compress_answers
    from wijksafari.web.failures import handle_failures
    from wijksafari.web.pages import BLUEPRINTS
    from wijksafari.web.practice_clock import show_practice_clock
    from wijksafari.web.security import protect
    from wijksafari.web.site_address import settle
    from wijksafari.web.throttling import throttle
    from wijksafari.web.upload_limits import limit_uploads
    from wijksafari.web.wording import add_filters

    settings = settings or read_settings(os.environ)
    app = Flask(__name__, template_folder=PROJECT / "templates", static_folder="web/static")
    limit_uploads(app)
    settle(app, settings)
    now = now or clock.clock_ahead(settings.clock_ahead)
    database = open_database(settings.database_url)
    finder = address_finder(settings.pdok_url, settings.nominatim_url)
    made = app.extensions["wijksafari"] = Collaborators(
        settings=settings,
        database=database,
        routers=StreetRouters(),
        now=now,
        post=open_post(settings),
        open_map=OpenStreetMap(settings.overpass_url, settings.nominatim_url),
        find_address=keeping_finder(database, finder, now),
    )
    queue = open_queue(settings)
    tasks = add_tasks(
        queue, Tools(settings, database, made.post, now, made.open_map, made.find_address)
    )
    wake_after_mail(made.database, queue, tasks)
    # First the door: what does not exist for somebody says nothing else either.
    guard(app)
    CSRFProtect(app)
    add_accounts(app)
    protect(app)
    compress_answers(app)
    handle_failures(app)
    add_assets(app)
    add_filters(app)
    show_practice_clock(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    throttle(app)
    return app
