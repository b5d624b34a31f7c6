"""Resolve what is counted: units beside the present or the text's last date, shifts, times of day."""

from __future__ import annotations

from datetime import date, timedelta

from newsnlp.dates.chain import Chain, Context
from newsnlp.dates.grammar import add_months
from newsnlp.dates.readings import Run, Shift, Step
from newsnlp.dates.resolved import Resolved
from newsnlp.dates.spans import month_length
from newsnlp.dates.values import decade_value, quarter_of, step_value, week_value, year_value

__all__ = ["resolve_run", "resolve_shift", "resolve_step"]

_YEAR_AGO = "the same quarter a year before"

_THURSDAY, _SATURDAY = 3, 5
_JUST_BEFORE = 100
_DAYS = frozenset({"D", "W", "F"})
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def resolve_step(reading: Step, context: Context) -> Resolved:
    """Resolve "last week", "this year", "the following day", "the weekend", "the quarter"."""
    if reading.base == "quarter":
        return _quarter(reading, context)
    if reading.base == "weekend" or reading.unit == "WE":
        return _weekend(reading, context)
    told = reading.base == "text" or (context.narrative and reading.base in {"year", "this", "end"})
    if told and context.chain.said:
        from_text = _from_text(reading, context)
        if from_text is not None:
            return from_text
        if context.narrative:
            return Resolved("DATE", _masked(reading.unit, context.chain), "the text's last date is not exact enough")
    base = context.reference
    if base is None:
        return Resolved("DATE", _unknown(reading.steps, reading.unit), "no reference time")
    if reading.fiscal:
        year = base.year + (base.month >= context.conventions.fiscal_year_start > 1) + reading.steps
        return Resolved("DATE", year_value(year), "fiscal year", base.isoformat())
    value = step_value(base, reading.unit, reading.steps, context.conventions)
    mod = "END" if reading.base == "end" else None
    return Resolved("DATE", value, "counted from publication", base.isoformat(), mod)


def _masked(unit: str, chain: Chain) -> str:
    """Write a day, week or month of which the text's last date gives the year at most."""
    return year_value(chain.year) + {"D": "-XX-XX", "W": "-WXX", "M": "-XX", "WE": "-WXX-WE"}.get(unit, "")


def _unknown(steps: int, unit: str) -> str | None:
    if steps == 0:
        return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}.get(unit, "XXXX")
    return "PAST_REF" if steps < 0 else "FUTURE_REF"


def _from_text(reading: Step, context: Context) -> Resolved | None:
    """Count from the text's last date, when it is exact enough for the unit."""
    chain = context.chain
    if chain.year is None:
        return None
    anchor = year_value(chain.year)
    if reading.unit in {"D", "W"}:
        if chain.date is None:
            return None
        return Resolved(
            "DATE",
            step_value(chain.date, reading.unit, reading.steps, context.conventions),
            "counted from the text's last date",
            chain.date.isoformat(),
        )
    if reading.unit == "M":
        if chain.month is None:
            return None
        year, month = add_months(chain.year, chain.month, reading.steps)
        return Resolved("DATE", f"{year_value(year)}-{month:02d}", "counted from the text's last date", anchor)
    if reading.unit == "Q" and chain.quarter:
        return _quarter(reading, context)
    if reading.unit == "Y":
        return Resolved("DATE", year_value(chain.year + reading.steps), "counted from the text's last date", anchor)
    if chain.year > 0 and reading.unit in {"DE", "CE"}:
        value = step_value(date(chain.year, 1, 1), reading.unit, reading.steps, context.conventions)
        return Resolved("DATE", value, "counted from the text's last date", anchor)
    return None


def _quarter(reading: Step, context: Context) -> Resolved:
    """Resolve "the quarter" and "the year-ago quarter": from the quarter that the text is at."""
    chain, base = context.chain, context.reference
    if reading.unit == "Y":
        year = chain.quarter[0] if chain.quarter else base.year if base else None
        return Resolved(
            "DATE", year_value(None if year is None else year + reading.steps), "year of the text's quarter"
        )
    if chain.quarter is None:
        if base is None:
            return Resolved("DATE", "XXXX-QX", "no reference time")
        if reading.steps <= -4:
            return Resolved("DATE", year_value(base.year - 1), "a year before publication", base.isoformat())
        year, code = quarter_of(base, -1)
        return Resolved("DATE", f"{year}-{code}", "last quarter before publication", base.isoformat())
    year, code = chain.quarter
    quarters = year * 4 + int(code[1]) - 1 + reading.steps
    value = f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    return Resolved("DATE", value, "counted from the text's quarter", f"{year}-{code}")


