"""What a partial tour owes and may no longer do, as numbered states for the bound."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from wijksafari.planning.optw_types import Ints
from wijksafari.planning.problem import Candidate


@dataclass(frozen=True, slots=True, eq=False)
class Duties:
    """Numbered duties of partial tours, and how visits change them.

    A tour for goal g begins with ``begins[g]``. ``owes`` counts the visits a
    duty still asks for at least; a tour that owes nothing may finish.
    ``after[duty, j]`` is the duty after visiting candidate j, negative where j
    may not be visited; ``repeated[duty, j]`` is the same where j's theme was
    visited before.
    """

    begins: Ints
    owes: Ints
    after: Ints
    repeated: Ints


def duties(
    candidates: Sequence[Candidate],
    required: frozenset[str],
    goals: Sequence[str | None],
    max_themes: int,
    guarded: Iterable[str] = (),
) -> Duties:
    """The duties of tours that visit all ``required`` places and one goal's own place.

    Where the candidates have at most ``max_themes`` themes, a duty also counts
    the themes not visited yet. Of a ``guarded`` place it knows whether it was
    visited. All of this the bound minds; anything else it overlooks.
    """
    own = [goal for goal in goals if goal is not None and goal not in required]
    themes = {candidate.theme for candidate in candidates} - {None}
    parts = [_owed(candidates, required, len(goals)), _own(candidates, own, goals)]
    if len(themes) <= max_themes:
        parts.append(_themes_left(candidates, len(themes), len(goals)))
    parts += [_visited_once(candidates, place, len(goals)) for place in guarded]
    with_choice = [part for part in parts if len(part.owes) > 1]
    return reduce(_both, with_choice or parts[:1])


def _owed(candidates: Sequence[Candidate], required: frozenset[str], goals: int) -> Duties:
    """How many required places are still to visit."""
    owes = np.arange(len(required) + 1)
    after = owes[:, None] - np.array([c.place in required for c in candidates], np.int64)
    return Duties(np.full(goals, len(required)), owes, after, after)


def _own(
    candidates: Sequence[Candidate], own: Sequence[str], goals: Sequence[str | None]
) -> Duties:
    """Which goal's own place is still to visit: 0 for none."""
    number: dict[str | None, int] = {goal: index for index, goal in enumerate(own, 1)}
    state = np.arange(len(own) + 1)
    visits = np.array([number.get(candidate.place, 0) for candidate in candidates], np.int64)
    after = np.where(visits == state[:, None], 0, state[:, None])
    begins = np.array([number.get(goal, 0) for goal in goals], np.int64)
    return Duties(begins, (state > 0).astype(np.int64), after, after)


def _themes_left(candidates: Sequence[Candidate], themes: int, goals: int) -> Duties:
    """How many themes are still to visit."""
    left = np.arange(themes + 1)[:, None]
    after = left - np.array([candidate.theme is not None for candidate in candidates], np.int64)
    repeated = np.broadcast_to(left, after.shape)
    return Duties(np.full(goals, themes), np.zeros(themes + 1, np.int64), after, repeated)


def _visited_once(candidates: Sequence[Candidate], place: str, goals: int) -> Duties:
    """Whether ``place`` may still be visited: 1 for yes."""
    visits = np.array([candidate.place == place for candidate in candidates], np.int64)
    after = np.arange(2)[:, None] - visits
    return Duties(np.ones(goals, np.int64), np.zeros(2, np.int64), after, after)


def _both(one: Duties, other: Duties) -> Duties:
    """The duties that keep ``one`` and ``other`` side by side."""
    states = len(other.owes)

    def side_by_side(left: Ints, right: Ints) -> Ints:
        left, right = left[:, None], right[None]
        pairs = np.where((left < 0) | (right < 0), -1, left * states + right)
        return pairs.reshape(-1, pairs.shape[2])

    return Duties(
        one.begins * states + other.begins,
        (one.owes[:, None] + other.owes).reshape(-1),
        side_by_side(one.after, other.after),
        side_by_side(one.repeated, other.repeated),
    )
