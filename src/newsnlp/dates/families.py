"""All families of expressions, and the table that leads from a word to the patterns it can start."""

from __future__ import annotations

from functools import cache

from newsnlp.dates.expressions import (
    calendar,
    clock,
    decades,
    durations,
    events,
    foreign,
    holidays,
    near,
    numeric,
    quarters,
    ranges,
    references,
    seasons,
    sets,
    shifts,
    weekdays,
    years,
)
from newsnlp.dates.pattern import Pattern

__all__ = ["FAMILIES", "patterns_by_trigger"]

FAMILIES: dict[str, tuple[Pattern, ...]] = {
    "ranges": ranges.PATTERNS,
    "numeric": numeric.PATTERNS,
    "events": events.PATTERNS,
    "calendar": calendar.PATTERNS,
    "foreign": foreign.PATTERNS,
    "weekdays": weekdays.PATTERNS,
    "years": years.PATTERNS,
    "decades": decades.PATTERNS,
    "seasons": seasons.PATTERNS,
    "quarters": quarters.PATTERNS,
    "holidays": holidays.PATTERNS,
    "near": near.PATTERNS,
    "shifts": shifts.PATTERNS,
    "clock": clock.PATTERNS,
    "sets": sets.PATTERNS,
    "durations": durations.PATTERNS,
    "references": references.PATTERNS,
}
"""Every pattern, by family. Of matches of one length at one place the first wins."""


@cache
def patterns_by_trigger() -> dict[str, tuple[Pattern, ...]]:
    """Give the patterns that can start with each word."""
    table: dict[str, list[Pattern]] = {}
    for patterns in FAMILIES.values():
        for pattern in patterns:
            for word in pattern.triggers:
                table.setdefault(word, []).append(pattern)
    return {word: tuple(patterns) for word, patterns in table.items()}
