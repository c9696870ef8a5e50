"""The settings of an evening that are seldom touched: names, units, limits and reasons."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """A whole number with a unit and the reason it is there."""

    name: str
    label: str
    unit: str
    why: str
    default: int
    low: int
    high: int


SETTINGS = (
    Setting(
        "duur",
        "Duur van de avond",
        "minuten",
        "Van verzamelen tot en met afronden.",
        180,
        30,
        480,
    ),
    Setting(
        "stops_min",
        "Minstens zoveel stops",
        "stops",
        "Met minder stops is de route geen voorstel.",
        4,
        1,
        8,
    ),
    Setting(
        "stops_max",
        "Hooguit zoveel stops",
        "stops",
        "Meer stops betekent kortere bezoeken.",
        5,
        1,
        8,
    ),
    Setting(
        "verzamelen",
        "Verzamelen",
        "minuten",
        "Welkom, fietsen uitdelen en vertrekken.",
        10,
        0,
        60,
    ),
    Setting(
        "stallen",
        "Stallen per stop",
        "minuten",
        "Afstappen, op slot zetten en naar binnen lopen.",
        2,
        0,
        60,
    ),
    Setting(
        "bezoek_min",
        "Kortste bezoek",
        "minuten",
        "Korter heeft een gastvrouw of gastheer geen tijd om iets te laten zien.",
        20,
        5,
        120,
    ),
    Setting(
        "bezoek_max",
        "Langste bezoek",
        "minuten",
        "Tijd die overblijft verlengt bezoeken tot hooguit dit.",
        30,
        5,
        120,
    ),
    Setting(
        "afronden",
        "Afronden",
        "minuten",
        "Samen napraten bij het eindpunt.",
        10,
        0,
        60,
    ),
    Setting(
        "speling",
        "Speling",
        "minuten",
        "Voor een lekke band of een gesprek dat uitloopt.",
        10,
        0,
        60,
    ),
    Setting(
        "tempo",
        "Tempo van de groep",
        "km/u",
        "Een groep rijdt rustiger dan één fietser.",
        12,
        6,
        25,
    ),
    Setting(
        "bonus",
        "Bonus per thema",
        "punten",
        "Elk ander thema in de route telt mee, zodat de avond gevarieerd wordt.",
        1,
        0,
        100,
    ),
)
DEFAULTS = {setting.name: str(setting.default) for setting in SETTINGS}
EVENING_SETTINGS = {
    "duur": "duration_minutes",
    "stops_min": "min_stops",
    "stops_max": "max_stops",
    "verzamelen": "gathering_minutes",
    "stallen": "parking_minutes",
    "bezoek_min": "min_visit_minutes",
    "bezoek_max": "max_visit_minutes",
    "afronden": "wrap_up_minutes",
    "speling": "buffer_minutes",
    "bonus": "theme_bonus",
}
