"""Spare time lengthens visits rather than letting the group wait."""

from itertools import groupby

from wijksafari.planning.timing import Line, Timetable, timed

_MINUTE = 60


def lengthened(line: Line, table: Timetable) -> Timetable:
    """The timetable with longer visits, and then as late a departure as waiting allows.

    Minutes go to the highest prize first, and evenly, one at a time, among
    equal prizes. A minute is given only if nobody comes any later than is
    allowed or than they already did. That is exact for "the highest prize
    stays as long as it can, then the next": giving the first its most never
    makes the others' shortest visits impossible. It is greedy for the total
    number of minutes, which is not what an organiser asks for.
    """
    stops = sorted(range(len(table.chosen)), key=lambda stop: -table.chosen[stop].prize)
    for _, equals in groupby(stops, key=lambda stop: table.chosen[stop].prize):
        growing = list(equals)
        while growing:
            # The shortest visit is served first, so that equals grow evenly.
            stop = min(growing, key=lambda each: table.visits[each])
            longer = _with_minute(line, table, stop)
            if longer is None:
                growing.remove(stop)
            else:
                table = longer
    return _leaving_later(line, table)


def _with_minute(line: Line, table: Timetable, stop: int) -> Timetable | None:
    visits = list(table.visits)
    visits[stop] += _MINUTE
    if visits[stop] > table.chosen[stop].longest:
        return None
    longer = timed(line, table.chosen, visits, table.departs)
    worse = longer.over > table.over or any(
        now > before for now, before in zip(longer.late, table.late, strict=True)
    )
    return None if worse else longer


def _leaving_later(line: Line, table: Timetable) -> Timetable:
    """Waiting that is left is better done at the meeting point than at a closed door."""
    waits = [
        start - arrival - line.parking
        for start, arrival in zip(table.starts, table.arrivals, strict=True)
    ]
    waiting = [stop for stop, wait in enumerate(waits) if wait > 0]
    # Where something does not fit, the waiting is shown: it may well be why.
    if not waiting or table.violation:
        return table
    last = waiting[-1]
    latest = table.starts[last]
    for stop in range(last - 1, -1, -1):
        leave = latest - line.parking - line.rides[stop + 1]
        latest = min(leave, table.chosen[stop].closes) - table.visits[stop]
    departs = latest - line.parking - line.rides[0]
    # Whole minutes read well; a few seconds of waiting do no harm.
    departs = table.departs + (departs - table.departs) // _MINUTE * _MINUTE
    return timed(line, table.chosen, table.visits, departs)
