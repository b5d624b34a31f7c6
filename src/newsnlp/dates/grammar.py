"""The values of TIMEX3: their grammar, their grain, and the interval that they cover.

After TimeML 1.2.1 (Saurí et al., 2006), with what the corpora add: decades (`197`, `197X`), years BC (`BC0431`),
durations in decades and centuries (`P1DE`, `P2CE`), parts of a day (`TMO`) and weekends (`2025-W06-WE`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

__all__ = ["VALUE", "add_months", "grain_of", "interval_of"]

_TIME = r"(?:MO|MI|AF|EV|NI|DT|XX|\d\d(?::\d\d(?::\d\d)?)?)(?:Z|[+-]\d\d(?::?\d\d)?)?"
_YEAR = r"(?:BC\d{4}|BCXXXX|\d{4}|\d{3}X|\d\dXX|XXXX)"
_DATE = (
    rf"{_YEAR}(?:-(?:SP|SU|FA|WI|Q[1-4X]|H[12X]|W(?:\d\d|XX)(?:-(?:WE|[1-7X]))?|(?:0[1-9]|1[0-2]|XX)(?:-(?:[0-2]\d"
    rf"|3[01]|XX))?))?"
)
_DURATION = (
    r"P(?=[\dXT])(?:(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|Q|DE|CE|ML|E|C|WE|X|TNI|TMO|TAF|TEV))*"
    r"(?:T(?:(?:\d+(?:\.\d+)?|X)(?:H|M|S))+)?"
)
_ONE = rf"(?:PRESENT_REF|PAST_REF|FUTURE_REF|{_DATE}(?:T{_TIME})?|T{_TIME}|BC\d{{2,3}}|\d{{2,3}}|{_DURATION}|PX{{1,2}})"
VALUE = re.compile(rf"{_ONE}(?:/{_ONE})?")
"""A whole value, one or a range."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_PERIOD = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d)(?::(\d\d)(?::(\d\d))?)?")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T(MO|MI|AF|EV|NI|DT|XX)")
# First month and length in months; winter starts in December of the year that names it: the winter of 1941 is
# December 1941 to February 1942.
_SPANS = {
    "Q1": (1, 3), "Q2": (4, 3), "Q3": (7, 3), "Q4": (10, 3), "H1": (1, 6), "H2": (7, 6),
    "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3),
}  # fmt: skip
_HOURS = {"MO": (6, 12), "MI": (12, 14), "AF": (12, 18), "EV": (18, 24), "NI": (20, 28), "DT": (6, 20), "XX": (0, 24)}
_REFS = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


def add_months(year: int, month: int, steps: int) -> tuple[int, int]:
    """Give the year and month so many months on."""
    months = year * 12 + month - 1 + steps
    return months // 12, months % 12 + 1


def grain_of(value: str | None) -> str | None:
    """Name the unit in which a value is exact; a range has the grain of its start."""
    if value is None or value in _REFS:
        return None
    value = value.split("/", 1)[0]
    if value.startswith("P"):
        return None
    date_part, _, time = value.partition("T")
    if time:
        return _grain_of_time(time)
    value = date_part
    digits = value.removeprefix("BC")
    for pattern, grain in (
        (r"[\dX]{2}(XX)?", "century"), (r"[\dX]{3}X?", "decade"), (r"[\dX]{4}", "year"),
        (r"[\dX]{4}-Q.", "quarter"), (r"[\dX]{4}-H.", "half"), (r"[\dX]{4}-(SP|SU|FA|WI)", "season"),
        (r"[\dX]{4}-W..-WE", "weekend"), (r"[\dX]{4}-W..-[1-7X]", "day"), (r"[\dX]{4}-W..", "week"),
        (r"[\dX]{4}-\d\d-\d\d", "day"), (r"[\dX]{4}-XX-\d\d", "day"), (r"[\dX]{4}-\d\d(-XX)?", "month"),
    ):  # fmt: skip
        if re.fullmatch(pattern, digits):
            return "year" if digits == "XXXX" else grain
    return "year" if re.fullmatch(r"\d{4}-XX(-XX)?", digits) else None


def _grain_of_time(time: str) -> str:
    if not time[:2].isdigit():
        return "part_of_day"
    return ("hour", "minute", "second")[min(time.split("+")[0].split("Z")[0].count(":"), 2)]


def interval_of(value: str | None) -> tuple[str, str] | None:
    """Give the half-open pair of ISO dates or times that a value covers, None where it covers no definite one.

    Years BC have none: ISO dates of Python's calendar start in the year 1.
    """
    if value is None:
        return None
    if "/" in value:
        first, last = (interval_of(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last and first[0] < last[1] else None
    try:
        return _time_interval(value) or _date_interval(value)
    except (ValueError, OverflowError):
        return None  # the year 9999 has no end, and no 30 February is written but as it stands


def _time_interval(value: str) -> tuple[str, str] | None:
    clock = _CLOCK.match(value)
    if clock:
        day = datetime.fromisoformat(clock[1])
        start = day + timedelta(hours=int(clock[2]), minutes=int(clock[3] or 0), seconds=int(clock[4] or 0))
        length = timedelta(seconds=1) if clock[4] else timedelta(minutes=1) if clock[3] else timedelta(hours=1)
        zone = value[clock.end() :]
        return start.isoformat() + zone, (start + length).isoformat() + zone
    part = _PART.match(value)
    if part:
        first, last = _HOURS[part[2]]
        day = datetime.fromisoformat(part[1])
        return (day + timedelta(hours=first)).isoformat(), (day + timedelta(hours=last)).isoformat()
    return None


def _date_interval(value: str) -> tuple[str, str] | None:
    if _DAY.fullmatch(value):
        day = date.fromisoformat(value)
        return value, (day + timedelta(days=1)).isoformat()
    week = _WEEK.fullmatch(value)
    if week:
        first = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        start, days = {None: (0, 7), "WE": (5, 2)}.get(week[3], (int(week[3] or 1) - 1 if week[3] != "WE" else 5, 1))
        return (first + timedelta(days=start)).isoformat(), (first + timedelta(days=start + days)).isoformat()
    month = _MONTH.fullmatch(value)
    if month:
        return _months(int(month[1]), int(month[2]), 1)
    period = _PERIOD.fullmatch(value)
    if period:
        first_month, length = _SPANS[period[2]]
        return _months(int(period[1]), first_month, length)
    if re.fullmatch(r"\d{2,4}X{0,2}", value) and len(value) <= len("1990"):
        digits = value.rstrip("X")
        years = 10 ** (4 - len(digits))
        return _months(int(digits) * years, 1, 12 * years)
    return None


def _months(year: int, month: int, length: int) -> tuple[str, str]:
    last_year, last_month = add_months(year, month, length)
    return date(year, month, 1).isoformat(), date(last_year, last_month, 1).isoformat()
