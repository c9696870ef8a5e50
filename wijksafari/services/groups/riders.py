"""Who rides in which group, and who leads it, as an organiser says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from wijksafari.errors import ClosedError, FieldsError, InputError, NotFoundError
from wijksafari.models import RidingGroup, Safari, SignUp
from wijksafari.planning.states import OVER
from wijksafari.services.groups.mail import check_told, known_programmes, tell_riders
from wijksafari.services.groups.riding_groups import Guide
from wijksafari.services.groups.split import riders_of
from wijksafari.services.groups.tours import group_rows
from wijksafari.services.journal import Actor, note
from wijksafari.services.mail.post import Post
from wijksafari.services.sign_ups.places import check_not_begun, lock_safari
from wijksafari.services.texts.names import invisible

LONGEST_NAME = 120
LONGEST_PHONE = 40
_FEWEST_DIGITS = 6


class GuideError(FieldsError):
    """A leader or sweeper who cannot be reached so; ``fields`` has a sentence by field."""

    order = ("leader_name", "leader_phone", "sweeper_name", "sweeper_phone")


def move_riders(
    session: Session,
    safari: Safari,
    groups: Mapping[int, int],
    *,
    may_mail: bool,
    actor: Actor,
    post: Post,
    now: datetime,
) -> int:
    """Let people ride in another group: the number of each by sign-up; says how many moved.

    Whoever does not take part (any more) is passed over. On a confirmed evening
    those who move are told by mail. Raises ClosedError once the evening has
    begun, NotFoundError for a group that is not there, InputError for a group
    that gets too large, and ConsentNeededError for mail that was not agreed to.
    """
    safari = lock_safari(session, safari.id)
    check_not_begun(safari, now)
    rows = {row.number: row for row in group_rows(session, safari)}
    riders = riders_of(session, safari)
    before = known_programmes(riders)
    moved = []
    for rider in riders:
        number = groups.get(rider.id)
        if number is None or (rider.group is not None and rider.group.number == number):
            continue
        if number not in rows or len(rows) < 2:
            raise NotFoundError(f"Groep {number} is er niet (meer). Laad de pagina opnieuw.")
        rider.group = rows[number]
        rider.calendar_shift += 1
        rider.revision += 1
        moved.append(rider)
    _check_sizes(safari, riders)
    session.flush()
    if moved:
        what = f"{len(moved)} × een deelnemer naar een andere groep."
        note(session, safari, "change", what, actor=actor, now=now)
    check_told(safari, moved, before, may_mail=may_mail)
    tell_riders(session, safari, moved, before, actor=actor, post=post, now=now)
    return len(moved)


def set_guides(
    session: Session,
    safari: Safari,
    number: int,
    leader: Guide,
    sweeper: Guide,
    *,
    actor: Actor,
    now: datetime,
) -> bool:
    """Say who rides in front of a group and who last; says whether that is new.

    Works until the evening is over. Raises GuideError, ClosedError and NotFoundError.
    """
    safari = lock_safari(session, safari.id)
    if safari.state in OVER:
        raise ClosedError("Deze wijksafari is voorbij of afgelast; de leiding ligt vast.")
    _check_guides(leader, sweeper)
    row = _row(session, safari, number, now)
    if (leader, sweeper) == _guides(row):
        return False
    row.leader_name, row.leader_phone = leader.name, leader.phone
    row.sweeper_name, row.sweeper_phone = sweeper.name, sweeper.phone
    what = f"Leider en hekkensluiter van groep {number} gewijzigd."
    note(session, safari, "change", what, actor=actor, now=now)
    session.flush()
    return True


def _row(session: Session, safari: Safari, number: int, now: datetime) -> RidingGroup:
    rows = group_rows(session, safari)
    if not rows and number == 1:
        row = RidingGroup(safari=safari, number=1, changed_at=now)
        session.add(row)
        session.flush()
        return row
    found = next((row for row in rows if row.number == number), None)
    if found is None:
        raise NotFoundError(f"Groep {number} is er niet (meer). Laad de pagina opnieuw.")
    return found


def _guides(row: RidingGroup) -> tuple[Guide, Guide]:
    return Guide(row.leader_name, row.leader_phone), Guide(row.sweeper_name, row.sweeper_phone)


def _check_guides(leader: Guide, sweeper: Guide) -> None:
    wrong: dict[str, str] = {}
    for which, guide in (("leader", leader), ("sweeper", sweeper)):
        if len(guide.name) > LONGEST_NAME:
            wrong[f"{which}_name"] = f"Gebruik hooguit {LONGEST_NAME} tekens."
        if invisible(guide.name):
            wrong[f"{which}_name"] = "Er staat een onzichtbaar teken in de naam. Typ hem opnieuw."
        if guide.phone and not _usable(guide.phone):
            wrong[f"{which}_phone"] = "Vul een telefoonnummer in, zoals 06 12345678."
        if guide.phone and not guide.name:
            wrong[f"{which}_name"] = "Vul ook de naam in bij dit telefoonnummer."
    if wrong:
        raise GuideError(wrong)


def _usable(phone: str) -> bool:
    """Digits with what people write between them, and at the front a plus for another country."""
    digits = sum(each.isdecimal() and each.isascii() for each in phone)
    rest = {each for each in phone.removeprefix("+") if not (each.isascii() and each.isdecimal())}
    return len(phone) <= LONGEST_PHONE and digits >= _FEWEST_DIGITS and rest <= set(" -().")


def _check_sizes(safari: Safari, riders: Sequence[SignUp]) -> None:
    sizes = Counter(rider.group.number for rider in riders if rider.group is not None)
    for number, size in sorted(sizes.items()):
        if size > safari.group_size:
            raise InputError(
                f"Groep {number} zou {size} deelnemers krijgen; een groep telt er hooguit"
                f" {safari.group_size}. Verplaats ook iemand terug, of maak de groepen groter bij"
                " ‘Afspraken’."
            )
