"""What organisers agree about taking part: until when, how many, how much is enough."""

from dataclasses import dataclass
from datetime import datetime

from wijksafari.models import Safari
from wijksafari.planning.threshold import DecidedBy
from wijksafari.services.practices.representation import decided_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """What was agreed. ``group_size`` is the most that ride together with one leader;
    ``reminder_days`` count back from the deadline, the earliest first.
    """

    deadline: datetime
    capacity: int
    group_size: int
    minimum_percent: int
    target_percent: int
    decided_by: DecidedBy
    offer_hours: int
    reminder_days: tuple[int, ...]
    ambassador_name: str
    ambassador_practice: str
    invitation_note: str
    organiser_id: int | None


def agreements_of(safari: Safari, usual_deadline: datetime) -> Agreements:
    """What was agreed; ``usual_deadline`` while there is none."""
    return Agreements(
        deadline=safari.deadline or usual_deadline,
        capacity=safari.capacity,
        group_size=safari.group_size,
        minimum_percent=safari.minimum_percent,
        target_percent=safari.target_percent,
        decided_by=decided_by(safari),
        offer_hours=safari.offer_hours,
        reminder_days=tuple(sorted(safari.reminder_days, reverse=True)),
        ambassador_name=safari.ambassador_name,
        ambassador_practice=safari.ambassador_practice,
        invitation_note=safari.invitation_note,
        organiser_id=safari.organiser_id,
    )
