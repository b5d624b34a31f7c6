"""Dates in digits: ISO, with slashes or dots, and the attacks of 9/11.

The order of day and month in 03/04/2025 is open here; resolution decides it (`newsnlp.dates.orders`). The value is
carried as a `Literal` with a `?` before it.
"""

from __future__ import annotations

import re

from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Calendar, Clock, Literal, Reading
from newsnlp.dates.spans import is_date

__all__ = ["PATTERNS"]

_START = frozenset({DIGITS})


def _iso(match: re.Match[str]) -> Reading | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not is_date(year, month, day):
        return None
    date = Calendar(year=year, month=month, day=day)
    return Clock("T" + match["t"], date, zone=match["z"] or "") if match["t"] else date


def _open(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - 10) : match.start()]
    return (
        None
        if re.search(r"\b(?:version|v\.?|release|build|section|no\.?)\s?$", before, re.IGNORECASE)
        else Literal("DATE", "?" + match.group())
    )


def _nine_eleven(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    return None if re.search(r"(?:/|\bscore[ds]?\s|\bwon\s|\d\s)$", before) else Calendar(year=2001, month=9, day=11)


PATTERNS = (
    Pattern(
        "iso",
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<t>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?P<z>Z"
        r"|[+-]\d\d:?\d\d)?)?(?!-?\d)",
        _iso,
        _START,
        (
            Example("The filing is dated 2025-02-07.", ("2025-02-07",)),
            Example("Logs end at 2025-02-07T14:05Z.", ("2025-02-07T14:05Z",)),
        ),
    ),
    Pattern(
        "numeric",
        r"(?:\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,2}-\d{1,2}-(?:\d{4}|\d\d)|\d{4}/\d{1,2}/\d{1,2})(?![/.-]?\d)",
        _open,
        _START,
        (
            Example("The permit expires on 12/31/2026.", ("2026-12-31",)),
            Example("Born 24.12.1970 in Bonn.", ("1970-12-24",)),
            Example("Posted 2025/01/30 at the office.", ("2025-01-30",)),
        ),
    ),
    Pattern(
        "nine_eleven",
        r"9/11(?![/\d])",
        _nine_eleven,
        _START,
        (Example("Security changed after 9/11.", ("2001-09-11",)),),
    ),
)
