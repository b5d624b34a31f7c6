"""Does a text report news, or tell history?

In news a date without a year is counted from the day of publication; in history the text's own last date carries the
year (HeidelTime's two domains, after Strötgen and Gertz, 2013). The text decides: a narrative names several explicit
years that are not those around publication, some with their months, and hardly a weekday or "today".
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from newsnlp.dates.readings import Calendar, Reading, Step

__all__ = ["is_narrative"]

_ENOUGH = 4
_MONTHS, _MORE = 2, 3
_RECENT_YEARS = 1


def is_narrative(readings: Sequence[Reading], reference: date | None) -> bool:
    """Tell whether the dates of a text are those of a narrative.

    Args:
        readings: what its expressions say, in order.
        reference: the date of publication, or None.
    """
    explicit = months = deictic = 0
    for reading in readings:
        if isinstance(reading, Calendar) and reading.year is not None and not reading.which:
            far = reference is None or abs(reading.year - reference.year) > _RECENT_YEARS
            explicit += far
            months += far and (reading.month is not None or reading.year < 0)
        elif (isinstance(reading, Calendar) and reading.weekday is not None and reading.month is None) or (
            isinstance(reading, Step) and reading.base == "reference"
        ):
            deictic += 1
    return explicit >= _ENOUGH and months >= _MONTHS and explicit > _MORE * deictic
