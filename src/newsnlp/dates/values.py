"""Write values: from fields of the calendar to TIMEX3."""

from __future__ import annotations

from datetime import date, timedelta

from newsnlp.dates.conventions import Conventions
from newsnlp.dates.grammar import add_months

__all__ = [
    "century_value",
    "date_value",
    "day_value",
    "decade_value",
    "quarter_of",
    "step_value",
    "week_value",
    "year_value",
]


def year_value(year: int | None) -> str:
    """Write a year; negative years are BC, None is XXXX."""
    if year is None:
        return "XXXX"
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def date_value(year: int | None, month: int | None, day: int | None) -> str:
    """Write as many fields as are known."""
    value = year_value(year)
    if month is not None:
        value += f"-{month:02d}"
        if day is not None:
            value += f"-{day:02d}"
    return value


def day_value(day: date) -> str:
    """Write a day."""
    return day.isoformat()


def week_value(day: date, conventions: Conventions, *, weekend: bool = False) -> str:
    """Write the ISO week of a day."""
    iso = day.isocalendar()
    week = "XX" if conventions.week == "masked" and not weekend else f"{iso.week:02d}"
    return f"{iso.year:04d}-W{week}{'-WE' if weekend else ''}"


def decade_value(year: int, conventions: Conventions) -> str:
    """Write the decade of a year."""
    return f"{year // 10:03d}{'X' if conventions.decade == 'padded' else ''}"


def century_value(year: int) -> str:
    """Write the century of a year: 19 for 1999."""
    return f"{year // 100:02d}"


def quarter_of(day: date, steps: int = 0) -> tuple[int, str]:
    """Give year and code of the quarter so many quarters from a day's."""
    quarters = day.year * 4 + (day.month - 1) // 3 + steps
    return quarters // 4, f"Q{quarters % 4 + 1}"


def step_value(day: date, unit: str, steps: int, conventions: Conventions) -> str | None:
    """Write the day, week, month, ... so many units from a day; None beyond the calendar's end."""
    try:
        if unit == "D":
            return day_value(day + timedelta(days=steps))
        if unit in {"W", "F"}:
            return week_value(day + timedelta(weeks=steps * (2 if unit == "F" else 1)), conventions)
        if unit == "WE":
            return week_value(day + timedelta(weeks=steps), conventions, weekend=True)
    except OverflowError:
        return None
    if unit == "M":
        year, month = add_months(day.year, day.month, steps)
        return f"{year:04d}-{month:02d}" if 1 <= year <= 9999 else None
    if unit == "Q":
        year, code = quarter_of(day, steps)
        return f"{year:04d}-{code}" if 1 <= year <= 9999 else None
    years = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    if years is None:
        return None
    year = day.year + steps * years
    if not 1 <= year <= 9999:
        return None
    if unit == "DE":
        return decade_value(year, conventions)
    return century_value(year) if unit == "CE" else f"{year:04d}"
