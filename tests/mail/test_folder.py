"""Mails kept as files while there is no mail server."""

import stat
from datetime import timedelta
from pathlib import Path

import pytest

from tests.mail.parcels import WRITTEN, arrived, create_parcel
from wijksafari.errors import NotFoundError
from wijksafari.mail import folder as folders
from wijksafari.mail.folder import FolderSender, kept_mail, kept_mails
from wijksafari.mail.mime import message_of
from wijksafari.mail.sender import DelayedError


def _send(folder: Path, number: int = 0) -> None:
    parcel = create_parcel(
        message_id=f"<{number:032x}@wijksafari.test>",
        subject=f"Mail {number}",
        written_at=WRITTEN + timedelta(seconds=number),
    )
    FolderSender(folder).send(message_of(parcel), "post@wijksafari.test", "daan@voorbeeld.test")


def test_a_mail_is_kept_for_its_owner_only_and_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "instance" / "mail"
    _send(folder, 7)
    (path,) = kept_mails(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert arrived(kept_mail(folder, path.name))["Subject"] == "Mail 7"


def test_the_newest_comes_first_and_one_that_is_sent_twice_is_there_once(tmp_path: Path) -> None:
    for number in (1, 3, 2, 3):
        _send(tmp_path, number)
    subjects = [arrived(path.read_bytes())["Subject"] for path in kept_mails(tmp_path)]
    assert subjects == ["Mail 3", "Mail 2", "Mail 1"]


def test_only_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_KEPT", 3)
    for number in range(6):
        _send(tmp_path, number)
    subjects = [arrived(path.read_bytes())["Subject"] for path in kept_mails(tmp_path)]
    assert subjects == ["Mail 5", "Mail 4", "Mail 3"]


@pytest.mark.parametrize(
    "name", ["", "..", "../secret.key", "/etc/passwd", "x.eml", ".mail-abc", "a" * 300, "a\x00.eml"]
)
def test_nothing_but_a_mail_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.eml").write_text("geheim")
    with pytest.raises(NotFoundError):
        kept_mail(tmp_path, name)


def test_a_folder_that_cannot_be_written_is_a_reason_to_try_again(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in de weg")
    with pytest.raises(DelayedError, match="map voor mail"):
        _send(tmp_path / "mail")


def test_no_half_mail_is_left_behind(tmp_path: Path) -> None:
    _send(tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".eml"]
