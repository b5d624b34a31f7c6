"""What resolution knows while it reads: the reference date, and the last dates of the text itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from newsnlp.dates.conventions import Conventions
from newsnlp.dates.tense import direction

__all__ = ["Chain", "Context"]


@dataclass(slots=True)
class Chain:
    """The last date that the text named, by field; it grows as the text is read (private to one call).

    Attributes:
        year: its year, negative BC; None before the first date.
        month: its month, None where it was coarser.
        day: its day, None where it was coarser.
        quarter: the quarter that the text reports on: the last one named that is over.
        at_quarter: whether the last period named is that quarter, and not a year or some months.
        said: whether the text named any date yet.
        at: first code point of that last date.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: tuple[int, str] | None = None
    at_quarter: bool = False
    said: bool = False
    at: int = -1_000_000

    def note(self, year: int | None, month: int | None = None, day: int | None = None) -> None:
        """Remember a date; fields that it leaves open are forgotten."""
        self.year, self.month, self.day, self.said = year, month, day, True

    @property
    def date(self) -> date | None:
        """The last date, when the text named a whole day."""
        if self.year is None or self.month is None or self.day is None or self.year < 1:
            return None
        return date(self.year, self.month, self.day)


@dataclass(slots=True)
class Context:
    """Where an expression stands and what is known there.

    Attributes:
        text: the text.
        reference: the date of publication, or None.
        conventions: the options.
        country: ISO 3166 alpha-2 code of the outlet's country, or None.
        narrative: whether the text tells history, so that its own dates lead and not the date of publication.
        start: first code point of the expression.
        end: one past its last.
        sentence: first code point of its sentence.
        known: the year of each month and day that the text names in full somewhere.
        chain: the text's own dates so far.
    """

    text: str
    reference: date | None
    conventions: Conventions
    country: str | None
    narrative: bool
    start: int = 0
    end: int = 0
    sentence: int = 0
    known: dict[tuple[int, int], int] = field(default_factory=dict)
    chain: Chain = field(default_factory=Chain)
    _tense: tuple[int, bool] | None = None

    def move(self, start: int, end: int, sentence: int) -> None:
        """Go on to the next expression."""
        self.start, self.end, self.sentence, self._tense = start, end, sentence, None

    @property
    def ahead(self) -> int:
        """Where the text looks, by `newsnlp.dates.tense`: 1 ahead, -1 back, 0 unknown."""
        return self._look()[0]

    @property
    def planned(self) -> bool:
        """Whether a plain word ("will", "scheduled") says so."""
        return self._look()[1]

    def _look(self) -> tuple[int, bool]:
        if self._tense is None:  # many dates need no tense
            self._tense = direction(self.text, self.sentence, self.start, self.end)
        return self._tense

    @property
    def base(self) -> date | None:
        """The day that the text is at: its own last day in a narrative, else the reference date."""
        if self.narrative and self.chain.date is not None:
            return self.chain.date
        return self.reference
