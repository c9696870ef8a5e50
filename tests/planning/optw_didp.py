"""An independent prover: the tour problem as a dynamic programme that didppy solves."""

import didppy

from wijksafari.planning.problem import Candidate, TourProblem


class Prover:
    """A tour problem in didppy's words."""

    def __init__(self, problem: TourProblem) -> None:
        count = len(problem.candidates)
        self.problem = problem
        self.unit = problem.latest_finish - problem.earliest_start + 1
        self.required = {c.place for c in problem.candidates if c.required}
        self.themes = sorted({c.theme for c in problem.candidates} - {None})
        self.model = model = didppy.Model(maximize=True)
        self.places = model.add_object_type(number=count + 2)
        kinds = model.add_object_type(number=len(self.themes) + 1)
        self.open = model.add_set_var(object_type=self.places, target=range(1, count + 1))
        self.new = model.add_set_var(object_type=kinds, target=range(len(self.themes)))
        self.here = model.add_element_var(object_type=self.places, target=0)
        self.time = model.add_int_resource_var(target=problem.earliest_start, less_is_better=True)
        self.stops = model.add_int_var(target=0)
        self.owed = model.add_int_var(target=len(self.required))
        self.ended = model.add_int_var(target=0)
        self.ride = model.add_int_table([list(row) for row in problem.travel_time])
        for number, candidate in enumerate(problem.candidates, 1):
            if not candidate.forbidden:
                self._add_visits(number, candidate)
        self._add_end(count + 1)
        most = max((c.prize for c in problem.candidates), default=0) + problem.theme_bonus
        model.add_dual_bound((problem.max_stops - self.stops) * most * self.unit)

    def _add_visits(self, number: int, candidate: Candidate) -> None:
        gone = self.model.create_set_const(
            object_type=self.places, value=sorted(self._gone(candidate))
        )
        gain: didppy.IntExpr | int = candidate.prize
        effects = [
            (self.open, self.open - gone),
            (self.here, number),
            (self.stops, self.stops + 1),
            (self.owed, self.owed - (1 if candidate.place in self.required else 0)),
        ]
        if candidate.theme is not None:
            theme = self.themes.index(candidate.theme)
            bonus = self.new.contains(theme).if_then_else(self.problem.theme_bonus, 0)
            gain = bonus + candidate.prize
            effects.append((self.new, self.new.remove(theme)))
        arrival = self.time + self.ride[self.here, number]
        for window in candidate.windows:
            begin = didppy.max(arrival, window.earliest)
            self.model.add_transition(
                didppy.Transition(
                    name=f"visit {number} {window.earliest} {window.latest}",
                    cost=gain * self.unit
                    - self.ride[self.here, number]
                    + didppy.IntExpr.state_cost(),
                    preconditions=[
                        self.ended == 0,
                        self.stops < self.problem.max_stops,
                        self.open.contains(number),
                        begin <= window.latest,
                        begin + candidate.service_duration <= self.problem.latest_finish,
                    ],
                    effects=[*effects, (self.time, begin + candidate.service_duration)],
                )
            )

    def _gone(self, candidate: Candidate) -> set[int]:
        """What may not be visited any more after ``candidate``."""
        pairs = self.problem.mutually_exclusive
        rivals = {two for pair in pairs if candidate.id in pair for two in pair}
        return {
            number
            for number, other in enumerate(self.problem.candidates, 1)
            if other.place == candidate.place or other.id in rivals
        }

    def _add_end(self, finish: int) -> None:
        ride = self.ride[self.here, finish]
        self.model.add_transition(
            didppy.Transition(
                name="end",
                cost=didppy.IntExpr.state_cost() - ride,
                preconditions=[
                    self.ended == 0,
                    self.owed == 0,
                    self.stops >= self.problem.min_stops,
                    self.time + ride <= self.problem.latest_finish,
                ],
                effects=[(self.ended, 1)],
            )
        )
        self.model.add_base_case([self.ended == 1])


def proven_best(problem: TourProblem) -> tuple[int, int] | None:
    """Prize and travel time of the best tour; None where didppy proves there is none."""
    prover = Prover(problem)
    solution = didppy.CABS(prover.model, quiet=True, threads=1).search()
    if solution.is_infeasible:
        return None
    assert solution.is_optimal
    prize = -(-int(solution.cost) // prover.unit)
    return prize, prize * prover.unit - int(solution.cost)
