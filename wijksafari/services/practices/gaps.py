"""What is not known of a practice yet."""

from collections.abc import Iterator

from wijksafari.models import Practice
from wijksafari.services.practices.numbers import numbers_of


def gaps_of(practice: Practice) -> tuple[str, ...]:
    """What is missing, in words that go after "Ontbreekt nog:"."""
    return tuple(_gaps(practice))


def _gaps(practice: Practice) -> Iterator[str]:
    if not numbers_of(practice).counting:
        yield "het aantal huisartsen en POH’s"
    if not practice.contact_email:
        yield "e-mailadres van de praktijk"
    if not practice.contact_name:
        yield "contactpersoon"
    if not practice.address:
        yield "adres"
    unknown = sum(not person.email for person in practice.people)
    if unknown:
        yield f"e-mailadres van {'één medewerker' if unknown == 1 else f'{unknown} medewerkers'}"
