from datetime import date, time
from pathlib import Path
from time import monotonic

import pytest

from wijksafari.errors import InputError
from wijksafari.planning.problem import Activity, Holidays
from wijksafari.planning.windows import falls_on
from wijksafari.services.catalogue.activities_csv import read_activities
from wijksafari.services.catalogue.locations_csv import read_locations

DEMO = Path(__file__).parents[3] / "data" / "demo"
HEADER = (
    "location_id;title;kind;rrule;first_date;until;except_dates;opens;closes;in_school_holidays;"
    "min_visit_minutes;max_visit_minutes\n"
)


def activities(*rows: str) -> tuple[Activity, ...]:
    return read_activities((HEADER + "\n".join(rows)).encode(), {"a", "b"}).activities


def problems(*rows: str) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        activities(*rows)
    return caught.value.problems


def test_a_full_row_becomes_an_activity() -> None:
    (activity,) = activities(
        'a;Taalcafé;Presentatie;"RRULE:FREQ=WEEKLY;BYDAY=TU";02-06-2026;2026-12-31;'
        '"2026-07-07; 14-07-2026|2026-07-21";19.00;20:45;nee;20;25'
    )
    assert activity == Activity(
        location_id="a",
        title="Taalcafé",
        kind="presentation",
        rrule="FREQ=WEEKLY;BYDAY=TU",
        first_date=date(2026, 6, 2),
        until=date(2026, 12, 31),
        except_dates=frozenset({date(2026, 7, 7), date(2026, 7, 14), date(2026, 7, 21)}),
        opens=time(19),
        closes=time(20, 45),
        in_school_holidays=False,
        min_visit_minutes=20,
        max_visit_minutes=25,
    )


def test_what_is_optional_has_a_default() -> None:
    (activity,) = activities("a;Soep;;;2026-06-02;;;17:00;18:00;;;")
    assert activity == Activity(
        location_id="a",
        title="Soep",
        first_date=date(2026, 6, 2),
        opens=time(17),
        closes=time(18),
    )


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;BYDAY=TU", "RRULE:FREQ=MONTHLY;BYDAY=1WE", "FREQ=DAILY"]
)
def test_a_rule_that_tells_its_days_needs_no_first_date(rule: str) -> None:
    (activity,) = activities(f'a;Soep;;"{rule}";;;;17:00;18:00;;;')
    assert falls_on(activity, date(2027, 2, 2), Holidays()) is ("1WE" not in rule)
    assert falls_on(activity, date(2027, 2, 3), Holidays()) is ("TU" not in rule)


@pytest.mark.parametrize(
    "rule", ["", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=DAILY;COUNT=9"]
)
def test_without_a_rule_that_tells_its_days_a_first_date_is_asked_for(rule: str) -> None:
    (problem,) = problems(f'a;Soep;;"{rule}";;;;17:00;18:00;;;')
    assert problem.startswith("Rij 2, kolom first_date")


def test_reports_all_errors_at_once_each_with_row_and_column() -> None:
    found = problems(
        "x;A;live;;2026-06-02;;;17:00;18:00;;;",
        "a;;dans;;2 juni;;overmorgen;5 uur;24:00;misschien;4;121",
        "a;B;;;2026-06-02;2026-06-01;;20:00;19:00;;30;20",
        "a;C;;FREQ=VAAK;2026-06-02;;;17:00;18:00;;;",
    )
    assert [problem.split(":")[0] for problem in found] == [
        "Rij 2, kolom location_id",
        "Rij 3, kolom title",
        "Rij 3, kolom kind",
        "Rij 3, kolom first_date",
        "Rij 3, kolom opens",
        "Rij 3, kolom closes",
        "Rij 3, kolom min_visit_minutes",
        "Rij 3, kolom max_visit_minutes",
        "Rij 3, kolom in_school_holidays",
        "Rij 3, kolom except_dates",
        "Rij 4, kolom until",
        "Rij 4, kolom closes",
        "Rij 4, kolom max_visit_minutes",
        "Rij 5",
    ]
    assert "verwacht een tijd later dan 20:00, op dezelfde avond, gevonden '19:00'" in found[11]


@pytest.mark.parametrize(
    "day", ["2026-02-30", "31-04-2026", "2026-6-2", "1999-12-31", "2101-01-01"]
)
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    (problem,) = problems(f"a;A;;;{day};;;17:00;18:00;;;")
    assert problem.endswith(f"verwacht een datum als 2026-06-04, gevonden '{day}'.")


def test_many_impossible_rules_are_refused_in_bounded_time() -> None:
    never = 'a;A;;"FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30";2026-06-02;;;17:00;18:00;;;'
    assert len(problems(*[never] * 200)) == 10


def test_overlap_at_one_location_is_a_notice_with_a_date() -> None:
    text = HEADER + "\n".join(
        [
            'a;Soep;live;"FREQ=WEEKLY;BYDAY=TU,WE";2026-06-02;;;17:00;18:00;;;',
            'a;Taal;live;"FREQ=WEEKLY;BYDAY=WE";2026-06-03;;;17:30;19:00;;;',
            'a;Uitleg;presentatie;"FREQ=WEEKLY;BYDAY=WE";2026-06-03;;;17:30;19:00;;;',
            'a;Later;live;"FREQ=WEEKLY;BYDAY=WE";2026-06-03;;;19:00;20:00;;;',
            'b;Soep;live;"FREQ=WEEKLY;BYDAY=WE";2026-06-03;;;17:30;19:00;;;',
        ]
    )
    file = read_activities(text.encode(), {"a", "b"})
    assert len(file.activities) == 5
    assert file.notices == (
        "Bij a overlappen 'Soep' en 'Taal', bijvoorbeeld op 3-6-2026. Klopt dat?",
    )


def test_the_demo_activities_are_read_without_notices() -> None:
    locations = read_locations(DEMO / "locations.csv").locations
    file = read_activities(DEMO / "activities.csv", {location.id for location in locations})
    assert file.notices == ()
    assert {activity.location_id for activity in file.activities} == {
        location.id for location in locations
    }


def test_of_endlessly_many_errors_the_first_thousand_are_told() -> None:
    found = problems(*["x;A;;;2026-06-02;;;17:00;18:00;;;"] * 1500)
    assert len(found) == 1001
    assert found[-1] == "En nog 500 andere meldingen."


def test_thousands_of_activities_at_one_location_are_read_in_bounded_time() -> None:
    rows = ["a;A;;FREQ=DAILY;2026-06-02;;;17:00;18:00;;;"] * 5000
    began = monotonic()
    assert len(activities(*rows)) == 5000
    assert monotonic() - began < 5
