import pytest

from wijksafari.planning.address import Address, read_address


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("Kerkweg 1, 2631 AA Nootdorp", Address("Kerkweg 1", "2631 AA", "Nootdorp")),
        ("Kerkweg 1 2631aa Den  Haag", Address("Kerkweg 1", "2631AA", "Den Haag")),
        ("Kerkweg 1, 2631AA, Nootdorp", Address("Kerkweg 1", "2631AA", "Nootdorp")),
        ("Plein 1944 12, 6511 JB Nijmegen", Address("Plein 1944 12", "6511 JB", "Nijmegen")),
        ("Kerkweg 1, Nootdorp", Address("Kerkweg 1", "", "Nootdorp")),
        ("Kerkweg 1", Address("Kerkweg 1")),
        ("2631 AA", Address("", "2631 AA")),
        (" , ", Address("")),
        ("", Address("")),
    ],
)
def test_an_address_on_one_line_is_taken_apart(line: str, address: Address) -> None:
    assert read_address(line) == address


@pytest.mark.parametrize(
    "address",
    [Address("Kerkweg 1", "2631 AA", "Nootdorp"), Address("Kerkweg 1-3", "", "Den Haag")],
)
def test_what_was_written_on_one_line_is_read_back(address: Address) -> None:
    assert read_address(str(address)) == address
