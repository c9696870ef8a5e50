"""From a ridden path to the steps of a cue sheet.

Decisions so close together that nobody could read them apart are one;
roundabouts are one step with the number of the exit.
"""

from collections import Counter
from itertools import pairwise
from math import atan2, degrees

from wijksafari.planning.route import Maneuver, Modifier, Point, Step, WayKind
from wijksafari.streets.path import RiddenPath
from wijksafari.streets.snap import Spot
from wijksafari.streets.turns import BEND, Course, Turn, modifier_of, turned

ONE_DECISION_METRES = 15.0
NAME_GAP_METRES = 60.0
CORNER_METRES = 10.0
BESIDE_METRES = 5.0


def steps_of(path: RiddenPath, destination: Point, finish: Spot) -> tuple[Step, ...]:
    """The maneuvers of the ride; the metres of all steps add up to the ride's."""
    if not len(path.edges):
        place = path.coordinates[0]
        depart, arrive = Maneuver("depart", place, 0), Maneuver("arrive", place, 0)
        return Step(depart, None, "street", 0.0, 0.0), Step(arrive, None, "street", 0.0, 0.0)
    course = Course(path)
    turns = _without_gaps(course, _joined(course, _turns(course)))
    opening = Turn(0, 0, "depart", 0.0, None)
    if turns and course.begins[turns[0].at] < CORNER_METRES and turns[0].type != "roundabout":
        opening = Turn(0, turns.pop(0).onto, "depart", 0.0, None)
    if turns and course.begins[-1] - course.begins[turns[-1].at] < BESIDE_METRES:
        turns.pop()
    steps = [opening, *turns]
    ends = [*(turn.at for turn in turns), len(path.edges)]
    found = [_step(course, turn, end) for turn, end in zip(steps, ends, strict=True)]
    bearing = course.arrival(steps[-1].at)
    return (*found, _arrival(course, bearing, destination, finish, found[-1]))


def _turns(course: Course) -> list[Turn]:
    """The decisions at all joints, each on its own."""
    round_about = course.streets.network.roundabout[course.path.edges].tolist()
    found: list[Turn] = []
    at = 1
    while at < len(round_about):
        if round_about[at] and not round_about[at - 1]:
            leave = at
            while leave < len(round_about) and round_about[leave]:
                leave += 1
            found.append(_roundabout(course, at, leave))
            at = leave
        elif not round_about[at] and (turn := course.turn(at, at)):
            found.append(turn)
        at += 1
    return found


def _roundabout(course: Course, enter: int, leave: int) -> Turn:
    """``leave`` is the first stretch after the roundabout; without one the ride ends on it."""
    network = course.streets.network
    if leave == len(course.edges):
        return Turn(enter, leave - 1, "roundabout", 0.0, None)
    passed = [int(network.head[edge]) for edge in course.edges[enter:leave]]
    exits = sum(
        any(not network.roundabout[edge] for edge in course.streets.leaving(node))
        for node in passed
    )
    angle = turned(course.before[enter], course.after[leave])
    return Turn(enter, leave, "roundabout", angle, modifier_of(angle), exits)


def _joined(course: Course, turns: list[Turn]) -> list[Turn]:
    """Take decisions together that only a short piece of street lies between."""
    groups: list[list[Turn]] = []
    for turn in turns:
        if groups and _is_one(course, groups[-1][-1], turn):
            groups[-1].append(turn)
        else:
            groups.append([turn])
    found = []
    for group in groups:
        first, last = group[0], group[-1]
        one = first if len(group) == 1 else course.turn(first.at, last.onto)
        if one:
            found.append(one)
    return found


def _is_one(course: Course, turn: Turn, following: Turn) -> bool:
    if "roundabout" in (turn.type, following.type):
        return False
    network, between = course.streets.network, course.path.edges[turn.onto : following.at]
    special = (network.bridge[between] | network.tunnel[between]) & (network.name[between] == 0)
    metres = course.begins[following.at] - course.begins[turn.onto]
    return metres < ONE_DECISION_METRES and not special.any()


def _without_gaps(course: Course, turns: list[Turn]) -> list[Turn]:
    """Leave out where a street is nameless for a moment, straight on."""
    needless: set[Turn] = set()
    for turn, following in pairwise(turns):
        straight = abs(turn.angle) < BEND and abs(following.angle) < BEND
        renamed = turn.type == following.type == "new name"
        name = course.names[turn.at - 1]
        gap = course.names[turn.onto] is None and name == course.names[following.onto]
        metres = course.begins[following.at] - course.begins[turn.at]
        if straight and renamed and gap and metres < NAME_GAP_METRES:
            needless |= {turn, following}
    return [turn for turn in turns if turn not in needless]


def _step(course: Course, turn: Turn, end: int) -> Step:
    """The step that ``turn`` opens and that runs up to stretch ``end``."""
    path, network = course.path, course.streets.network
    part = slice(turn.at, end)
    metres = path.stretch_metres[part]
    half, edges = metres.sum() / 2, path.edges[part]
    maneuver = Maneuver(
        turn.type,
        path.coordinates[path.joints[turn.at]],
        round(course.after[turn.onto]) % 360,
        turn.modifier,
        turn.exit,
    )
    return Step(
        maneuver,
        course.names[turn.onto],
        _main_kind(course, range(turn.onto, end)),
        float(metres.sum()),
        float(path.stretch_seconds[part].sum()),
        bridge=bool(metres[network.bridge[edges]].sum() > half),
        tunnel=bool(metres[network.tunnel[edges]].sum() > half),
    )


def _main_kind(course: Course, stretches: range) -> WayKind:
    metres: Counter[WayKind] = Counter()
    for stretch in stretches:
        metres[course.kinds[stretch]] += course.path.stretch_metres[stretch]
    return metres.most_common(1)[0][0]


def _arrival(course: Course, bearing: float, destination: Point, finish: Spot, last: Step) -> Step:
    """The destination is on a side where it lies clearly beside the line."""
    side: Modifier | None = None
    if finish.offset > BESIDE_METRES:
        plane = course.streets.plane
        east = (destination.lon - finish.point.lon) * plane.metres_per_lon
        north = (destination.lat - finish.point.lat) * plane.metres_per_lat
        side = _side(bearing, east, north)
    place = course.path.coordinates[-1]
    return Step(
        Maneuver("arrive", place, round(bearing) % 360, side), last.name, last.way, 0.0, 0.0
    )


def _side(bearing: float, east: float, north: float) -> Modifier | None:
    """None where the place lies ahead or behind rather than beside."""
    angle = turned(bearing, degrees(atan2(east, north)))
    if not 20 <= abs(angle) <= 160:
        return None
    return "left" if angle < 0 else "right"
