"""Resolution: each reading, in the order of the text, to a value.

The reading's kind picks the rule; the context (reference date, the text's own dates so far, tense) decides what is
open. Each value is written into the chain, from which the next one may be counted.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from newsnlp.dates.chain import Context
from newsnlp.dates.grammar import VALUE
from newsnlp.dates.orders import resolve_numeric
from newsnlp.dates.readings import Calendar, Clock, Holiday, Literal, Period, Reading, Run, Shift, Step, Within
from newsnlp.dates.resolve_calendar import resolve_calendar, resolve_holiday, resolve_period
from newsnlp.dates.resolve_relative import resolve_run, resolve_shift, resolve_step
from newsnlp.dates.resolved import Resolved
from newsnlp.dates.values import quarter_of, week_value

__all__ = ["note", "resolve"]

_DATE = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|T)")
_QUARTER = re.compile(r"(\d{4})-(Q[1-4])")
_RECENT_QUARTERS = 4
_NEAR = 200
_FEW_DAYS = 4
_GLANCE = 3
_ASIDE = 80
_LINE = 90
_OPENING = 30
"""Code points from a sentence's start within which a bare year sets the scene."""


def resolve(reading: Reading, context: Context) -> Resolved:
    """Resolve one reading where it stands; what falls beyond the years 1 to 9999 has no value."""
    try:
        resolved = _by_kind(reading, context)
    except (OverflowError, ValueError):
        return Resolved("DATE", None, "beyond the calendar")
    if resolved.value is not None and not VALUE.fullmatch(resolved.value):
        return Resolved(resolved.type, None, "beyond the calendar")
    return resolved


def _by_kind(reading: Reading, context: Context) -> Resolved:
    match reading:
        case Literal():
            return _literal(reading, context)
        case Calendar():
            return resolve_calendar(reading, context)
        case Period():
            return resolve_period(reading, context)
        case Step():
            return resolve_step(reading, context)
        case Run():
            return resolve_run(reading, context)
        case Shift():
            return resolve_shift(reading, context)
        case Holiday():
            return resolve_holiday(reading, context)
        case Clock():
            return _clock(reading, context)
        case Within():
            return _within(reading, context)


def _literal(reading: Literal, context: Context) -> Resolved:
    value = reading.value
    if value is not None and value.startswith("?"):
        return resolve_numeric(value[1:], context)
    if (
        value is not None
        and reading.type == "DATE"
        and re.fullmatch(r"\d{3}", value)
        and context.conventions.decade == "padded"
    ):
        value += "X"
    decades = re.fullmatch(r"P(\d+)0Y", value or "")
    if decades and reading.type == "DURATION" and context.conventions.decade_duration == "decades":
        value = f"P{decades[1]}DE"
    return Resolved(reading.type, value, "as written")


def _clock(reading: Clock, context: Context) -> Resolved:
    """Resolve a time: on its day, else on the day that the text is at."""
    if reading.which == "any day":
        return Resolved("TIME", "XXXX-XX-XX" + reading.time, "no day in particular")
    day = resolve(reading.day, context) if reading.day is not None else _day_at(context)
    value = day.value
    if value is None or not re.fullmatch(r"(?:BC)?[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W..-\d)", value):
        value = "XXXX-XX-XX"
    time = reading.time
    if reading.zone.lower() in {"gmt", "utc", "z"}:
        time += "Z"
    return Resolved("TIME", value + time, day.reason, day.anchor)


def _day_at(context: Context) -> Resolved:
    chain, base = context.chain, context.reference
    near = context.start - context.sentence < _NEAR and chain.at >= context.sentence - _NEAR
    close = base is not None and chain.date is not None and abs((chain.date - base).days) <= _FEW_DAYS
    if near and close and chain.date is not None:
        return Resolved("DATE", chain.date.isoformat(), "day of the text's last date", chain.date.isoformat())
    if context.narrative and chain.date is not None:
        return Resolved("DATE", chain.date.isoformat(), "day of the text's last date", chain.date.isoformat())
    if base is None:
        return Resolved("DATE", "XXXX-XX-XX", "no reference time")
    return Resolved("DATE", base.isoformat(), "day of publication", base.isoformat())


