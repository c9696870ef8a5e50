"""Places in a JSON file: {"points": [[lat, lon], …]}."""

import json
from pathlib import Path
from typing import Any

from wijksafari.cli.parameters import point_problem
from wijksafari.errors import InputError
from wijksafari.planning.route import Point

MAX_BYTES = 1024 * 1024
MAX_POINTS = 500
_SHAPE = 'Verwacht {"points": [[lat, lon], …]}, zoals {"points": [[52.0444, 4.3954]]}.'


def read_points(path: Path) -> tuple[Point, ...]:
    """The places in the file. Raises InputError with everything that is wrong."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise InputError(f"Het bestand {path} kan niet worden gelezen.") from None
    if len(content) > MAX_BYTES:
        raise InputError(f"{path} is groter dan 1 MB.")
    try:
        pairs = json.loads(content)["points"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise InputError(f"{path} is niet te lezen. {_SHAPE}") from None
    if not isinstance(pairs, list) or not 1 <= len(pairs) <= MAX_POINTS:
        raise InputError(f"{path}: geef 1 tot {MAX_POINTS} plaatsen. {_SHAPE}")
    points = [_point(pair) for pair in pairs]
    problems = [
        f"Plaats {number}: {problem}"
        for number, point in enumerate(points, start=1)
        if (problem := point_problem(point) if point else "verwacht twee getallen, lat en lon.")
    ]
    if problems:
        raise InputError(problems)
    return tuple(point for point in points if point)


def _point(pair: Any) -> Point | None:
    if not isinstance(pair, list) or len(pair) != 2:
        return None
    if any(isinstance(number, bool) or not isinstance(number, int | float) for number in pair):
        return None
    try:
        return Point(float(pair[0]), float(pair[1]))
    except OverflowError:
        return None
