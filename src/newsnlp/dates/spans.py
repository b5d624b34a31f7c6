"""Small facts of the calendar that patterns need."""

from __future__ import annotations

import calendar

__all__ = ["is_date", "long_year", "month_length", "two_digits"]

_PIVOT = 35
"""'35 and below are of this century, '36 and above of the last: news looks back further than ahead."""
_LEAP = 2000


def month_length(year: int | None, month: int) -> int:
    """Give the days of a month; of an unknown year or one BC, as of a leap year."""
    return calendar.monthrange(year if year is not None and 1 <= year <= 9999 else _LEAP, month)[1]


def is_date(year: int | None, month: int, day: int | None = None) -> bool:
    """Tell whether such a month and day exist."""
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= month_length(year, month)


def two_digits(day: int) -> bool:
    """Tell whether a number can be a day of a month."""
    return 1 <= day <= 31


def long_year(text: str, *, bc: bool = False) -> int:
    """Give the year of `1998`, `'98`, or, negative, of `431` before Christ."""
    digits = int(text.lstrip("'’"))
    if bc:
        return -digits
    if len(text.lstrip("'’")) == 2:
        return digits + (2000 if digits <= _PIVOT else 1900)
    return digits
