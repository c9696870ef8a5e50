"""The sender that the settings ask for."""

from email.utils import parseaddr

from wijksafari.config import Settings
from wijksafari.mail.folder import FolderSender
from wijksafari.mail.sender import Sender
from wijksafari.mail.server import read_server
from wijksafari.mail.smtp import SmtpSender


def open_sender(settings: Settings) -> Sender:
    """By SMTP, or into ``settings.mail_folder`` without a server. Raises InputError."""
    if not settings.smtp_url:
        return FolderSender(settings.mail_folder)
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    return SmtpSender(read_server(settings.smtp_url), domain)
