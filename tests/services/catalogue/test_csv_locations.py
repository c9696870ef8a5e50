from pathlib import Path

import pytest

from wijksafari.errors import InputError, ServiceUnavailableError
from wijksafari.planning.address import Address, Ambiguous, Finding, Found, NotFound
from wijksafari.planning.route import Point
from wijksafari.services.catalogue.locations_csv import read_locations

AMSTERDAM = Path(__file__).parents[4] / "shared" / "data" / "locations" / "amsterdam.csv"
DEMO = Path(__file__).parents[3] / "data" / "demo" / "locations.csv"


def problems(text: str, **options) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read_locations(text.encode(), **options)
    return caught.value.problems


def test_a_full_row_becomes_a_location() -> None:
    (location,) = read_locations(
        b"id;name;latitude;longitude;address;postcode;city;type;theme;priority;"
        b"contact_name;contact_email;contact_phone\n"
        b"a-1;De Linde;52,0417;4,3956;Dorpsstraat 1;2631 aa;Nootdorp;Buurthuis;taal;8;"
        b"Jo;jo@example.org;06-12345678\n"
    ).locations
    assert location.point == Point(52.0417, 4.3956)
    assert (location.id, location.name, location.priority) == ("a-1", "De Linde", 8)
    assert location.address == "Dorpsstraat 1, 2631 AA Nootdorp"
    assert (location.type, location.theme) == ("Buurthuis", "taal")
    assert location.contact_email == "jo@example.org"


def test_what_is_optional_has_a_default() -> None:
    (location,) = read_locations(b"id,name,latitude,longitude\n1,A,52.1,5.1\n").locations
    assert (location.priority, location.theme, location.address) == (5, None, "")


def test_the_amsterdam_list_is_read_as_it_is() -> None:
    if not AMSTERDAM.exists():
        pytest.skip("the shared data lies not beside the project")
    file = read_locations(AMSTERDAM)
    assert len(file.locations) == 307
    assert file.notices == ("Overgeslagen, want onbekend: kolom district.",)


def test_the_demo_wijk_is_read_and_says_it_is_fictional() -> None:
    file = read_locations(DEMO)
    assert len(file.locations) == 16
    assert not file.notices
    assert all("(fictief voorbeeld)" in location.address for location in file.locations)


def test_names_the_missing_columns_and_what_was_found() -> None:
    assert problems("id,naam,latitude\n1,A,52\n") == (
        "De eerste rij mist kolom name, longitude. Nodig: id, name, latitude, longitude of "
        "id, name, address, postcode, city. Gevonden: id, naam, latitude.",
    )


def test_reports_all_errors_at_once_each_with_row_and_column() -> None:
    found = problems(
        "id,name,latitude,longitude,priority,contact_email,contact_phone\n"
        "a b,A,52.1,5.1,5,,\n"
        "2,,52.1,5.1,11,,\n"
        "3,C,noord,5.1,5,geen mail,bel maar\n"
        "3,D,52.1,5.1,vijf,,\n"
    )
    assert [problem.split(":")[0] for problem in found] == [
        "Rij 2, kolom id",
        "Rij 3, kolom name",
        "Rij 3, kolom priority",
        "Rij 4, kolom contact_email",
        "Rij 4, kolom contact_phone",
        "Rij 4, kolom latitude",
        "Rij 5, kolom priority",
        "Rij 5, kolom id",
    ]
    assert found[5].endswith("verwacht een getal als 52.0417, gevonden 'noord'.")
    assert "rij 4 heeft dit ook" in found[-1]


@pytest.mark.parametrize("written", ["52046401", "52.046.401"])
def test_says_so_where_a_spreadsheet_lost_the_decimal_point(written: str) -> None:
    found = problems(f"id,name,latitude,longitude\na,A,{written},4.39\n")
    assert "Excel liet de punt weg" in found[0]


@pytest.mark.parametrize("code", ["nieuw", ".", ".."])
def test_an_id_whose_page_could_not_be_opened_is_refused(code: str) -> None:
    (problem,) = problems(f"id,name,latitude,longitude\n{code},A,52.1,5.1\n")
    assert problem.startswith("Rij 2, kolom id: verwacht letters")


