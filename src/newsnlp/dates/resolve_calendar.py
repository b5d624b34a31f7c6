"""Resolve what names fields of the calendar: days, weekdays, months, seasons, quarters, named days."""

from __future__ import annotations

import re
from datetime import date, timedelta

from newsnlp.dates.chain import Context
from newsnlp.dates.expressions.events import EVENT, EVENT_YEARS
from newsnlp.dates.named_days import date_of
from newsnlp.dates.readings import Calendar, Holiday, Period
from newsnlp.dates.resolved import Resolved
from newsnlp.dates.spans import is_date
from newsnlp.dates.values import date_value, year_value

__all__ = ["resolve_calendar", "resolve_holiday", "resolve_period"]

_PAST = frozenset({"last", "past", "previous", "preceding", "prior"})
_NEXT = frozenset({"next", "coming", "upcoming", "following"})
_LAST_MONTHS, _FIRST_MONTHS = 11, 2
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7}
_SEASON_END = {"SP": 5, "SU": 8, "FA": 11, "WI": 14, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12}
_RUSSIA = re.compile(r"Russia|Moscow|Soviet|Kremlin|Putin|Belarus|Kazakh")
_NEAR = 300
_SOON = 45
"""Days within which a named day to come is meant whatever the tense: "as Election Day drew closer"."""
_JUST_OVER = 3
"""Months after a quarter's end in which companies still report on it."""
_UNTIL = re.compile(r"\b(?:until|till)\s(?:(?:early|late|mid)[\s-])?$", re.IGNORECASE)


def resolve_calendar(reading: Calendar, context: Context) -> Resolved:
    """Resolve named fields; those that cannot be known stay X."""
    if reading.year is not None:
        return Resolved("DATE", date_value(reading.year, reading.month, reading.day), "explicit")
    if reading.month is not None and reading.day is not None:
        return _month_day(reading, reading.month, reading.day, context)
    if reading.month is not None:
        return _month(reading, reading.month, context)
    if reading.day is not None:
        return _day(reading.day, context)
    return _weekday(reading.weekday or 0, reading.which, context)


def _month_day(reading: Calendar, month: int, day: int, context: Context) -> Resolved:
    chain, reference = context.chain, context.reference
    event = EVENT_YEARS.get((month, day)) if reading.which == EVENT else None
    if event is not None and (reference is None or reference >= date(event, month, day)):
        return Resolved("DATE", date_value(event, month, day), "day of an event")
    if context.narrative and chain.year is not None:
        year = _year_after(chain.year, chain.month, month)
        return Resolved("DATE", date_value(year, month, day), "year of the text's last date", year_value(chain.year))
    known = context.known.get((month, day))
    if known is None and reference is not None and _goes_on(month, day, context, reference):
        return Resolved("DATE", date_value(chain.year, month, day), "goes on from a date of the sentence")
    if known is not None:
        return Resolved("DATE", date_value(known, month, day), "dated in full elsewhere in the text")
    if reference is None:
        return Resolved("DATE", date_value(None, month, day), "no reference time")
    anchor = reference.isoformat()
    years = range(max(1, reference.year - 3), min(9999, reference.year + 3) + 1)
    options = [date(year, month, day) for year in years if is_date(year, month, day)]
    if reading.weekday is not None:
        named = [option for option in options if option.weekday() == reading.weekday]
        if named:
            return Resolved(
                "DATE",
                min(named, key=lambda d: abs((d - reference).days)).isoformat(),
                "year whose weekday fits",
                anchor,
            )
    if not options:
        return Resolved("DATE", date_value(None, month, day), "no such day near")
    if context.ahead < 0 and context.planned:
        return Resolved("DATE", max(o for o in options if o <= reference).isoformat(), "last, as ended", anchor)
    if context.ahead > 0 and context.planned:
        ahead = [option for option in options if option >= reference]
        if ahead and (ahead[0] - reference).days < 300:
            return Resolved("DATE", ahead[0].isoformat(), "next, as planned", anchor)
    return Resolved(
        "DATE", min(options, key=lambda d: (abs((d - reference).days), d)).isoformat(), "nearest to publication", anchor
    )


