"""Resolution: each reading, in the order of the text, to a value.

The reading's kind picks the rule; the context (reference date, the text's own dates so far, tense) decides what is
open. Each value is written into the chain, from which the next one may be counted.
"""

from __future__ import annotations

import re
from dataclasses import replace

from newsnlp.dates.chain import Context
from newsnlp.dates.orders import resolve_numeric
from newsnlp.dates.readings import Calendar, Clock, Holiday, Literal, Period, Reading, Shift, Step, Within
from newsnlp.dates.resolve_calendar import resolve_calendar, resolve_holiday, resolve_period
from newsnlp.dates.resolve_relative import YEAR_AGO, resolve_shift, resolve_step
from newsnlp.dates.resolved import Resolved
from newsnlp.dates.values import quarter_of

__all__ = ["note", "resolve"]

_DATE = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|T)")
_QUARTER = re.compile(r"(\d{4})-(Q[1-4])")
_RECENT_QUARTERS = 4
_NEAR = 200
_FEW_DAYS = 4
_OPENING = 30
"""Code points from a sentence's start within which a bare year sets the scene."""


def resolve(reading: Reading, context: Context) -> Resolved:
    """Resolve one reading where it stands."""
    match reading:
        case Literal():
            return _literal(reading, context)
        case Calendar():
            return resolve_calendar(reading, context)
        case Period():
            return resolve_period(reading, context)
        case Step():
            return resolve_step(reading, context)
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
    if isinstance(inner, Calendar) and inner.weekday is not None and inner.month is None:
        value = f"{outer.value}-{inner.weekday + 1}"
        return Resolved("DATE", _iso_day(value), "day of that week", anchor)
    year = re.match(r"\d{4}", outer.value)
    if year is None or not isinstance(inner, Calendar | Period):
        return outer
    resolved = resolve(replace(inner, year=int(year[0])), context)
    return replace(resolved, anchor=anchor)


def _iso_day(value: str) -> str:
    from datetime import date

    week = re.fullmatch(r"(\d{4})-W(\d\d)-(\d)", value)
    return date.fromisocalendar(int(week[1]), int(week[2]), int(week[3])).isoformat() if week else value


def note(reading: Reading, resolved: Resolved, context: Context) -> None:
    """Write a resolved date into the chain, unless what follows is not told from it."""
    chain, reference = context.chain, context.reference
    if resolved.type == "DURATION" and resolved.value is not None and resolved.value.endswith("M"):
        chain.at_quarter = False
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
    chain.at_quarter = chain.at_quarter and (fields[4] is not None or resolved.reason == YEAR_AGO)
    if fields[3] is None and context.narrative and not _leads(year, context):
        return
    chain.at = context.start
    chain.note(year, int(fields[3]) if fields[3] else None, int(fields[4]) if fields[4] else None)


def _leads(year: int, context: Context) -> bool:
    """Tell whether a bare year moves a narrative there, and is not a glance ahead or back ("debts paid by 1976")."""
    chain = context.chain
    if chain.year is None or chain.month is None:
        return True
    return context.start - context.sentence < _OPENING


def _note_quarter(quarter: tuple[int, str], reading: Reading, context: Context) -> None:
    chain, reference = context.chain, context.reference
    if isinstance(reading, Step) and reading.steps == 0:
        chain.quarter, chain.at_quarter = quarter, True
    if isinstance(reading, Step | Within):
        return  # "the year-ago quarter" is a comparison, not the subject
    if reference is not None:
        year, code = quarter_of(reference)
        back = (year - quarter[0]) * 4 + int(code[1]) - int(quarter[1][1])
        if not 0 < back < _RECENT_QUARTERS:
            chain.at_quarter = False
            return
    chain.quarter, chain.at_quarter = quarter, True
    chain.note(quarter[0])
