"""However a phone's reports arrive – in pieces, again, out of turn – the evening is the same."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.services.worlds_presence import send, told
from tests.worlds import create_safari, create_sign_up
from wijksafari.database import Database
from wijksafari.models import Safari
from wijksafari.services.presence import presence_of

PEOPLE = 3
# Nothing is committed: each example finds the database as it was.
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


def _arrived(database: Database, batches: list[list[dict[str, Any]]]) -> list[object]:
    with database.writing() as session:
        safari = create_safari(session)
        ids = [create_sign_up(session, safari, name=f"P{n}").id for n in range(PEOPLE)]
        for batch in batches:
            send(session, safari, *(_about(each, ids) for each in batch))
        return _told(session, safari)


def _about(action: dict[str, Any], ids: list[int]) -> dict[str, Any]:
    return action | {"person": f"s{ids[int(action['person'])]}"} if action["person"] else action


def _told(session: Session, safari: Safari) -> list[object]:
    found = presence_of(session, safari)
    return [(each.name, each.status, each.arrived_at, each.left_at) for each in found]


@settings(AS_IT_WAS, max_examples=40)
@given(data=st.data())
def test_lost_answers_and_repeats_change_nothing(database: Database, data: st.DataObject) -> None:
    queue = data.draw(queues())
    batches = data.draw(deliveries(queue))
    assert _arrived(database, batches) == _arrived(database, [queue])


@settings(AS_IT_WAS, max_examples=30)
@given(data=st.data())
def test_reports_of_several_phones_arrive_in_any_order(
    database: Database, data: st.DataObject
) -> None:
    queue = [each for each in data.draw(queues()) if each["type"] != "undo"]
    shuffled = data.draw(st.permutations(queue))
    doubled = [*shuffled, *data.draw(st.lists(st.sampled_from(queue), max_size=4))]
    assert _arrived(database, [[each] for each in doubled]) == _arrived(database, [queue])
