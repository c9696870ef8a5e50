"""What mail servers say about mail that did not arrive."""

import pytest

from tests.mail.reports import HEADERS, OURS, WHOLE, create_report
from wijksafari.errors import InputError
from wijksafari.mail.bounce import LARGEST, read_report


@pytest.mark.parametrize("returned", [HEADERS, WHOLE])
def test_a_report_tells_which_mail_came_back_and_why(returned: str) -> None:
    report = read_report(create_report(returned=returned))
    assert report.failed
    assert report.message_ids == (OURS,)
    assert report.problem == "Dit e-mailadres bestaat niet. Kijk het na bij de praktijk."


def test_crlf_line_ends_change_nothing() -> None:
    content = create_report().replace(b"\n", b"\r\n")
    assert read_report(content) == read_report(create_report())


def test_a_report_that_returns_nothing_may_answer_the_mail_instead() -> None:
    content = create_report(returned="Content-Type: text/plain\n\nniets\n")
    answer = content.replace(b"Return-Path: <>", b"In-Reply-To: " + OURS.encode())
    assert read_report(content).message_ids == ()
    assert read_report(answer).message_ids == (OURS,)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("5.2.2", "vol"),
        ("5.7.1", "houdt onze mail tegen"),
        ("5.9.9", "weigert"),
        ("onzin", "weigert"),
        ("4.4.7", "dagenlang"),
    ],
)
def test_the_reason_is_a_sentence_of_ours(status: str, says: str) -> None:
    assert says in read_report(create_report(status=status)).problem


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "<script>"])
def test_only_a_failure_is_one(action: str) -> None:
    assert not read_report(create_report(action=action)).failed


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 1000,
        b"Subject: Vakantie\n\nIk ben er niet.\n",
        b"Content-Type: message/delivery-status\n\ngeen blokken",
        b"Content-Type: multipart/report; boundary=x\n\n--x\n--x--\n",
        b"Content-Type: multipart/mixed; boundary=" + b"x" * 100_000 + b"\n\n",
        b"a" * (LARGEST + 1),
    ],
)
def test_what_is_no_report_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        read_report(content)


def test_a_thousand_boxes_in_boxes_are_not_opened() -> None:
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000)
    )
    with pytest.raises(InputError):
        read_report(nested)


def test_a_report_full_of_message_ids_names_only_some() -> None:
    many = "\n".join(f"Message-ID: <{n}@x.test>" for n in range(5000))
    report = read_report(create_report(returned=f"Content-Type: text/rfc822-headers\n\n{many}\n"))
    assert len(report.message_ids) <= 20
