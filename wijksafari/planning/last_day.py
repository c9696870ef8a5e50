"""When an activity is over for good."""

from datetime import date

from wijksafari.planning.problem import Activity
from wijksafari.planning.recurrence import parse_rule

_FOR_EVER = date(2200, 1, 1)  # a count that is not full by then is never


def last_day(activity: Activity) -> date | None:
    """The last day on which it can be held, by its date, its rule or its count; None for no end.

    Raises InputError for a rule that cannot be read.
    """
    if activity.rrule is None:
        return activity.first_date
    rule = parse_rule(activity.rrule)
    if rule.count:
        dates = rule.dates(activity.first_date, activity.until or _FOR_EVER)
        return max(dates, default=activity.first_date)
    return min((each for each in (rule.until, activity.until) if each), default=None)