@pytest.mark.parametrize("address", ["a(b)@c.nl", "a:b@c.nl", "a..b@c.nl", "jös@c.nl"])
def test_a_mail_address_to_which_no_mail_could_go_is_refused(address: str) -> None:
    (problem,) = problems(f"id,name,latitude,longitude,contact_email\n1,A,52.1,5.1,{address}\n")
    assert problem.startswith("Rij 2, kolom contact_email: verwacht een e-mailadres")


def test_swapped_coordinates_are_recognised() -> None:
    assert problems("id,name,latitude,longitude\n1,A,4.9,52.37\n") == (
        "Rij 2: breedte- en lengtegraad zijn verwisseld; latitude hoort 52.37 te zijn "
        "en longitude 4.9.",
    )


@pytest.mark.parametrize(
    "place", ["0,0", "48.85,2.35", "52.1,0.1", "nan,inf", "1e2,5.1", "52375824,5"]
)
def test_a_place_outside_the_netherlands_is_refused(place: str) -> None:
    (problem, *_) = problems(f"id,name,latitude,longitude\n1,A,{place}\n")
    assert problem.startswith(("Rij 2, kolom latitude:", "Rij 2, kolom longitude:"))


def test_hidden_and_overlong_text_is_refused() -> None:
    found = problems(f"id,name,latitude,longitude\n1,A\u202eB,52.1,5.1\n2,{'x' * 121},52.1,5.1\n")
    assert "onzichtbare tekens" in found[0]
    assert "hoogstens 120 tekens (121 gevonden)" in found[1]


def test_a_file_with_only_a_header_is_refused() -> None:
    assert problems("id,name,latitude,longitude\n") == (
        "Het bestand heeft geen rijen met locaties.",
    )


ADDRESSES = (
    "id,name,address,postcode,city\n1,A,Kerkweg 1,2631AA,Nootdorp\n2,B,Kerkweg 2,,Nootdorp\n"
)


def test_an_address_stands_in_for_coordinates() -> None:
    def finder(address: Address) -> Finding:
        return Found(Point(52.04, 4.4 if address.street == "Kerkweg 1" else 4.5), str(address))

    first, second = read_locations(ADDRESSES.encode(), finder).locations
    assert (first.point, second.point) == (Point(52.04, 4.4), Point(52.04, 4.5))
    assert second.address == "Kerkweg 2, Nootdorp"


def test_an_address_may_stand_in_one_cell() -> None:
    def finder(address: Address) -> Finding:
        return Found(Point(52.04, 4.4), address.city)

    content = "id;name;address;postcode;city\n1;A;Kerkweg 1, 2631 AA Nootdorp;;\n"
    (found,) = read_locations(content.encode(), finder).locations
    assert found.address == "Kerkweg 1, 2631 AA Nootdorp"


def test_an_ambiguous_and_a_missing_address_are_reported_with_their_row() -> None:
    def finder(address: Address) -> Finding:
        if address.postcode:
            return NotFound(("Kerkweg 11, Nootdorp",))
        return Ambiguous(("Kerkweg 2, Nootdorp", "Kerkweg 2, Delft"))

    found = problems(ADDRESSES, geocode=finder)
    assert found[0].startswith("Rij 2: het adres 'Kerkweg 1, 2631AA Nootdorp' is niet gevonden.")
    assert "Kerkweg 11, Nootdorp" in found[0]
    assert found[1].startswith("Rij 3: het adres 'Kerkweg 2, Nootdorp' kan meer plaatsen zijn:")


def test_a_service_that_is_down_is_asked_once_and_names_the_waiting_rows() -> None:
    asked = []

    def finder(address: Address) -> Finding:
        asked.append(address)
        raise ServiceUnavailableError("De adressendienst antwoordt niet.")

    (problem,) = problems(ADDRESSES, geocode=finder)
    assert problem.startswith("Rijen 2, 3: het adres kon niet worden opgezocht. De adressendienst")
    assert len(asked) == 1


def test_without_a_finder_addresses_ask_for_coordinates() -> None:
    (problem,) = problems(ADDRESSES)
    assert problem.startswith("Rijen 2, 3: geen coördinaten.")


def test_a_row_with_neither_place_nor_whole_address_is_refused() -> None:
    found = problems("id,name,address,postcode,city\n1,A,,,\n2,B,Kerkweg 1,,\n3,C,,,Nootdorp\n")
    assert [problem.split(":")[0] for problem in found] == [
        "Rij 2, kolom latitude",
        "Rij 3, kolom address",
        "Rij 4, kolom address",
    ]
