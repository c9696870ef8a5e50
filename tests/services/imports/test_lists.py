"""Bringing a list of locations into the catalogue."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_imports import (
    bring_in,
    create_import,
    csv,
    fates,
    found_location,
    preview,
)
from tests.web.world import NOW
from tests.worlds import create_location, create_neighbourhood, rows
from wijksafari.errors import ClosedError, InputError
from wijksafari.models import Location, LocationSource
from wijksafari.planning.address import Address
from wijksafari.planning.found import Found
from wijksafari.planning.route import Point
from wijksafari.services.imports.lists import (
    PlanChangedError,
    find_import,
    preview_import,
    write_import,
)
from wijksafari.services.imports.reading import read_catalogue

LINDE = "1,De Linde,52.0444,4.3954,Buurthuis,06-12345678"
ANKER = "2,Het Anker,52.0500,4.4000,,"


def only(session: Session, name: str = "De Linde") -> Location:
    return session.scalars(select(Location).filter_by(name=name)).one()


def test_a_list_is_brought_in_and_the_same_list_again_changes_nothing(session: Session) -> None:
    assert set(fates(bring_in(session, csv(LINDE, ANKER))).values()) == {"new"}
    row = only(session)
    assert (row.code, row.type, row.contact_phone) == ("1", "Buurthuis", "06-12345678")
    again = bring_in(session, csv(LINDE, ANKER))
    assert (again.changes, again.undecided, rows(session, Location)) == (0, 0, 2)


def test_the_list_of_amsterdam_comes_in_as_it_is_and_twice_without_a_change(
    session: Session, shared_data: Path
) -> None:
    content = (shared_data / "locations" / "amsterdam.csv").read_bytes()
    first = bring_in(session, read_catalogue(content))
    assert (first.counts["new"], len(first.entries)) == (307, 307)
    again = bring_in(session, read_catalogue(content))
    assert (again.counts["same"], again.changes) == (307, 0)


def test_a_preview_writes_nothing(session: Session) -> None:
    assert preview(session, csv(LINDE)).changes == 1
    assert rows(session, Location) == rows(session, LocationSource) == 0


def test_what_the_list_changed_is_told_and_an_empty_cell_changes_nothing(session: Session) -> None:
    bring_in(session, csv(LINDE))
    plan = bring_in(session, csv("1,De Nieuwe Linde,52.0453,4.3954,,"))
    (entry,) = plan.entries
    assert entry.details == ("naam: De Linde → De Nieuwe Linde", "plek: 100 m verplaatst")
    row = only(session, "De Nieuwe Linde")
    assert (row.type, row.contact_phone, row.revision) == ("Buurthuis", "06-12345678", 1)


def test_what_somebody_changed_stays_while_the_list_says_the_same(session: Session) -> None:
    bring_in(session, csv(LINDE))
    only(session).contact_phone = "015-7654321"
    session.commit()
    plan = bring_in(session, csv(LINDE))
    (entry,) = plan.entries
    assert entry.fate == "same"
    assert entry.kept == (
        "telefoon van de contactpersoon: blijft 015-7654321; de lijst zegt 06-12345678",
    )
    bring_in(session, csv(LINDE), **{"De Linde": entry.options[0].value})
    assert only(session).contact_phone == "06-12345678"


def test_news_of_the_list_goes_before_what_somebody_changed(session: Session) -> None:
    bring_in(session, csv(LINDE))
    only(session).contact_phone = "015-7654321"
    session.commit()
    bring_in(session, csv(LINDE.replace("06-12345678", "06-99999999")))
    assert only(session).contact_phone == "06-99999999"


def test_a_list_that_was_never_read_before_finds_locations_by_their_code(session: Session) -> None:
    create_location(session, code="linde", name="De Linde", type="Buurtkamer")
    plan = bring_in(session, csv(LINDE.replace("1,", "linde,", 1)))
    assert fates(plan) == {"De Linde": "changed"}
    assert (only(session).type, rows(session, Location)) == ("Buurthuis", 1)


def test_the_same_name_on_the_same_spot_is_filled_in_but_not_overwritten(session: Session) -> None:
    create_location(session, code="linde", name="De Linde", type="Buurtkamer")
    osm = Found(
        kind="osm", locations=(found_location(key="node/1", type="Buurthuis", entrance="Links"),)
    )
    (entry,) = bring_in(session, osm).entries
    assert (entry.fate, entry.details) == ("changed", ("ingang: leeg → Links",))
    assert entry.kept == ("soort: blijft Buurtkamer; de lijst zegt Buurthuis",)
    assert bring_in(session, osm).changes == 0


def test_what_only_looks_alike_waits_for_a_choice(session: Session) -> None:
    create_location(session, code="linde", name="De Lindeboom")
    plan = bring_in(session, csv("9,De Lindebom,52.0445,4.3954,,06-12345678"))
    (entry,) = plan.entries
    assert (entry.fate, plan.changes, rows(session, Location)) == ("unsure", 0, 1)
    assert "11 m verderop" in entry.details[0]
    same, add, _ = entry.options
    assert same.details == ("telefoon van de contactpersoon: leeg → 06-12345678",)
    for option, count in ((same, 1), (add, 2)):
        bring_in(session, csv("9,De Lindebom,52.0445,4.3954,,"), **{"De Lindebom": option.value})
        assert rows(session, Location) == count
        session.execute(LocationSource.__table__.delete())
        session.commit()


def test_a_choice_holds_the_next_time_the_list_is_read(session: Session) -> None:
    create_location(session, code="linde", name="De Lindeboom")
    odd = csv("9,De Lindebom,52.0445,4.3954,,")
    bring_in(session, odd, **{"De Lindebom": "new"})
    assert fates(bring_in(session, odd)) == {"De Lindebom": "same"}


def test_a_number_that_went_to_another_location_is_not_believed(session: Session) -> None:
    bring_in(session, csv(LINDE))
    plan = bring_in(session, csv("1,Sporthal Zuid,52.0900,4.3000,,"))
    assert fates(plan) == {"Sporthal Zuid": "unsure"}
    assert only(session).name == "De Linde"
    bring_in(session, csv("1,Sporthal Zuid,52.0900,4.3000,,"), **{"Sporthal Zuid": "new"})
    assert rows(session, Location) == 2
    assert fates(bring_in(session, csv("1,Sporthal Zuid,52.0900,4.3000,,"))) == {
        "Sporthal Zuid": "same"
    }


def test_two_that_the_list_keeps_apart_are_two(session: Session) -> None:
    twins = csv(LINDE, "3,De Linde,52.0444,4.3954,,")
    assert bring_in(session, twins).counts["new"] == 2
    assert bring_in(session, twins).counts["same"] == 2


def test_outside_the_boundary_only_what_is_chosen_is_added(session: Session) -> None:
    ring = [[4.39, 52.04], [4.40, 52.04], [4.40, 52.05], [4.39, 52.05], [4.39, 52.04]]
    create_neighbourhood(session).boundary = {"type": "Polygon", "coordinates": [ring]}
    far = "3,Ver Weg,52.2,4.9,,"
    assert fates(bring_in(session, csv(LINDE, far))) == {"De Linde": "new", "Ver Weg": "outside"}
    assert rows(session, Location) == 1
    bring_in(session, csv(LINDE, far), **{"Ver Weg": "new"})
    assert rows(session, Location) == 2


def test_rows_with_a_problem_are_told_beside_those_that_can_be_used(session: Session) -> None:
    plan = bring_in(session, csv(LINDE, "2,,52,4.4,,", "3,Zuid,4.4,52,,"))
    assert plan.counts["new"] == 1
    assert [each.details[0][:20] for each in plan.of("fault")] == [
        "Rij 3, kolom name: v",
        "Rij 4: breedte- en l",
    ]


def test_what_changed_since_the_preview_is_shown_again(session: Session) -> None:
    wijk = create_neighbourhood(session)
    number = create_import(session, csv(LINDE)).id
    session.commit()
    shown = preview_import(session, wijk, find_import(session, wijk, number)).fingerprint
    create_location(session, code="1", name="De Linde")
    session.commit()
    with pytest.raises(PlanChangedError):
        write_import(session, wijk, number, shown=shown, now=NOW)
    session.rollback()
    assert only(session).type == ""


def test_nothing_is_written_while_addresses_are_looked_up(session: Session) -> None:
    unplaced = found_location(point=None, address=Address("Dorpsstraat 1", "", "Nootdorp"))
    row = create_import(session, Found(kind="csv", locations=(unplaced,)))
    assert row.state == "waiting"
    with pytest.raises(ClosedError, match="nog opgezocht"):
        write_import(session, create_neighbourhood(session), row.id, shown="", now=NOW)


def test_a_location_without_a_spot_is_known_by_its_name(session: Session) -> None:
    create_location(session, code="linde", name="De Linde")
    ics = Found(kind="icalendar", locations=(found_location(key="a", point=None),))
    assert fates(preview(session, ics)) == {"De Linde": "same"}


def test_an_empty_list_is_refused(session: Session) -> None:
    with pytest.raises(InputError, match="kent hier geen"):
        create_import(session, Found(kind="osm"))


def test_a_code_that_cannot_be_an_address_is_made_of_the_name(session: Session) -> None:
    codes = ("nieuw", "a/b c", ".", "..")
    rows = (f"{code},Huis {n},52.0{n}44,4.3954,," for n, code in enumerate(codes, start=1))
    bring_in(session, csv(*rows))
    found = sorted(row.code for row in session.scalars(select(Location)))
    assert found == ["huis-1", "huis-2", "huis-3", "huis-4"]


def test_overlong_texts_of_a_map_are_cut_to_fit(session: Session) -> None:
    bring_in(session, Found(kind="osm", locations=(found_location("n" * 300, type="t" * 99),)))
    row = session.scalars(select(Location)).one()
    assert (len(row.name), len(row.type)) == (120, 60)


def test_of_columns_that_mean_the_same_the_one_that_counts_is_told() -> None:
    heading = "naam,name,tel,adres,plaats,kleur,telefoon,bezoekadres,straat"
    row = "Oud,De Linde,1,Laan 1,Nootdorp,rood,06-12345678,Laan 2,Laan 3"
    found = read_catalogue(f"{heading}\n{row}\n".encode())
    assert found.notices == (
        "De kolommen ‘name’ en ‘naam’ betekenen hetzelfde: alleen ‘name’ telt.",
        "De kolommen ‘adres’, ‘straat’ en ‘bezoekadres’ betekenen hetzelfde: alleen ‘adres’ telt.",
        "De kolommen ‘telefoon’ en ‘tel’ betekenen hetzelfde: alleen ‘telefoon’ telt.",
        "Overgeslagen, want onbekend: kolom kleur.",
    )
    (location,) = found.locations
    assert (location.name, location.contact_phone) == ("De Linde", "06-12345678")


def test_windows_1252_with_semicolons_and_dutch_names_of_columns(session: Session) -> None:
    heading = "Naam;Adres;Postcode;Plaats;Breedtegraad;Lengtegraad"
    content = f"{heading}\nCafé Zoë;Ÿweg 1;2631AA;Nootdorp;52,0444;4,3954\n"
    found = read_catalogue(content.encode("cp1252"))
    bring_in(session, found)
    row = only(session, "Café Zoë")
    assert (row.address, Point(row.lat, row.lon)) == (
        "Ÿweg 1, 2631AA Nootdorp",
        Point(52.0444, 4.3954),
    )
    assert bring_in(session, found).changes == 0
