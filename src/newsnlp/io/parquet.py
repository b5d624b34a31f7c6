"""Parquet tables: one article a row (the extra `frames`)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.opened import MAX_BYTES, Opened, missing_extra
from newsnlp.io.records import article_of, check_columns, json_value, made

__all__ = ["read_parquet"]

_ROWS = 64


def read_parquet(opened: Opened) -> Iterator[Article | Failure]:
    """Read each row, a few at a time."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from newsnlp.io.shapes import is_record, record_shape
    except ImportError as error:
        raise missing_extra(f"{opened.shown}, a Parquet file,", "pyarrow", "frames") from error
    number = 0
    try:
        file = pq.ParquetFile(opened.path if opened.path is not None else io.BytesIO(_all(opened)))
        schema = file.schema_arrow
        check_columns(schema.names, opened.options.columns, opened.shown)
        value = record_shape().value if is_record(schema) else json_value
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                where, place = f"{opened.shown}, row {number}", f"{opened.name}:{number}"
                yield made(where, lambda row=row, place=place: article_of(value(row), opened.options.columns, place))  # type: ignore[misc]
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFile(f"{opened.shown} is damaged behind row {number} ({error}): write it anew") from error


def _all(opened: Opened) -> bytes:
    # The index stands at the end of the file, so that a stream must be held whole.
    raw = opened.stream.read(10 * MAX_BYTES + 1)
    if len(raw) > 10 * MAX_BYTES:
        raise UnreadableFile(f"{opened.shown} is too long to be read from a stream: unpack it to a .parquet file")
    return raw
