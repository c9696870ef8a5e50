"""What a list no longer tells of is told, and stays."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_imports import bring_in, csv, found_location, preview
from tests.worlds import create_location, rows
from wijksafari.models import Activity, Location, LocationSource
from wijksafari.planning.found import Found
from wijksafari.services.imports.left import same_list

LINDE, ANKER, LETTER = (
    f"{n},{name},52.0{n}44,4.3954,,"
    for n, name in enumerate(("De Linde", "Het Anker", "De Letter"), 1)
)
COLUMNS = "location_id,title,opens,closes,rrule,first_date,until"
SOUP = "linde,Soep,17:00,18:30,FREQ=WEEKLY;BYDAY=TU,,"
CHESS = "linde,Schaken,19:00,21:00,FREQ=WEEKLY;BYDAY=TH,,"


def left(session: Session, found: Found) -> list[str]:
    return [each.title for each in preview(session, found).left]


def held(*rows: str) -> Found:
    return csv(*rows, columns=COLUMNS)


def test_what_is_no_longer_in_the_list_is_told_and_stays(session: Session) -> None:
    bring_in(session, csv(LINDE, ANKER, LETTER))
    (gone,) = bring_in(session, csv(LINDE, LETTER)).left
    assert (gone.what, gone.title, gone.code) == ("location", "Het Anker", "2")
    assert left(session, csv(LINDE, LETTER)) == ["Het Anker"]
    assert rows(session, Location) == 3
    assert left(session, csv(LINDE, ANKER, LETTER)) == []


def test_what_left_is_told_by_name_and_locations_before_activities(session: Session) -> None:
    bring_in(
        session, csv("1,Linde,52,4,,", "2,de Zon,52,4.1,,", "3,Anker,52,4.2,,", "4,Élan,52,5,,")
    )
    assert left(session, csv("1,Linde,52,4,,")) == ["Anker", "de Zon", "Élan"]


def test_another_list_of_the_same_kind_has_lost_nothing(session: Session) -> None:
    bring_in(session, csv(LINDE, ANKER))
    other = csv("a,Sporthal,52.05,4.3,,", "b,Zwembad,52.06,4.3,,")
    assert bring_in(session, other).left == ()
    assert left(session, csv(LINDE)) == ["Het Anker"]
    assert left(session, replace(other, locations=other.locations[:1])) == ["Zwembad"]


def test_one_number_in_common_does_not_make_it_the_same_list(session: Session) -> None:
    bring_in(session, csv(LINDE, ANKER, LETTER))
    other = csv(LINDE, *(f"x{n},Huis {n},52.1{n},4.3,," for n in range(5)))
    assert left(session, other) == []


def test_a_row_with_a_problem_and_one_that_is_left_out_are_told_apart(session: Session) -> None:
    bring_in(session, csv(LINDE, ANKER, LETTER))
    plan = preview(session, csv(LINDE, ANKER, "3,,52,4,,"), **{"Het Anker": "skip"})
    assert [each.title for each in plan.left] == ["De Letter"]


def test_a_merged_location_that_the_list_still_tells_of_by_one_key_has_not_left(
    session: Session,
) -> None:
    bring_in(session, csv(LINDE, ANKER, LETTER))
    sources = session.scalars(select(LocationSource).order_by(LocationSource.key)).all()
    sources[1].location_id = sources[0].location_id
    session.commit()
    assert left(session, csv(LINDE, LETTER)) == []


def test_what_was_read_before_this_was_noted_is_not_told(session: Session) -> None:
    bring_in(session, csv(LINDE, ANKER))
    for each in session.scalars(select(LocationSource)):
        each.list_id = ""
    session.commit()
    assert bring_in(session, csv(LINDE)).left == ()


def test_activities_that_left_are_told_unless_they_are_over(session: Session) -> None:
    create_location(session, code="linde", name="De Linde")
    over = "linde,Feest,17:00,18:00,,2026-11-01,"
    ended = "linde,Zingen,17:00,18:00,FREQ=WEEKLY;BYDAY=MO,2026-01-05,2026-06-01"
    stopped = "linde,Dansen,17:00,18:00,FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601,2026-01-05,"
    counted = "linde,Breien,17:00,18:00,FREQ=WEEKLY;BYDAY=MO;COUNT=3,2026-01-05,"
    bring_in(session, held(SOUP, CHESS, over, ended, stopped, counted))
    (gone,) = bring_in(session, held(SOUP)).left
    chess = session.scalars(select(Activity).filter_by(title="Schaken")).one()
    assert (gone.title, gone.code, gone.number) == ("Schaken, De Linde", "linde", chess.id)
    assert rows(session, Activity) == 6


def test_what_somebody_typed_in_never_left(session: Session) -> None:
    bring_in(session, csv(LINDE))
    create_location(session, name="Eigen Huis")
    assert left(session, csv(LINDE)) == []


def test_lists_of_other_kinds_know_other_locations(session: Session) -> None:
    bring_in(session, csv(LINDE, ANKER))
    osm = Found(kind="osm", locations=(found_location("De Linde", "1"),))
    assert left(session, osm) == []


def test_a_list_is_known_by_what_it_shares_with_one_that_was_read() -> None:
    known = {"a": "one", "b": "one", "c": "two", "d": ""}
    assert same_list({"a", "b", "x"}, known) == "one"
    assert same_list({"c"}, known) == "two"
    assert same_list({"d", "x"}, known) == ""
    assert same_list((), known) == ""
