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
_BATCH_DOCS, _BATCH_CHARACTERS = 100, 1_000_000
_ARROW = {str: pa.string(), int: pa.int64(), float: pa.float64()}
_METADATA = {"newsnlp": SCHEMA}

Add = Callable[[EnrichedDocument], None]


def record_schema() -> pa.Schema:
    """Give the Arrow schema of the record, one row a document."""
    return pa.schema(list(record_shape().arrow()), metadata=_METADATA)


@contextmanager
def records_file(path: Path) -> Iterator[Add]:
    """Open a Parquet file of nested records, one row a document, and give what adds a document."""
    schema = record_schema()
    with atomic_file(path, (".parquet",)) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        rows = _Rows(writer, schema)
        yield rows.add
        rows.flush()


class _Rows:
    """Turns documents into Arrow a few at a time, and writes them when a row group is full."""

    def __init__(self, writer: pq.ParquetWriter, schema: pa.Schema) -> None:
        self._writer, self._schema = writer, schema
        self._cell = record_shape().cell
        self._docs: list[EnrichedDocument] = []
        self._batches: list[pa.RecordBatch] = []
        self._count = self._size = self._group = 0

    def add(self, doc: EnrichedDocument) -> None:
        self._docs.append(doc)
        self._count += 1
        self._size += len(doc.text)
        self._group += len(doc.text)
        if len(self._docs) >= _BATCH_DOCS or self._size >= _BATCH_CHARACTERS:
            self._convert()
        if self._count >= _GROUP_DOCS or self._group >= _GROUP_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write a row group of what is there."""
        self._convert()
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches, self._schema))
        self._batches, self._count, self._group = [], 0, 0

    def _convert(self) -> None:
        docs, self._docs, self._size = self._docs, [], 0
        if docs:
            self._batches.append(self._batch(docs))

    def _batch(self, docs: list[EnrichedDocument]) -> pa.RecordBatch:
        """Give documents as rows.

        Raises:
            InvalidRecord: one of them does not follow the published schema.
        """
        try:
            return pa.RecordBatch.from_pylist([self._cell(doc.to_dict()) for doc in docs], self._schema)
        except (InvalidRecord, pa.ArrowException, TypeError, ValueError, OverflowError, AttributeError) as error:
            if len(docs) == 1:
                message = f"document {docs[0].id!r} does not fit the schema of the record: {error}"
                raise InvalidRecord(message) from error
            return pa.concat_batches([self._batch([doc]) for doc in docs])


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
