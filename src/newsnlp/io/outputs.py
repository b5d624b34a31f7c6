"""Where documents go: a file that its name tells the format of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError
from newsnlp.io.flat import TABLES, table_of
from newsnlp.io.tables import csv_file
from newsnlp.io.writers import COMPRESSED, JSON_LINES, atomic_text, check_output, document_line, kind_of

__all__ = ["RECORDS", "Of", "check_outputs", "open_output", "output_files", "write"]

RECORDS = "records"
Of = str | Sequence[str] | None
Add = Callable[[EnrichedDocument], None]


def write(docs: Iterable[EnrichedDocument], path: str | Path, of: Of = None) -> int:
    """Write enriched documents to a file, in the format that its name tells, and give their number.

    The file appears when all is written; until then, and if anything fails, what was there stays. Documents are not
    held: any number of them can be written.

    Args:
        docs: enriched documents.
        path: a `.jsonl` (one record a line), a `.parquet`, or a `.csv`, in an existing folder; `.jsonl.gz`,
            `.jsonl.zst` and the same of `.csv` are compressed.
        of: what a row of a table is: `records` (whole documents, nested; for Parquet alone, and its default), or as
            for `to_frame` documents (the default of CSV), mentions, entities, dates, links. With several of them the
            first goes to `path` and each other beside it: `news.mentions.parquet` beside `news.parquet`.

    Raises:
        ConfigError: the name tells no format, its folder does not exist, `of` does not fit the format, or the package
            that it needs is not installed.
        InvalidRecord: a document does not follow the published schema, which Parquet needs.

    Example:
        >>> newsnlp.write([newsnlp.enrich("Moscow hosts a parade.")], "parade.jsonl")
        1
        >>> newsnlp.write([newsnlp.EnrichedDocument("a", "x", title="=1+1")], "documents.csv")
        1
    """
    count = 0
    with open_output(Path(path), of) as add:
        for doc in docs:
            add(doc)
            count += 1
    return count


@contextmanager
def open_output(path: Path, of: Of = None) -> Iterator[Add]:
    """Open an output and give what adds a document to it; the file appears when the block ends well.

    Raises:
        ConfigError: as for `write`.
    """
    with ExitStack() as stack:
        adds = [stack.enter_context(_open(file, table)) for file, table in check_outputs(path, of)]

        def add(doc: EnrichedDocument) -> None:
            for add_one in adds:
                add_one(doc)

        yield add


def check_outputs(path: Path, of: Of = None) -> list[tuple[Path, str]]:
    """Give the files that are written and what a row of each is, and refuse what could not be written in the end.

    Raises:
        ConfigError: as for `write`.
    """
    files = output_files(path, of)
    for file, table in files:
        check_output(file)
        kind = kind_of(file)
        if table != RECORDS:
            table_of(table)
        if kind in JSON_LINES and table != RECORDS:
            raise ConfigError(f"{file} holds records, no {table}: name a .csv or .parquet file for tables")
        if kind == ".csv" and table == RECORDS:
            raise ConfigError(
                f"{file} cannot hold records: take a .jsonl or .parquet file, or one of {', '.join(TABLES)}"
            )
        if kind == ".parquet":
            _need_pyarrow(file)
    return files


def output_files(path: Path, of: Of = None) -> list[tuple[Path, str]]:
    """Give the files that are written, and what a row of each is."""
    given = [of] if isinstance(of, str) else list(of or ())
    first, *others = given or ["documents" if kind_of(path) == ".csv" else RECORDS]
    if len({first, *others}) < 1 + len(others):
        raise ConfigError(f"of is {', '.join(given)}: name each table once")
    suffixes = "".join(path.suffixes[-2:]) if path.suffix.lower() in COMPRESSED else path.suffix
    stem = path.name.removesuffix(suffixes)
    return [(path, first), *((path.with_name(f"{stem}.{table}{suffixes}"), table) for table in others)]


def _open(path: Path, of: str) -> AbstractContextManager[Add]:
    if kind_of(path) in JSON_LINES:
        return _lines_file(path)
    if kind_of(path) == ".csv":
        return _csv_file(path, of)
    from newsnlp.io.parquet_files import records_file, rows_file

    return records_file(path) if of == RECORDS else rows_file(path, table_of(of))


@contextmanager
def _lines_file(path: Path) -> Iterator[Add]:
    with atomic_text(path) as file:

        def add(doc: EnrichedDocument) -> None:
            file.write(document_line(doc))

        yield add


@contextmanager
def _csv_file(path: Path, of: str) -> Iterator[Add]:
    table = table_of(of)
    with csv_file(path, list(table.columns)) as write_row:

        def add(doc: EnrichedDocument) -> None:
            for row in table.rows(doc):
                write_row(row)

        yield add


def _need_pyarrow(path: Path) -> None:
    try:
        import pyarrow as pa  # noqa: F401 - to tell whether it is there, before a long run
    except ImportError as error:
        raise ConfigError(f"{path}, a Parquet file, needs pyarrow: pip install 'newsnlp[frames]'") from error
