"""Without a mail server: mails as files, to be read in the browser."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC
from email.message import EmailMessage
from pathlib import Path
from tempfile import NamedTemporaryFile

from wijksafari.errors import NotFoundError
from wijksafari.mail.sender import DelayedError

MOST_KEPT = 500

_NAME = re.compile(r"[0-9TZ]{16,24}-[0-9a-z]{1,40}\.eml")


class FolderSender:
    """Keeps the newest ``MOST_KEPT`` mails in ``folder``; a mail sent twice is there once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: EmailMessage, sender: str, recipient: str) -> None:  # noqa: ARG002
        """Write the file beside and rename it. Raises DelayedError where that fails."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self._folder / _name_of(message), message.as_bytes())
            for old in kept_mails(self._folder)[MOST_KEPT:]:
                old.unlink(missing_ok=True)
        except OSError as error:
            raise DelayedError(
                "De map voor mail kan niet worden beschreven. Maak ruimte op de schijf."
            ) from error

    def close(self) -> None:
        """Nothing is kept open."""


def kept_mails(folder: Path) -> Sequence[Path]:
    """The files of mails in ``folder``, newest first."""
    found = (path for path in folder.glob("*.eml") if _NAME.fullmatch(path.name))
    return sorted(found, key=lambda path: path.name, reverse=True)


def kept_mail(folder: Path, name: str) -> bytes:
    """The mail in the file of this name. Raises NotFoundError."""
    if _NAME.fullmatch(name):
        with suppress(OSError):
            return (folder / name).read_bytes()
    raise NotFoundError("Deze mail is er niet (meer).")


def _name_of(message: EmailMessage) -> str:
    """Of what never changes in it: when it was written, and its Message-ID."""
    written = message["Date"].datetime.astimezone(UTC)
    own = re.sub(r"[^0-9a-z]", "", str(message["Message-ID"]).partition("@")[0].lower())
    return f"{written:%Y%m%dT%H%M%SZ}-{own[:40]}.eml"


def _write(path: Path, content: bytes) -> None:
    # A temporary file is its owner's alone.
    with NamedTemporaryFile(dir=path.parent, prefix=".mail-", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            Path(file.name).replace(path)
        except OSError:
            Path(file.name).unlink(missing_ok=True)
            raise
