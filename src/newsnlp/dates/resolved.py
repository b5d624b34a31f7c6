"""What resolution gives for one expression."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Resolved"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Type and value of a timex, and how they came about.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: the TIMEX3 value, or None.
        reason: the rule that made it, in a few words.
        anchor: the ISO value from which a relative value was counted, or None.
        mod: a modifier that the expression itself sets.
        interval: the interval, where it does not follow from the value.
    """

    type: str
    value: str | None
    reason: str
    anchor: str | None = None
    mod: str | None = None
    interval: tuple[str, str] | None = None
