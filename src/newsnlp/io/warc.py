"""WARC: the pages of a web archive (the extra `html`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.encodings import decode
from newsnlp.io.failure import Failure
from newsnlp.io.html import page_article
from newsnlp.io.opened import MAX_BYTES, Opened, missing_extra, on_disk
from newsnlp.io.records import made, with_meta

__all__ = ["read_warc"]

_PAGES = ("text/html", "application/xhtml+xml")
_OK = 200


def read_warc(opened: Opened) -> Iterator[Article | Failure]:
    """Read each answer that is a page with status 200, and each text that was extracted of one."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise missing_extra(f"{opened.shown}, a web archive,", "fastwarc", "html") from error
    number = 0
    # It wants to move about in the file, and what goes wrong below it must not: so it gets a file that is unpacked.
    file, broken = on_disk(opened.stream, opened.path)
    with file as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=True):
            wanted = record.record_type in (WarcRecordType.response, WarcRecordType.conversion)
            number += wanted
            where, place = f"{opened.shown}, record {number}", f"{opened.name}:{number}"
            kind = _kind(record) if wanted else None
            raw = record.reader.read(MAX_BYTES + 1) if kind is not None else b""
            if _is_cut(record, raw):
                broken = broken or UnreadableFile(
                    f"{opened.shown} is cut off in or behind record {number}: get it anew"
                )
                break
            if kind is not None:
                yield made(where, lambda: _of_record(record, kind, raw, where, place))  # noqa: B023 - used at once
    if broken is not None:
        yield Failure(opened.shown, "read", broken)
    elif number == 0:
        raise UnreadableFile(f"{opened.shown} has no answer of a server in it: it is cut off, or of another kind")


def _is_cut(record: Any, raw: bytes) -> bool:
    """Tell whether the file ends in the middle of a record, of whose content `raw` was read."""
    if len(raw) > MAX_BYTES:
        return False
    told = record.headers.get("Content-Length") is not None
    return not told or len(raw) + record.reader.consume() < record.content_length


def _kind(record: Any) -> str | None:
    """Give `page` or `text`, or None for what is neither."""
    if record.http_headers is None:
        return "text" if str(record.headers.get("Content-Type", "")).startswith("text/plain") else None
    if record.http_headers.status_code != _OK:
        return None
    return "page" if str(record.http_content_type or "").lower() in _PAGES else None


def _of_record(record: Any, kind: str, raw: bytes, where: str, place: str) -> Article:
    if len(raw) > MAX_BYTES:
        raise UnreadableFile(f"{where} has more than {MAX_BYTES:,} bytes: leave it out")
    url = record.headers.get("WARC-Target-URI")
    if kind == "page":
        article = page_article(raw, where, place, url=url, declared=record.http_charset)
    else:
        text, _ = decode(raw, where)
        article = Article(text=text, id=place, url=url)
    return with_meta(article, fetched=record.headers.get("WARC-Date"))
