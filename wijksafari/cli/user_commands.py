"""``user``: accounts from the command line, the first one above all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from wijksafari.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from wijksafari.config import Settings

_ROLES = {"adviseur": "ros_adviser", "kwartiermaker": "kwartiermaker"}


@click.group(short_help="Accounts geven en bekijken.")
def user() -> None:
    """Geef accounts, of bekijk wie er een heeft."""


@user.command(short_help="Een account geven.")
@click.argument("email")
@click.option("--name", "name", required=True, help="Hoe deze persoon heet.")
@click.option("--administrator", is_flag=True, help="Mag ook accounts geven en wijzigen.")
@click.option("--wijk", "slug", default="", help="De korte naam van de wijk, zoals in het adres.")
@click.option("--role", default="", help="In die wijk: adviseur (standaard) of kwartiermaker.")
@click.option("--invite", is_flag=True, help="Mail een uitnodiging om een wachtwoord te kiezen.")
@click.option("--password-stdin", is_flag=True, help="Lees het wachtwoord van standaardinvoer.")
def add(
    *,
    email: str,
    name: str,
    administrator: bool,
    slug: str,
    role: str,
    invite: bool,
    password_stdin: bool,
) -> None:
    """Geef EMAIL een account. Vraagt tweemaal om een wachtwoord, tenzij u anders zegt."""
    from wijksafari import clock
    from wijksafari.services.accounts.accounts import add_user, set_membership
    from wijksafari.services.accounts.mail import mail_invitation
    from wijksafari.services.accounts.passwords import hashed
    from wijksafari.services.mail.post import open_post

    if (role and role not in _ROLES) or (role and not slug):
        raise InputError("--role: verwacht adviseur of kwartiermaker, samen met --wijk.")
    if invite and password_stdin:
        raise InputError("Kies --invite of --password-stdin, niet beide.")
    password = "" if invite else _password(email, from_stdin=password_stdin)
    with _writing() as (session, settings):
        row = add_user(
            session, name=name, email=email, now=clock.now(), administrator=administrator
        )
        if slug:
            set_membership(session, row, slug, _ROLES[role or "adviseur"])
        if invite:
            mail_invitation(session, open_post(settings), row, clock.now(), by="De beheerder")
        else:
            row.password = hashed(password)
        address = row.email
    click.echo(
        f"{address} is uitgenodigd; de mail staat klaar." if invite else f"{address} kan inloggen."
    )


@user.command("list", short_help="Wie er een account heeft.")
def list_users() -> None:
    """Toon ieder account op een regel: e-mailadres, naam, en wat diegene doet."""
    from wijksafari.services.accounts.accounts import all_users
    from wijksafari.services.accounts.roles import ROLE_NAMES

    with _writing() as (session, _):
        for each in all_users(session):
            work = [
                *(["beheerder"] if each.roles else []),
                *(f"{ROLE_NAMES[one.role]} {one.neighbourhood.slug}" for one in each.memberships),
                *([] if each.active else ["staat uit"]),
                *(["nog geen wachtwoord"] if each.password is None else []),
            ]
            click.echo(f"{each.email}\t{each.name}\t{', '.join(work)}")


def _password(email: str, *, from_stdin: bool) -> str:
    """A good password, typed twice out of sight or piped in. Raises InputError."""
    from wijksafari.services.accounts.passwords import password_problem

    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Wachtwoord (minstens 12 tekens)", hide_input=True)
        if click.prompt("Nog een keer", hide_input=True) != password:
            raise InputError("De twee wachtwoorden zijn niet gelijk; er is niets gewijzigd.")
    problem = password_problem(password, email)
    if problem:
        raise InputError(problem)
    return password


@contextmanager
def _writing() -> Iterator[tuple[Session, Settings]]:
    """A session on the installation's database, committed at the end."""
    from wijksafari.config import read_settings
    from wijksafari.database import open_database

    settings = read_settings(os.environ)
    with closing(open_database(settings.database_url)) as database:
        database.upgrade()
        with database.writing.begin() as session:
            yield session, settings
