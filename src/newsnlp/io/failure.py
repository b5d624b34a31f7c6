"""What could not be done, as a record, so that the rest can go on."""

from __future__ import annotations

from dataclasses import dataclass

from newsnlp.article import Article
from newsnlp.errors import NewsNlpError

__all__ = ["Failure"]


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that failed.

    Attributes:
        where: file and line, or the document's id.
        stage: read or enrich.
        error: the exception, whose message says what was wrong and the remedy.
        path: where the document came from: file, and line or record in it; None when that is not known.
    """

    where: str
    stage: str
    error: NewsNlpError
    path: str | None = None

    @classmethod
    def of(cls, article: Article, error: NewsNlpError, stage: str = "enrich") -> Failure:
        """Give the failure of an article: named by its id, with the place that its reader has noted."""
        where = article.id if article.id is not None else article.content_id
        origin = article.meta.get("origin")
        return cls(where, stage, error, origin if isinstance(origin, str) else None)

    def to_dict(self) -> dict[str, str]:
        """Give the failure as a JSON object; without a `path` of its own, `where` names the place."""
        return {
            "where": self.where,
            "path": self.path if self.path is not None else self.where,
            "stage": self.stage,
            "error": type(self.error).__name__,
            "message": str(self.error),
            "remedy": self.error.remedy,
        }
