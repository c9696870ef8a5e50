"""A leg as sentences that somebody can ride by."""

from dataclasses import dataclass, replace

from wijksafari.planning import words
from wijksafari.planning.route import Leg, Maneuver, Point, Step, WayKind
from wijksafari.planning.street_names import Spoken, spoken

_WINDS = (
    "noordelijke", "noordoostelijke", "oostelijke", "zuidoostelijke",
    "zuidelijke", "zuidwestelijke", "westelijke", "noordwestelijke",
)  # fmt: skip
_ORDINALS = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende",
    "tiende",
)  # fmt: skip
_UNNAMED: dict[WayKind, Spoken] = {
    "street": Spoken("een straat zonder naam", "in", "door"),
    "main road": Spoken("de doorgaande weg"),
    "cycleway": Spoken("het fietspad"),
    "path": Spoken("het pad"),
    "footway": Spoken("het voetpad"),
    "pedestrian": Spoken("het voetgangersgebied", "in", "door"),
    "service": Spoken("de toegangsweg"),
    "track": Spoken("de landweg"),
}
_TURNS = {
    "slight left": "Houd links aan",
    "left": "Sla linksaf",
    "sharp left": "Sla scherp linksaf",
    "slight right": "Houd rechts aan",
    "right": "Sla rechtsaf",
    "sharp right": "Sla scherp rechtsaf",
}
_SIDES = {"left": "links", "right": "rechts"}
_LONGEST_NAME = 80
_SHORTEST_RIDE = 10
STAY = "Laat de fietsen staan"


@dataclass(frozen=True, slots=True)
class Cue:
    """One instruction: what to do at ``point``, and for how many metres after it."""

    sentence: str
    metres: float
    point: Point


def cues(leg: Leg) -> tuple[Cue, ...]:
    """The leg's instructions, one for every step, in the order of riding.

    Between places at one address there is nothing to ride, and one instruction.
    """
    if stays(leg):
        return (Cue(f"{STAY}: het volgende doel is hier", 0.0, leg.origin),)
    return tuple(Cue(_sentence(step), step.metres, step.maneuver.point) for step in leg.steps)


def stays(leg: Leg) -> bool:
    """Whether the leg is too short to take the bicycles."""
    return leg.metres < _SHORTEST_RIDE


def ride(leg: Leg) -> str:
    """The leg's length: "9 minuten, 1,6 km"."""
    if stays(leg):
        return STAY
    return f"{words.duration(leg.seconds)}, {distance(leg.metres)}"


def distance(metres: float) -> str:
    """A distance as riders read it: "40 m", "350 m", "1,2 km"."""
    if metres < 195:
        return f"{max(10, round(metres / 10) * 10)} m"
    fifties = round(metres / 50) * 50
    if fifties < 1000:
        return f"{fifties} m"
    return f"{metres / 1000:.1f} km".replace(".", ",")


def _sentence(step: Step) -> str:
    if step.maneuver.type == "arrive":
        side = _SIDES.get(step.maneuver.modifier or "")
        return f"U bent er: het doel ligt {side}" if side else "U bent er"
    instruction = _instruction(step)
    return f"{instruction}, {distance(step.metres)}" if step.metres > 0 else instruction


def _instruction(step: Step) -> str:
    maneuver, way = step.maneuver, _way(step)
    entering, along = f"{way.phrase} {way.particle}", f"{way.along} {way.phrase}"
    if maneuver.type == "depart":
        return f"Vertrek in {_wind(maneuver.bearing)} richting {along}{_crossing(step)}"
    if maneuver.type == "roundabout":
        return f"{_roundabout(maneuver)}, {entering}{_crossing(step)}"
    if maneuver.modifier == "uturn":
        return f"Keer om en rijd terug {along}{_crossing(step)}"
    turn = _TURNS.get(maneuver.modifier or "")
    return _turn(turn, step, way) if turn else _straight(step, way)


def _turn(turn: str, step: Step, way: Spoken) -> str:
    if step.maneuver.type == "continue":
        side = "links" if "left" in (step.maneuver.modifier or "") else "rechts"
        return f"Volg {way.phrase} naar {side}{_crossing(step)}"
    if step.name is None and (step.bridge or step.tunnel):
        return f"{turn} en {'steek de brug over' if step.bridge else 'ga de tunnel door'}"
    comma = "," if turn.startswith("Houd") else ""
    return f"{turn}{comma} {way.phrase} {way.particle}{_crossing(step)}"


def _straight(step: Step, way: Spoken) -> str:
    if _is_bridge(step) or (step.bridge and step.name is None):
        return f"Steek {way.phrase if step.name else 'de brug'} over"
    if step.tunnel and (step.name is None or way.phrase.endswith("tunnel")):
        return f"Ga {way.phrase if step.name else 'de tunnel'} door"
    if step.maneuver.type == "continue":
        return f"Ga rechtdoor {way.along} {way.phrase}{_crossing(step)}"
    return f"Ga rechtdoor {way.phrase} {way.particle}{_crossing(step)}"


def _crossing(step: Step) -> str:
    if step.bridge and not _is_bridge(step):
        return ", de brug over"
    return ", de tunnel door" if step.tunnel and not _way(step).phrase.endswith("tunnel") else ""


def _is_bridge(step: Step) -> bool:
    """Whether the street is called after the bridge it is; a "sluis" may be one too."""
    name = (step.name or "").rstrip()
    return name.endswith("brug") or (step.bridge and name.endswith("sluis"))


def _roundabout(maneuver: Maneuver) -> str:
    if maneuver.exit is None or not 1 <= maneuver.exit <= len(_ORDINALS):
        return "Verlaat de rotonde"
    return f"Neem op de rotonde de {_ORDINALS[maneuver.exit - 1]} afslag"


def _wind(bearing: int) -> str:
    return _WINDS[round(bearing / 45) % 8]


def _way(step: Step) -> Spoken:
    name = words.plain_line(step.name or "")
    if len(name) > _LONGEST_NAME:
        name = f"{name[:_LONGEST_NAME].rstrip()}…"
    if not name:
        return _UNNAMED[step.way]
    way = spoken(name)
    return replace(way, particle="over") if _is_bridge(step) else way
