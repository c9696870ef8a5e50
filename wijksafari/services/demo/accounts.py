"""Accounts to try the site with: one of each kind, with one password nobody else knows."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.models import Neighbourhood, User
from wijksafari.services.accounts.accounts import add_user, set_membership
from wijksafari.services.accounts.passwords import hashed

FILE = "demo-account.txt"
ADVISER, KWARTIERMAKER, ADMINISTRATOR = (
    f"{who}@voorbeeld.test" for who in ("adviseur", "kwartiermaker", "beheer")
)


def add_demo_accounts(
    session: Session, neighbourhood: Neighbourhood, folder: Path, now: datetime
) -> None:
    """Three accounts on a site that has none, and their password in a file of ``folder``."""
    if session.scalar(select(User.id).limit(1)) is not None:
        return
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    kept = hashed(password)
    for email, name, role in (
        (ADVISER, "Anne Adviseur (verzonnen)", "ros_adviser"),
        (KWARTIERMAKER, "Karim Kwartiermaker (verzonnen)", "kwartiermaker"),
        (ADMINISTRATOR, "Bea Beheer (verzonnen)", ""),
    ):
        user = add_user(session, name=name, email=email, now=now, administrator=not role)
        user.password = kept
        if role:
            set_membership(session, user, neighbourhood.slug, role)
    _keep(folder / FILE, password)


def demo_accounts(folder: Path) -> str:
    """What the file says; empty where there is none."""
    path = folder / FILE
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _keep(path: Path, password: str) -> None:
    """Written beside and renamed, and its owner's alone from the start."""
    lines = [*(ADVISER, KWARTIERMAKER, ADMINISTRATOR), f"wachtwoord: {password}", ""]
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        "w", dir=path.parent, prefix=".demo-", encoding="utf-8", delete=False
    ) as file:
        file.write("\n".join(lines))
    Path(file.name).replace(path)
