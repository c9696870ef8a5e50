"""The orders in which groups ride the same stops, best of all together.

Orders are taken from those one group alone can ride, in the order in which
they are home. Nothing is tried that cannot beat what was found: however
the others ride, each group is home no earlier than alone, and two groups
no earlier together than those two would be without the others.
"""

from collections.abc import Sequence

from wijksafari.planning.groups_board import Board, Order, Solo, solos
from wijksafari.planning.groups_times import Budget, Cost, Timing, best_timing


def best_split(
    board: Board, groups: int, budget: Budget, *, any_will_do: bool = False
) -> Timing | None:
    """The proven least costly way for ``groups``; None where there is none.

    With ``any_will_do`` the first way found. Raises TooMuchError.
    """
    alone = solos(board)
    if not alone or any(board.holds(stop, groups) < groups for stop in range(board.size)):
        return None
    search = _Search(board, groups, alone, budget)
    search.greedy()
    if search.best is None or not any_will_do:
        search.extend((), 0, any_will_do=any_will_do)
    return search.best


class _Search:
    """What was found so far. Two groups ride at least ``pairs`` together, by their orders."""

    def __init__(self, board: Board, groups: int, alone: Sequence[Solo], budget: Budget) -> None:
        self.board = board
        self.groups = groups
        self.alone = alone
        self.budget = budget
        self.best: Timing | None = None
        self._pairs: dict[tuple[int, int], int | None] = {}

    def greedy(self) -> None:
        """A good way to begin with: group by group the order that costs least beside the others."""
        orders: tuple[Order, ...] = (self.alone[0].order,)
        found = best_timing(self.board, orders, None, self.budget)
        while found is not None and len(orders) < self.groups:
            found = None
            for solo in self.alone[:200]:
                bound: Cost | None = found.cost if found else None
                found = best_timing(self.board, (*orders, solo.order), bound, self.budget) or found
            orders = found.orders if found else ()
        self.best = found

    def extend(self, chosen: tuple[int, ...], since: int, *, any_will_do: bool) -> None:
        """Try every order from ``since`` on for the next group, and so on."""
        for number in range(since, len(self.alone)):
            left = self.groups - len(chosen)
            finishes = [self.alone[each].finish for each in chosen]
            next_finish = self.alone[number].finish
            if self._beaten(sum(finishes) + left * next_finish, max([*finishes, next_finish])):
                return
            tried = (*chosen, number)
            total = self._together(tried)
            if total is None or self._beaten(total + (left - 1) * next_finish, next_finish):
                continue
            if left > 1:
                self.extend(tried, number, any_will_do=any_will_do)
            else:
                self.best = self._timed(tried, self.best.cost if self.best else None) or self.best
            if any_will_do and self.best is not None:
                return

    def _beaten(self, total: int, last: int) -> bool:
        """Whether a way that costs at least this cannot be the best."""
        return self.best is not None and Cost(total, last, 0) >= self.best.cost

    def _together(self, tried: tuple[int, ...]) -> int | None:
        """The least these groups' finishes can add up to; None where they exclude each other."""
        if len(tried) < 2 or self.groups == 2:
            return sum(self.alone[each].finish for each in tried)
        total = self._by_pairs(tried)
        if total is None or not 2 < len(tried) < self.groups:
            return total
        found = self._timed(tried)
        return found.cost.total if found else None

    def _by_pairs(self, tried: tuple[int, ...]) -> int | None:
        """What two by two they cost at least."""
        total = 0
        for n, one in enumerate(tried):
            for other in tried[n + 1 :]:
                pair = self._pair(one, other)
                if pair is None:
                    return None
                total += pair
        # Every group is in as many pairs as there are others.
        return -(-total // (len(tried) - 1))

    def _pair(self, one: int, other: int) -> int | None:
        if (one, other) not in self._pairs:
            found = self._timed((one, other))
            self._pairs[one, other] = found.cost.total if found else None
        return self._pairs[one, other]

    def _timed(self, tried: tuple[int, ...], bound: Cost | None = None) -> Timing | None:
        orders = [self.alone[each].order for each in tried]
        return best_timing(self.board, orders, bound, self.budget)
