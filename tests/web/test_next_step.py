"""Which one step stands out."""

from datetime import timedelta

import pytest

from tests.planning.test_threshold import BAND, of_ten
from tests.web.world import NOW
from wijksafari.models import Safari
from wijksafari.planning.threshold import represent
from wijksafari.web.next_step import next_step

STARTS = NOW + timedelta(days=9)
DEADLINE = NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("state", "comes", "later", "step"),
    [
        ("concept", 0, 0, "invite"),
        ("inviting", 5, 0, "ask"),
        ("inviting", 5, 3, "choose"),
        ("inviting", 6, 3, "explain"),
        ("inviting", 7, 0, "confirm"),
        ("inviting", 7, 9, "too_late"),
        ("confirmed", 6, 0, "goes_on"),
        ("confirmed", 5, 3, "dropped"),
        ("confirmed", 5, 9, "under_way"),
        ("cancelled", 7, 0, "called_off"),
        ("held", 7, 12, "held"),
    ],
)
def test_the_step_follows_from_state_figures_and_time(
    state: str, comes: int, later: int, step: str
) -> None:
    safari = Safari(state=state, starts_at=STARTS, deadline=DEADLINE)
    assert next_step(safari, of_ten(comes), NOW + timedelta(days=later)) == step


def test_without_anybody_to_count_there_is_nothing_to_decide() -> None:
    safari = Safari(state="inviting", starts_at=STARTS, deadline=DEADLINE)
    assert next_step(safari, represent([], BAND), NOW) == "count"
