"""A parcel as the message that mail programs read.

The shape is what Outlook, Gmail and Apple Mail agree on: the words and the
calendar side by side in ``multipart/alternative``, which is the first part of
``multipart/mixed`` (Outlook looks for an invite nowhere else); after it the same
calendar as a file, as ``application/ics``, so that it is not an invite twice.
"""

import unicodedata
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from wijksafari.errors import InputError
from wijksafari.mail.parcel import Invite, Mailbox, Parcel
from wijksafari.render.programme import line

CALENDAR_NAME = "wijksafari.ics"
# Not NDR, nor All: Exchange would then keep to itself that a mail never arrived.
UNWANTED_ANSWERS = "DR, RN, NRN, OOF, AutoReply"
POLICY = SMTP.clone(cte_type="7bit")

_LONGEST_NAME = 120
_LONGEST_SUBJECT = 200


def message_of(parcel: Parcel) -> EmailMessage:
    """The message. Raises InputError where an address in it is none."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(parcel.sender)
    message["To"] = _address(parcel.to)
    if parcel.reply_to is not None:
        message["Reply-To"] = _address(parcel.reply_to)
    message["Subject"] = _plain(parcel.subject)[:_LONGEST_SUBJECT]
    message["Date"] = parcel.written_at
    message["Message-ID"] = parcel.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = UNWANTED_ANSWERS
    message.set_content(_printable(parcel.text), cte="quoted-printable")
    message.add_alternative(_printable(parcel.html), subtype="html", cte="quoted-printable")
    if parcel.invite is not None:
        _add_calendar(message, parcel.invite)
    return message


def _add_calendar(message: EmailMessage, invite: Invite) -> None:
    message.add_alternative(
        invite.content, subtype="calendar", cte="base64", params={"method": line(invite.method)}
    )
    message.add_attachment(
        invite.content.encode(),
        maintype="application",
        subtype="ics",
        filename=CALENDAR_NAME,
        params={"name": CALENDAR_NAME},
    )


def _address(mailbox: Mailbox) -> Address:
    """Names come from strangers: on one line, and no longer than a name is."""
    try:
        mailbox.email.encode("ascii")
        return Address(_plain(mailbox.name)[:_LONGEST_NAME].strip(), addr_spec=mailbox.email)
    except (ValueError, IndexError, MessageError) as error:
        raise InputError("Dit e-mailadres klopt niet. Verbeter het en probeer opnieuw.") from error


def _plain(text: str) -> str:
    """One line that is what it looks like.

    A header's text is searched for encoded words, and a line end hidden in one
    would begin another header.
    """
    return line(text).replace("=?", "= ?")


def _printable(text: str) -> str:
    """The text without control characters, but with its lines."""
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )
