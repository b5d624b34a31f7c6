"""Plain text: one article, or one a line."""

from __future__ import annotations

from collections.abc import Iterator

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.encodings import UTF8, decode, guess_encoding
from newsnlp.io.failure import Failure
from newsnlp.io.opened import MAX_BYTES, Opened
from newsnlp.io.records import made, with_meta

__all__ = ["read_lines", "read_whole"]


def read_whole(opened: Opened) -> Iterator[Article | Failure]:
    """Read the whole file as one article."""
    yield made(opened.shown, lambda: _whole(opened))


def read_lines(opened: Opened) -> Iterator[Article | Failure]:
    """Read every line that is not blank as an article."""
    encoding, mark = guess_encoding(opened.head, opened.shown)
    if encoding.startswith(("utf-16", "utf-32")):
        # Their line breaks are no single bytes.
        text, _ = decode(opened.whole(), opened.shown)
        lines: Iterator[bytes | None] = (line.encode() for line in text.splitlines())
        for number, line in enumerate(lines, start=1):
            yield from _line(opened, number, line, UTF8, encoding)
        return
    for number, line in enumerate(opened.lines(), start=1):
        raw = line[mark:] if number == 1 and line is not None else line
        yield from _line(opened, number, raw, encoding, encoding)


def _line(opened: Opened, number: int, raw: bytes | None, encoding: str, told: str) -> Iterator[Article | Failure]:
    if raw is None or raw.strip():
        where = f"{opened.shown}, line {number}"
        yield made(where, lambda: _of_line(raw, encoding, where, f"{opened.name}:{number}", told))


def _whole(opened: Opened) -> Article:
    text, encoding = decode(opened.whole(), opened.shown)
    article = Article(text=text, id=opened.whole_id)
    return with_meta(article, encoding=None if encoding == UTF8 else encoding)


def _of_line(raw: bytes | None, encoding: str, where: str, name: str, told: str) -> Article:
    if raw is None:
        raise UnreadableFile(f"{where} has more than {MAX_BYTES:,} bytes: divide it")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{where} is not {encoding.upper()} (byte 0x{raw[error.start]:02X} at {error.start}): convert it to UTF-8"
        ) from error
    return with_meta(Article(text=text.strip(), id=name), encoding=None if told == UTF8 else told)
