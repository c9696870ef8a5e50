"""Whatever people do, in whatever order: no place is given twice, and the queue keeps its order."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.services.worlds_sign_ups import enter, told
from tests.worlds import NOW, POST, create_invitation, create_safari
from wijksafari.database import Database
from wijksafari.errors import ClosedError
from wijksafari.models import SignUp
from wijksafari.services.sign_ups.places import places_of, position, waiting_in_order
from wijksafari.services.sign_ups.sign_ups import come_back
from wijksafari.services.sign_ups.waiting_list import accept_offer, expire_offers, fill_places
from wijksafari.services.sign_ups.withdrawals import erase, withdraw

LAST_MAIL = {
    "taking_part": {"signed_up"},
    "waiting": {"waiting_list"},
    "offered": {"offer"},
    "withdrawn": {"withdrawn", "offer_lapsed"},
}
NUMBERS = st.integers(0, 30)


class Places(RuleBasedStateMachine):
    """One safari on which everything happens."""

    database: Database

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.session: Session = self.database.writing()
        self.safari = create_safari(self.session, capacity=2, deadline=None)
        self.invitation = create_invitation(self.session, self.safari)
        self.people: list[SignUp] = []
        self.queue: list[int] = []
        self.occupied = self.came = 0

    def teardown(self) -> None:
        self.session.rollback()
        self.session.close()

    @rule()
    def somebody_new(self) -> None:
        self.came += 1
        email = f"{self.came}.{self.safari.id}@praktijk.nl"
        self.people.append(enter(self.session, self.invitation, email, now=self.now))

    @precondition(lambda self: self.people)
    @rule(number=NUMBERS)
    def the_same_again(self, number: int) -> None:
        row = self._one(number)
        enter(self.session, self.invitation, row.email, now=self.now)

    @precondition(lambda self: self.people)
    @rule(number=NUMBERS)
    def withdraws(self, number: int) -> None:
        withdraw(self.session, self._one(number), POST, self.now)

    @precondition(lambda self: self.people)
    @rule(number=NUMBERS)
    def comes_back(self, number: int) -> None:
        come_back(self.session, self._one(number), POST, self.now)

    @precondition(lambda self: self.people)
    @rule(number=NUMBERS)
    def accepts(self, number: int) -> None:
        row = self._one(number)
        open_offer = row.status in ("offered", "taking_part")
        try:
            accept_offer(self.session, row, POST, self.now)
        except ClosedError:
            assert not open_offer

    @precondition(lambda self: self.people)
    @rule(number=NUMBERS)
    def is_erased(self, number: int) -> None:
        row = self._one(number)
        self.people.remove(row)
        erase(self.session, row, POST, self.now)

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def the_worker_comes_by(self) -> None:
        expire_offers(self.session, POST, self.now)

    @rule(capacity=st.integers(1, 5))
    def the_capacity_changes(self, capacity: int) -> None:
        self.safari.capacity = capacity
        fill_places(self.session, self.safari, POST, self.now)

    @invariant()
    def places_are_never_given_twice(self) -> None:
        places = places_of(self.session, self.safari)
        occupied = places.taking_part + places.offered
        # A smaller capacity throws nobody out, but nobody comes in either.
        assert occupied <= max(places.capacity, self.occupied)
        self.occupied = occupied

    @invariant()
    def no_place_stays_empty_while_somebody_waits(self) -> None:
        places = places_of(self.session, self.safari)
        assert not (places.free and places.waiting)

    @invariant()
    def the_queue_keeps_its_order(self) -> None:
        queue = [row.id for row in self.session.scalars(waiting_in_order(self.safari.id))]
        stayed = [each for each in self.queue if each in queue]
        assert queue[: len(stayed)] == stayed
        offered = select(SignUp.id).filter_by(safari_id=self.safari.id, status="offered")
        chosen = set(self.session.scalars(offered)) & set(self.queue)
        ranks = [self.queue.index(each) for each in stayed]
        assert all(self.queue.index(each) < min(ranks, default=99) for each in chosen)
        for turn, each in enumerate(queue, start=1):
            assert position(self.session, self.session.get_one(SignUp, each)) == turn
        self.queue = queue

    @invariant()
    def everybody_was_told_last_where_they_stand(self) -> None:
        for row in self.people:
            assert told(self.session, row)[-1] in LAST_MAIL[row.status]

    def _one(self, number: int) -> SignUp:
        return self.people[number % len(self.people)]


def test_places_and_queue_hold_whatever_happens(database: Database) -> None:
    machine = type("PlacesHere", (Places,), {"database": database})
    run(machine, settings=settings(max_examples=30, stateful_step_count=25, deadline=None))