def _goes_on(month: int, day: int, context: Context, reference: date) -> bool:
    """Tell whether a day without a year goes on from a whole date of an earlier year in its sentence."""
    chain = context.chain
    if chain.date is None or chain.at < context.sentence or chain.date.year >= reference.year:
        return False
    return chain.date.month <= month and is_date(chain.date.year, month, day) and context.ahead <= 0


def _year_after(year: int, last: int | None, month: int) -> int:
    """Give the year of a month in a narrative: January told after December is of the next year."""
    return year + 1 if last is not None and last >= _LAST_MONTHS and month <= _FIRST_MONTHS and year > 0 else year


def _month(reading: Calendar, month: int, context: Context) -> Resolved:
    chain, reference, which = context.chain, context.reference, reading.which
    if (
        which in {"that", "same"}
        or (context.narrative and chain.year is not None and which not in _PAST | _NEXT | {"this"})
    ) and chain.year is not None:
        year = _year_after(chain.year, chain.month, month)
        return Resolved("DATE", date_value(year, month, None), "year of the text's last date", year_value(chain.year))
    base = reference
    if (
        context.narrative
        and which in {"previous", "preceding", "following", "next"}
        and chain.year is not None
        and chain.year > 0
    ):
        base = date(chain.year, chain.month or 1, 1)
    if base is None:
        return Resolved("DATE", date_value(None, month, None), "no reference time")
    anchor = base.isoformat()
    if which in _PAST:
        year = base.year - (month >= base.month)
        return Resolved("DATE", date_value(year, month, None), "last such month", anchor)
    if which in _NEXT:
        year = base.year + (month <= base.month)
        return Resolved("DATE", date_value(year, month, None), "next such month", anchor)
    if which == "this":
        return Resolved("DATE", date_value(base.year, month, None), "this year's", anchor)
    return Resolved("DATE", date_value(_year_of_month(month, base, context), month, None), "by tense", anchor)


def _year_of_month(month: int, base: date, context: Context) -> int:
    """A month to come if the text looks ahead, else the last one; the present month is this year's."""
    until = _UNTIL.search(context.text, max(0, context.start - len("until the ")), context.start)
    if context.ahead > 0:
        return base.year + (month < base.month)
    if context.ahead < 0 and not until:
        return base.year - (month > base.month)
    ahead = (month - base.month) % 12
    back = (base.month - month) % 12
    return base.year + (month < base.month) if ahead < back else base.year - (month > base.month)


def _day(day: int, context: Context) -> Resolved:
    chain, base = context.chain, context.reference
    if (
        chain.year is not None
        and chain.month is not None
        and is_date(chain.year if chain.year > 0 else None, chain.month, day)
    ):
        return Resolved(
            "DATE",
            date_value(chain.year, chain.month, day),
            "month of the text's last date",
            date_value(chain.year, chain.month, None),
        )
    if base is not None and is_date(base.year, base.month, day):
        return Resolved("DATE", date_value(base.year, base.month, day), "month of publication", base.isoformat())
    return Resolved("DATE", f"XXXX-XX-{day:02d}", "no month")


def _weekday(weekday: int, which: str, context: Context) -> Resolved:
    base = context.base
    if which in {"that", "previous", "preceding", "following"} and context.chain.date is not None:
        base = context.chain.date
    if base is None:
        return Resolved("DATE", f"XXXX-WXX-{weekday + 1}", "no reference time")
    anchor = base.isoformat()
    back, ahead = (base.weekday() - weekday) % 7, (weekday - base.weekday()) % 7
    if which in _PAST:
        return _offset(base, -(back or 7), "last such day", anchor)
    if which in _NEXT:
        return _offset(base, ahead or 7, "next such day", anchor)
    if which == "this":
        days = ahead if context.ahead >= 0 else -back
        return _offset(base, days, "this week's", anchor)
    if context.narrative and context.chain.date is not None:
        return _offset(base, ahead, "first such day from the text's last date", anchor)
    if context.ahead > 0 and context.planned and ahead:
        return _offset(base, ahead, "next such day, as planned", anchor)
    return _offset(base, -back, "last such day up to publication", anchor)


