"""Enriched documents read back whole, with their links, stories and provenance."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from newsnlp.document import EnrichedDocument
from newsnlp.errors import InvalidRecord, UnreadableFile
from newsnlp.io.compression import decompressed
from newsnlp.io.opened import head_of, missing_extra, rejoined
from newsnlp.io.writers import JSON_LINES, kind_of

__all__ = ["read_documents"]


def read_documents(path: str | Path) -> Iterator[EnrichedDocument]:
    """Read the documents of a file that newsnlp wrote, one at a time, just as they were written.

    `newsnlp.read` gives articles, to be enriched or linked anew; this gives all, to be shown, or written otherwise.

    Args:
        path: a `.jsonl`, compressed or not, or a `.parquet` with records.

    Raises:
        UnreadableFile: it is of another kind, damaged, or not there.
        InvalidRecord: a record is of another schema; the message names its line or row.

    Example:
        >>> from newsnlp.io.documents import read_documents
        >>> newsnlp.write([newsnlp.enrich("Moscow hosts a parade.")], "parade.jsonl")
        1
        >>> newsnlp.write(read_documents("parade.jsonl"), "parade.parquet")
        1
        >>> list(read_documents("parade.parquet")) == list(read_documents("parade.jsonl"))
        True
    """
    file = Path(path)
    kind = kind_of(file)
    if kind not in (*JSON_LINES, ".parquet"):
        raise UnreadableFile(f"{file} holds no records: give a .jsonl or .parquet file that newsnlp wrote")
    if not file.is_file():
        raise UnreadableFile(f"{file} does not exist")
    records = _of_parquet(file) if kind == ".parquet" else _of_lines(file)
    return (_document(record, where) for where, record in records)


def _document(record: Mapping[str, Any], where: str) -> EnrichedDocument:
    try:
        return EnrichedDocument.from_dict(record)
    except InvalidRecord as error:
        raise InvalidRecord(f"{where}: {error}") from error


def _of_lines(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    with path.open("rb") as stream:
        head = head_of(stream)
        lines = rejoined(head, stream)
        lines = decompressed(head, lines, str(path)) or lines
        for number, line in enumerate(lines, start=1):
            where = f"{path}, line {number}"
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UnreadableFile(f"{where} is not JSON ({error}): it is damaged, write it anew") from error
            if not isinstance(record, Mapping):
                raise InvalidRecord(f"{where} is no record but a {type(record).__name__}")
            yield where, record


def _of_parquet(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq

        from newsnlp.io.shapes import is_record, record_shape
    except ImportError as error:
        raise missing_extra(f"{path}, a Parquet file,", "pyarrow", "frames") from error
    number = 0
    try:
        with pq.ParquetFile(path) as file:
            if not is_record(file.schema_arrow):
                raise UnreadableFile(f"{path} holds no records, but the columns {', '.join(file.schema_arrow.names)}")
            for batch in file.iter_batches(batch_size=64):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{path}, row {number}", record_shape().value(row)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFile(f"{path} is damaged behind row {number} ({error}): write it anew") from error
