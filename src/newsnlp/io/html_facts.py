"""What a page says of itself in its head: read with the standard library, so that a date has a source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from newsnlp.article import check_published
from newsnlp.errors import InvalidDate

__all__ = ["PageFacts", "facts_of"]

# An image written into its tag, or worse: it tells nothing, and its parsing takes many times its length.
_LONG_TAG = re.compile(r"<[^<>]{65536,}>")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dc.date", "dcterms.created", "pubdate", "publish-date", "date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself.

    Attributes:
        title: its headline, without the outlet that `<title>` often adds.
        published: ISO date or date-time.
        published_from: the element that told it.
        url: its canonical address.
        outlet: who publishes it.
        language: the language it declares, such as `en`.
    """

    title: str | None
    published: str | None
    published_from: str | None
    url: str | None
    outlet: str | None
    language: str | None


def facts_of(page: str) -> PageFacts:
    """Give what a page says of itself."""
    parser = _Head()
    parser.feed(_LONG_TAG.sub("", page))
    metas = parser.metas
    news = [thing for block in parser.blocks for thing in _things(block)]
    candidates = [(f"JSON-LD {key}", thing.get(key)) for key in ("datePublished",) for thing in news]
    candidates += [(name, metas.get(name)) for name in _DATES]
    candidates += [("time", parser.time)]
    published, told_by = next(((date, by) for by, given in candidates if (date := _date(given))), (None, None))
    headline = next((thing["headline"] for thing in news if isinstance(thing.get("headline"), str)), None)
    return PageFacts(
        title=_tidy(headline or metas.get("og:title") or metas.get("twitter:title")),
        published=published,
        published_from=told_by,
        url=_web_address(parser.canonical) or _web_address(metas.get("og:url")),
        outlet=_tidy(metas.get("og:site_name")),
        language=parser.language,
    )


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.metas: dict[str, str] = {}
        self.blocks: list[str] = []
        self.canonical: str | None = None
        self.language: str | None = None
        self.time: str | None = None
        self._in_block = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value for name, value in attrs if value}
        if tag == "meta" and "content" in given:
            name = given.get("property") or given.get("name") or given.get("itemprop")
            if name:
                self.metas.setdefault(name.lower(), given["content"])
        elif tag == "link" and given.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or given.get("href")
        elif tag == "html":
            self.language = given.get("lang") or given.get("xml:lang")
        elif tag == "time" and ("pubdate" in dict(attrs) or given.get("itemprop") == "datePublished"):
            self.time = self.time or given.get("datetime")
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self._in_block = True
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_block = False

    def handle_data(self, data: str) -> None:
        if self._in_block:
            self.blocks[-1] += data


def _things(block: str) -> Iterator[Mapping[str, Any]]:
    """Give the articles of a block of JSON-LD: at its top, in its list, or in its graph."""
    try:
        found = json.loads(block)
    except (ValueError, RecursionError):
        return
    graph = found.get("@graph", [found]) if isinstance(found, Mapping) else found
    for thing in graph if isinstance(graph, list) else []:
        if isinstance(thing, Mapping) and any(
            str(kind).endswith(("Article", "Posting")) for kind in _as_list(thing.get("@type"))
        ):
            yield thing


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _date(given: object) -> str | None:
    if not isinstance(given, str):
        return None
    try:
        return check_published(given.strip())
    except InvalidDate:
        return None


def _web_address(given: str | None) -> str | None:
    if not given:
        return None
    try:
        parts = urlsplit(given.strip())
    except ValueError:
        return None
    return given.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def _tidy(given: str | None) -> str | None:
    return (" ".join(given.split()) or None) if given else None
