"""Agreements as people read them, and what changed in them."""

from collections.abc import Iterator, Mapping

from wijksafari.clock import AMSTERDAM
from wijksafari.planning.words import listed, moment
from wijksafari.services.safaris.agreements import Agreements

Lines = dict[str, str]

NONE = "geen"
_DECIDED_BY = {"persons": "huisartsen en POH’s", "practices": "praktijken"}
# Longer texts, and names of people outside the organisation, stay out of the journal.
_ONLY_THAT = ("ambassadeur", "tekst bij de uitnodiging")


def in_lines(agreed: Agreements, organisers: Mapping[int, str]) -> Lines:
    """Every agreement by what it is called. ``organisers`` are names by account."""
    until = agreed.deadline.astimezone(AMSTERDAM)
    days = [str(each) for each in agreed.reminder_days]
    signed = ", ".join(filter(None, (agreed.ambassador_name, agreed.ambassador_practice)))
    return {
        "aanmelden tot": moment(until),
        "plekken": str(agreed.capacity),
        "deelnemers per groep": str(agreed.group_size),
        "minimum": f"{agreed.minimum_percent}\u00a0%",
        "doel": f"{agreed.target_percent}\u00a0%",
        "beslist op": _DECIDED_BY[agreed.decided_by],
        "plek vasthouden": f"{agreed.offer_hours} uur",
        "herinneringen": f"{listed(days)} dagen voor de sluiting" if days else NONE,
        "ambassadeur": signed or NONE,
        "tekst bij de uitnodiging": agreed.invitation_note or NONE,
        "organisator": organisers.get(agreed.organiser_id or 0, NONE),
    }


def changes(before: Agreements, after: Agreements, organisers: Mapping[int, str]) -> str:
    """What changed: "plekken van 14 naar 16; doel van 70 % naar 75 %"."""
    return "; ".join(_changed(in_lines(before, organisers), in_lines(after, organisers)))


def _changed(before: Lines, after: Lines) -> Iterator[str]:
    for name, old in before.items():
        if old == after[name]:
            continue
        yield f"{name} gewijzigd" if name in _ONLY_THAT else f"{name} van {old} naar {after[name]}"
