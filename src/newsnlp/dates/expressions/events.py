"""Days that stand for one event: "the Sept. 11 attacks", "the Jan. 6 riot", "the Oct. 7 attack"."""

from __future__ import annotations

import re

from newsnlp.dates.expressions.calendar import month_number
from newsnlp.dates.pattern import Example, Pattern
from newsnlp.dates.readings import Calendar, Reading

__all__ = ["EVENT", "EVENT_YEARS", "PATTERNS"]

EVENT = "event"
"""Marks a month and day that stand for an event."""
EVENT_YEARS = {(9, 11): 2001, (10, 7): 2023, (1, 6): 2021}
"""Month and day of an event to its year; it counts in what was published after it."""
_NOUNS = {
    (9, 11): r"(?:terror|attack|hijack|commission|victim|memorial|museum|plot|mastermind|survivor|families)",
    (10, 7): r"(?:attack|massacre|assault|hostage|raid|victim)",
    (1, 6): r"(?:attack|riot|insurrection|committee|defendant|prosecution|pardon|rioter|capitol)",
}


def _event(match: re.Match[str]) -> Reading | None:
    day = month_number(match["m"]), int(match["d"])
    nouns = _NOUNS.get(day)
    after = match.string[match.end() : match.end() + 40]
    if nouns is None or not re.match(rf"\s+(?:\d{{4}}\s+)?(?:[A-Za-z]+\s+){{0,2}}{nouns}", after, re.IGNORECASE):
        return None
    return Calendar(month=day[0], day=day[1], which=EVENT)


PATTERNS = (
    Pattern(
        "event_day",
        r"(?P<m>September|Sept\.?|Sep\.|October|Oct\.|January|Jan\.){_}(?P<d>11|7|6)",
        _event,
        frozenset({"september", "sept", "sep", "october", "oct", "january", "jan"}),
        (
            Example("He planned the Sept. 11 attacks.", ("2001-09-11",)),
            Example("Families of hostages taken in the Oct. 7 attack met him.", ("2023-10-07",)),
            Example("He pardoned Jan. 6 rioters.", ("2021-01-06",)),
            Example("On Sept. 11 a storm hit Cork.", ("2024-09-11",)),
        ),
    ),
)
