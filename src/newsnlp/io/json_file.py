"""JSON files: one article, a list of articles, or an object that holds such a list."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.encodings import decode, guess_encoding
from newsnlp.io.failure import Failure
from newsnlp.io.json_lines import decoder
from newsnlp.io.opened import MAX_BYTES, Opened
from newsnlp.io.records import article_of, made

__all__ = ["read_json"]

_BLANK = re.compile(r"[ \t\r\n]*")
_PIECE = 262_144


def read_json(opened: Opened) -> Iterator[Article | Failure]:
    """Read an article, or each of a list; of a list no more than one is held at a time."""
    encoding, mark = guess_encoding(opened.head, opened.shown)
    if opened.head[mark : mark + 256].decode(encoding, "ignore").lstrip().startswith("["):
        yield from _read_list(opened, encoding, mark)
        return
    text, _ = decode(opened.whole(), opened.shown)
    try:
        found = decoder().decode(text)
    except RecursionError as error:
        raise UnreadableFile(f"{opened.shown} is nested too deep: flatten it, or leave it out") from error
    except ValueError as error:
        raise UnreadableFile(f"{opened.shown} is not JSON ({error}): correct it, or leave it out") from error
    inner = _list_inside(found, opened.options.columns)
    if inner is None:
        yield made(opened.shown, lambda: article_of(found, opened.options.columns, opened.whole_id))
        return
    for number, record in enumerate(inner, start=1):
        yield _record(opened, number, record)


def _list_inside(found: Any, columns: Mapping[str, str]) -> list[Any] | None:
    """Give the one list of objects in an answer such as `{"status": "ok", "articles": [...]}`."""
    wanted = {columns.get(name, name) for name in ("text", "title")}
    if not isinstance(found, Mapping) or wanted & found.keys():
        return None
    lists = [v for v in found.values() if isinstance(v, list) and v and all(isinstance(item, Mapping) for item in v)]
    return lists[0] if len(lists) == 1 else None


def _record(opened: Opened, number: int, record: Any) -> Article | Failure:
    where = f"{opened.shown}, record {number}"
    return made(where, lambda: article_of(record, opened.options.columns, f"{opened.name}:{number}"))


def _read_list(opened: Opened, encoding: str, mark: int) -> Iterator[Article | Failure]:
    opened.stream.read(mark)
    buffer = _Buffer(opened, encoding)
    buffer.skip("[")
    number = 0
    while not buffer.at("]"):
        number += 1
        yield _record(opened, number, buffer.value())
        if not buffer.at("]"):
            buffer.skip(",")
    buffer.skip("]")
    if buffer.more():
        raise UnreadableFile(f"{opened.shown} is not JSON (something stands behind the list): correct it")


class _Buffer:
    """The text of a JSON list that is read piece by piece."""

    def __init__(self, opened: Opened, encoding: str) -> None:
        self._opened = opened
        self._decode = codecs.getincrementaldecoder(encoding)()
        self._decoder = decoder()
        self._text, self._ended = "", False

    def more(self) -> bool:
        """Tell whether anything but white space is left."""
        while not (stripped := self._text[_match_end(self._text) :]) and self._fill(_PIECE):
            pass
        self._text = stripped or self._text[_match_end(self._text) :]
        return bool(self._text)

    def at(self, sign: str) -> bool:
        """Tell whether `sign` comes next."""
        return self.more() and self._text.startswith(sign)

    def skip(self, sign: str) -> None:
        """Pass over `sign`, which must come next."""
        if not self.at(sign):
            raise UnreadableFile(f"{self._opened.shown} is not JSON (no {sign!r} where one is due): correct it")
        self._text = self._text[1:]

    def value(self) -> Any:
        """Give the next value."""
        self.more()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text)
            except RecursionError as error:
                raise UnreadableFile(f"{self._opened.shown} is nested too deep: flatten it") from error
            except ValueError as error:
                # Cut off, perhaps: twice as much is looked at next, so that the whole stays linear.
                if len(self._text) > MAX_BYTES or not self._fill(max(_PIECE, len(self._text))):
                    raise UnreadableFile(f"{self._opened.shown} is not JSON ({error}): correct it") from error
            else:
                if end == len(self._text) and self._fill(_PIECE):
                    continue
                self._text = self._text[end:]
                return value

    def _fill(self, size: int) -> bool:
        if self._ended:
            return False
        raw = self._opened.stream.read(size)
        self._ended = not raw
        try:
            self._text += self._decode.decode(raw, final=self._ended)
        except UnicodeDecodeError as error:
            raise UnreadableFile(f"{self._opened.shown} is in two encodings ({error}): convert it to UTF-8") from error
        return not self._ended


def _match_end(text: str) -> int:
    found = _BLANK.match(text)
    return found.end() if found else 0
