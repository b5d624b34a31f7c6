"""Parquet tables: one article a row (the extra `frames`)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.opened import MAX_BYTES, Opened, missing_extra
from newsnlp.io.records import article_of, check_columns, json_value, made

__all__ = ["read_parquet"]

_ROWS = 64
_BUFFER = 1 << 20
# What is packed tighter than that, and holds more, is a bomb: a column of one value may be long, a table of texts not.
_MAX_RATIO, _FREE_COLUMN, _FREE_TABLE = 200, 8_000_000, 100_000
# On the average, in a list.
_MOST_VALUES = 50_000


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
        source = opened.path if opened.path is not None else io.BytesIO(_all(opened))
        metadata = pq.read_metadata(source)
        schema = metadata.schema.to_arrow_schema()
        check_columns(schema.names, opened.options.columns, opened.shown)
        value = record_shape().value if is_record(schema) else json_value
        # A value that stands in many places is held once until its row is made, and pages are read one by one.
        strings = _checked(metadata, opened.shown)
        file = pq.ParquetFile(source, read_dictionary=strings, pre_buffer=False, buffer_size=_BUFFER)
        packed, unpacked = source.stat().st_size if isinstance(source, Path) else source.getbuffer().nbytes, 0
        for batch in file.iter_batches(batch_size=_ROWS):
            unpacked += _bytes(batch)
            if unpacked > _FREE_TABLE and unpacked > _MAX_RATIO * packed:
                raise _too_tight(opened.shown)
            for row in _rows(batch):
                number += 1
                where, place = f"{opened.shown}, row {number}", f"{opened.name}:{number}"
                yield made(where, lambda row=row, where=where, place=place: _of_row(row, value, where, place, opened))  # type: ignore[misc]
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFile(f"{opened.shown} is damaged behind row {number} ({error}): write it anew") from error


def _checked(metadata: Any, shown: str) -> list[str]:
    """Give the columns that hold strings by themselves: those in lists cannot be read as dictionaries.

    Raises:
        UnreadableFile: a column unpacks to more than any text does.
    """
    for group in range(metadata.num_row_groups):
        for number in range(metadata.num_columns):
            column = metadata.row_group(group).column(number)
            whole, packed = column.total_uncompressed_size, column.total_compressed_size
            if whole > _FREE_COLUMN and whole > _MAX_RATIO * packed:
                raise _too_tight(shown)
            values, rows = column.num_values, metadata.row_group(group).num_rows
            if values > _MOST_VALUES * max(rows, 1):
                raise UnreadableFile(
                    f"{shown}: the column {column.path_in_schema} holds over {_MOST_VALUES:,} values a row: divide it"
                )
    columns = [metadata.schema.column(number) for number in range(metadata.num_columns)]
    return [
        column.path
        for column in columns
        if column.physical_type == "BYTE_ARRAY" and not column.max_repetition_level and "." not in column.path
    ]


def _too_tight(shown: str) -> UnreadableFile:
    return UnreadableFile(
        f"{shown} unpacks to more than {_MAX_RATIO} times its size, as no text does: write it as .jsonl if you trust it"
    )


def _rows(batch: Any) -> Iterator[dict[str, Any] | None]:
    """Give the rows; None stands for one of more than `MAX_BYTES`."""
    if _bytes(batch) <= MAX_BYTES:
        yield from batch.to_pylist()
        return
    for at in range(batch.num_rows):
        row = batch.slice(at, 1)
        yield row.to_pylist()[0] if _bytes(row) <= MAX_BYTES else None


def _of_row(row: dict[str, Any] | None, value: Callable[[Any], Any], where: str, place: str, opened: Opened) -> Article:
    if row is None:
        raise UnreadableFile(f"{where} has more than {MAX_BYTES:,} bytes: divide it")
    return article_of(value(row), opened.options.columns, place)


def _bytes(batch: Any) -> int:
    return sum(_size(column) for column in batch.columns)


def _size(column: Any) -> int:
    """Give the bytes that a column's values take, each counted wherever it stands."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
        return pc.sum(pc.take(pc.binary_length(column.dictionary), column.indices)).as_py() or 0
    if pa.types.is_map(kind):
        return _size(column.keys) + _size(column.items)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return _size(column.flatten())
    if pa.types.is_struct(kind):
        return sum(_size(field) for field in column.flatten())
    return int(column.nbytes)


def _all(opened: Opened) -> bytes:
    # The index stands at the end of the file, so that a stream must be held whole.
    raw = opened.stream.read(10 * MAX_BYTES + 1)
    if len(raw) > 10 * MAX_BYTES:
        raise UnreadableFile(f"{opened.shown} is too long to be read from a stream: unpack it to a .parquet file")
    return raw
