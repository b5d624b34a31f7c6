"""What the linker found as tables for pandas and polars (the extra `frames`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from newsnlp.document import EnrichedDocument, Link, Story
from newsnlp.engines import Engine, frame_of
from newsnlp.errors import ConfigError
from newsnlp.explain import explain_link

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Of", "link_frame"]

Of = Literal["documents", "links", "stories"]
_COLUMNS: dict[str, dict[str, type]] = {
    "documents": {"doc": str, "headline": str, "published": str, "story": str, "label": str, "links": int},
    "links": {
        "one": str, "other": str, "score": float, "relation": str, "similarity": float, "words": str, "entities": str,
        "days_apart": float, "vetoes": str,
    },
    "stories": {"story": str, "label": str, "documents": int, "representative": str, "from": str, "to": str},
}  # fmt: skip


def link_frame(
    documents: Sequence[EnrichedDocument],
    stories: Sequence[Story],
    links: Sequence[tuple[str, Link]],
    of: Of,
    engine: Engine,
) -> pd.DataFrame | pl.DataFrame:
    """Give a DataFrame with one row for each document, link or story.

    Raises:
        ConfigError: `of` or `engine` is something else, or the engine is not installed.
    """
    if of not in _COLUMNS:
        raise ConfigError(f"of is {of!r}, expected one of {', '.join(_COLUMNS)}")
    rows = {
        "documents": lambda: _document_rows(documents, stories),
        "links": lambda: _link_rows(links),
        "stories": lambda: _story_rows(stories),
    }
    return frame_of(engine, _COLUMNS[of], rows[of]())


def _document_rows(documents: Sequence[EnrichedDocument], stories: Sequence[Story]) -> Iterator[tuple[Any, ...]]:
    labels = {story.id: story.label for story in stories}
    for doc in documents:
        headline = doc.title or doc.text.strip().partition("\n")[0]
        yield doc.id, headline, doc.published, doc.story, labels.get(doc.story or ""), len(doc.links)


def _link_rows(links: Sequence[tuple[str, Link]]) -> Iterator[tuple[Any, ...]]:
    for one, link in links:
        why = explain_link(one, link)
        shared = ", ".join(why.words), ", ".join(why.entities)
        yield one, link.id, link.score, link.relation, why.similarity, *shared, why.days_apart, ", ".join(why.vetoes)


def _story_rows(stories: Sequence[Story]) -> Iterator[tuple[Any, ...]]:
    for story in stories:
        yield story.id, story.label, len(story.members), story.representative, *(story.days or (None, None))
