"""A mail server's report that a mail did not arrive."""

OURS = "<0123456789abcdef0123456789abcdef@wijksafari.test>"
REPORT = """\
Return-Path: <>
From: MAILER-DAEMON@mx.voorbeeld.test
To: post@wijksafari.test
Subject: Undelivered Mail Returned to Sender
Message-ID: <report-1@mx.voorbeeld.test>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grens"

--grens
Content-Type: text/plain

I'm sorry to have to inform you...

--grens
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.voorbeeld.test
Arrival-Date: Sun, 22 Nov 2026 12:00:00 +0100

Final-Recipient: rfc822; weg@voorbeeld.test
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <weg@voorbeeld.test>: unknown

--grens
{returned}
--grens--
"""
HEADERS = f"Content-Type: text/rfc822-headers\n\nFrom: a@b.test\nMessage-ID:\n {OURS}\nSubject: x\n"
WHOLE = f"Content-Type: message/rfc822\n\nFrom: a@b.test\nMessage-ID: {OURS}\n\nBeste Daan\n"


def create_report(action: str = "failed", status: str = "5.1.1", returned: str = HEADERS) -> bytes:
    return REPORT.format(action=action, status=status, returned=returned).encode()
