"""CSV and TSV: a header, and one article a row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping

from newsnlp.article import FIELDS, MAX_CHARACTERS, Article
from newsnlp.errors import InvalidArticle, UnreadableFile
from newsnlp.io.encodings import UTF8, guess_encoding
from newsnlp.io.failure import Failure
from newsnlp.io.opened import Opened
from newsnlp.io.records import article_of, check_columns, made, with_meta

__all__ = ["read_csv", "read_tsv"]


def read_csv(opened: Opened) -> Iterator[Article | Failure]:
    """Read rows that are divided by commas, semicolons, tabs or bars, as the header shows."""
    yield from _read(opened, None)


def read_tsv(opened: Opened) -> Iterator[Article | Failure]:
    """Read rows that are divided by tabs."""
    yield from _read(opened, "\t")


def _read(opened: Opened, delimiter: str | None) -> Iterator[Article | Failure]:
    encoding, mark = guess_encoding(opened.head, opened.shown)
    opened.stream.read(mark)
    first = opened.head[mark:].decode(encoding, "ignore").partition("\n")[0]
    # The module's own limit of 131,072 is for the whole process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CHARACTERS))
    text = io.TextIOWrapper(opened.stream, encoding, errors="surrogateescape", newline="")
    rows = csv.reader(_short_lines(text, opened), delimiter=delimiter or max(",;\t|", key=first.count))
    header = _header(next(rows, []), opened)
    told = None if encoding == UTF8 else encoding
    number = 1
    while True:
        number += 1
        where = f"{opened.shown}, row {number}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Failure(where, "read", UnreadableFile(f"{where} is no row ({error}): look for an open quote"))
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            name = f"{opened.name}:{number}"
            yield made(where, lambda row=row, name=name: _of_row(header, row, opened, name, told))  # type: ignore[misc]


def _short_lines(text: io.TextIOWrapper, opened: Opened) -> Iterator[str]:
    try:
        while line := text.readline(2 * MAX_CHARACTERS):
            if len(line) == 2 * MAX_CHARACTERS:
                most = f"{2 * MAX_CHARACTERS:,}"
                raise UnreadableFile(f"{opened.shown} has a line of more than {most} characters: divide it")
            yield line
    except UnicodeDecodeError as error:  # of UTF-16 and UTF-32, whose bytes do not stand for themselves
        raise UnreadableFile(f"{opened.shown} is not {error.encoding.upper()}: convert it to UTF-8") from error


def _header(cells: list[str], opened: Opened) -> list[str]:
    header = [cell.strip() for cell in cells]
    fields = frozenset(FIELDS).difference(header)
    names = [low if (low := name.lower()) in fields else name for name in header]
    doubled = sorted(name for name, count in Counter(names).items() if name and count > 1)
    if doubled:
        raise UnreadableFile(f"{opened.shown} has two columns named {doubled[0]!r}: rename one of them")
    check_columns(names, opened.options.columns, opened.shown)
    return names


def _of_row(header: list[str], row: list[str], opened: Opened, name: str, told: str | None) -> Article:
    if len(row) > len(header):
        raise InvalidArticle(f"{len(row)} cells for {len(header)} columns: put cells with a delimiter in quotes")
    record: Mapping[str, str] = {key: cell for key, cell in zip(header, row, strict=False) if key and cell}
    if any("\udc80" <= sign <= "\udcff" for cell in record.values() if not cell.isascii() for sign in cell):
        raise InvalidArticle("some bytes are in another encoding than those before: convert the file to UTF-8")
    return with_meta(article_of(record, opened.options.columns, name), encoding=told)
