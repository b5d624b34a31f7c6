"""Documents as flat tables: what a row is, its columns, and how a document becomes rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError

__all__ = ["TABLES", "Of", "Table", "table_of"]

Of = Literal["mentions", "entities", "dates", "links", "documents"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table.

    Attributes:
        columns: their names, and the type of what stands in them where it is not missing.
        rows: what gives the rows of a document.
    """

    columns: Mapping[str, type]
    rows: Callable[[EnrichedDocument], Iterator[Row]]


def table_of(of: str) -> Table:
    """Give the table of a name.

    Raises:
        ConfigError: there is none.
    """
    if of not in TABLES:
        raise ConfigError(f"of is {of!r}, expected one of {', '.join(TABLES)}")
    return TABLES[of]


def _mentions(doc: EnrichedDocument) -> Iterator[Row]:
    names = {entity.id: entity.name for entity in doc.entities}
    for m in doc.mentions:
        quantity = m.quantity
        value = m.timex.value if m.timex else quantity.value if quantity else None
        number = (quantity.unit, quantity.kind, quantity.low, quantity.high) if quantity else (None,) * 4
        name = names.get(m.entity) if m.entity else None
        yield doc.id, m.start, m.end, m.text, m.label, m.score, m.entity, m.by, value, *number, name


def _entities(doc: EnrichedDocument) -> Iterator[Row]:
    for e in doc.entities:
        facts = e.country, e.lat, e.lon, e.score, e.description
        yield doc.id, e.id, e.name, e.label, e.qid, e.salience, len(e.mentions), *facts


def _dates(doc: EnrichedDocument) -> Iterator[Row]:
    for m in doc.dates:
        if (timex := m.timex) is not None:
            low, high = timex.interval or (None, None)
            resolved = timex.type, timex.value, timex.mod, timex.grain, low, high, timex.anchor
            yield doc.id, m.start, m.end, m.text, *resolved, m.label, m.score, m.by


def _links(doc: EnrichedDocument) -> Iterator[Row]:
    for link in doc.links:
        shared = (", ".join(map(str, link.evidence.get(key) or ())) for key in ("entities", "words", "vetoes"))
        yield doc.id, link.id, link.score, link.relation, doc.story, link.evidence.get("days_apart"), *shared


def _documents(doc: EnrichedDocument) -> Iterator[Row]:
    counts = len(doc.mentions), len(doc.entities), len(doc.dates), len(doc.links), len(doc.quantities)
    known = doc.id, doc.title, doc.published, doc.source, doc.url, doc.story
    yield *known, *counts, doc.language, len(doc.text), "; ".join(doc.warnings)


TABLES: Mapping[str, Table] = {
    "mentions": Table(
        {
            "doc": str, "start": int, "end": int, "text": str, "label": str, "score": float, "entity": str, "by": str,
            "value": str, "unit": str, "kind": str, "low": float, "high": float, "name": str,
        },
        _mentions,
    ),
    "entities": Table(
        {
            "doc": str, "entity": str, "name": str, "label": str, "qid": str, "salience": float, "mentions": int,
            "country": str, "lat": float, "lon": float, "score": float, "description": str,
        },
        _entities,
    ),
    "dates": Table(
        {
            "doc": str, "start": int, "end": int, "text": str, "type": str, "value": str, "mod": str, "grain": str,
            "from": str, "until": str, "anchor": str, "label": str, "score": float, "by": str,
        },
        _dates,
    ),
    "links": Table(
        {
            "doc": str, "other": str, "score": float, "relation": str, "story": str, "days_apart": float,
            "entities": str, "words": str, "vetoes": str,
        },
        _links,
    ),
    "documents": Table(
        {
            "doc": str, "title": str, "published": str, "source": str, "url": str, "story": str, "mentions": int,
            "entities": int, "dates": int, "links": int, "quantities": int, "language": str, "characters": int,
            "warnings": str,
        },
        _documents,
    ),
}  # fmt: skip
