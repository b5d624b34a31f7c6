"""Dates: from text and reference time to TIMEX3 values, extents and intervals; a pure function without spaCy."""

from __future__ import annotations

from newsnlp.dates.conventions import Conventions
from newsnlp.dates.find import FoundDate, find_dates, resolve_date

__all__ = ["Conventions", "FoundDate", "find_dates", "resolve_date"]
