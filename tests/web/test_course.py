"""The small chart: steps, not slopes, from the first figure to now."""

from datetime import timedelta

from tests.web.world import NOW
from wijksafari.models import RepresentationPoint, Safari
from wijksafari.web.course import course


def point(days: int, persons: int, practices: int = 0) -> RepresentationPoint:
    return RepresentationPoint(
        at=NOW + timedelta(days=days),
        persons=persons,
        persons_total=10,
        practices=practices,
        practices_total=4,
    )


SAFARI = Safari(starts_at=NOW + timedelta(days=20), deadline=NOW + timedelta(days=10))


def test_a_line_steps_where_a_figure_changed_and_goes_on_until_now() -> None:
    found = course(SAFARI, [point(-10, 0), point(-5, 6, 2)], NOW)
    assert found is not None
    assert found.persons.path == "M0.0 100.0L250.0 100.0L250.0 40.0L500.0 40.0"
    assert [(dot.x, dot.y) for dot in found.practices.dots] == [(0.0, 100.0), (25.0, 50.0)]
    assert (found.today, found.deadline) == (50.0, 100.0)
    assert found.persons.now == "60\u00a0%"


def test_after_the_deadline_the_chart_goes_on_until_now() -> None:
    found = course(SAFARI, [point(-10, 0)], NOW + timedelta(days=15))
    assert found is not None
    assert (found.today, found.deadline) == (100.0, 80.0)


def test_before_the_first_figure_there_is_no_chart() -> None:
    assert course(SAFARI, [], NOW) is None


def test_one_figure_of_this_very_moment_can_be_drawn() -> None:
    alone = Safari(starts_at=NOW + timedelta(days=20), deadline=None)
    found = course(alone, [point(0, 0)], NOW)
    assert found is not None
    assert found.persons.path == "M0.0 100.0L0.0 100.0"
