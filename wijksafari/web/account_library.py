"""The parts of the accounts library that this site does in its own way."""

from __future__ import annotations

import re
from typing import Any, cast

from flask import url_for
from flask_security import ForgotPasswordForm, LoginForm, MailUtil, PasswordUtil, Totp, UserMixin
from flask_wtf import FlaskForm
from sqlalchemy.orm import object_session

from wijksafari.errors import InputError
from wijksafari.models import User
from wijksafari.services.accounts.mail import mail_changed, mail_reset
from wijksafari.services.accounts.passwords import normal, password_problem
from wijksafari.services.mail.email_addresses import read_email
from wijksafari.web.accounts_database import accounts_session, commit_after
from wijksafari.web.collaborators import collaborators

# A path on this site, in none of the spellings that browsers take for another one.
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20]*")


class PlainLoginForm(LoginForm):
    """E-mail and password; nobody is remembered after their login is over."""

    remember = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email.data = (self.email.data or "").strip()
        if not _LOCAL.fullmatch(self.next.data or ""):
            # A strange address to return to is no reason to keep somebody out.
            self.next.data = ""


class ForgottenForm(ForgotPasswordForm):
    """Refuses what cannot be an address, and keeps to itself which addresses are known."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether a mail can be sent."""
        try:
            read_email(self.email.data or "")
        except InputError as error:
            # Not the field's own: the library hides those, for they may tell who is known.
            self.form_errors.append(str(error))
            return False
        return super().validate(**kwargs)


class NoRescueForm(FlaskForm):  # type: ignore[misc]
    """Nothing: whoever lost their telephone asks an administrator."""


class OutboxMail(MailUtil):
    """Mails about accounts, with our words, in the transaction of what caused them."""

    def send_mail(self, template: str, *_args: Any, **context: Any) -> None:
        """Put the mail in the outbox."""
        made, session, user = collaborators(), accounts_session(), context["user"]
        # The links that the library made start with whatever host the visitor's browser named.
        if template.endswith("reset_instructions"):
            path = url_for("security.reset_password", token=context["reset_token"])
            mail_reset(session, made.post, user, path, made.now())
        else:
            mail_changed(session, made.post, user, url_for("security.forgot_password"), made.now())
        commit_after()


class OurPasswords(PasswordUtil):
    """Long enough, not easily guessed."""

    def normalize(self, password: str) -> str:
        """The same for two ways to write one password."""
        return normal(password)

    def validate(
        self,
        password: str,
        is_register: bool,  # noqa: ARG002
        **kwargs: Any,
    ) -> tuple[list[str] | None, str]:
        """What is wrong with it, if anything, and the password as it is hashed."""
        problem = password_problem(password, kwargs["user"].email)
        return [problem] if problem else None, normal(password)


class OneTimeCodes(Totp):
    """Codes of an authenticator app, each of which works once."""

    def get_last_counter(self, user: UserMixin) -> int | None:
        """The half minute of the last code that worked; the same code at once waits here."""
        row = cast("User", user)
        session = object_session(row)
        if session is not None:
            session.refresh(row, ["tf_last_counter"], with_for_update=True)
        return row.tf_last_counter

    def set_last_counter(self, user: UserMixin, tmatch: Any) -> None:
        """Keep it; the view commits."""
        cast("User", user).tf_last_counter = tmatch.counter
