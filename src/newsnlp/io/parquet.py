"""Parquet tables: one article a row (the extra `frames`)."""

from __future__ import annotations

import datetime as dt
import decimal
import io
import json
from collections.abc import Iterator
from typing import Any

from newsnlp.article import Article
from newsnlp.document import SCHEMA
from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.opened import MAX_BYTES, Opened, missing_extra
from newsnlp.io.records import article_of, made

__all__ = ["FREE_FORM", "read_parquet"]

# The fields of a record that have no fixed shape; a table keeps them as JSON.
FREE_FORM = ("meta", "provenance")
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
        _check_columns(file.schema_arrow.names, opened)
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                where, place = f"{opened.shown}, row {number}", f"{opened.name}:{number}"
                yield made(where, lambda row=row, place=place: article_of(_plain(row), opened.options.columns, place))  # type: ignore[misc]
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFile(f"{opened.shown} is damaged behind row {number} ({error}): write it anew") from error


def _all(opened: Opened) -> bytes:
    # The index stands at the end of the file, so that a stream must be held whole.
    raw = opened.stream.read(10 * MAX_BYTES + 1)
    if len(raw) > 10 * MAX_BYTES:
        raise UnreadableFile(f"{opened.shown} is too long to be read from a stream: unpack it to a .parquet file")
    return raw


def _check_columns(names: list[str], opened: Opened) -> None:
    columns = opened.options.columns
    missing = sorted(set(columns.values()) - set(names))
    if missing:
        raise UnreadableFile(f"{opened.shown} has no column {missing[0]!r}, only {', '.join(names)}")
    if not {columns.get("text", "text"), columns.get("title", "title")} & set(names):
        raise UnreadableFile(
            f"{opened.shown} has the columns {', '.join(names)[:200]!r}, none of them 'text' or 'title': "
            "say which to read, as in --columns title=headline,text=body"
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Give the row with values that JSON has; of a record of ours, with its free-form fields unfolded."""
    if row.get("schema") == SCHEMA:
        return _record(row)
    return {name: _value(value) for name, value in row.items() if value is not None}


def _record(row: dict[str, Any]) -> dict[str, Any]:
    record = json.loads(json.dumps(row))
    for name in FREE_FORM:
        record[name] = json.loads(record[name])
    for mention in record["mentions"]:
        for name in ("timex", "quantity"):
            folded = mention.pop(name)
            if folded is not None:
                mention[name] = json.loads(folded)
    for entity in record["entities"]:
        for name in [name for name in ("description", "country", "lat", "lon") if entity[name] is None]:
            del entity[name]
    for link in record["links"]:
        link["evidence"] = json.loads(link["evidence"])
    return dict(record)


def _value(value: Any) -> Any:
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
            return {str(key): _value(item) for key, item in value.items()}
        case list() | tuple():
            return [_value(item) for item in value]
    return value
