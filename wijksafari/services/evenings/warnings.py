"""What makes an evening a doubtful choice, told while it is planned; never a reason to stop."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import select
from sqlalchemy.orm import Session

from wijksafari.clock import AMSTERDAM
from wijksafari.models import Neighbourhood, Safari
from wijksafari.planning.problem import Evening
from wijksafari.planning.states import AHEAD, State
from wijksafari.planning.words import clock, day, listed
from wijksafari.services.evenings.daylight import sunset
from wijksafari.services.evenings.holidays import holiday_names, school_region

PRACTICES_CLOSE = time(17)
MARGIN = timedelta(minutes=20)  # to see the last patient out and ride to the meeting point
ACCREDITATION = relativedelta(months=2)
_SATURDAY = 5
_NOT_INVITED: State = "concept"


def evening_warnings(
    session: Session,
    neighbourhood: Neighbourhood,
    evening: Evening,
    now: datetime,
    *,
    safari: Safari | None = None,
) -> tuple[str, ...]:
    """Sentences about holidays, closing time, accreditation, other evenings and the dark.

    ``safari`` is the evening itself where it is saved already: it is no other
    evening, and once people were invited its date is no longer to be chosen.
    """
    on = evening.start.astimezone(AMSTERDAM).date()
    chosen = safari is not None and safari.state != _NOT_INVITED
    return (
        *_holiday(neighbourhood, on),
        *_practices_open(evening),
        *(() if chosen else _short_notice(on, now)),
        *_other_safaris(session, neighbourhood, on, safari),
        *_dark(evening, on),
    )


def saved_evening_warnings(
    session: Session, safari: Safari, evening: Evening, now: datetime
) -> tuple[str, ...]:
    """The same for a saved evening; nothing once it began, or was called off."""
    if safari.state not in AHEAD or safari.starts_at <= now:
        return ()
    return evening_warnings(session, safari.neighbourhood, evening, now, safari=safari)


def _holiday(neighbourhood: Neighbourhood, on: date) -> Iterator[str]:
    region = school_region(neighbourhood.school_region)
    names = holiday_names(on, on, region)
    if on in names.public:
        name = names.public[on]
        yield f"{day(on).capitalize()} is een feestdag ({name}): veel locaties zijn dicht."
    elif on in names.school:
        yield (
            f"{day(on).capitalize()} valt in een schoolvakantie (regio {region}:"
            f" {names.school[on].lower()}): sommige activiteiten gaan dan niet door, en mensen zijn"
            " weg."
        )


def _practices_open(evening: Evening) -> Iterator[str]:
    start = evening.start.astimezone(AMSTERDAM)
    if start.weekday() >= _SATURDAY:
        return
    closing = datetime.combine(start.date(), PRACTICES_CLOSE, AMSTERDAM)
    in_time = closing + MARGIN
    if start < closing:
        yield (
            f"De avond begint om {clock(start)}, terwijl praktijken tot {clock(closing)} open zijn."
            f" Begin liever om {clock(in_time)} of later."
        )
    elif start < in_time:
        yield (
            f"De avond begint om {clock(start)} en praktijken sluiten om {clock(closing)}: dat is"
            f" krap om af te ronden en erheen te gaan. Begin liever om {clock(in_time)} of later."
        )


def _short_notice(on: date, now: datetime) -> Iterator[str]:
    if on < now.astimezone(AMSTERDAM).date() + ACCREDITATION:
        yield (
            "Deze avond is over minder dan twee maanden: voor accreditatie is dat kort dag. Vraag"
            " haar meteen aan, of kies een latere avond."
        )


def _other_safaris(
    session: Session, neighbourhood: Neighbourhood, on: date, own: Safari | None
) -> Iterator[str]:
    midnight = datetime.combine(on, time(), AMSTERDAM)
    tomorrow = datetime.combine(on + timedelta(days=1), time(), AMSTERDAM)
    query = (
        select(Safari)
        .filter_by(neighbourhood_id=neighbourhood.id)
        .where(Safari.starts_at >= midnight, Safari.starts_at < tomorrow)
        .where(Safari.state != "cancelled", Safari.id != (own.id if own else 0))
        .order_by(Safari.starts_at, Safari.id)
    )
    others = [
        f"‘{each.title}’ ({clock(each.starts_at.astimezone(AMSTERDAM))})"
        for each in session.scalars(query)
    ]
    if others:
        yield (
            f"Op deze dag is er in {neighbourhood.name} al een wijksafari: {listed(others)}."
            " Dezelfde praktijken en locaties krijgen dan twee uitnodigingen."
        )


def _dark(evening: Evening, on: date) -> Iterator[str]:
    sets = sunset(on, evening.meeting_point)
    if sets >= evening.ends:
        return
    before = sets <= evening.at(evening.departs)
    how = "vóór het vertrek" if before else "onderweg"
    yield (
        f"De zon gaat onder om {clock(sets)}, {how}: de groep rijdt"
        f" {'' if before else 'deels '}in het donker. De route kiest daarom verlichte wegen. Vraag"
        " iedereen om licht op de fiets."
    )
