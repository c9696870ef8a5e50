"""Files that are read in the background, kept with their list until they were.

Pieces of OpenStreetMap take seconds and much memory: no visitor waits for that,
and what a file does to whoever reads it, it does not do to the site.
"""

from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from wijksafari.errors import InputError
from wijksafari.models import CatalogueImport, ImportFile, Neighbourhood
from wijksafari.services.background_work import Claim, claimed
from wijksafari.services.catalogue.catalogue import lock_neighbourhood
from wijksafari.services.imports.lists import new_import
from wijksafari.services.journal import Actor

MOST_UNREAD = 3  # of at most 20 MB each, in one wijk
MOST_TRIES = 3
_TOO_MANY = (
    "Er wachten al drie kaarten om te worden gelezen. Kies dit bestand opnieuw als die klaar zijn."
)
_TOO_HARD = (
    "Dit bestand is niet te lezen: het lezen is drie keer gestopt voordat het klaar was. Knip een"
    " kleiner gebied uit, of kies een ander bestand."
)


def keep_file(
    session: Session,
    neighbourhood: Neighbourhood,
    content: bytes,
    name: str,
    *,
    actor: Actor,
    now: datetime,
) -> CatalogueImport:
    """A list that is yet to be read from the OSM file ``content``.

    Raises InputError while too many of the wijk's files wait already.
    """
    lock_neighbourhood(session, neighbourhood)
    mine = select(func.count()).select_from(ImportFile).join(CatalogueImport)
    mine = mine.where(CatalogueImport.neighbourhood_id == neighbourhood.id)
    if (session.scalar(mine.where(ImportFile.content.is_not(None))) or 0) >= MOST_UNREAD:
        raise InputError(_TOO_MANY)
    row = new_import(session, neighbourhood, "osm", name, actor=actor, now=now)
    session.add(ImportFile(import_id=row.id, content=content))
    session.flush()
    return row


def from_file(session: Session, number: int) -> bool:
    """Whether the list with this number is read from a file in the background."""
    return session.scalar(select(exists().where(ImportFile.import_id == number))) or False


def has_unread_file(session: Session, number: int) -> bool:
    """Whether the list with this number has a file that is yet to be read."""
    unread = (ImportFile.import_id == number) & ImportFile.content.is_not(None)
    return session.scalar(select(exists().where(unread))) or False


def begin_reading(session: Session, claim: Claim[CatalogueImport]) -> bytes:
    """The file of the list, to be read now.

    Raises ClaimLostError, and InputError for a file that stopped every worker
    that tried: one that has them killed would otherwise be read for ever.
    """
    claimed(session, claim)
    file = session.get_one(ImportFile, claim.number, with_for_update=True)
    if file.content is None or file.tries >= MOST_TRIES:
        raise InputError(_TOO_HARD)
    file.tries += 1
    return file.content


def refuse_file(session: Session, claim: Claim[CatalogueImport], problem: str) -> None:
    """The file cannot be used, as the Dutch sentence ``problem`` says. Raises ClaimLostError."""
    row = claimed(session, claim)
    row.state, row.problem = "failed", problem
    forget_file(session, claim.number)


def forget_file(session: Session, number: int) -> None:
    """What was in the file of the list is no longer needed."""
    session.execute(update(ImportFile).filter_by(import_id=number).values(content=None))


def try_again(session: Session, number: int) -> None:
    """Somebody asks for it: what went wrong before does not count."""
    session.execute(update(ImportFile).filter_by(import_id=number).values(tries=0))
