"""What a run did, in numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsnlp.document import EnrichedDocument
from newsnlp.io.failure import Failure

__all__ = ["Counts", "Summary"]


@dataclass(slots=True)
class Counts:
    """What is in the records that went by.

    Attributes:
        documents: records.
        words: their words, split at white space.
        entities: entities, each once a record.
        dates: mentions with a timex.
        quantities: mentions with a quantity.
    """

    documents: int = 0
    words: int = 0
    entities: int = 0
    dates: int = 0
    quantities: int = 0

    def add(self, doc: EnrichedDocument) -> None:
        """Count one record."""
        self.documents += 1
        self.words += len(doc.text.split())
        self.entities += len(doc.entities)
        self.dates += len(doc.dates)
        self.quantities += len(doc.quantities)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes:
        documents: records in the output.
        resumed: how many of them an earlier run had made.
        failures: what could not be read or enriched.
        words: words of the documents made now, split at white space.
        seconds: wall time.
        entities: entities in the output, each once a document.
        dates: resolved dates in the output.
        quantities: quantities in the output.
        passed_over: what stood in the folders and is not read: files of other kinds, pipes, links that lead out.
    """

    documents: int
    resumed: int
    failures: tuple[Failure, ...]
    words: int
    seconds: float
    entities: int = 0
    dates: int = 0
    quantities: int = 0
    passed_over: tuple[Path, ...] = ()

    @property
    def words_per_second(self) -> float:
        """Words of the documents made now, in a second of wall time."""
        return self.words / self.seconds if self.seconds > 0 else 0.0

    def rows(self) -> Iterator[tuple[str, str]]:
        """Give what there is to say, each with its name.

        Example:
            >>> from newsnlp.summary import Summary
            >>> dict(Summary(2, 0, (), 120, 1.5, entities=7).rows())["words a second"]
            '80'
        """
        yield "documents", f"{self.documents:,}"
        if self.resumed:
            yield "of an earlier run", f"{self.resumed:,}"
        yield "failed", f"{len(self.failures):,}"
        if self.passed_over:
            yield "passed over", f"{len(self.passed_over):,}"
        yield "words", f"{self.words:,}"
        yield "seconds", f"{self.seconds:,.1f}"
        yield "words a second", f"{self.words_per_second:,.0f}"
        yield "entities", f"{self.entities:,}"
        yield "dates", f"{self.dates:,}"
        yield "quantities", f"{self.quantities:,}"