def _within(reading: Within, context: Context) -> Resolved:
    """Resolve a reading inside a greater one: the greater one gives the year, or the week."""
    outer = resolve(reading.outer, context)
    anchor = outer.anchor
    if outer.value is None:
        return outer
    inner = reading.inner
    if isinstance(inner, Step):
        day = re.fullmatch(r"\d{4}-\d\d-\d\d", outer.value)
        weekend = inner.unit == "WE"
        week = week_value(date.fromisoformat(outer.value), context.conventions, weekend=weekend) if day else None
        return Resolved("DATE", week, "week of that day", anchor)
    if isinstance(inner, Calendar) and inner.weekday is not None and inner.month is None:
        value = f"{outer.value}-{inner.weekday + 1}"
        return Resolved("DATE", _iso_day(value), "day of that week", anchor)
    year = re.match(r"\d{4}", outer.value)
    if year is None or not isinstance(inner, Calendar | Period | Holiday):
        return outer
    resolved = resolve(replace(inner, year=int(year[0])), context)
    return replace(resolved, anchor=anchor)


def _iso_day(value: str) -> str:
    week = re.fullmatch(r"(\d{4})-W(\d\d)-(\d)", value)
    return date.fromisocalendar(int(week[1]), int(week[2]), int(week[3])).isoformat() if week else value


def note(reading: Reading, resolved: Resolved, context: Context) -> None:
    """Write a resolved date into the chain, unless what follows is not told from it."""
    chain, reference = context.chain, context.reference
    if resolved.type not in {"DATE", "TIME"} or resolved.value is None:
        return
    if context.narrative and reference is not None and resolved.anchor == reference.isoformat():
        return  # "today" in a history is the writer's day, not the story's
    quarter = _QUARTER.match(resolved.value)
    if quarter:
        _note_quarter((int(quarter[1]), quarter[2]), reading, context)
        return
    fields = _DATE.match(resolved.value)
    if fields is None:
        other = re.match(r"(BC)?(\d{4})-", resolved.value)
        if other and int(other[2]):
            chain.note(-int(other[2]) if other[1] else int(other[2]))
        return
    year = -int(fields[2]) if fields[1] else int(fields[2])
    if year == 0:
        return
    chain.at_quarter = chain.at_quarter and (fields[3] is not None or isinstance(reading, Shift))
    aside = _in_parentheses(context) or (fields[3] is None and not _leads(year, context))
    if aside and context.narrative and chain.year is not None and not _in_heading(context):
        return
    chain.at = context.start
    if fields[3] is None and year == chain.year:
        return  # the year again: the month that the text is at stays
    chain.note(year, int(fields[3]) if fields[3] else None, int(fields[4]) if fields[4] else None)


def _leads(year: int, context: Context) -> bool:
    """Tell whether a bare year moves a narrative there, and is not a glance aside.

    At the start of a sentence it does; inside one when it is near the year that the text is at, and the text does not
    look ahead.
    """
    chain = context.chain
    if chain.year is None or chain.month is None or context.start - context.sentence < _OPENING:
        return True
    return abs(year - chain.year) <= _GLANCE and context.ahead <= 0


def _is_subject(quarter: tuple[int, str], reading: Reading, context: Context, reference: date) -> bool:
    """Tell whether a report is about a quarter: the first one that it names, or a later one that is over."""
    year, code = quarter_of(reference)
    back = (year - quarter[0]) * 4 + int(code[1]) - int(quarter[1][1])
    said = context.chain.quarter
    if said is None or (isinstance(reading, Period) and reading.fiscal):
        return 0 <= back < _RECENT_QUARTERS
    return 0 < back < _RECENT_QUARTERS and quarter >= said


def _in_heading(context: Context) -> bool:
    """Tell whether the date stands in a heading: a short line of its own that ends without a full stop."""
    text = context.text
    first = text.rfind("\n", max(0, context.start - _LINE), context.start)
    last = text.find("\n", context.start, context.start + _LINE)
    if first < 0 or last < 0 or last - first > _LINE:
        return False
    return not text[first:last].rstrip().endswith((".", "!", "?", ",", ";", '"', "”"))


def _in_parentheses(context: Context) -> bool:
    before = context.text[max(context.sentence, context.start - _ASIDE) : context.start]
    return before.rfind("(") > before.rfind(")")


def _note_quarter(quarter: tuple[int, str], reading: Reading, context: Context) -> None:
    chain, reference = context.chain, context.reference
    if isinstance(reading, Step) and reading.steps == 0:
        chain.quarter, chain.at_quarter = quarter, True
    if isinstance(reading, Step | Within):
        return  # "the year-ago quarter" is a comparison, not the subject
    if reference is not None and not _is_subject(quarter, reading, context, reference):
        chain.at_quarter = chain.at_quarter and chain.quarter is not None
        return
    chain.quarter, chain.at_quarter = quarter, True
    chain.note(quarter[0])
