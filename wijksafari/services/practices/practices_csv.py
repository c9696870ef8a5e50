"""The practices of the huisartsengroep from a CSV file."""

from dataclasses import dataclass

from wijksafari.services.practices.practices import PracticeEntry
from wijksafari.services.texts.csv_cells import Cells
from wijksafari.services.texts.csv_rows import Source, raise_problems, read_table, require_columns

_REQUIRED = ("name", "gps", "practice_nurses")
COLUMNS = (*_REQUIRED, "address", "contact_name", "contact_email")


@dataclass(frozen=True, slots=True)
class PracticesFile:
    """What a file holds, and in sentences what of it was left out."""

    practices: tuple[PracticeEntry, ...]
    notices: tuple[str, ...] = ()


def read_practices(source: Source) -> PracticesFile:
    """Read ``source``: the columns COLUMNS. Raises InputError with everything that is wrong."""
    table = read_table(source, COLUMNS)
    require_columns(table, _REQUIRED)
    problems = list(table.problems)
    practices = []
    first_rows: dict[str, int] = {}
    for row in table.rows:
        cells = Cells(row, problems)
        practice = _practice(cells)
        first = first_rows.setdefault(practice.name.casefold(), row.number)
        if practice.name and first != row.number:
            cells.wrong("name", f"een eigen naam (rij {first} heeft deze ook)")
        practices.append(practice)
    if not table.rows:
        problems.append("Het bestand heeft geen rijen met praktijken.")
    raise_problems(problems)
    return PracticesFile(tuple(practices), table.notices)


def _practice(cells: Cells) -> PracticeEntry:
    gps = cells.whole("gps", 0, 99, required=True)
    practice_nurses = cells.whole("practice_nurses", 0, 99, required=True)
    if gps == 0 and practice_nurses == 0:
        cells.wrong("gps", "minstens één huisarts of praktijkondersteuner")
    return PracticeEntry(
        name=cells.text("name", 120, required=True),
        gps=gps or 0,
        practice_nurses=practice_nurses or 0,
        address=cells.text("address", 200),
        contact_name=cells.text("contact_name", 120),
        contact_email=cells.email("contact_email"),
    )
