"""The installation's own street files."""

import os
import shutil
from pathlib import Path

from wijksafari.errors import InputError


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