def _offset(base: date, days: int, reason: str, anchor: str) -> Resolved:
    try:
        return Resolved("DATE", (base + timedelta(days=days)).isoformat(), reason, anchor)
    except OverflowError:
        return Resolved("DATE", None, "beyond the calendar")


def resolve_period(reading: Period, context: Context) -> Resolved:
    """Resolve a season, quarter or half."""
    code = reading.code
    if code == "QX":
        code = context.chain.quarter[1] if context.chain.quarter else code
    if reading.year is not None:
        value = f"{year_value(reading.year)}-{code}" if code != "QX" else year_value(reading.year)
        return Resolved("DATE", value, "explicit")
    chain, base, which = context.chain, context.reference, reading.which
    season = code in {"SP", "SU", "FA", "WI"}
    if (
        which in {"that", "same", "previous", "following"}
        or (context.narrative and which not in {"last", "next", "this"})
    ) and chain.year is not None:
        shift = {"previous": -1}.get(which, 0)
        return Resolved(
            "DATE",
            f"{year_value(chain.year + shift)}-{code}",
            "year of the text's last date",
            year_value(chain.year),
        )
    if context.narrative and chain.year is not None and chain.year > 0:
        base = date(chain.year, chain.month or 1, 1)
    if base is None:
        return Resolved("DATE", f"XXXX-{code}", "no reference time")
    start, end = _SEASON_START.get(code, 1), _SEASON_END.get(code, 12)
    anchor = base.isoformat()
    year = base.year
    if which in _PAST:
        # The last one that is over: in May "last spring" is that of the year before.
        year -= base.month <= end
    elif which in _NEXT:
        year += base.month >= start
    elif which == "this":
        pass
    elif context.ahead > 0 and (season or (context.planned and base.month - end > _JUST_OVER)):
        year += base.month > end
    elif base.month < start:
        year -= 1 if not (season and context.ahead >= 0) else 0
    return Resolved("DATE", f"{year_value(year)}-{code}", "by tense", anchor)


def resolve_holiday(reading: Holiday, context: Context) -> Resolved:
    """Resolve a named day: of its year, or nearest to publication, or where the tense points."""
    country = context.country or _country_near(reading.key, context)
    if reading.key == "d-day":
        return Resolved("DATE", "1944-06-06", "named day")
    year = reading.year
    if year is None and context.narrative and context.chain.year is not None and context.chain.year > 0:
        year = context.chain.year
    if year is not None:
        day = date_of(reading.key, year, country)
        return Resolved("DATE", day.isoformat() if day else year_value(year), "named day")
    base = context.reference
    if base is None:
        return Resolved("DATE", _without_year(reading.key, country), "no reference time")
    options = [day for y in (base.year - 1, base.year, base.year + 1) if (day := date_of(reading.key, y, country))]
    if reading.which == "last":
        options = [day for day in options if day < base] or options
        chosen = max(options, default=None)
    elif reading.which == "next":
        chosen = min((day for day in options if day > base), default=None)
    else:
        chosen = min(options, key=lambda day: abs((day - base).days), default=None)
        far = chosen is not None and (chosen - base).days > _SOON
        if context.ahead < 0 and far and reading.which != "this":
            chosen = max((day for day in options if day <= base), default=chosen)
        elif context.ahead > 0 and context.planned:
            chosen = min((day for day in options if day >= base), default=chosen)
    return Resolved("DATE", chosen.isoformat() if chosen else None, "named day", base.isoformat())


def _without_year(key: str, country: str | None) -> str | None:
    """Write a day that falls on one date each year as `XXXX-12-25`; one that moves has no value without its year."""
    days = {day.isoformat()[5:] for year in (2001, 2002, 2004) if (day := date_of(key, year, country))}
    return f"XXXX-{days.pop()}" if len(days) == 1 else None


def _country_near(key: str, context: Context) -> str | None:
    if key not in {"victory day", "christmas"} or key == "christmas":
        return None
    near = context.text[max(0, context.start - _NEAR) : context.start + _NEAR]
    return "RU" if _RUSSIA.search(near) else None
