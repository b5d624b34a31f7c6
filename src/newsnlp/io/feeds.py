"""RSS and Atom: one article an entry (the extra `html`)."""

from __future__ import annotations

import datetime as dt
import io
from calendar import timegm
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any
from xml.sax import SAXException

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.encodings import UTF8, declared_encoding, decode
from newsnlp.io.failure import Failure
from newsnlp.io.opened import Opened, missing_extra
from newsnlp.io.records import made, with_meta
from newsnlp.io.xml_text import refuse_entities

__all__ = ["read_feed"]

_BLOCKS = frozenset({"p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"})
# Four microseconds each, whatever stands between them.
_MOST_TAGS = 500_000
_SILENT = frozenset({"script", "style"})


def read_feed(opened: Opened) -> Iterator[Article | Failure]:
    """Read each entry that has a title or a text."""
    try:
        import feedparser
    except ImportError as error:
        raise missing_extra(f"{opened.shown}, a feed,", "feedparser", "html") from error
    text, encoding = decode(opened.whole(), opened.shown, declared_encoding(opened.head))
    refuse_entities(text, opened.shown)
    if text.count("<") + text.count("&lt;") > _MOST_TAGS:
        raise UnreadableFile(f"{opened.shown} is a feed of more than {_MOST_TAGS:,} tags: divide it, or leave it out")
    # A stream, never a string: a string that looks like an address would be fetched.
    feed = feedparser.parse(
        io.BytesIO(text.encode(UTF8)),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.entries and feed.bozo:
        raise UnreadableFile(f"{opened.shown} is no feed ({feed.bozo_exception}): correct it, or leave it out")
    told = None if encoding == UTF8 else encoding
    for number, entry in enumerate(feed.entries, start=1):
        where, place = f"{opened.shown}, entry {number}", f"{opened.name}:{number}"
        yield made(where, lambda entry=entry, place=place: _of_entry(entry, feed.feed, place, told))  # type: ignore[misc]

    if isinstance(feed.bozo_exception if feed.bozo else None, SAXException):
        cut = f"{opened.shown} is broken behind entry {len(feed.entries)} ({feed.bozo_exception}): get it anew"
        yield Failure(opened.shown, "read", UnreadableFile(cut))


def _of_entry(entry: Mapping[str, Any], feed: Mapping[str, Any], place: str, encoding: str | None) -> Article:
    contents = entry.get("content") or []
    body = _plain(max((c.get("value") or "" for c in contents), key=len, default="") or entry.get("summary") or "")
    title = _plain(entry.get("title") or "").replace("\n", " ") or None
    if not body and not title:
        raise UnreadableFile(f"{place} has neither a title nor a text: leave it out")
    source = entry.get("source") or {}
    guid = entry.get("id") or None
    published, told_by = None, None
    for name in ("published", "updated"):
        parsed = entry.get(f"{name}_parsed")
        if name in entry and parsed is not None:
            published, told_by = dt.datetime.fromtimestamp(timegm(parsed), dt.UTC).isoformat(), name
            break
    article = Article(
        text=body,
        title=title,
        published=published,
        id=guid or place,
        url=entry.get("link") or None,
        source=source.get("title") or feed.get("title") or None,
    )
    return with_meta(
        article,
        origin=place if guid else None,
        author=entry.get("author"),
        language=feed.get("language"),
        published_from=told_by,
        encoding=encoding,
    )


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its base's signature
        self._silent = tag in _SILENT
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def _plain(given: str) -> str:
    """Give the text of a piece of HTML, a paragraph a line."""
    parser = _Text()
    parser.feed(given)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    return "\n".join(line for line in lines if line)
