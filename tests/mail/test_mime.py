"""A mail as whoever receives it reads it."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import compat32

import pytest

from tests.mail.parcels import CALENDAR, INVITE, WRITTEN, create_parcel, sent_and_read, words
from wijksafari.errors import InputError
from wijksafari.mail.mime import message_of
from wijksafari.mail.parcel import Invite, Mailbox

HEADERS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]


def test_the_headers_say_who_wrote_when_to_whom_and_where_answers_go() -> None:
    message = sent_and_read()
    assert message["From"] == "Wijksafari <post@wijksafari.test>"
    assert message["To"] == "Daan Dokter <daan@voorbeeld.test>"
    assert message["Reply-To"] == "Anne Adviseur <anne@ros.test>"
    assert message["Subject"] == "U doet mee aan de wijksafari"
    assert message["Date"].datetime == WRITTEN
    assert message["Message-ID"] == "<0123456789abcdef0123456789abcdef@wijksafari.test>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_automatic_answers_are_declined_but_not_the_news_that_a_mail_never_arrived() -> None:
    suppressed = str(sent_and_read()["X-Auto-Response-Suppress"]).split(", ")
    assert "OOF" in suppressed
    assert not {"NDR", "All"} & set(suppressed)


def test_plain_text_and_html_stand_side_by_side_as_they_were_written() -> None:
    parcel = create_parcel()
    message = sent_and_read()
    assert message.get_content_type() == "multipart/alternative"
    assert words(message, "plain") == parcel.text
    assert words(message, "html").strip() == parcel.html


def test_a_calendar_is_an_invite_in_the_first_part_and_a_file_after_it() -> None:
    message = sent_and_read(invite=INVITE)
    assert message.get_content_type() == "multipart/mixed"
    first, file = message.iter_parts()
    assert first.get_content_type() == "multipart/alternative"
    kinds = [part.get_content_type() for part in first.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    invite = list(first.iter_parts())[2]
    assert invite["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert invite.get_payload(decode=True) == CALENDAR.encode()
    assert file.get_content_type() == "application/ics"
    assert file.get_filename() == "wijksafari.ics"
    assert file.get_payload(decode=True) == CALENDAR.encode()


def test_a_cancellation_says_so_in_its_type() -> None:
    message = sent_and_read(invite=Invite("CANCEL", CALENDAR))
    calendar = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert calendar["Content-Type"].params["method"] == "CANCEL"


def test_a_mail_is_seven_bit_lines_of_at_most_998_octets_that_end_in_crlf() -> None:
    content = message_of(
        create_parcel(invite=INVITE, text="é" * 5000 + "\n" + "x" * 5000, subject="ë" * 200)
    ).as_bytes()
    content.decode("ascii")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in each or b"\r" in each for each in lines)


HOSTILE = [
    "Jan\r\nBcc: iedereen@voorbeeld.test",
    "Jan\nBcc: iedereen@voorbeeld.test",
    "Jan\rBcc: iedereen@voorbeeld.test",
    "Jan\x00\x0b\x0c\x1c\x85\u2028\u2029Bcc: iedereen@voorbeeld.test",
    "Jan\u202egnirts\u2066",
    'Jan "de" O\'Brien, <b>',
    'Jan" <kaper@voorbeeld.test>, "',
    "Jan <kaper@voorbeeld.test>",
    "=?utf-8?q?x=0D=0ABcc=3A_y?=",
    "==??utf-8?q?x=0D=0ABcc=3A_y?=",
    "=\u200b?utf-8?q?x=0D=0ABcc=3A_y?=",
    "Zoë Ångström-Ğül 🚲 北京",
    "é" * 300,
    "x" * 300,
    "\\",
    "(commentaar",
    "",
    " ",
]


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("place", ["to", "reply_to", "sender"])
def test_a_name_stays_a_name_and_adds_no_header_and_no_recipient(place: str, name: str) -> None:
    message = sent_and_read(**{place: Mailbox(name, "daan@voorbeeld.test")})
    header = {"to": "To", "reply_to": "Reply-To", "sender": "From"}[place]
    assert message.keys() == HEADERS
    (address,) = message[header].addresses
    assert address.addr_spec == "daan@voorbeeld.test"
    assert address.display_name.isprintable()


def test_a_name_of_300_characters_is_cut_to_120() -> None:
    content = message_of(create_parcel(to=Mailbox("é" * 300, "daan@voorbeeld.test"))).as_bytes()
    # Python's own reader leaves spaces between the parts of a name this long.
    header = message_from_bytes(content, policy=compat32)["To"]
    assert str(make_header(decode_header(header))) == "é" * 120 + " <daan@voorbeeld.test>"


@pytest.mark.parametrize("subject", HOSTILE)
def test_a_subject_stays_a_subject(subject: str) -> None:
    message = sent_and_read(subject=subject)
    assert message.keys() == HEADERS
    assert len(message["Subject"]) <= 200
    assert str(message["Subject"]).isprintable()


def test_names_with_accents_arrive_as_they_were_written() -> None:
    name = "Zoë Ångström-Ğül, huisarts 🚲"
    (address,) = sent_and_read(to=Mailbox(name, "zoe@voorbeeld.test"))["To"].addresses
    assert address.display_name == name


@pytest.mark.parametrize(
    "email",
    [
        "",
        "geen-adres",
        "a@b@c.test",
        "daan@voorbeeld.test\r\nBcc: x@y.test",
        "daan@voorbeeld.test, kaper@voorbeeld.test",
        "zoë@voorbeeld.test",
        "daan@",
        "@voorbeeld.test",
        "daan <daan@voorbeeld.test>",
    ],
)
def test_what_is_no_address_is_refused_in_a_sentence(email: str) -> None:
    with pytest.raises(InputError, match="klopt niet"):
        message_of(create_parcel(to=Mailbox("Daan", email)))


def test_control_characters_are_left_out_of_the_words() -> None:
    message = sent_and_read(text="a\x00b\x1b[31m\ud800c\nd", html="<p>\x00</p>")
    assert words(message, "plain") == "ab[31mc\nd\n"


def test_the_date_is_the_moment_of_writing_however_late_it_leaves() -> None:
    written = datetime(2026, 6, 4, 15, 30, tzinfo=UTC)
    assert sent_and_read(written_at=written)["Date"].datetime == written


def test_a_line_with_only_a_dot_or_a_from_survives() -> None:
    text = "eerst\n.\nFrom mij\n..\nlaatst\n"
    assert words(sent_and_read(text=text), "plain") == text
