"""What the linker found as tables for pandas (the extra `frames`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from newsnlp.document import EnrichedDocument, Link, Story
from newsnlp.errors import ConfigError
from newsnlp.explain import explain_link

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Of", "link_frame"]

Of = Literal["documents", "links", "stories"]
_COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("doc", "headline", "published", "story", "label", "links"),
    "links": ("one", "other", "score", "relation", "similarity", "words", "entities", "days_apart", "vetoes"),
    "stories": ("story", "label", "documents", "representative", "from", "to"),
}


def link_frame(
    documents: Sequence[EnrichedDocument], stories: Sequence[Story], links: Sequence[tuple[str, Link]], of: Of
) -> pd.DataFrame:
    """Give a pandas DataFrame with one row for each document, link or story.

    Raises:
        ConfigError: `of` is something else, or pandas is not installed.
    """
    if of not in _COLUMNS:
        raise ConfigError(f"of is {of!r}, expected one of {', '.join(_COLUMNS)}")
    try:
        import pandas as pd
    except ImportError as error:
        raise ConfigError("to_frame needs pandas: pip install 'newsnlp[frames]'") from error
    rows = {
        "documents": lambda: _document_rows(documents, stories),
        "links": lambda: _link_rows(links),
        "stories": lambda: _story_rows(stories),
    }
    return pd.DataFrame(list(rows[of]()), columns=list(_COLUMNS[of]))


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
