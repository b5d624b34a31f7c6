"""Documents as tables for pandas (the extra `frames`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["to_frame"]

Of = Literal["mentions", "entities", "dates", "links", "documents"]


def to_frame(docs: Iterable[EnrichedDocument], of: Of = "mentions") -> pd.DataFrame:
    """Give a pandas DataFrame with one row for each mention, entity, date, link or document.

    Args:
        docs: enriched documents.
        of: what a row is: mentions, entities, dates, links, documents.

    Raises:
        ConfigError: `of` is something else, or pandas is not installed.

    Example:
        >>> frame = newsnlp.to_frame([newsnlp.enrich("Moscow hosts a parade.")], of="mentions")
        >>> frame[["text", "label"]].values.tolist()
        [['Moscow', 'GPE']]
    """
    if of not in _ROWS:
        raise ConfigError(f"of is {of!r}, expected one of {', '.join(_ROWS)}")
    try:
        import pandas as pd
    except ImportError as error:
        raise ConfigError("to_frame needs pandas: pip install 'newsnlp[frames]'") from error
    columns, rows = _ROWS[of]
    return pd.DataFrame([row for doc in docs for row in rows(doc)], columns=list(columns))


def _mentions(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    for m in doc.mentions:
        value = m.timex.value if m.timex else m.quantity.value if m.quantity else None
        unit = m.quantity.unit if m.quantity else None
        yield doc.id, m.start, m.end, m.text, m.label, m.score, m.entity, m.by, value, unit


def _entities(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    for e in doc.entities:
        yield doc.id, e.id, e.name, e.label, e.qid, e.salience, len(e.mentions), e.country, e.lat, e.lon


def _dates(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    for m in doc.dates:
        if (timex := m.timex) is not None:
            low, high = timex.interval or (None, None)
            yield (
                doc.id,
                m.start,
                m.end,
                m.text,
                timex.type,
                timex.value,
                timex.mod,
                timex.grain,
                low,
                high,
                timex.anchor,
            )


def _links(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    for link in doc.links:
        yield doc.id, link.id, link.score, link.relation


def _documents(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    counts = len(doc.mentions), len(doc.entities), len(doc.dates), len(doc.links)
    yield doc.id, doc.title, doc.published, doc.source, doc.url, doc.story, *counts


_ROWS: dict[str, tuple[tuple[str, ...], Callable[[EnrichedDocument], Iterator[tuple[Any, ...]]]]] = {
    "mentions": (("doc", "start", "end", "text", "label", "score", "entity", "by", "value", "unit"), _mentions),
    "entities": (
        ("doc", "entity", "name", "label", "qid", "salience", "mentions", "country", "lat", "lon"),
        _entities,
    ),
    "dates": (
        ("doc", "start", "end", "text", "type", "value", "mod", "grain", "from", "until", "anchor"),
        _dates,
    ),
    "links": (("doc", "other", "score", "relation"), _links),
    "documents": (
        ("doc", "title", "published", "source", "url", "story", "mentions", "entities", "dates", "links"),
        _documents,
    ),
}
