"""The installation's own street files."""

import os
import shutil
from pathlib import Path

from wijksafari.errors import InputError, NoStreetsError
from wijksafari.models import Neighbourhood


def street_path(folder: Path, neighbourhood: Neighbourhood) -> Path:
    """The wijk's file in the street ``folder``. Raises NoStreetsError while it has none."""
    if neighbourhood.streets:
        return folder / neighbourhood.streets
    raise NoStreetsError(
        f"Van {neighbourhood.name} zijn nog geen straten opgehaald; zonder straten is er geen route"
        " te plannen. Haal ze eerst op, op de pagina van de wijk."
    )


def put_street_file(source: Path, target: Path) -> None:
    """Copy ``source`` to ``target``: beside it first, so that nobody ever reads half a file.

    Raises InputError where it cannot be written.
    """
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"Het stratenbestand kan niet worden bewaard in {target.parent}; maak daar ruimte, of"
            " kies een andere map met WIJKSAFARI_INSTANCE."
        ) from error
