"""The choices for the rest of an evening and what they cost, in Dutch."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from wijksafari.planning.itinerary import Violation, Visit
from wijksafari.planning.problem import Location
from wijksafari.planning.words import clock, duration, hours, listed, sentence

FINISH = "Rijd rechtstreeks naar het eindpunt"


def shorten(before: Sequence[Visit], after: Sequence[Visit]) -> str:
    """The title of making these visits shorter; both in the same order."""
    pairs = zip(before, after, strict=True)
    shorter = [now for then, now in pairs if now.minutes < then.minutes]
    if len(shorter) != 1:
        return "Kort de bezoeken in"
    name = shorter[0].location.name
    return (
        f"Kort het bezoek aan {name} in"
        if shorter[0].minutes > 0
        else f"Rijd meteen door van {name}"
    )


def skip(stops: Iterable[Location]) -> str:
    """The title of skipping these stops."""
    return f"Sla {listed(stop.name for stop in stops)} over"


def price(parts: Iterable[str]) -> str:
    """All that a choice costs and brings, in one sentence."""
    return sentence("; ".join(part for part in parts if part))


def fall_out(stops: Sequence[Location]) -> str:
    """Which stops are not visited; empty where none."""
    if not stops:
        return ""
    names = listed(stop.name for stop in stops)
    return f"{names} vervalt" if len(stops) == 1 else f"{names} vervallen"


def broken_off(before: Visit, after: Visit) -> str:
    """The visit going on ends sooner; empty where it does not."""
    if after.minutes >= before.minutes:
        return ""
    name = after.location.name
    if after.minutes <= 0:
        return f"het bezoek aan {name} gaat niet door"
    return (
        f"het bezoek aan {name} stopt na {_minutes(after.minutes)} in plaats van {before.minutes}"
    )


def shortened(before: Sequence[Visit], after: Sequence[Visit]) -> str:
    """Which visits become shorter; both in the same order. Empty where none does."""
    pairs = [
        (now.location.name, now.minutes, then.minutes)
        for then, now in zip(before, after, strict=True)
        if now.minutes < then.minutes
    ]
    if not pairs:
        return ""
    names, minutes, planned = zip(*pairs, strict=True)
    if len(pairs) == 1:
        return f"het bezoek aan {names[0]} wordt {_minutes(minutes[0])} in plaats van {planned[0]}"
    if len(set(planned)) > 1:
        each = (f"aan {name} {now} in plaats van {then} minuten" for name, now, then in pairs)
        return f"de bezoeken worden korter: {listed(each)}"
    become = f"{minutes[0]}" if len(set(minutes)) == 1 else listed(map(str, minutes))
    return f"de bezoeken aan {listed(names)} worden {become} minuten in plaats van {planned[0]}"


def ends(before: datetime, after: datetime) -> str:
    """When the evening ends, and when it would have."""
    if hours(before) == hours(after):
        return f"eindtijd blijft {clock(after)}"
    return f"eindtijd {hours(after)} in plaats van {clock(before)}"


def less_riding(before: float, after: float) -> str:
    """What it saves in riding, in seconds; empty under a minute."""
    minutes = round((before - after) / 60)
    if not minutes:
        return ""
    return f"{_minutes(abs(minutes))} {'minder' if minutes > 0 else 'meer'} fietsen"


def even_so(violations: Sequence[Violation]) -> str:
    """What does not fit even so."""
    if not violations:
        return ""
    worst = max(violations, key=lambda each: each.seconds)
    return f"ook dan past niet alles ({duration(worst.seconds)} te laat)"


def _minutes(count: int) -> str:
    return "1 minuut" if count == 1 else f"{count} minuten"
