"""Documents as tables for pandas and polars (the extra `frames`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, overload

from newsnlp.document import EnrichedDocument
from newsnlp.engines import Engine, frame_of
from newsnlp.io.flat import Of, table_of

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["to_frame"]


@overload
def to_frame(docs: Iterable[EnrichedDocument], of: Of = ..., engine: Literal["pandas"] = ...) -> pd.DataFrame: ...
@overload
def to_frame(docs: Iterable[EnrichedDocument], of: Of = ..., *, engine: Literal["polars"]) -> pl.DataFrame: ...
def to_frame(
    docs: Iterable[EnrichedDocument], of: Of = "mentions", engine: Engine = "pandas"
) -> pd.DataFrame | pl.DataFrame:
    """Give a DataFrame with one row for each mention, entity, date, link or document.

    Args:
        docs: enriched documents.
        of: what a row is: mentions, entities, dates, links, documents.
        engine: `pandas` or `polars`. In polars each column has one type: `value` of mentions is a text there.

    The frame holds the texts as they are; for a file that spreadsheets open take `newsnlp.write(docs, "news.csv")`.

    Raises:
        ConfigError: `of` or `engine` is something else, or the engine is not installed.

    Example:
        >>> frame = newsnlp.to_frame([newsnlp.enrich("Moscow hosts a parade.")], of="mentions")
        >>> frame[["text", "label"]].values.tolist()
        [['Moscow', 'GPE']]
    """
    table = table_of(of)
    return frame_of(engine, table.columns, (row for doc in docs for row in table.rows(doc)))
