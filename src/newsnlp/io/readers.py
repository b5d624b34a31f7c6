"""Readers: whatever people keep news in becomes articles, one at a time.

A source is opened, unpacked when it is compressed, and handed to the reader of its format, which `formats` tells by
content first and name second. What cannot be read becomes a `Failure` in its place, and reading goes on.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from newsnlp.article import Article, check_published
from newsnlp.errors import UnreadableFile
from newsnlp.io.archives import ARCHIVE, is_archive, members
from newsnlp.io.compression import decompressed
from newsnlp.io.failure import Failure
from newsnlp.io.files import open_regular
from newsnlp.io.formats import SUFFIXES, by_name, choose, without_compression
from newsnlp.io.frame_rows import Frame, frame_articles
from newsnlp.io.opened import Opened, Options, head_of, on_disk, rejoined
from newsnlp.io.sources import FAILURES_SUFFIX, Source, find_sources, tells_reader

__all__ = ["read", "scan"]


def read(
    path: str | Path | Frame,
    *,
    lines: bool = False,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Article]:
    """Read the articles of a file, of a folder with all below it, of standard input (`-`), or of a frame, lazily.

    Args:
        path: a file of a kind in docs/formats.md, a folder of these, or `-`; or a DataFrame of pandas or polars, an
            Arrow table, or a Hugging Face dataset, with one article a row.
        lines: every line of a `.txt` is an article.
        published: reference date of the articles that have none of their own.
        columns: for tables and JSON, the column that a field is read from, as in `{"title": "headline"}`.

    Raises:
        UnreadableFile: a file or line cannot be read.
        InvalidArticle: a line is no article, or a frame has no column for a text or a title.
        InvalidDate: a publication date is none.
        ConfigError: `columns` maps something that is no field of an article.

    Example:
        >>> titles = [article.title for article in newsnlp.read("samples/articles.jsonl")]
    """
    rows = frame_articles(path, columns)
    if rows is not None:
        return _articles(_dated(rows, check_published(published)))
    if not isinstance(path, (str, os.PathLike)):
        raise UnreadableFile(f"a {type(path).__name__} cannot be read: give a path, a DataFrame, or an Arrow table")
    return _articles(scan([Path(path)], lines=lines, published=published, columns=columns))


def _articles(items: Iterable[Article | Failure]) -> Iterator[Article]:
    for item in items:
        if isinstance(item, Failure):
            raise item.error
        yield item


def _dated(items: Iterable[Article | Failure], default: str | None) -> Iterator[Article | Failure]:
    for item in items:
        if isinstance(item, Article) and item.published is None and default is not None:
            yield replace(item, published=default)
        else:
            yield item


def scan(
    paths: Iterable[str | Path],
    *,
    lines: bool = False,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    outputs: Iterable[Path] = (),
    passed_over: Callable[[Path], None] | None = None,
) -> Iterator[Article | Failure]:
    """Read the articles of several paths; what cannot be read is a `Failure` in its place.

    Args:
        paths: files, folders, or `-`.
        lines: every line of a `.txt` is an article.
        published: reference date of the articles that have none of their own.
        columns: for tables and JSON, the column that a field is read from.
        outputs: files that are about to be written: in a folder they are passed over.
        passed_over: called with each thing in a folder that is not read, such as a picture or a pipe.

    Raises:
        ConfigError: a path is one of the outputs, or `columns` maps something that is no field of an article.
        UnreadableFile: a path does not exist or is of an unknown kind.
        InvalidDate: `published` is none.
    """
    default = check_published(published)
    options = Options(lines=lines, columns=dict(columns or {}))
    for source in find_sources(paths, outputs=outputs, passed_over=passed_over):
        yield from _dated(_read_source(source, options), default)


def _read_source(source: Source, options: Options) -> Iterator[Article | Failure]:
    try:
        if source.path is None:
            yield from _read_stream(sys.stdin.buffer, source, options)
        else:
            with open_regular(source.path) as stream:
                yield from _read_stream(stream, source, options)
    except UnreadableFile as error:
        yield Failure(source.shown, "read", error)
    except OSError as error:
        yield Failure(source.shown, "read", UnreadableFile(f"{source.shown} cannot be read: {error.strerror or error}"))


def _read_stream(stream: BinaryIO, source: Source, options: Options) -> Iterator[Article | Failure]:
    head = head_of(stream)
    stream = rejoined(head, stream)
    name = source.name
    unpacked = decompressed(head, stream, source.shown)
    if unpacked is not None:
        head = head_of(unpacked)
        stream = rejoined(head, unpacked)
        name = without_compression(name)
    path = source.path if unpacked is None else None
    if is_archive(head, name) and source.place is None:
        yield from _read_archive(stream, path, source, options)
        return
    whole_id = None if source.path is None and source.place is None else source.name
    opened = Opened(stream=stream, head=head, shown=source.shown, name=name, whole_id=whole_id, options=options)
    reader = choose(opened)
    if reader is None:
        kinds = ", ".join(sorted({*SUFFIXES, ARCHIVE}))
        raise UnreadableFile(f"{source.shown} is of a kind that newsnlp does not read: give {kinds}")
    yield from reader(replace(opened, name=source.name, path=path))


def _read_archive(stream: BinaryIO, path: Path | None, source: Source, options: Options) -> Iterator[Article | Failure]:
    found = False
    # One must be able to move about in it: what is compressed, or comes from a pipe, goes to a file.
    file, broken = on_disk(stream, path)
    with file:
        if broken is not None:
            raise broken
        size = file.seek(0, os.SEEK_END)
        for member in members(file, size, source.shown):
            if isinstance(member, Failure):
                found = True
                yield member
                continue
            name, inner = member
            inside = Source(path=None, name=f"{source.name}/{name}", place=f"{source.shown}/{name}")
            for item in _read_member(inner, inside, options):
                found = True
                yield item
    if not found:
        raise UnreadableFile(f"{source.shown} has no file that newsnlp reads ({', '.join(sorted(SUFFIXES))})")


def _read_member(stream: BinaryIO, inside: Source, options: Options) -> Iterator[Article | Failure]:
    """Read a file of an archive, unless neither its name nor its content tells how; as in a folder."""
    try:
        head = head_of(stream)
        known = by_name(inside.name) is not None or tells_reader(io.BytesIO(head), inside.name, inside.shown)
        if known and not inside.name.endswith(FAILURES_SUFFIX):
            yield from _read_stream(rejoined(head, stream), inside, options)
    except UnreadableFile as error:
        yield Failure(inside.shown, "read", error)
