"""Locations by what somebody types."""

import pytest

from wijksafari.services.imports.place_search import NamedPlace, PlaceSearch

SEARCH = PlaceSearch(
    (
        NamedPlace("linde", "De Linde", "Dorpsstraat 1, 2631 AA Nootdorp"),
        NamedPlace("lindeboom", "De Lindeboom", "Dorpsstraat 12, 2631 AA Nootdorp"),
        NamedPlace("cafe", "Café Zoë", ""),
        NamedPlace("cafe-2", "Café Zoë", "Kade 3"),
    )
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("De Linde", ["linde"]),
        ("de linde, dorpsstraat 1, 2631 aa nootdorp", ["linde"]),
        ("lind", ["linde", "lindeboom"]),
        ("dorpsstraat 1", ["linde"]),
        ("dorpsstraat", ["linde", "lindeboom"]),
        ("cafe zoe", ["cafe", "cafe-2"]),
        ("kade zoë", ["cafe-2"]),
        ("cafe-2", ["cafe-2"]),
        ("nergens", []),
        ("  ", []),
        ("’!", []),
    ],
)
def test_a_name_an_address_or_a_part_of_these_finds_it(text: str, codes: list[str]) -> None:
    assert [each.code for each in SEARCH.find(text)] == codes
