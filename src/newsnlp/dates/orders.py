"""The order of day and month in numeric dates, and their value, by dateparser.

03/04/2025 is 4 March in the United States and 3 April nearly everywhere else. Evidence decides: a number above 12 in
another date of the same text, then the outlet's country, then the month first.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from newsnlp.dates.chain import Context
from newsnlp.dates.resolved import Resolved

__all__ = ["resolve_numeric"]

_PAIR = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d\d)(?![\d/-])")
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW"})
_LAST_MONTH = 12
_RELATIVE_BASE = datetime(2000, 1, 1)  # noqa: DTZ001 - never seen: the date is explicit


def resolve_numeric(text: str, context: Context) -> Resolved:
    """Resolve a date in digits; an impossible one has no value."""
    order = "YMD" if re.match(r"\d{4}", text) else "DMY" if _day_first(text, context) else "MDY"
    found = _parser(order).get_date_data(text)
    if found.date_obj is None or found.period != "day":
        return Resolved("DATE", None, f"no such date in the order {order}")
    return Resolved("DATE", found.date_obj.date().isoformat(), f"numeric, {order}")


def _day_first(text: str, context: Context) -> bool:
    own = _PAIR.match(text)
    if own and int(own[1]) > _LAST_MONTH:
        return True
    if own and int(own[2]) > _LAST_MONTH:
        return False
    option = context.conventions.day_order
    if option != "auto":
        return option == "day"
    for pair in _PAIR.finditer(context.text):
        if int(pair[1]) > _LAST_MONTH >= int(pair[2]):
            return True
        if int(pair[2]) > _LAST_MONTH >= int(pair[1]):
            return False
    if context.country is not None:
        return context.country not in _MONTH_FIRST
    return "." in text


@cache
def _parser(order: str) -> Any:
    from dateparser.date import DateDataParser  # heavy, and seldom needed

    return DateDataParser(
        languages=["en"],
        settings={"DATE_ORDER": order, "RELATIVE_BASE": _RELATIVE_BASE, "STRICT_PARSING": True, "TIMEZONE": "UTC"},
    )
