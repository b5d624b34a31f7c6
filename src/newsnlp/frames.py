"""Documents as tables: for pandas (the extra `frames`), and as CSV files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError
from newsnlp.io.tables import write_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["to_frame", "write_csv"]

Rows = Callable[[EnrichedDocument], Iterator[tuple[Any, ...]]]
Of = Literal["mentions", "entities", "dates", "links", "documents"]


def to_frame(docs: Iterable[EnrichedDocument], of: Of = "mentions") -> pd.DataFrame:
    """Give a pandas DataFrame with one row for each mention, entity, date, link or document.

    Args:
        docs: enriched documents.
        of: what a row is: mentions, entities, dates, links, documents.

    The frame holds the texts as they are; for a file that spreadsheets open take `newsnlp.frames.write_csv`.

    Raises:
        ConfigError: `of` is something else, or pandas is not installed.

    Example:
        >>> frame = newsnlp.to_frame([newsnlp.enrich("Moscow hosts a parade.")], of="mentions")
        >>> frame[["text", "label"]].values.tolist()
        [['Moscow', 'GPE']]
    """
    columns, rows = _table(of)
    try:
        import pandas as pd
    except ImportError as error:
        raise ConfigError("to_frame needs pandas: pip install 'newsnlp[frames]'") from error
    return pd.DataFrame([row for doc in docs for row in rows(doc)], columns=list(columns))


def write_csv(docs: Iterable[EnrichedDocument], path: str | Path, of: Of = "mentions") -> int:
    """Write one row for each mention, entity, date, link or document to a `.csv` file, and give their number.

    A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula, and an article may say anything:
    such a text gets an apostrophe before it, so that it is shown and not computed. The file appears when it is whole.

    Args:
        docs: enriched documents.
        path: the file, in an existing folder.
        of: what a row is: mentions, entities, dates, links, documents.

    Raises:
        ConfigError: `of` is something else, the name does not end in `.csv`, or its folder does not exist.

    Example:
        >>> from pathlib import Path
        >>> from newsnlp.frames import write_csv
        >>> write_csv([newsnlp.EnrichedDocument("a", "x", title="=1+1")], "documents.csv", of="documents")
        1
        >>> print(Path("documents.csv").read_text(encoding="utf-8").splitlines()[1][:11])
        "a","'=1+1"
    """
    columns, rows = _table(of)
    return write_rows(Path(path), columns, (row for doc in docs for row in rows(doc)))


def _table(of: str) -> tuple[tuple[str, ...], Rows]:
    if of not in _ROWS:
        raise ConfigError(f"of is {of!r}, expected one of {', '.join(_ROWS)}")
    return _ROWS[of]


def _mentions(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    names = {entity.id: entity.name for entity in doc.entities}
    for m in doc.mentions:
        quantity = m.quantity
        value = m.timex.value if m.timex else quantity.value if quantity else None
        number = (quantity.unit, quantity.kind, quantity.low, quantity.high) if quantity else (None,) * 4
        name = names.get(m.entity) if m.entity else None
        yield doc.id, m.start, m.end, m.text, m.label, m.score, m.entity, m.by, value, *number, name


def _entities(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    for e in doc.entities:
        facts = e.country, e.lat, e.lon, e.score, e.description
        yield doc.id, e.id, e.name, e.label, e.qid, e.salience, len(e.mentions), *facts


def _dates(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    for m in doc.dates:
        if (timex := m.timex) is not None:
            low, high = timex.interval or (None, None)
            resolved = timex.type, timex.value, timex.mod, timex.grain, low, high, timex.anchor
            yield doc.id, m.start, m.end, m.text, *resolved, m.label, m.score, m.by


def _links(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    for link in doc.links:
        shared = (", ".join(map(str, link.evidence.get(key) or ())) for key in ("entities", "words", "vetoes"))
        yield doc.id, link.id, link.score, link.relation, doc.story, link.evidence.get("days_apart"), *shared


def _documents(doc: EnrichedDocument) -> Iterator[tuple[Any, ...]]:
    counts = len(doc.mentions), len(doc.entities), len(doc.dates), len(doc.links), len(doc.quantities)
    warnings = "; ".join(doc.warnings)
    yield (
        doc.id,
        doc.title,
        doc.published,
        doc.source,
        doc.url,
        doc.story,
        *counts,
        doc.language,
        len(doc.text),
        warnings,
    )


_ROWS: dict[str, tuple[tuple[str, ...], Rows]] = {
    "mentions": (
        (
            "doc", "start", "end", "text", "label", "score", "entity", "by", "value", "unit", "kind", "low", "high",
            "name",
        ),
        _mentions,
    ),
    "entities": (
        (
            "doc", "entity", "name", "label", "qid", "salience", "mentions", "country", "lat", "lon", "score",
            "description",
        ),
        _entities,
    ),
    "dates": (
        (
            "doc", "start", "end", "text", "type", "value", "mod", "grain", "from", "until", "anchor", "label", "score",
            "by",
        ),
        _dates,
    ),
    "links": (
        ("doc", "other", "score", "relation", "story", "days_apart", "entities", "words", "vetoes"),
        _links,
    ),
    "documents": (
        (
            "doc", "title", "published", "source", "url", "story", "mentions", "entities", "dates", "links",
            "quantities", "language", "characters", "warnings",
        ),
        _documents,
    ),
}  # fmt: skip
