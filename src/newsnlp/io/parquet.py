"""Parquet tables: one article a row (the extra `frames`)."""

from __future__ import annotations

import datetime as dt
import decimal
import io
from collections.abc import Iterator
from typing import Any

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.opened import MAX_BYTES, Opened, missing_extra
from newsnlp.io.records import article_of, check_columns, made

__all__ = ["read_parquet"]

_ROWS = 64


def read_parquet(opened: Opened) -> Iterator[Article | Failure]:
    """Read each row, a few at a time."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise missing_extra(f"{opened.shown}, a Parquet file,", "pyarrow", "frames") from error
    number = 0
    try:
        file = pq.ParquetFile(opened.path if opened.path is not None else io.BytesIO(_all(opened)))
        check_columns(file.schema_arrow.names, opened.options.columns, opened.shown)
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                where, place = f"{opened.shown}, row {number}", f"{opened.name}:{number}"
                yield made(where, lambda row=row, place=place: article_of(_value(row), opened.options.columns, place))  # type: ignore[misc]
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFile(f"{opened.shown} is damaged behind row {number} ({error}): write it anew") from error


def _all(opened: Opened) -> bytes:
    # The index stands at the end of the file, so that a stream must be held whole.
    raw = opened.stream.read(10 * MAX_BYTES + 1)
    if len(raw) > 10 * MAX_BYTES:
        raise UnreadableFile(f"{opened.shown} is too long to be read from a stream: unpack it to a .parquet file")
    return raw


def _value(value: Any) -> Any:
    """Give a cell as a value that JSON has; what a cell does not hold is left out of it."""
    match value:
        case dt.date() | dt.time():
            return value.isoformat()
        case decimal.Decimal() | dt.timedelta():
            return str(value)
        case bytes():
            return value.decode("utf-8", "replace")
        case float() if value != value or value in (float("inf"), float("-inf")):
            return None
        case dict():
            return {str(key): _value(item) for key, item in value.items() if item is not None}
        case list() | tuple():
            return [_value(item) for item in value]
    return value