def _weekend(reading: Step, context: Context) -> Resolved:
    base = context.reference
    if base is None:
        return Resolved("DATE", "XXXX-WXX-WE", "no reference time")
    weeks = reading.steps
    started = base.weekday() >= _SATURDAY
    if reading.base == "weekend" and not started and context.ahead <= 0:
        weeks = -1
    if reading.base == "this" and base.weekday() < _THURSDAY and context.ahead < 0:
        weeks = -1  # "over the weekend", told on a weekday, is the one before
    return Resolved(
        "DATE",
        week_value(base + timedelta(weeks=weeks), context.conventions, weekend=True),
        "weekend by tense",
        base.isoformat(),
    )


def resolve_run(reading: Run, context: Context) -> Resolved:
    """Resolve "the past three months": the days before publication; "the next two weeks": those after it."""
    base = context.reference
    decades = context.conventions.decade_duration == "decades" and reading.unit == "DE" and reading.count is not None
    value = f"P{reading.count:.0f}DE" if decades else reading.value
    if base is None or context.narrative or reading.count is None or reading.unit not in _DAYS | _MONTHS.keys():
        return Resolved("DURATION", value, "as written")
    first = base + timedelta(days=1) if reading.direction > 0 else base
    steps = round(reading.count) * reading.direction
    if reading.unit in _MONTHS:
        year, month = add_months(first.year, first.month, steps * _MONTHS[reading.unit])
        other = date(year, month, min(first.day, month_length(year, month)))
    else:
        other = first + timedelta(days=steps * {"D": 1, "W": 7, "F": 14}[reading.unit])
    start, end = sorted((first, other))
    if start == end:
        return Resolved("DURATION", value, "as written")
    return Resolved("DURATION", value, "as written", base.isoformat(), interval=(start.isoformat(), end.isoformat()))


def resolve_shift(reading: Shift, context: Context) -> Resolved:
    """Resolve "two years ago" from publication, "three days later" from the text's last date."""
    past = reading.direction < 0
    unknown = "PAST_REF" if past else "FUTURE_REF"
    if reading.count is None:
        return Resolved("DATE", unknown, "count unknown")
    steps = round(reading.count) * reading.direction
    quarter = context.chain.quarter
    if reading.unit == "Y" and steps == -1 and context.conventions.earnings and quarter and context.chain.at_quarter:
        return Resolved("DATE", f"{quarter[0] - 1:04d}-{quarter[1]}", _YEAR_AGO, f"{quarter[0]:04d}-{quarter[1]}")
    if reading.base == "text" and context.chain.said:
        return _shift_from_text(reading, steps, context) or Resolved(
            "DATE", unknown, "the text's last date is not exact enough"
        )
    base = context.reference
    if base is None or reading.unit in {"H", "MIN", "S"}:
        return Resolved("DATE", unknown, "no reference time")
    value = step_value(base, reading.unit, steps, context.conventions)
    if reading.unit in {"DE", "CE"}:
        year = base.year + steps * (10 if reading.unit == "DE" else 100)
        value = year_value(year) if year > 0 else None
    return Resolved("DATE", value, "counted from publication", base.isoformat())


def _shift_from_text(reading: Shift, steps: int, context: Context) -> Resolved | None:
    chain: Chain = context.chain
    year = chain.year
    if year is None:
        return None
    anchor = year_value(year)
    why = "counted from the text's last date"
    unit = reading.unit
    if unit == "Y":
        return Resolved("DATE", year_value(_skip_zero(year, steps)), why, anchor)
    if unit == "DE" and year > 0:
        return Resolved("DATE", decade_value(year + 10 * steps, context.conventions), why, anchor)
    if unit == "CE":
        return Resolved("DATE", year_value(_skip_zero(year, 100 * steps)), why, anchor)
    if unit == "M" and chain.month is not None:
        new_year, month = add_months(year, chain.month, steps)
        return Resolved("DATE", f"{year_value(new_year)}-{month:02d}", why, anchor)
    if unit in {"D", "W", "F"} and chain.date is not None:
        return Resolved("DATE", step_value(chain.date, unit, steps, context.conventions), why, chain.date.isoformat())
    if unit == "D" and (context.narrative or chain.at >= context.sentence - _JUST_BEFORE):
        return Resolved("DATE", f"{anchor}-XX-XX", "only the year is known", anchor)
    return None


def _skip_zero(year: int, steps: int) -> int:
    """Count years; after 1 BC comes AD 1."""
    new = year + steps
    return new + (1 if steps > 0 else -1) if (year < 0) != (new < 0) or new == 0 else new
