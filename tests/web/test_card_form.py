"""Reading the form of a referral card."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from wijksafari.web.card_form import FIELDS, CardFormError, card_as_typed, read_card, typed_card


@given(st.dictionaries(st.sampled_from(list(FIELDS)), st.text(max_size=700)))
def test_whatever_is_typed_is_refused_by_field_or_reads_the_same_once_it_is_kept(
    typed: dict[str, str],
) -> None:
    form = MultiDict(typed)
    assert typed_card(form).keys() == FIELDS.keys()
    try:
        facts = read_card(form)
    except CardFormError as error:
        assert error.fields.keys() <= FIELDS.keys()
    else:
        assert read_card(MultiDict(card_as_typed(facts))) == facts


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("contact_telefoon", "vraag Greet"),
        ("verwijs_telefoon", "06-12345678 of 06-87654321"),
        ("verwijs_email", "greet@"),
        ("voor_wie", "a" * 401),
        ("niet_voor", "regel\n" * 9),
        ("kosten", "gra\u202etis"),
        ("talen", "a" * 201),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(field: str, typed: str) -> None:
    with pytest.raises(CardFormError) as caught:
        read_card(MultiDict({field: typed}))
    assert list(caught.value.fields) == [field]


def test_choices_that_the_form_does_not_have_are_nothing() -> None:
    facts = read_card(MultiDict([("hoe", "email"), ("hoe", "duif"), ("hoe", "phone")]))
    assert facts.ways == ("phone", "email")
