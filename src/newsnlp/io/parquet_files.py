"""Parquet output: rows gathered into row groups, and written as they are full."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newsnlp.document import SCHEMA, EnrichedDocument
from newsnlp.engines import plain_cells
from newsnlp.errors import InvalidRecord
from newsnlp.io.flat import Table
from newsnlp.io.shapes import record_shape
from newsnlp.io.writers import atomic_file

__all__ = ["record_schema", "records_file", "rows_file"]

# A row group is what a writer holds, and what a reader must: small enough for a laptop, large enough to compress.
_GROUP_DOCS, _GROUP_CHARACTERS, _GROUP_ROWS = 2_000, 8_000_000, 100_000
_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64()}
_METADATA = {"newsnlp": SCHEMA}

Add = Callable[[EnrichedDocument], None]


def record_schema() -> pa.Schema:
    """Give the Arrow schema of the record, one row a document."""
    return pa.schema(list(record_shape().arrow()), metadata=_METADATA)


@contextmanager
def records_file(path: Path) -> Iterator[Add]:
    """Open a Parquet file of nested records, one row a document, and give what adds a document."""
    shape, schema = record_shape(), record_schema()
    held: list[pa.RecordBatch] = []
    size = 0
    with atomic_file(path, (".parquet",)) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:

        def add(doc: EnrichedDocument) -> None:
            nonlocal size
            held.append(_batch(doc, shape.cell, schema))
            size += len(doc.text)
            if len(held) >= _GROUP_DOCS or size >= _GROUP_CHARACTERS:
                size = 0
                flush()

        def flush() -> None:
            writer.write_table(pa.Table.from_batches(held, schema))
            held.clear()

        yield add
        if held:
            flush()


@contextmanager
def rows_file(path: Path, table: Table) -> Iterator[Add]:
    """Open a Parquet file of a flat table and give what adds the rows of a document."""
    types = list(table.columns.values())
    schema = pa.schema([(name, _ARROW[kind]) for name, kind in table.columns.items()])
    held: list[list[Any]] = []
    with atomic_file(path, (".parquet",)) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:

        def add(doc: EnrichedDocument) -> None:
            held.extend(plain_cells(row, types) for row in table.rows(doc))
            if len(held) >= _GROUP_ROWS:
                flush()

        def flush() -> None:
            arrays = [pa.array(cells, kind.type) for cells, kind in zip(zip(*held, strict=True), schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            held.clear()

        yield add
        if held:
            flush()


def _batch(doc: EnrichedDocument, cell: Callable[[dict[str, Any]], Any], schema: pa.Schema) -> pa.RecordBatch:
    """Give a document as one row.

    Raises:
        InvalidRecord: the record does not follow the published schema.
    """
    try:
        return pa.RecordBatch.from_pylist([cell(doc.to_dict())], schema)
    except (InvalidRecord, pa.ArrowException, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise InvalidRecord(f"document {doc.id!r} does not fit the schema of the record: {error}") from error
