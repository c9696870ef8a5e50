"""Reading the mails that are kept while there is no mail server; on this computer only."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Blueprint, Response, render_template
from markupsafe import Markup, escape

from wijksafari.clock import AMSTERDAM
from wijksafari.errors import NotFoundError
from wijksafari.mail.folder import kept_mail, kept_mails
from wijksafari.mail.reading import ReadMail, read_mail
from wijksafari.web import downloads
from wijksafari.web.collaborators import collaborators
from wijksafari.web.letters import letter_response
from wijksafari.web.security import show_letters

blueprint = Blueprint("demo_mail", __name__)

MOST_LISTED = 100

_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@blueprint.get("/mail")
def page() -> str:
    """The newest mails."""
    found = kept_mails(_folder())
    mails = [
        (path.name, read_mail(path.read_bytes(), headers_only=True)) for path in found[:MOST_LISTED]
    ]
    return render_template("web/demo_mail.html", mails=mails, count=len(found), here=AMSTERDAM)


@blueprint.get("/mail/<name>")
def one(name: str) -> str:
    """A mail as text and HTML, with its headers and attachments."""
    show_letters()
    mail = _read(name)
    return render_template(
        "web/demo_mail_one.html", name=name, mail=mail, text=_with_links(mail.text), here=AMSTERDAM
    )


@blueprint.get("/mail/<name>/brief")
def framed(name: str) -> Response:
    """The mail in HTML, for the frame on its page; its links open outside it."""
    return letter_response(_read(name).html, links=True)


@blueprint.get("/mail/<name>/bijlage/<int:number>")
def attachment(name: str, number: int) -> Response:
    """An attachment, to keep."""
    attachments = _read(name).attachments
    if number >= len(attachments):
        raise NotFoundError("Deze bijlage is er niet.")
    found = attachments[number]
    return downloads.attachment(found.content, found.content_type, found.name)


@blueprint.get("/mail/<name>/bron")
def source(name: str) -> Response:
    """The whole mail, for a mail program."""
    return downloads.attachment(kept_mail(_folder(), name), "message/rfc822", name)


def _folder() -> Path:
    settings = collaborators().settings
    if not settings.keeps_mail:
        raise NotFoundError("Deze pagina bestaat niet (meer).")
    return settings.mail_folder


def _read(name: str) -> ReadMail:
    return read_mail(kept_mail(_folder(), name))


def _with_links(text: str) -> Markup:
    """The text, its addresses clickable."""
    made, begin = Markup(), 0
    for found in _ADDRESS.finditer(text):
        made += escape(text[begin : found.start()])
        made += Markup('<a href="{0}">{0}</a>').format(found[0])
        begin = found.end()
    return made + escape(text[begin:])
