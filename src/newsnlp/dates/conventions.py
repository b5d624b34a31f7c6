"""Where annotators of dates disagree, as one object of options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsnlp.errors import ConfigError

__all__ = ["Conventions"]

_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How values are written and what is assumed; the default follows the majority of TempEval-3's annotations.

    Attributes:
        decade: the 1990s as `199` (short) or `199X` (padded).
        decade_duration: ten years as `P10Y` (years) or `P1DE` (decades).
        week: last week as `2025-W06` (number) or `2025-WXX` (masked).
        fiscal_year_start: first month of the fiscal year; it is named after the year in which it ends.
        earnings: whether "a year earlier" beside a quarter means that quarter of the year before.
        ages: whether an age ("18 years old", "8-month-old") is a duration; TempEval-3 marks one in forty.
        day_order: which comes first in 03/04/2025: `month`, `day`, or `auto`: evidence in the text, then the
            outlet's country, then the month.
    """

    decade: Literal["short", "padded"] = "short"
    decade_duration: Literal["years", "decades"] = "years"
    week: Literal["number", "masked"] = "number"
    fiscal_year_start: int = 1
    earnings: bool = True
    ages: bool = False
    day_order: Literal["auto", "month", "day"] = "auto"

    def __post_init__(self) -> None:
        """Refuse what no rule knows."""
        choices = {
            "decade": ("short", "padded"),
            "decade_duration": ("years", "decades"),
            "week": ("number", "masked"),
            "day_order": ("auto", "month", "day"),
        }
        for name, allowed in choices.items():
            if getattr(self, name) not in allowed:
                raise ConfigError(f"{name} is {getattr(self, name)!r}, expected one of {', '.join(allowed)}")
        if self.fiscal_year_start not in _MONTHS:
            raise ConfigError(f"fiscal_year_start is {self.fiscal_year_start!r}, expected a month from 1 to 12")
