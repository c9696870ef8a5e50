"""Mail addresses as people type them."""

from email_validator import EmailNotValidError, validate_email

from wijksafari.errors import InputError


def read_email(text: str) -> str:
    """The address in the form mail is sent to, its domain in ASCII.

    Raises InputError with a sentence for whoever typed it.
    """
    try:
        found = validate_email(
            text.strip(), check_deliverability=False, allow_smtputf8=False, test_environment=True
        )
    except EmailNotValidError:
        raise InputError(
            "Dit e-mailadres klopt niet. Schrijf het als naam@praktijk.nl, zonder letters met"
            " accenten voor de @."
        ) from None
    return found.ascii_email or found.normalized


def email_key(address: str) -> str:
    """The same for two ways to write one address."""
    return address.casefold()
