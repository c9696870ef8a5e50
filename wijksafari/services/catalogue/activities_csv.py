"""What goes on at the locations, from a CSV file: all of it, or every reason why not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from wijksafari.planning.found import FoundActivity
from wijksafari.planning.problem import Activity, ActivityKind
from wijksafari.planning.windows import check_activity
from wijksafari.services.evenings.overlaps import overlap_notices
from wijksafari.services.texts.csv_cells import Cells
from wijksafari.services.texts.csv_rows import Source, raise_problems, read_table, require_columns

_REQUIRED = ("location_id", "title", "opens", "closes")
_OPTIONAL = (
    "kind",
    "rrule",
    "first_date",
    "until",
    "except_dates",
    "in_school_holidays",
    "on_public_holidays",
    "min_visit_minutes",
    "max_visit_minutes",
)
COLUMNS = (*_REQUIRED, *_OPTIONAL)

_MOST_IMPOSSIBLE = 10

# For a rule that tells its days by itself it does not matter when it began, so
# long as that is before any evening somebody may plan.
BEFORE_ANY_EVENING = date(2026, 1, 1)

_KINDS: dict[str, ActivityKind] = {
    "live": "live",
    "presentation": "presentation",
    "presentatie": "presentation",
}


@dataclass(frozen=True, slots=True)
class ActivitiesFile:
    """What a file holds, and in sentences what of it was left out or looks odd."""

    activities: tuple[Activity, ...]
    notices: tuple[str, ...] = ()


def read_activities(source: Source, location_ids: Collection[str] | None) -> ActivitiesFile:
    """Read ``source``: the columns COLUMNS, for locations among ``location_ids``.

    None leaves the ids unchecked, for when the locations cannot be read. Raises
    InputError with a sentence for everything that is wrong; then nothing is usable.
    """
    table = read_table(source, COLUMNS)
    require_columns(table, _REQUIRED)
    problems = list(table.problems)
    known = None if location_ids is None else frozenset(location_ids)
    activities: list[Activity] = []
    impossible: list[str] = []
    for row in table.rows:
        cells = Cells(row, problems)
        location_id = cells.text("location_id", 60, required=True)
        if location_id and known is not None and location_id not in known:
            cells.wrong("location_id", "een id uit het bestand met locaties")
        found = read_activity(cells)
        if found is not None:
            activity = found_value(found, location_id)
            activities.append(activity)
            # Proving that a rule yields no date takes long; a few such rows tell enough.
            if len(impossible) < _MOST_IMPOSSIBLE:
                impossible += check_activity(activity, f"Rij {row.number}")
    problems += impossible
    if not table.rows:
        problems.append("Het bestand heeft geen rijen met activiteiten.")
    raise_problems(problems)
    return ActivitiesFile(tuple(activities), (*table.notices, *overlap_notices(activities)))


def found_value(found: FoundActivity, location_id: str) -> Activity:
    """What was found, as planning knows it, at the location of this id."""
    return Activity(
        location_id=location_id,
        title=found.title,
        opens=found.opens,
        closes=found.closes,
        first_date=found.first_date,
        kind=found.kind,
        rrule=found.rrule,
        until=found.until,
        except_dates=found.except_dates,
        in_school_holidays=found.in_school_holidays,
        on_public_holidays=found.on_public_holidays,
        min_visit_minutes=found.min_visit_minutes,
        max_visit_minutes=found.max_visit_minutes,
    )


def read_activity(cells: Cells) -> FoundActivity | None:
    """The activity that ``cells`` tell of, under the names COLUMNS; None where something is wrong.

    What it is called in the list and where it is held are left to the caller.
    """
    title = cells.text("title", 200, required=True)
    kind = cells.choice("kind", _KINDS) or "live"
    rule = cells.text("rrule", 300).upper().removeprefix("RRULE:")
    began = BEFORE_ANY_EVENING if _tells_its_days(rule) else None
    first = cells.day("first_date", required=began is None) or began
    until = cells.day("until")
    opens, closes = cells.clock("opens"), cells.clock("closes")
    _check_order(cells, first, until, opens, closes)
    shortest = cells.whole("min_visit_minutes", 5, 120)
    longest = cells.whole("max_visit_minutes", 5, 120)
    if shortest and longest and shortest > longest:
        cells.wrong("max_visit_minutes", f"minstens {shortest}, het kortste bezoek")
    open_in_school_holidays = cells.truth("in_school_holidays")
    open_on_public_holidays = cells.truth("on_public_holidays")
    except_dates = cells.days("except_dates")
    if not cells.good or first is None or opens is None or closes is None:
        return None
    return FoundActivity(
        key="",
        where=f"rij {cells.number}",
        title=title,
        opens=opens,
        closes=closes,
        first_date=first,
        kind=kind,
        rrule=rule or None,
        until=until,
        except_dates=except_dates,
        in_school_holidays=open_in_school_holidays is not False,
        on_public_holidays=open_on_public_holidays is True,
        min_visit_minutes=shortest,
        max_visit_minutes=longest,
    )


def _tells_its_days(rule: str) -> bool:
    """Whether the rule means the same whatever its first date is."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    fixed = parts.get("FREQ") == "DAILY" or parts.keys() & {"BYDAY", "BYMONTHDAY", "BYYEARDAY"}
    return bool(fixed) and not parts.keys() & {"INTERVAL", "COUNT"}


def _check_order(
    cells: Cells, first: date | None, until: date | None, opens: time | None, closes: time | None
) -> None:
    if first and until and until < first:
        cells.wrong("until", f"een dag vanaf {first:%Y-%m-%d}, de eerste keer")
    if opens and closes and closes <= opens:
        cells.wrong("closes", f"een tijd later dan {opens:%H:%M}, op dezelfde avond")
