"""Text that a spreadsheet shows as it is, whatever it begins with.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to a
spreadsheet. An apostrophe before it makes it text; reading takes one away
again, so that what goes out and comes back is the same.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def cell_of(text: str) -> str:
    """The text as a cell that is no formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def text_of(cell: str) -> str:
    """The text that ``cell_of`` made this of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def spreadsheet(rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that a Dutch spreadsheet program opens with a double click."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerows([cell_of(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")
