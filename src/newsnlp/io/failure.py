"""What could not be done, as a record, so that the rest can go on."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.errors import NewsNlpError

__all__ = ["Failure"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that failed.

    Attributes:
        where: file and line, or the document's id.
        stage: read or enrich.
        error: the exception, whose message says what was wrong and the remedy.
    """

    where: str
    stage: str
    error: NewsNlpError

    def to_dict(self) -> dict[str, str]:
        """Give the failure as a JSON object."""
        return {
            "where": self.where,
            "stage": self.stage,
            "error": type(self.error).__name__,
            "message": str(self.error),
        }
