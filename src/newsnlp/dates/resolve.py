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
from newsnlp.dates.resolve_relative import resolve_shift, resolve_step
from newsnlp.dates.resolved import Resolved

__all__ = ["note", "resolve"]

_DATE = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|T)")
_QUARTER = re.compile(r"(\d{4})-(Q[1-4])")
_WEEK_DAYS = 7


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


def note(resolved: Resolved, context: Context) -> None:
    """Write a resolved date into the chain."""
    if resolved.type not in {"DATE", "TIME"} or resolved.value is None:
        return
    quarter = _QUARTER.match(resolved.value)
    if quarter:
        context.chain.quarter = int(quarter[1]), quarter[2]
        context.chain.note(int(quarter[1]))
        return
    fields = _DATE.match(resolved.value)
    if fields:
        year = -int(fields[2]) if fields[1] else int(fields[2])
        if year == 0:
            return
        context.chain.note(year, int(fields[3]) if fields[3] else None, int(fields[4]) if fields[4] else None)
        return
    other = re.match(r"(BC)?(\d{4})-", resolved.value)
    if other and int(other[2]):
        context.chain.note(-int(other[2]) if other[1] else int(other[2]))
