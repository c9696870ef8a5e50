"""What a referral card says, lacks, and would become."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wijksafari.planning.card_facts import FACT_NAMES, CardFacts, fact_changes
from wijksafari.planning.cards import Contact, ReferralCard, is_due

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHOLE = CardFacts(
    offers="Samen eten",
    for_whom="Wie alleen is",
    ways=("walk_in",),
    who_may_refer=("gp",),
    contact_name="Greet",
)


def card(**facts: object) -> ReferralCard:
    return ReferralCard(location_id="linde", name="De Linde", facts=replace(WHOLE, **facts))


@pytest.mark.parametrize(("days", "due"), [(0, False), (182, False), (183, True), (400, True)])
def test_a_card_is_due_once_half_a_year_went_by(days: int, due: bool) -> None:
    assert is_due(NOW - timedelta(days=days), NOW) is due


def test_a_card_that_nobody_checked_is_due() -> None:
    assert card().stale(NOW)


def test_every_field_of_a_card_has_a_name() -> None:
    assert set(FACT_NAMES) == set(CardFacts.__slots__)


def test_a_card_that_says_what_a_gp_needs_has_no_gaps() -> None:
    assert card().gaps == ()
    assert ReferralCard(location_id="linde", name="De Linde").gaps[:2] == (
        "wat het biedt",
        "voor wie het is",
    )


def test_who_is_to_be_phoned_needs_a_number_of_their_own_or_the_contacts() -> None:
    assert card(ways=("phone",)).gaps == ("een telefoonnummer om te verwijzen",)
    assert card(ways=("phone",), contact_phone="06-1").reach[0].contact == Contact(phone="06-1")
    both = card(ways=("phone",), contact_phone="06-1", refer_phone="06-2")
    assert both.reach[0].contact == Contact(phone="06-2")


def test_a_contact_alone_is_nothing_about_referring() -> None:
    facts = CardFacts(contact_name="Greet", accessibility="lift")
    assert not ReferralCard(location_id="linde", name="De Linde", facts=facts).written


def test_changes_are_told_as_people_read_them() -> None:
    changed = fact_changes(WHOLE, replace(WHOLE, ways=("phone", "walk_in"), cost="gratis"))
    assert [(each.label, each.old, each.new) for each in changed] == [
        ("Hoe verwijzen", "Binnenlopen, zonder afspraak", "Bellen, Binnenlopen, zonder afspraak"),
        ("Kosten", "", "gratis"),
    ]
