"""However a phone's reports arrive – in pieces, again, out of turn – the evening is the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.services.worlds_presence import send, told
from tests.worlds import create_safari, create_sign_up
from wijksafari.models import Safari
from wijksafari.services.riding.presence import presence_of

PEOPLE = 3
# Each delivery is taken back: every example finds the evening as it was.
AS_IT_WAS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
KINDS = ("present", "absent", "left", "undo", "walk_in")


@st.composite
def queues(draw: st.DrawFn) -> list[dict[str, Any]]:
    """What one phone kept, in order; a minute apart, and undone only what it did before."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(KINDS if made else KINDS[:3]))
        at = 90 - number
        if kind == "undo":
            made.append(told(number, kind, target=draw(st.sampled_from(made))["key"], at=at))
        elif kind == "walk_in":
            made.append(told(number, kind, name=f"Gast {number}", function="gp", at=at))
        else:
            made.append(told(number, kind, str(draw(st.integers(0, PEOPLE - 1))), at=at))
    return made


@st.composite
def deliveries(draw: st.DrawFn, queue: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Batches of what was not acknowledged yet; answers get lost, and old ones come by again."""
    sent: list[list[dict[str, Any]]] = []
    acknowledged = 0
    while acknowledged < len(queue):
        batch = queue[acknowledged : draw(st.integers(acknowledged + 1, len(queue)))]
        sent.append(batch)
        lost = draw(st.booleans())
        if not lost:
            acknowledged += len(batch)
        if draw(st.booleans()):
            sent.append(draw(st.sampled_from(sent)))
    return sent


@dataclass
class Evening:
    """A safari and three who take part; every delivery finds it as it was."""

    session: Session
    safari: Safari
    ids: list[int]

    def after(self, batches: list[list[dict[str, Any]]]) -> list[object]:
        """Who was there, once these have arrived."""
        arriving = self.session.begin_nested()
        for batch in batches:
            send(self.session, self.safari, *(_about(each, self.ids) for each in batch))
        found = _told(self.session, self.safari)
        arriving.rollback()
        return found


@pytest.fixture
def evening(session: Session) -> Evening:
    safari = create_safari(session)
    people = [create_sign_up(session, safari, name=f"P{n}") for n in range(PEOPLE)]
    return Evening(session, safari, [each.id for each in people])


def _about(action: dict[str, Any], ids: list[int]) -> dict[str, Any]:
    return action | {"person": f"s{ids[int(action['person'])]}"} if action["person"] else action


def _told(session: Session, safari: Safari) -> list[object]:
    found = presence_of(session, safari)
    return [(each.name, each.status, each.arrived_at, each.left_at) for each in found]


@settings(AS_IT_WAS, max_examples=40)
@given(data=st.data())
def test_lost_answers_and_repeats_change_nothing(evening: Evening, data: st.DataObject) -> None:
    queue = data.draw(queues())
    batches = data.draw(deliveries(queue))
    assert evening.after(batches) == evening.after([queue])


@settings(AS_IT_WAS, max_examples=30)
@given(data=st.data())
def test_reports_of_several_phones_arrive_in_any_order(
    evening: Evening, data: st.DataObject
) -> None:
    queue = [each for each in data.draw(queues()) if each["type"] != "undo"]
    shuffled = data.draw(st.permutations(queue))
    doubled = [*shuffled, *data.draw(st.lists(st.sampled_from(queue), max_size=4))]
    assert evening.after([[each] for each in doubled]) == evening.after([queue])
