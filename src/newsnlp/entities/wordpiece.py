"""Text to words, words to word pieces and a casing: what the news NER model reads.

The pieces are those of BERT's uncased vocabulary (greedy longest match, Wu et al. 2016). The vocabulary knows no
casing, so the casing of each word goes into the model beside its pieces. Words keep their offsets into the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import IntEnum
from pathlib import Path

__all__ = ["Casing", "Word", "WordPieces", "split_words"]

# A run of letters and digits with their combining marks, or one symbol. White space and format characters are none.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*|[^\w\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x1f]|_")
_LONGEST = 64  # characters; a longer "word" is no word of English, and costs a quadratic search
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"}
)
_REMEMBERED = 15_000  # words: the first are mostly the frequent ones; two megabytes

Word = tuple[int, int]


class Casing(IntEnum):
    """How a word is written; a row of the model's casing table."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3
    DIGITS = 4
    OTHER = 5


def split_words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Yield the words of `text[start:end]` as half-open offsets into `text`; each symbol is a word of its own."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def casing_of(word: str) -> Casing:
    """Give the casing of one word."""
    if word[0].isdigit():
        return Casing.DIGITS
    if not word[0].isalpha():
        return Casing.OTHER
    if word.islower():
        return Casing.LOWER
    if word.isupper():
        return Casing.UPPER
    if word[0].isupper() and (word[1:].islower() or len(word) == 1):
        return Casing.TITLE
    return Casing.MIXED if word.lower() != word else Casing.LOWER


class WordPieces:
    """The vocabulary, and the memory of the words already cut.

    Args:
        vocabulary: the pieces; a piece's place is its id. A piece inside a word begins with `##`.
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: place for place, piece in enumerate(vocabulary)}
        self.unknown, self.first, self.last = (self._ids[mark] for mark in ("[UNK]", "[CLS]", "[SEP]"))
        self.padding = self._ids["[PAD]"]
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """Read a vocabulary file, one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def __len__(self) -> int:
        return len(self._ids)

    def cut(self, word: str) -> tuple[tuple[int, ...], int]:
        """Give the piece ids of a word, at least one, and its casing."""
        known = self._known.get(word)
        if known is None:
            known = tuple(self._pieces(_normalise(word))), int(casing_of(word))
            if len(self._known) < _REMEMBERED:  # what is forgotten is only cut anew: the result is the same
                self._known[word] = known
        return known

    def _pieces(self, word: str) -> list[int]:
        if not word or len(word) > _LONGEST:
            return [self.unknown]
        pieces, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                found = self._ids.get(mark + word[start:end])
                if found is not None:
                    pieces.append(found)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces


def _normalise(word: str) -> str:
    """Lower-case, without accents, with plain quotes and hyphens: as the vocabulary is written."""
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFD", word.lower().translate(_PLAIN))
    return "".join(character for character in bare if unicodedata.category(character) != "Mn")
