"""``work`` and ``bounce``: sending mail, and hearing that one came back."""

import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

import click

from wijksafari.errors import InputError

if TYPE_CHECKING:
    from wijksafari.jobs.tools import Tools


@click.command(short_help="Mail versturen en doen wat op tijd moet gebeuren.")
@click.option("--once", is_flag=True, help="Verstuur wat klaarstaat, en stop dan.")
@click.option("--parent", type=int, hidden=True)
def work(*, once: bool, parent: int | None) -> None:
    """Verstuur mail, herinner, haal straten op en ruim op, tot u stopt met Ctrl+C."""
    from wijksafari.cli.lookup_processes import LookupProcesses
    from wijksafari.jobs.deliver import deliver_due
    from wijksafari.jobs.worker import work as work_on
    from wijksafari.mail.open import open_sender

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    tools = _tools()
    open_sender(tools.settings).close()
    if not tools.settings.smtp_url:
        click.echo(
            "Er is geen mailserver (WIJKSAFARI_SMTP_URL): mail wordt bewaard in"
            f" {tools.settings.mail_folder}.",
            err=True,
        )
    tools.database.upgrade()
    if once:
        sent = deliver_due(tools)
        click.echo("1 mail verstuurd." if sent == 1 else f"{sent} mails verstuurd.")
        return
    lookups = LookupProcesses(tools, os.environ)
    try:
        work_on(tools, parent=parent, each_second=lookups.look)
    finally:
        lookups.stop()


@click.command(hidden=True)
@click.argument("name")
def lookup(name: str) -> None:
    """Doe wat wacht op een antwoord van een andere server; work start dit als het nodig is."""
    from wijksafari.cli.worker_process import ending_on_sigterm
    from wijksafari.jobs.lookups import do_lookup

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    # The worker waits for its signals and blocks them; they were so in here, too.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    with ending_on_sigterm():
        do_lookup(_tools(), name)


@click.command(short_help="Een melding van onbestelbare mail verwerken.")
def bounce() -> None:
    """Lees van standaardinvoer een melding van een mailserver, en zet erbij welke mail het was."""
    from wijksafari.mail.bounce import LARGEST, read_report
    from wijksafari.services.mail.outbox import mark_bounced

    report = read_report(sys.stdin.buffer.read(LARGEST + 1))
    if not report.failed:
        click.echo("Deze mail is niet teruggekomen; er is niets gewijzigd.", err=True)
        return
    tools = _tools()
    with tools.database.writing.begin() as session:
        if not mark_bounced(session, report.message_ids, report.problem):
            raise InputError("Deze melding gaat niet over een mail van wijksafari.")


def _tools() -> "Tools":
    from wijksafari import clock
    from wijksafari.config import read_settings
    from wijksafari.database import open_database
    from wijksafari.jobs.tools import Tools
    from wijksafari.services.mail.post import open_post
    from wijksafari.services.wijken.geocoding import keeping_finder
    from wijksafari.streets.geocode import address_finder
    from wijksafari.streets.open_map import OpenStreetMap

    settings = read_settings(os.environ)
    now = clock.clock_ahead(settings.clock_ahead)
    database = open_database(settings.database_url)
    open_map = OpenStreetMap(settings.overpass_url, settings.nominatim_url)
    finder = address_finder(settings.pdok_url, settings.nominatim_url)
    find_address = keeping_finder(database, finder, now)
    return Tools(settings, database, open_post(settings), now, open_map, find_address)
