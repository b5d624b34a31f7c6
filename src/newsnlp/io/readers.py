"""Readers: files of text and JSON lines become articles, one at a time.

A `.txt` is one article, or one article a line; a `.jsonl` has one JSON object a line with the keys `id, title, text,
published, url, source`, whose other keys are kept in `meta`. All in UTF-8. What cannot be read becomes a `Failure`
in its place, and reading goes on.
"""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from newsnlp.article import Article, check_published
from newsnlp.errors import InputError, InvalidArticle, NewsNlpError, UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.sources import LINE_SUFFIXES, Source, find_sources

__all__ = ["read", "scan"]


def read(path: str | Path, *, lines: bool = False, published: str | None = None) -> Iterator[Article]:
    """Read the articles of a file, of a folder with all below it, or of standard input (`-`), lazily.

    Args:
        path: a `.txt` or `.jsonl` file, a folder of these, or `-`.
        lines: every line of a `.txt` is an article.
        published: reference date of the articles that have none of their own.

    Raises:
        UnreadableFile: a file or line cannot be read.
        InvalidArticle: a line is no article.
        InvalidDate: a publication date is none.

    Example:
        >>> titles = [article.title for article in newsnlp.read("samples/articles.jsonl")]
    """
    for item in scan([path], lines=lines, published=published):
        if isinstance(item, Failure):
            raise item.error
        yield item


def scan(
    paths: Iterable[str | Path],
    *,
    lines: bool = False,
    published: str | None = None,
    outputs: Iterable[Path] = (),
) -> Iterator[Article | Failure]:
    """Read the articles of several paths; what cannot be read is a `Failure` in its place.

    Args:
        paths: files, folders, or `-`.
        lines: every line of a `.txt` is an article.
        published: reference date of the articles that have none of their own.
        outputs: files that are about to be written: in a folder they are passed over.

    Raises:
        ConfigError: a path is one of the outputs.
        UnreadableFile: a path does not exist or is of an unknown kind.
        InvalidDate: `published` is none.
    """
    default = check_published(published)
    for source in find_sources(paths, outputs=outputs):
        for item in _read_source(source, lines):
            if isinstance(item, Article) and item.published is None and default is not None:
                yield replace(item, published=default)
            else:
                yield item


def _read_source(source: Source, lines: bool) -> Iterator[Article | Failure]:
    try:
        if source.path is None:
            yield from _read_stream(sys.stdin.buffer, source, lines)
        else:
            with source.path.open("rb") as stream:
                yield from _read_stream(stream, source, lines)
    except OSError as error:
        yield Failure(source.shown, "read", UnreadableFile(f"{source.shown} cannot be read: {error.strerror or error}"))


def _read_stream(stream: BinaryIO, source: Source, lines: bool) -> Iterator[Article | Failure]:
    if source.path is None:
        buffered = io.BufferedReader(stream) if not isinstance(stream, io.BufferedReader) else stream  # type: ignore[type-var]
        json_lines = buffered.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        stream = buffered
    else:
        json_lines = source.path.suffix.lower() in LINE_SUFFIXES
    if json_lines or lines:
        make = _of_json if json_lines else _of_line
        yield from _read_lines(stream, source, make)
    else:
        yield _made(source.shown, lambda: _whole_text(stream.read(), source))


def _read_lines(stream: BinaryIO, source: Source, make: Any) -> Iterator[Article | Failure]:
    for number, raw in enumerate(stream, start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip():
            where = f"{source.shown}, line {number}"
            name = f"{source.name}:{number}"
            yield _made(where, lambda line=line, where=where, name=name: make(_decode(line, where), where).named(name))


def _made(where: str, make: Any) -> Article | Failure:
    """Give what `make` makes, or the failure, whose message then names the place."""
    try:
        article: Article = make()
    except UnreadableFile as error:
        return Failure(where, "read", error)
    except RecursionError:
        return Failure(where, "read", UnreadableFile(f"{where} is nested too deep: flatten it, or leave it out"))
    except InputError as error:
        placed: NewsNlpError = type(error)(f"{where}: {error}")
        return Failure(where, "read", placed)
    return article


def _whole_text(raw: bytes, source: Source) -> Article:
    article = Article(text=_decode(raw.removeprefix(b"\xef\xbb\xbf"), source.shown))
    return article if source.path is None else article.named(source.name)


def _of_line(line: str, _where: str) -> Article:
    return Article(text=line.strip())


def _of_json(line: str, where: str) -> Article:
    try:
        record = json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
    except ValueError as error:
        raise UnreadableFile(f"{where} is not JSON ({error}): correct the line, or leave it out") from error
    if not isinstance(record, dict):
        raise InvalidArticle(f"a {type(record).__name__}, expected a JSON object with 'title' or 'text'")
    return Article.of(record)


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse_constant(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


def _decode(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{where} is not UTF-8 (byte 0x{raw[error.start]:02X} at {error.start}): convert it to UTF-8"
        ) from error
