"""The component around `find_dates`: a mention for each date of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsnlp.dates.conventions import Conventions
from newsnlp.dates.explain import date_notes
from newsnlp.dates.find import find_dates
from newsnlp.dates.outlet import country_of_outlet
from newsnlp.document import Mention
from newsnlp.explanation import Note
from newsnlp.protocols import PUBLISHED, URL, TextDoc

__all__ = ["DateComponent"]


class DateComponent:
    """Finds and resolves dates; `by` of each mention names the pattern that fired (`dates:month_day`).

    Args:
        country: ISO 3166 alpha-2 code of the outlet's country, for named days and the order of day and month; else
            the end of the article's URL tells it, where it can ("co.uk").
        conventions: how values are written; the default follows TempEval-3.

    Example:
        >>> pipeline = newsnlp.load(components=[DateComponent(country="GB")])
    """

    name = "dates"

    def __init__(self, *, country: str | None = None, conventions: Conventions | None = None) -> None:
        self.country = country.upper() if country is not None else None
        self.conventions = conventions if conventions is not None else Conventions()

    @property
    def options(self) -> dict[str, object]:
        """What differs from the defaults, for the hash of the configuration."""
        standard = {"country": None, "conventions": Conventions()}
        return {name: given for name, usual in standard.items() if (given := getattr(self, name)) != usual}

    def annotate(self, doc: TextDoc, so_far: Sequence[Mention]) -> Iterator[Mention]:  # noqa: ARG002
        """Yield the dates of a document."""
        text = doc.text
        sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        for found in find_dates(
            text,
            doc.user_data.get(PUBLISHED),
            sentences=sentences,
            country=self._country(doc),
            conventions=self.conventions,
        ):
            yield Mention(
                found.start,
                found.end,
                text[found.start : found.end],
                found.label,
                by=f"dates:{found.rule}",
                timex=found.timex,
            )

    def _country(self, doc: TextDoc) -> str | None:
        return self.country or country_of_outlet(doc.user_data.get(URL))

    def explain(self, doc: TextDoc) -> Iterator[Note]:
        """Yield for each date how its value came about, and what else it could be read as."""
        return date_notes(
            doc.text,
            doc.user_data.get(PUBLISHED),
            sentences=[(sentence.start_char, sentence.end_char) for sentence in doc.sents],
            country=self._country(doc),
            conventions=self.conventions,
            by=self.name,
        )
