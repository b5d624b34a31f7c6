"""Web pages: title, body, date, outlet and canonical address (the extra `html`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.encodings import UTF8, declared_encoding, decode
from newsnlp.io.failure import Failure
from newsnlp.io.html_facts import facts_of
from newsnlp.io.opened import Opened, missing_extra
from newsnlp.io.records import made, with_meta
from newsnlp.io.xml_text import refuse_entities

__all__ = ["page_article", "read_html"]

# A document type with declarations of its own, up to the page itself.
_TYPE = re.compile(r"\s*(?:<\?[^>]{0,500}>\s*)?<!DOCTYPE[^>\[]{0,500}\[.*?(?:<html|\Z)", re.DOTALL | re.IGNORECASE)
_MAX_PAGE = 8_000_000


def read_html(opened: Opened) -> Iterator[Article | Failure]:
    """Read one page."""
    yield made(opened.shown, lambda: page_article(opened.whole(), opened.shown, opened.whole_id))


def page_article(
    raw: bytes, shown: str, name: str | None, *, url: str | None = None, declared: str | None = None
) -> Article:
    """Make an article of a page.

    Args:
        raw: its bytes.
        shown: how messages name it.
        name: its id.
        url: where it was fetched from, when that is known.
        declared: the encoding that the server named.

    Raises:
        UnreadableFile: it is too long, cannot be parsed, or has no article.
    """
    if len(raw) > _MAX_PAGE:
        raise UnreadableFile(f"{shown} is a page of more than {_MAX_PAGE:,} bytes: extract its text first")
    page, encoding = decode(raw, shown, declared or declared_encoding(raw[:4096]))
    declared_type = _TYPE.match(page)
    if declared_type:
        refuse_entities(declared_type[0], shown)
    found = _extract(page, shown, url)
    if found is None or not (found.text or "").strip():
        raise UnreadableFile(f"{shown} has no text of an article: leave it out, or give its text as .txt")
    facts = facts_of(page)
    published, told_by = facts.published, facts.published_from
    if published is None and found.date:
        published, told_by = found.date, "page"
    title = facts.title or found.title or None
    article = Article(
        text=_without_title(found.text, title),
        title=title,
        published=published,
        id=name,
        url=facts.url or url or found.url or None,
        source=facts.outlet or found.sitename or found.hostname or None,
    )
    return with_meta(
        article,
        author=found.author,
        language=facts.language,
        published_from=told_by,
        encoding=None if encoding == UTF8 else encoding,
    )


def _without_title(text: str, title: str | None) -> str:
    """Give the text without a first line that only repeats the title."""
    first, _, rest = text.partition("\n")
    return rest if rest and title is not None and first.split() == title.split() else text


def _extract(page: str, shown: str, url: str | None) -> Any:
    try:
        from trafilatura import bare_extraction
    except ImportError as error:
        raise missing_extra(f"{shown}, a web page,", "trafilatura", "html") from error
    try:
        return bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # a page can be broken in more ways than its parsers name
        raise UnreadableFile(f"{shown} cannot be parsed as a web page ({error}): give its text as .txt") from error
