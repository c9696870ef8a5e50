"""Reports of mail servers about mail that did not arrive (RFC 3464).

Anybody can send us one, so nothing in it is believed but this: who knows the
Message-ID of a mail of ours has seen that mail.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from wijksafari.errors import InputError
from wijksafari.mail.reasons import sentence_for

LARGEST = 1_000_000

_MOST_PARTS = 50
_MOST_IDS = 20
_MESSAGE_ID = re.compile(r"<[0-9A-Za-z.!#$%&'*+/=?^_`{|}~-]{1,80}@[0-9A-Za-z.-]{1,100}>")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says: whether a mail ``failed``, and which one it may be.

    ``problem`` is a sentence for the organiser.
    """

    failed: bool
    message_ids: tuple[str, ...]
    problem: str


def read_report(content: bytes) -> Report:
    """The report in ``content``. Raises InputError where it is none, or larger than ``LARGEST``."""
    if len(content) > LARGEST:
        raise InputError("Deze melding is te groot.")
    try:
        message = message_from_bytes(content, policy=compat32)
        parts = list(_parts(message))
    except RecursionError as error:
        raise InputError("Deze melding heeft te veel delen in elkaar.") from error
    recipients = [each for part in parts for each in _recipients(part)]
    if not recipients:
        raise InputError("Dit is geen melding van een mailserver (message/delivery-status).")
    failed = [each for each in recipients if _field(each, "Action").lower() == "failed"]
    told = [_field(each, name) for each in failed for name in ("Status", "Diagnostic-Code")]
    return Report(bool(failed), tuple(_ids(message, parts)), sentence_for(" ".join(told)))


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number == _MOST_PARTS:
            return
        yield part


def _recipients(part: Message) -> list[Message]:
    """The blocks of a delivery-status part that tell of a recipient."""
    if part.get_content_type() != "message/delivery-status":
        return []
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return []
    return [block for block in blocks if isinstance(block, Message) and block["Action"]]


def _ids(report: Message, parts: list[Message]) -> Iterator[str]:
    """Message-IDs of the returned mail: from its own headers, else from those of the report."""
    found: list[str] = []
    for part in parts[1:]:
        found += _MESSAGE_ID.findall(_field(part, "Message-ID"))
        if part.get_content_type() in ("text/rfc822-headers", "text/plain"):
            found += _MESSAGE_ID.findall(_returned_headers(part))
    for name in ("In-Reply-To", "References"):
        found += _MESSAGE_ID.findall(_field(report, name))
    yield from dict.fromkeys(found[:_MOST_IDS])


def _returned_headers(part: Message) -> str:
    content = part.get_payload(decode=True)
    text = content.decode("ascii", "replace") if isinstance(content, bytes) else ""
    return "\n".join(re.findall(r"(?im)^message-id:[^\n]{0,250}(?:\n[ \t][^\n]{0,250})?", text))


def _field(part: Message, name: str) -> str:
    return str(part[name] or "").strip()[:2000]
