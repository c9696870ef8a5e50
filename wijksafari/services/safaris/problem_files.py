"""Tour problems as JSON files, and their solutions as JSON."""

import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

from wijksafari.errors import InputError
from wijksafari.planning.problem import Candidate, Solution, TimeWindow, TourProblem

MAX_BYTES = 48 * 1024 * 1024
MAX_CANDIDATES = 2_000
MAX_WINDOWS = 50
MAX_PAIRS = 20_000
MAX_PROBLEMS = 20
MAX_TEXT = 200
LARGEST = 10**9


def read_problem(path: Path) -> TourProblem:
    """The tour problem in a ``.json`` file, or ``.json.gz``.

    The file holds an object with ``earliest_start``, ``latest_finish``,
    ``candidates`` (``id``, ``prize``, ``service_duration``, ``windows`` as
    ``[[earliest, latest], …]``, and optionally ``theme``, ``required``,
    ``forbidden`` and ``location``) and ``travel_time``; optional are
    ``min_stops``, ``max_stops``, ``theme_bonus`` and ``mutually_exclusive``.
    Raises InputError with a sentence for everything that is wrong in it.
    """
    content = _content(path)
    try:
        found = json.loads(content)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path.name} is geen UTF-8-tekst; bewaar het opnieuw als JSON."
        ) from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path.name} is geen goede JSON: regel {error.lineno}, teken {error.colno}."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path.name} is geen goede JSON.") from error
    if not isinstance(found, dict):
        raise InputError(f"{path.name} moet één JSON-object met een tourprobleem bevatten.")
    return _problem(found)


def solution_json(solution: Solution, seconds: float) -> dict[str, object]:
    """The solution as the command line prints it; ``seconds`` is how long solving took."""
    return {
        "status": solution.status,
        "proven": True,
        "tours": [
            {
                "stops": list(tour.stops),
                "prize": tour.prize,
                "travel_time": tour.travel_time,
                "starts": list(tour.starts),
                "finish": tour.finish,
            }
            for tour in solution.tours
        ],
        "seconds": round(seconds, 6),
    }


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            packed = file.peek(2).startswith(b"\x1f\x8b")
            content = (gzip.GzipFile(fileobj=file) if packed else file).read(MAX_BYTES + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path.name} is geen heel gzip-bestand; maak het opnieuw.") from error
    except FileNotFoundError as error:
        raise InputError(f"{path} bestaat niet.") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path} kan niet worden gelezen.") from error
    if len(content) > MAX_BYTES:
        raise InputError(f"{path.name} is te groot: hoogstens {MAX_BYTES >> 20} MB, uitgepakt.")
    return content.removeprefix(b"\xef\xbb\xbf")


def _problem(found: Mapping[str, object]) -> TourProblem:
    values = _Values()
    listed = values.list_of(found, "candidates", "", MAX_CANDIDATES)
    candidates = [_candidate(values, item, number) for number, item in enumerate(listed, 1)]
    rows = values.list_of(found, "travel_time", "", MAX_CANDIDATES + 2)
    clock = {name: values.number(found, name, "") for name in ("earliest_start", "latest_finish")}
    settings = {
        name: values.number(found, name, "", standard)
        for name, standard in (("min_stops", 4), ("max_stops", 5), ("theme_bonus", 0))
    }
    travel_time = tuple(_travel_row(values, row, number) for number, row in enumerate(rows))
    pairs = _pairs(values, found)
    if values.problems:
        raise InputError(values.problems)
    return TourProblem(
        candidates=tuple(candidates),
        travel_time=travel_time,
        mutually_exclusive=pairs,
        **clock,
        **settings,
    )


def _candidate(values: "_Values", item: object, number: int) -> Candidate:
    where = f"kandidaat {number}: "
    if not isinstance(item, dict):
        values.wrong(f"{where}moet een object zijn.")
        item = {"id": "", "prize": 0, "service_duration": 0, "windows": []}
    theme = values.text(item, "theme", where, "") if item.get("theme") is not None else None
    return Candidate(
        id=values.text(item, "id", where),
        prize=values.number(item, "prize", where),
        service_duration=values.number(item, "service_duration", where),
        windows=_windows(values, item, where),
        theme=theme,
        required=values.flag(item, "required", where),
        forbidden=values.flag(item, "forbidden", where),
        location=values.text(item, "location", where, ""),
    )


def _windows(values: "_Values", item: Mapping[str, object], where: str) -> tuple[TimeWindow, ...]:
    windows = []
    for window in values.list_of(item, "windows", where, MAX_WINDOWS):
        if isinstance(window, list) and len(window) == 2 and all(map(_whole, window)):
            windows.append(TimeWindow(*window))
        else:
            values.wrong(f"{where}elk tijdvenster is [vroegste, laatste], in gehele getallen.")
    return tuple(windows)


def _travel_row(values: "_Values", row: object, number: int) -> tuple[int, ...]:
    if isinstance(row, list) and all(map(_whole, row)):
        return tuple(row)
    values.wrong(f"travel_time, rij {number}: moet een lijst van gehele getallen zijn.")
    return ()


def _pairs(values: "_Values", found: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    pairs = []
    for pair in values.list_of(found, "mutually_exclusive", "", MAX_PAIRS, []):
        match pair:
            case [str(one), str(other)]:
                pairs.append((one, other))
            case _:
                values.wrong("mutually_exclusive: elk paar is een lijst van twee id's.")
    return tuple(pairs)


def _whole(value: object) -> bool:
    return type(value) is int and abs(value) <= LARGEST


class _Values:
    """Takes checked values out of JSON and keeps a sentence for each that is wrong."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def wrong(self, sentence: str) -> None:
        """Keep the sentence; at a screenful the file is given up."""
        self.problems.append(sentence[:1].upper() + sentence[1:])
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputError([*self.problems, "Misschien is er meer mis; los eerst dit op."])

    def number(
        self, found: Mapping[str, object], key: str, where: str, standard: int | None = None
    ) -> int:
        """A whole number of a size that can be calculated with."""
        value = found.get(key, standard)
        if type(value) is int and _whole(value):
            return value
        self._amiss(found, key, where, "een geheel getal van hoogstens 1.000.000.000")
        return 0

    def text(
        self, found: Mapping[str, object], key: str, where: str, standard: str | None = None
    ) -> str:
        """A text of at most MAX_TEXT characters; without ``standard`` not an empty one."""
        value = found.get(key, standard)
        if isinstance(value, str) and len(value) <= MAX_TEXT and (value or standard is not None):
            return value
        self._amiss(found, key, where, f"een tekst van 1 tot {MAX_TEXT} tekens")
        return ""

    def flag(self, found: Mapping[str, object], key: str, where: str) -> bool:
        """True or false; false where it is left out."""
        value = found.get(key, False)
        if isinstance(value, bool):
            return value
        self._amiss(found, key, where, "true of false")
        return False

    def list_of(
        self,
        found: Mapping[str, object],
        key: str,
        where: str,
        most: int,
        standard: list[object] | None = None,
    ) -> list[object]:
        """A list of at most ``most`` things."""
        value = found.get(key, standard)
        if isinstance(value, list) and len(value) <= most:
            return value
        self._amiss(found, key, where, f"een lijst van hoogstens {most}")
        return []

    def _amiss(self, found: Mapping[str, object], key: str, where: str, expected: str) -> None:
        if key in found:
            self.wrong(f"{where}{key} moet {expected} zijn.")
        else:
            self.wrong(f"{where}{key} ontbreekt; het moet {expected} zijn.")
