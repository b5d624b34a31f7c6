"""XML that came from outside: parsed with entities refused, and read for its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import NoReturn
from xml.etree.ElementTree import Element, ParseError

from newsnlp.errors import UnreadableFile
from newsnlp.io.encodings import UTF8, declared_encoding, decode
from newsnlp.io.opened import missing_extra

__all__ = ["elements", "local_name", "refuse_entities", "text_of"]

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_DEEPEST, _MOST = 1000, 200_000
# What stands on a line of its own.
_BLOCKS = frozenset({"p", "hl2", "h1", "h2", "h3", "h4", "li", "tr", "blockquote", "br"})


def elements(raw: bytes, shown: str, names: frozenset[str]) -> Iterator[Element]:
    """Give each element of one of the names when it is complete; it is emptied when the next is asked for.

    Raises:
        UnreadableFile: it is no XML, declares entities, or the package for it is not installed.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse
    except ImportError as error:
        raise missing_extra(f"{shown}, an XML file,", "defusedxml", "html") from error
    try:
        depth = count = 0
        # Decoded here: the parser would ask Python for any encoding that it does not know, even for what is none.
        text, _ = decode(raw, shown, declared_encoding(raw[:1024]))
        page = io.BytesIO(_DECLARATION.sub("", text, count=1).encode(UTF8))
        for event, element in iterparse(page, events=("start", "end")):
            if event == "start":
                depth, count = depth + 1, count + 1
                if depth > _DEEPEST or count > _MOST:
                    _refuse_size(depth, shown)
                continue
            depth -= 1
            if local_name(element) in names:
                yield element
                element.clear()
                count = 0
    except DefusedXmlException as error:
        raise UnreadableFile(f"{shown} declares entities, which news never needs: it is not read") from error
    except (ParseError, LookupError, ValueError) as error:
        raise UnreadableFile(f"{shown} is not XML ({error}): correct it, or leave it out") from error


def _refuse_size(depth: int, shown: str) -> NoReturn:
    if depth > _DEEPEST:
        raise UnreadableFile(f"{shown} is nested more than {_DEEPEST:,} deep: flatten it, or leave it out")
    raise UnreadableFile(f"{shown} has more than {_MOST:,} elements in one item: divide it, or leave it out")


def local_name(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: Element | None) -> str:
    """Give the text of an element, a paragraph a line, white space made single."""
    if element is None:
        return ""
    pieces: list[str] = []
    # Not recursive: what comes from outside may be nested deeper than Python's stack.
    stack: list[Element | str] = [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        block = local_name(node) in _BLOCKS
        following: list[Element | str] = ["\n" if block else "", _single(node.text)]
        for child in node:
            following += [child, _single(child.tail)]
        stack.extend(reversed([*following, "\n" if block else ""]))
    lines = ("".join(pieces)).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def refuse_entities(text: str, shown: str) -> None:
    """Refuse a document that declares entities.

    Raises:
        UnreadableFile: it does.
    """
    if "<!ENTITY" in text:
        raise UnreadableFile(f"{shown} declares entities, which news never needs: it is not read")


def _single(text: str | None) -> str:
    return (text or "").replace("\n", " ")
