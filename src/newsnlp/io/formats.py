"""Which reader a file gets: by what it holds where that is sure, else by its name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from newsnlp.article import Article
from newsnlp.io import csv_rows, feeds, html, json_file, json_lines, markdown, parquet, text, warc, wire
from newsnlp.io.compression import COMPRESSIONS
from newsnlp.io.failure import Failure
from newsnlp.io.opened import Opened

__all__ = ["SUFFIXES", "Reader", "by_content", "by_name", "choose", "without_compression"]

Reader = Callable[[Opened], Iterator[Article | Failure]]

_BY_SUFFIX: dict[str, Reader] = {
    ".txt": text.read_whole,
    ".md": markdown.read_markdown,
    ".markdown": markdown.read_markdown,
    ".jsonl": json_lines.read_json_lines,
    ".ndjson": json_lines.read_json_lines,
    ".json": json_file.read_json,
    ".csv": csv_rows.read_csv,
    ".tsv": csv_rows.read_tsv,
    ".html": html.read_html,
    ".htm": html.read_html,
    ".xhtml": html.read_html,
    ".rss": feeds.read_feed,
    ".atom": feeds.read_feed,
    ".parquet": parquet.read_parquet,
    ".warc": warc.read_warc,
}
SUFFIXES = frozenset(_BY_SUFFIX)
_ROOTS: dict[str, Reader] = {
    "html": html.read_html,
    "rss": feeds.read_feed,
    "feed": feeds.read_feed,
    "rdf": feeds.read_feed,
    "newsmessage": wire.read_newsml,
    "newsitem": wire.read_newsml,
    "nitf": wire.read_nitf,
}
_MAGIC: dict[bytes, Reader] = {b"PAR1": parquet.read_parquet, b"WARC/": warc.read_warc}
# Before the root of a document: a declaration, comments, a document type.
_ROOT = re.compile(
    r"\s*(?:<\?.{0,500}?\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE\s+(?P<type>[\w:]+)[^>\[]{0,500}(?:\[.{0,2000}?\]\s*)?>\s*)*"
    r"(?:<(?:[\w-]+:)?(?P<root>\w+))?",
    re.DOTALL | re.IGNORECASE,
)


def choose(opened: Opened) -> Reader | None:
    """Give the reader of a file, or None when neither its content nor its name tells one."""
    named = by_name(opened.name)
    found = by_content(opened.head) or named
    if found is None and opened.whole_id is None:
        found = _typed(opened.head)
    if found is text.read_whole and opened.options.lines:
        return text.read_lines
    if found is json_file.read_json and _is_lines(opened.head):
        return json_lines.read_json_lines
    return found


def by_name(name: str) -> Reader | None:
    """Give the reader for a file's name, whatever compression its last suffix tells."""
    return _BY_SUFFIX.get(PurePath(without_compression(name)).suffix.lower())


def without_compression(name: str) -> str:
    """Give the name without `.gz` or `.zst`."""
    path = PurePath(name)
    return name[: -len(path.suffix)] if path.suffix.lower() in COMPRESSIONS else name


def by_content(head: bytes) -> Reader | None:
    """Give the reader for what the first bytes show beyond doubt."""
    for magic, reader in _MAGIC.items():
        if head.startswith(magic):
            return reader
    start = head[:4096]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        begin = start.decode("utf-16", "ignore")
    else:
        begin = start.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    found = _ROOT.match(begin)
    if found is None:
        return None
    name = found["root"] or found["type"]
    return _ROOTS.get(name.lower()) if name else None


def _typed(head: bytes) -> Reader:
    """Give the reader for standard input, which has no name."""
    return json_lines.read_json_lines if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else text.read_whole


def _is_lines(head: bytes) -> bool:
    """Tell whether a `.json` holds JSON lines: a first line that is an object by itself, and another below."""
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not (first.startswith(b"{") and rest.lstrip().startswith(b"{")):
        return False
    try:
        json_lines.decoder().decode(first.decode())
    except (ValueError, RecursionError):
        return False
    return True
