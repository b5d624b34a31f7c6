"""Articles from a DataFrame of pandas or polars, an Arrow table, or a Hugging Face dataset: one a row."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError, InvalidArticle
from newsnlp.io.failure import Failure
from newsnlp.io.opened import Options
from newsnlp.io.records import article_of, check_columns, json_value, made

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

__all__ = ["Frame", "frame_articles", "given_items"]

Frame: TypeAlias = "pd.DataFrame | pl.DataFrame | pa.Table"

_ROWS = 1_000


def given_items(given: object) -> Iterator[Any]:
    """Give the items of a collection: the articles and failures of a frame, or whatever else it holds, as it is.

    Raises:
        InvalidArticle: it is a single article, which would fall to pieces, or as for `frame_articles`.
        ConfigError: as for `frame_articles`.
    """
    rows = frame_articles(given)
    if rows is not None:
        return rows
    if isinstance(given, (str, Mapping, Article, EnrichedDocument)):
        raise InvalidArticle(f"a single {type(given).__name__} is no collection of articles: put it into a list")
    if not isinstance(given, Iterable):
        raise InvalidArticle(f"a {type(given).__name__} is no collection of articles: give a list of them")
    return iter(given)


def frame_articles(given: object, columns: Mapping[str, str] | None = None) -> Iterator[Article | Failure] | None:
    """Give the articles of a frame, or None when it is none; nothing is imported to tell.

    Columns named as the fields of an article are read as such, and all others go to `meta`. What a frame holds for
    missing (NaN, NaT, None) is missing.

    Args:
        given: perhaps a frame.
        columns: the column that a field is read from.

    Raises:
        InvalidArticle: the frame has no column for a text or a title, lacks one that `columns` names, or has two of
            one name.
        ConfigError: `columns` maps something that is no field of an article, or the frame is not there yet.
    """
    found = _rows_of(given)
    if found is None:
        return None
    names, rows = found
    mapped = Options(columns=columns or {}).columns
    _check(names, mapped)
    numbered = enumerate(rows, start=1)
    return (_article(f"row {number} of the frame", row, mapped) for number, row in numbered)


def _article(where: str, row: Mapping[str, Any], columns: Mapping[str, str]) -> Article | Failure:
    return made(where, lambda: article_of(json_value(dict(row)), columns, None))


def _rows_of(given: object) -> tuple[list[str], Iterable[Mapping[str, Any]]] | None:
    """Give the names of the columns, and the rows, of what some package that is in use calls a frame."""
    frame: Any = given
    if _is(frame, "pandas", "DataFrame"):
        return _with_index(frame), _of_pandas(frame)
    if _is(frame, "polars", "DataFrame"):
        return list(frame.columns), frame.iter_rows(named=True)
    if _is(frame, "polars", "LazyFrame"):
        raise ConfigError("a LazyFrame holds no rows yet: call collect() first")
    if _is(frame, "pyarrow", "Table", "RecordBatch"):
        return list(frame.schema.names), _of_arrow(frame)
    if _is(frame, "datasets", "Dataset"):
        return list(frame.column_names), frame
    if _is(frame, "datasets", "DatasetDict"):
        raise ConfigError(f"a DatasetDict holds several datasets: give one of {', '.join(frame)}")
    return None


def _is(given: object, package: str, *kinds: str) -> bool:
    """Tell whether something is of a package's classes, or of one derived from them; nothing is imported to tell."""
    loaded = sys.modules.get(package)
    return loaded is not None and isinstance(
        given, tuple(getattr(loaded, kind) for kind in kinds if hasattr(loaded, kind))
    )


def _with_index(frame: Any) -> list[str]:
    return [*(["id"] if frame.index.name == "id" else []), *map(str, frame.columns)]


def _of_pandas(frame: Any) -> Iterator[Mapping[str, Any]]:
    """Give the rows of a pandas frame; its index is the id when it is named so."""
    for start in range(0, len(frame), _ROWS):
        piece = frame.iloc[start : start + _ROWS]
        if piece.index.name == "id":
            piece = piece.reset_index()
        missing = piece.isna().to_numpy()
        for row, holes in zip(piece.astype(object).to_dict("records"), missing, strict=True):
            yield {str(key): None if hole else cell for (key, cell), hole in zip(row.items(), holes, strict=True)}


def _of_arrow(table: Any) -> Iterator[Mapping[str, Any]]:
    for start in range(0, table.num_rows, _ROWS):
        yield from table.slice(start, _ROWS).to_pylist()


def _check(names: list[str], columns: Mapping[str, str]) -> None:
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise InvalidArticle(f"the frame has two columns named {doubled[0]!r}: rename one of them")
    option = "newsnlp.read(frame, columns={'title': 'headline', 'text': 'body'})"
    check_columns(names, columns, "the frame", error=InvalidArticle, option=option)
