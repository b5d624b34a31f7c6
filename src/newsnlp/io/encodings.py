"""Bytes to text: by byte order mark, declaration, UTF-8, and last by what the bytes look like."""

from __future__ import annotations

import codecs
import re

from newsnlp.errors import UnreadableFile
from newsnlp.io.opened import missing_extra

__all__ = ["UTF8", "declared_encoding", "decode", "guess_encoding"]

UTF8 = "utf-8"
# The marks of UTF-32 come first: that of UTF-16 begins like one of them.
_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)""")
_META = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?([A-Za-z0-9._:-]+)""", re.IGNORECASE)
# Python decodes these too, but no page is in them; some take time that grows with the square of the length.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
_MOST_ZEROS = 0.2
_GUESSED_FROM = 65_536
_COMMONEST, _NEARLY = "cp1252", 0.1


def decode(raw: bytes, shown: str, declared: str | None = None) -> tuple[str, str]:
    """Give the text of the bytes without a byte order mark, and the encoding it was in.

    Raises:
        UnreadableFile: the bytes are in none that can be told.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding, shown), encoding
    _refuse_zeros(raw, shown)
    for told in [UTF8] if declared is None else [_charset(declared) or UTF8, UTF8]:
        try:
            return raw.decode(told), codecs.lookup(told).name
        except UnicodeError:
            continue
    guessed = _guess(raw, shown)
    return _strictly(raw, guessed, shown), guessed


def declared_encoding(head: bytes) -> str | None:
    """Give the encoding that an XML declaration or an HTML `meta` element names."""
    found = _XML.search(head[:1024]) or _META.search(head[:4096])
    if found is None:
        return None
    name = _charset(found[1].decode("ascii"))
    # A page that calls itself Latin-1 is in its superset, as browsers read it; UTF-16 would have hidden its own name.
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return None if name is not None and name.startswith("utf-") and name != UTF8 else name


def guess_encoding(head: bytes, shown: str) -> tuple[str, int]:
    """Give the encoding of a stream by its first bytes, and the length of its byte order mark.

    Raises:
        UnreadableFile: it cannot be told.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    _refuse_zeros(head, shown)
    try:
        codecs.getincrementaldecoder(UTF8)().decode(head)
    except UnicodeDecodeError:
        return _guess(head, shown), 0
    return UTF8, 0


def _refuse_zeros(raw: bytes, shown: str) -> None:
    """Refuse bytes of which many are zero: UTF-8 has them, texts do not."""
    if raw.count(0) > _MOST_ZEROS * len(raw):
        raise UnreadableFile(
            f"{shown} is full of NULs, as UTF-16 without its mark is, or no text at all: convert it to UTF-8"
        )


def _charset(name: str) -> str | None:
    """Give Python's name of an encoding that texts are kept in; None for any other word."""
    try:
        info = codecs.lookup(name)
        # What packs or turns bytes is found, too, but decodes none to text; of a wide encoding a byte is too little.
        b" ".decode(name)
    except UnicodeError:
        pass
    except (LookupError, ValueError):
        return None
    return None if info.name in _NO_CHARSETS else info.name


def _guess(raw: bytes, shown: str) -> str:
    try:
        from charset_normalizer import from_bytes
    except ImportError as error:
        raise missing_extra(f"{shown} is not UTF-8; to tell its encoding", "charset-normalizer", "html") from error
    # Control characters that no text has: charset-normalizer would find some code page for them all the same.
    if raw[:_GUESSED_FROM].count(0) == 0:
        found = list(from_bytes(raw[:_GUESSED_FROM]))
        # Neighbouring code pages differ in a few letters, and a short text cannot tell them apart.
        close = [match for match in found if match.chaos <= found[0].chaos + _NEARLY]
        if any(_COMMONEST in (match.encoding, *match.could_be_from_charset) for match in close):
            return _COMMONEST
        if found:
            return str(found[0].encoding)
    raise UnreadableFile(f"{shown} is in no encoding that can be told, or no text at all: convert it to UTF-8")


def _strictly(raw: bytes, encoding: str, shown: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{shown} is not {encoding.upper()} (byte 0x{raw[error.start]:02X} at {error.start}): convert it to UTF-8"
        ) from error
