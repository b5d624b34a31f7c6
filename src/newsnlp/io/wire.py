"""NewsML-G2 and NITF, the formats of the wires (the extra `html`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.opened import Opened
from newsnlp.io.records import made, with_meta
from newsnlp.io.xml_text import elements, local_name, text_of

__all__ = ["read_newsml", "read_nitf"]

_Maker = Callable[[Element, str, str], Article]
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(opened: Opened) -> Iterator[Article | Failure]:
    """Read each `newsItem`."""
    yield from _read(opened, "newsItem", _of_item)


def read_nitf(opened: Opened) -> Iterator[Article | Failure]:
    """Read each `nitf`."""
    yield from _read(opened, "nitf", _of_nitf)


def _read(opened: Opened, name: str, make: _Maker) -> Iterator[Article | Failure]:
    for number, element in enumerate(elements(opened.whole(), opened.shown, frozenset({name})), start=1):
        where = f"{opened.shown}, item {number}"
        place = f"{opened.name}:{number}"
        yield made(where, lambda element=element, where=where, place=place: make(element, where, place))  # type: ignore[misc]


def _of_item(item: Element, where: str, place: str) -> Article:
    content = _first(item, "contentSet")
    body = _first(content, "body", "body.content", "inlineXML", "inlineData")
    inner = _first(body, "body.content") if body is not None else None
    text = text_of(inner if inner is not None else body)
    title = text_of(_first(item, "headline")) or None
    _need(text or title, where)
    created = _first(item, "firstCreated", "versionCreated", "contentCreated")
    provider = _first(item, "provider")
    named = _first(provider, "name")
    language = _first(item, "language")
    article = Article(
        text=text,
        title=title,
        published=_date("" if created is None else text_of(created)),
        id=item.get("guid") or place,
        source=text_of(named) or (provider.get("literal") if provider is not None else None),
    )
    return with_meta(
        article,
        origin=place if item.get("guid") else None,
        version=item.get("version"),
        language=language.get("tag") if language is not None else None,
        published_from=local_name(created) if created is not None and article.published else None,
    )


def _of_nitf(nitf: Element, where: str, place: str) -> Article:
    body = _first(nitf, "body.content", "body")
    text = text_of(body)
    title = text_of(_first(nitf, "hl1", "headline", "title")) or None
    _need(text or title, where)
    issued, ident = _first(nitf, "date.issue", "date.release"), _first(nitf, "doc-id")
    publication, distributor = _first(nitf, "pubdata"), _first(nitf, "distributor")
    guid = ident.get("id-string") if ident is not None else None
    name = publication.get("name") if publication is not None else None
    article = Article(
        text=text,
        title=title,
        published=_date(issued.get("norm", "") if issued is not None else ""),
        id=guid or place,
        source=name or text_of(distributor) or None,
    )
    return with_meta(
        article,
        origin=place if guid else None,
        language=nitf.get(_LANG),
        published_from=local_name(issued) if issued is not None and article.published else None,
    )


def _first(element: Element | None, *names: str) -> Element | None:
    """Give the first element below of the first name that there is."""
    if element is None:
        return None
    for name in names:
        for found in element.iter():
            if local_name(found) == name:
                return found
    return None


def _date(given: str) -> str | None:
    """Give a date as ISO writes it: the wires leave out its signs."""
    try:
        found = dt.datetime.fromisoformat(given.strip())
    except ValueError:
        return None
    return found.date().isoformat() if len(given.strip()) in (8, 10) else found.isoformat()


def _need(found: object, where: str) -> None:
    if not found:
        raise UnreadableFile(f"{where} has neither a headline nor a text: leave it out")
