"""Markdown: one article, with the title of its front matter or of the heading that it begins with.

The text keeps its marks: offsets count in what the author wrote. Front matter is read as the plain `key: value` lines
that tools for web sites write; what is more than that (lists, nested values) is kept as it stands, in
`meta["front_matter"]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsnlp.article import FIELDS, Article, check_published
from newsnlp.errors import InvalidDate
from newsnlp.io.encodings import UTF8, decode
from newsnlp.io.failure import Failure
from newsnlp.io.opened import Opened
from newsnlp.io.records import article_of, made, with_meta

__all__ = ["read_markdown"]

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<front>.*?)^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PLAIN = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]+(?P<value>[^\s\[{|>&*!].*?)[ \t]*")
_TITLE = re.compile(r"\s*#[ \t]+(?P<atx>[^\n]+?)[ \t]*#*\s*?(?:\n|\Z)|\s*(?P<setext>[^\n]+)\n=+[ \t]*\r?(?:\n|\Z)")
_FIELDS = frozenset(FIELDS) - {"text"}
_OTHER_NAMES = {"headline": "title", "date": "published", "link": "url", "canonical": "url", "outlet": "source"}


def read_markdown(opened: Opened) -> Iterator[Article | Failure]:
    """Read the whole file as one article."""
    yield made(opened.shown, lambda: _article(opened))


def _article(opened: Opened) -> Article:
    text, encoding = decode(opened.whole(), opened.shown)
    given: dict[str, Any] = {}
    front = _FRONT.match(text)
    if front is not None and _PLAIN.fullmatch((front["front"].splitlines() or [""])[0]):
        given, text = _fields(front["front"]), text[front.end() :].lstrip("\r\n")
    if "title" not in given and (heading := _TITLE.match(text)) is not None:
        given["title"], text = heading["atx"] or heading["setext"].strip(), text[heading.end() :].lstrip("\r\n")
    article = article_of({**given, "text": text}, {}, opened.whole_id)
    return with_meta(article, encoding=None if encoding == UTF8 else encoding)


def _fields(front: str) -> dict[str, Any]:
    """Give what the front matter says of the article; a date that is not ISO is one of the other values."""
    given: dict[str, Any] = {}
    other: dict[str, str] = {}
    for line in front.splitlines():
        plain = _PLAIN.fullmatch(line)
        if plain is None:
            if line.strip() and not line.lstrip().startswith("#"):
                other["front_matter"] = front
            continue
        key, value = plain["key"], _unquoted(plain["value"])
        field = _OTHER_NAMES.get(key.lower(), key.lower())
        if field in _FIELDS and field not in given and _fits(field, value):
            given[field] = value
        else:
            other[key] = value
    return {**given, "meta": other}


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _fits(field: str, value: str) -> bool:
    if field != "published":
        return True
    try:
        check_published(value)
    except InvalidDate:
        return False
    return True
