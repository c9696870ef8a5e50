"""Words on the map: never over each other, the route or the edge."""

from __future__ import annotations

import math

from wijksafari.render.drawing import keeping_right
from wijksafari.render.paper_labels import (
    Room,
    chained,
    circles_of,
    place_along,
    place_beside,
    text_width,
)

SIZE = 32


def test_a_second_name_at_the_same_place_goes_elsewhere_or_nowhere() -> None:
    room = Room(700, 300)
    placed = [place_beside(room, "De Linde", (350, 150), SIZE, 44) for _ in range(20)]
    there = [label for label in placed if label]
    assert 2 <= len(there) < 20
    circles = [circles_of(label, SIZE) for label in there]
    for number, mine in enumerate(circles):
        for others in circles[number + 1 :]:
            assert all(
                math.hypot(a[0] - b[0], a[1] - b[1]) >= a[2] + b[2] for a in mine for b in others
            )


def test_no_name_leaves_the_sheet() -> None:
    label = place_beside(Room(400, 300), "Een lange naam", (380, 150), SIZE, 44)
    assert label is None or label.x + text_width(label.text, SIZE) / 2 <= 400


def test_a_street_is_named_along_its_straight_part() -> None:
    bent = [(100, 100), (140, 160), (140, 260), (200, 300), (900, 300)]
    label = place_along(Room(1000, 600), "Kerkweg", [bent], SIZE, 36)
    assert label is not None
    assert (label.angle, label.y) == (0, 300)


def test_a_name_goes_beside_a_street_that_is_ridden() -> None:
    room = Room(1000, 600)
    room.take((x, 300, 12) for x in range(100, 900, 18))
    label = place_along(room, "Kerkweg", [[(100, 300), (900, 300)]], SIZE, 36)
    assert label is not None
    assert abs(label.y - 300) == 36


def test_a_short_street_gets_no_name() -> None:
    assert place_along(Room(1000, 600), "Kerkweg", [[(100, 300), (150, 300)]], SIZE, 36) is None


def test_names_read_from_left_to_right() -> None:
    for line in ([(500, 500), (100, 100)], [(100, 500), (100, 100)], [(500, 100), (100, 480)]):
        label = place_along(Room(600, 600), "Kerkweg", [line], SIZE, 36)
        assert label is not None
        assert -90 <= label.angle <= 90


def test_stretches_that_meet_become_one_line() -> None:
    pieces = [((2, 0), (3, 0)), ((1, 0), (2, 0)), ((9, 9), (8, 9)), ((1, 0), (0, 0))]
    longest, other = chained(pieces)
    assert set(longest) == {(0, 0), (1, 0), (2, 0), (3, 0)}
    assert set(other) == {(8, 9), (9, 9)}


def test_there_and_back_along_one_street_are_two_lines() -> None:
    there = keeping_right([(0, 0), (100, 0)], 9)
    back = keeping_right([(100, 0), (0, 0)], 9)
    assert [y for _, y in there] == [9, 9]
    assert [y for _, y in back] == [-9, -9]
