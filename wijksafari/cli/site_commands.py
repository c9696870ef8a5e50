"""``demo`` and ``serve``: the example wijk, and the site itself."""

import gc
import logging
import os
from contextlib import closing, nullcontext

import click

from wijksafari.errors import InputError


@click.command(short_help="De voorbeeldwijk klaarzetten.")
def demo() -> None:
    """Zet een verzonnen voorbeeldwijk klaar, met een geplande wijksafari."""
    from wijksafari import clock
    from wijksafari.config import read_settings
    from wijksafari.database import open_database
    from wijksafari.services.demo.accounts import add_demo_accounts, demo_accounts
    from wijksafari.services.demo.answers import add_demo_answers
    from wijksafari.services.demo.demo import prepare_demo
    from wijksafari.services.demo.hosts import add_demo_hosts
    from wijksafari.services.demo.ride import add_demo_ride, demo_ride_begins
    from wijksafari.services.mail.post import open_post
    from wijksafari.streets.routers import StreetRouters

    settings = read_settings(os.environ)
    routers = StreetRouters()
    with closing(open_database(settings.database_url)) as database:
        database.upgrade()
        with database.writing.begin() as session:
            neighbourhood = prepare_demo(
                session,
                settings.streets,
                lambda path, dark: routers(path, dark=dark),
                clock.now(),
            )
            add_demo_accounts(session, neighbourhood, settings.instance, clock.now())
            post = open_post(settings)
            add_demo_answers(session, neighbourhood, post, clock.now())
            add_demo_ride(session, neighbourhood, post, clock.now())
            add_demo_hosts(session, neighbourhood, post, clock.now())
            begins = demo_ride_begins(session, neighbourhood)
    click.echo("De voorbeeldwijk staat klaar.")
    accounts = demo_accounts(settings.instance)
    if accounts:
        click.echo(f"Inloggen kan als:\n{accounts}", nl=False)
    if begins:
        click.echo(
            "De oefenavond beleeft u met:\n"
            f'python -m wijksafari serve --with-worker --at "{begins:%Y-%m-%d %H:%M}"'
        )


@click.command(short_help="De site starten.")
@click.option("--with-worker", is_flag=True, help="Verstuur ook de mail, zoals work doet.")
@click.option("--at", metavar="MOMENT", help="Oefenen: begin op dit moment ('2027-02-02 18:40').")
def serve(*, with_worker: bool, at: str | None) -> None:
    """Start de site op deze computer."""
    import waitress

    from wijksafari import create_app
    from wijksafari.cli.worker_process import ending_on_sigterm, worker_beside
    from wijksafari.config import read_settings
    from wijksafari.database import open_database

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    environ = _with_clock_at(at) if at else dict(os.environ)
    settings = read_settings(environ)
    with closing(open_database(settings.database_url)) as database:
        database.upgrade()
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    try:
        server = waitress.create_server(
            create_app(settings),
            host=settings.host,
            port=settings.port,
            threads=8,
            # Browsers keep several connections open each, for minutes.
            connection_limit=500,
            asyncore_use_poll=True,
            ident=None,
            # What proxies add is read, and checked, by the site itself.
            clear_untrusted_proxy_headers=not settings.proxies,
        )
    except OSError as error:
        raise InputError(
            f"Poort {settings.port} is al in gebruik. Stop het andere programma, of kies een andere"
            " poort met WIJKSAFARI_PORT."
        ) from error
    click.echo(f"Wijksafari draait op http://{host}:{settings.port} (stoppen met Ctrl+C).")
    if settings.keeps_mail:
        click.echo(f"Mail gaat nergens heen; u leest hem op http://{host}:{settings.port}/mail.")
    if settings.clock_ahead:
        click.echo(
            "De oefenklok loopt: wat op tijd gebeurt (herinneren, afsluiten, wissen), gebeurt naar"
            " die klok."
        )
    # What is loaded now stays: looking through it for garbage made visitors wait for 0.1 s.
    gc.freeze()
    with ending_on_sigterm(), worker_beside(environ) if with_worker else nullcontext():
        server.run()


def _with_clock_at(text: str) -> dict[str, str]:
    """The environment in which the clocks of site and worker start at that moment."""
    from wijksafari import clock
    from wijksafari.cli.parameters import local_time

    try:
        moment = local_time(text)
    except InputError as error:
        raise InputError(f"--at: {error}") from error
    ahead = round((moment - clock.now()).total_seconds())
    return {**os.environ, "WIJKSAFARI_CLOCK_AHEAD": str(ahead)}
