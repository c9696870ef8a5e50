"""One small case a rule, and the module against dateutil on random rules."""

from datetime import date, datetime, time, timedelta
from time import thread_time

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wijksafari.errors import InputError
from wijksafari.planning.recurrence import parse_rule

FIRST = date(2026, 1, 1)  # a Thursday
YEAR = [FIRST + timedelta(days=n) for n in range(800)]


def first_dates(rule, count=4, first=FIRST):
    parsed = parse_rule(rule)
    found = (f"{day:%d%m%y}" for day in YEAR if parsed.falls_on(day, first))
    return " ".join(day for _, day in zip(range(count), found, strict=False))


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("FREQ=DAILY", "010126 020126 030126 040126"),
        ("FREQ=DAILY;INTERVAL=10", "010126 110126 210126 310126"),
        ("FREQ=DAILY;BYMONTH=2", "010226 020226 030226 040226"),
        ("FREQ=DAILY;COUNT=3", "010126 020126 030126"),
        ("FREQ=WEEKLY", "010126 080126 150126 220126"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "010126 050126 080126 120126"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "010126 120126 150126 260126"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,SU;WKST=SU", "010126 110126 150126 250126"),
        ("FREQ=WEEKLY;UNTIL=20260115", "010126 080126 150126"),
        ("FREQ=WEEKLY;UNTIL=20260115T225959Z", "010126 080126 150126"),
        ("FREQ=WEEKLY;COUNT=2", "010126 080126"),
        ("RRULE:FREQ=WEEKLY", "010126 080126 150126 220126"),
        ("freq=weekly;byday=th", "010126 080126 150126 220126"),
        ("FREQ=MONTHLY", "010126 010226 010326 010426"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "310126 310326 310526 310726"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "310126 280226 310326 300426"),
        ("FREQ=MONTHLY;BYDAY=1TU", "060126 030226 030326 070426"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "300126 270226 270326 240426"),
        ("FREQ=MONTHLY;BYDAY=1MO,3WE", "050126 210126 020226 180226"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "130226 130326 131126 130827"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "300126 270226 310326 300426"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5", "050126 050426 050726 051026"),
        ("FREQ=YEARLY", "010126 010127 010128"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYDAY=1SA", "070326 050926 060327 040927"),
        ("FREQ=YEARLY;BYDAY=20MO", "180526 170527"),
        ("FREQ=YEARLY;BYYEARDAY=100,-1", "100426 311226 100427 311227"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "110526 170527"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", ""),
    ],
)
def test_a_rule_yields_these_dates(rule, dates):
    assert first_dates(rule) == dates


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", "niet te lezen"),
        ("elke week", "niet te lezen"),
        ("FREQ=WEEKLY;FREQ=DAILY", "niet te lezen"),
        ("BYDAY=MO", "geen geldige FREQ"),
        ("FREQ=FORTNIGHTLY", "geen geldige FREQ"),
        ("FREQ=HOURLY", "vaker dan één keer per dag"),
        ("FREQ=SECONDLY;COUNT=5", "vaker dan één keer per dag"),
        ("FREQ=DAILY;BYHOUR=3", "kent “BYHOUR” niet"),
        ("FREQ=WEEKLY;BYDAY=1MO", "schrijf BYDAY=MO"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO kan niet"),
        ("FREQ=WEEKLY;BYDAY=MA", "BYDAY=MA kan niet"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "tot en met 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "tel vanaf 1"),
        ("FREQ=YEARLY;BYMONTH=-1", "BYMONTH=-1 kan niet"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "BYWEEKNO kan alleen"),
        ("FREQ=WEEKLY;INTERVAL=0", "INTERVAL=0 moet"),
        ("FREQ=WEEKLY;INTERVAL=99999999999", "INTERVAL=99999999999 moet"),
        ("FREQ=DAILY;COUNT=5000", "5000 keren"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1 moet"),
        ("FREQ=DAILY;UNTIL=20260231", "is geen datum"),
        ("FREQ=DAILY;UNTIL=morgen", "is geen datum"),
        ("FREQ=WEEKLY;WKST=XX", "geen weekdag"),
        ("FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 500), "langer dan 500 tekens"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_the_reason(rule, words):
    with pytest.raises(InputError) as refusal:
        parse_rule(rule)
    assert words in str(refusal.value)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=1000",
    ],
)
def test_a_rule_that_never_yields_is_answered_quickly(rule):
    begin = thread_time()
    assert not parse_rule(rule).falls_on(date(2099, 12, 31), date(2000, 1, 1))
    assert thread_time() - begin < 1


@st.composite
def rules(draw):
    """Rules as the standard means them; where dateutil reads one otherwise they are left out."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if draw(st.booleans()):
        months = draw(st.sets(st.integers(1, 12), min_size=1, max_size=6))
        parts.append(f"BYMONTH={','.join(map(str, months))}")
    if frequency != "WEEKLY" and draw(st.booleans()):
        days = draw(st.sets(st.integers(-31, 31).filter(bool), min_size=1, max_size=4))
        parts.append(f"BYMONTHDAY={','.join(map(str, days))}")
    if draw(st.booleans()):
        names = draw(st.sets(st.sampled_from(["MO", "TU", "WE", "TH", "FR"]), min_size=1))
        ordinal = ""
        if frequency in ("MONTHLY", "YEARLY"):
            ordinal = draw(st.sampled_from(["", "1", "2", "-1"]))
        parts.append(f"BYDAY={','.join(ordinal + name for name in names)}")
        if frequency == "MONTHLY" and draw(st.booleans()):
            parts.append(f"BYSETPOS={draw(st.sampled_from([1, 2, -1]))}")
    if frequency == "WEEKLY":
        parts.append(f"WKST={draw(st.sampled_from(['MO', 'SU', 'TH']))}")
    if draw(st.booleans()):
        parts.append(f"COUNT={draw(st.integers(1, 30))}")
    return ";".join(parts)


@settings(max_examples=150, deadline=None)
@given(rules(), st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(0, 500))
def test_random_rules_agree_with_dateutil(rule, first, ahead):
    # dateutil takes positions only in what comes after the first date.
    assume("BYSETPOS" not in rule or first.day == 1)
    start = datetime.combine(first, time())
    until = first + timedelta(days=900)
    theirs = set()
    # A sentinel far ahead keeps dateutil from walking to the year 9999.
    for found in rrulestr(f"{rule};UNTIL=20400101" if "COUNT" not in rule else rule, dtstart=start):
        if found.date() > until:
            break
        theirs.add(found.date())
    day = first + timedelta(days=ahead)
    window = [day + timedelta(days=n) for n in range(60)]
    parsed = parse_rule(rule)
    assert {each for each in window if parsed.falls_on(each, first)} == theirs & set(window)


@settings(max_examples=100, deadline=None)
@given(rules(), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_the_first_date_is_the_first_day_the_rule_falls_on(rule, begin):
    parsed = parse_rule(rule)
    days = [begin + timedelta(days=n) for n in range(400)]
    expected = next((day for day in days if parsed.falls_on(day, begin)), None)
    found = parsed.first_date(begin)
    assert found == expected or (expected is None and found > days[-1])


def test_a_first_date_is_looked_for_until_the_rule_ends_and_no_longer_than_five_years():
    rule = parse_rule("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;UNTIL=20261230")
    assert rule.first_date(FIRST) is None
    rule = parse_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    assert rule.first_date(date(2096, 3, 1)) is None  # 2100 has no such day
    assert rule.first_date(date(2097, 1, 1)) is None
    assert rule.first_date(date(2024, 3, 1)) == date(2028, 2, 29)
