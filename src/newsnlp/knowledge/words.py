"""Text as words that compare alike, whatever the case, quotes, hyphens and spaces that it was written with."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

__all__ = ["Word", "ends_word", "joined", "split", "starts_word"]

_MARKS = "\u0300-\u036f"
_HIDDEN = "\u00ad\u200b-\u200d\u2060"
_QUOTE = "'’‘ʼ＇`´"
_LETTER = rf"\w[{_MARKS}]*"
_WORD = re.compile(rf"{_LETTER}(?:[{_HIDDEN}]*(?:[{_QUOTE}][{_HIDDEN}]*)?{_LETTER})*|[^\s\w{_HIDDEN}]")
_POSSESSIVE = re.compile(rf"[{_QUOTE}][{_HIDDEN}]*[sS]$")
_HYPHENS = "-‐‑‒–"
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_ALIKE = str.maketrans(dict.fromkeys(_QUOTE, "'") | dict.fromkeys("“”„«»", '"'))
# Between the words of one name: a hyphen, or spaces with at most one line break.
_GAP = re.compile(rf"[{_HIDDEN}]*(?:[{_HYPHENS}]|[^\S\r\n]*(?:\r\n|\r|\n)?[^\S\r\n]*)[{_HIDDEN}]*")
# What joins two words to a longer one: "acme.com", "AT&T", "ana@acme", "1,000".
_JOINTS = frozenset(".,&@:/\\=")
_LOOSE_JOINTS = frozenset(",:/")


class Word(NamedTuple):
    """A word or sign of a text.

    Attributes:
        form: as written, with quotes and composition made alike.
        key: `form` without its case.
        start: first code point.
        end: one past the last code point.
    """

    form: str
    key: str
    start: int
    end: int


def split(text: str) -> list[Word]:
    """Give the words and signs of a text; hyphens only part them, and a final possessive is apart.

    Example:
        >>> from newsnlp.knowledge.words import split
        >>> [word.key for word in split("Al-Qaeda’s O’Brien")]
        ['al', 'qaeda', "'s", "o'brien"]
    """
    words: list[Word] = []
    plain = text.isascii()
    for match in _WORD.finditer(text):
        written, start, end = match.group(), match.start(), match.end()
        if written in _HYPHENS:
            continue
        if "s" in written[-1:].casefold() and (owner := _POSSESSIVE.search(written)) and owner.start():
            middle = start + owner.start()
            words.append(_word(text[start:middle], start, middle, plain))
            words.append(_word(text[middle:end], middle, end, plain))
        else:
            words.append(_word(written, start, end, plain))
    return words


def _word(written: str, start: int, end: int, plain: bool) -> Word:
    form = written if plain else unicodedata.normalize("NFKC", _UNSEEN.sub("", written).translate(_ALIKE))
    return Word(form, form.casefold(), start, end)


def joined(text: str, one: Word, other: Word) -> bool:
    """Tell whether two words that follow each other can belong to one name."""
    return _GAP.fullmatch(text, one.end, other.start) is not None


def starts_word(text: str, start: int) -> bool:
    """Tell whether no longer word, address or number reaches over `start` from the left."""
    before = text[start - 1 : start]
    return not (before in _JOINTS and _links(before, text[start - 2 : start - 1], text[start : start + 1]))


def ends_word(text: str, end: int) -> bool:
    """Tell whether no longer word, address or number reaches over `end` to the right."""
    after = text[end : end + 1]
    if after and unicodedata.category(after)[0] == "M":
        return False
    return not (after in _JOINTS and _links(after, text[end - 1 : end], text[end + 1 : end + 2]))


def _links(joint: str, left: str, right: str) -> bool:
    """Tell whether a joint makes one word of what is at its sides; commas and slashes do so in numbers only."""
    if joint in _LOOSE_JOINTS:
        return left.isdigit() and right.isdigit()
    return left.isalnum() and right.isalnum()
