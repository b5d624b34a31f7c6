"""Why a date has its value, and what else it could be read as.

Three other readings are tried: a shorter expression that another pattern finds at the same place, the expression read
alone (the text before it may have set its year or day), and the other order of day and month in a date in digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsnlp.dates.conventions import Conventions
from newsnlp.dates.find import FoundDate, find_dates
from newsnlp.dates.recognise import rivals
from newsnlp.explanation import Candidate, Note

__all__ = ["date_notes"]


_NUMERIC = "numeric"
_ORDERS: tuple[Literal["day", "month"], ...] = ("day", "month")


@dataclass(frozen=True, slots=True)
class _Way:
    """Reads a text, or a part of it, in the way of one run."""

    published: str | None
    country: str | None
    conventions: Conventions

    def of(self, text: str, sentences: Sequence[tuple[int, int]] | None = None) -> list[FoundDate]:
        """Give the dates of a text."""
        return find_dates(text, self.published, sentences=sentences, country=self.country, conventions=self.conventions)


def date_notes(
    text: str,
    published: str | None,
    *,
    sentences: Sequence[tuple[int, int]] | None,
    country: str | None,
    conventions: Conventions,
    by: str,
) -> Iterator[Note]:
    """Yield a note for each date of a text.

    Args:
        text: as in `find_dates`, like those below.
        published: ISO date or date-time.
        sentences: half-open offsets.
        country: ISO 3166 alpha-2 code.
        conventions: how values are written.
        by: the component.
    """
    way = _Way(published, country, conventions)
    dates = way.of(text, sentences)
    orders: list[tuple[str, dict[int, FoundDate]]] = []
    if any(found.rule == _NUMERIC for found in dates):
        for order in _ORDERS:
            again = replace(way, conventions=replace(conventions, day_order=order)).of(text, sentences)
            orders.append((f"with the {order} first", {found.start: found for found in again}))
    for found in dates:
        others = [*_shorter(text, found, way), *_alone(text, found, way)]
        if found.rule == _NUMERIC:
            others += [(at[found.start], why) for why, at in orders if found.start in at]
        candidates = (
            _candidate(text, found.start, other, why, by)
            for other, why in others
            if other.timex.value is not None and other.timex.value != found.timex.value
        )
        yield Note(found.start, found.end, f"{by}:{found.rule}", found.reason, tuple(candidates))


def _shorter(text: str, found: FoundDate, way: _Way) -> Iterator[tuple[FoundDate, str]]:
    """Yield the shorter expressions at the same place."""
    for rival in rivals(text, found.start):
        if rival.end < found.end:
            yield from ((alone, "a shorter expression") for alone in way.of(text[rival.start : rival.end])[:1])


def _alone(text: str, found: FoundDate, way: _Way) -> Iterator[tuple[FoundDate, str]]:
    """Yield the same expression without what the text says before it."""
    alone = way.of(text[found.start : found.end])
    if len(alone) == 1 and (alone[0].start, alone[0].end) == (0, found.end - found.start):
        yield alone[0], "read alone, without the text around it"


def _candidate(text: str, start: int, other: FoundDate, why: str, by: str) -> Candidate:
    end = start + other.end - other.start
    return Candidate(
        start, end, text[start:end], other.label, f"{by}:{other.rule}", "other_reading", why, value=other.timex.value
    )
