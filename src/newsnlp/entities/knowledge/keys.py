"""Keys of names: what two spellings of one name have in common.

A key folds case, diacritics, points, hyphens, possessives and a leading article. Short acronyms and names that are
common words keep their case, so that "US" is a country and "us" is not: their key is the spelling after "=".
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["alias_key", "fold_key", "keys_of"]

_LONGEST_ACRONYM = 3
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_APART = str.maketrans(
    {"-": " ", "–": " ", "‑": " ", ".": "", "’": "", "'": "", "‘": "", "ʻ": "", "`": "", ",": "", "&": " and "}
)
# Ways to write one Cyrillic ending: Zelenskyy, Zelenskiy, Zelenskij.
_ENDING = re.compile(r"(?<=[a-z]{3})(?:yy|iy|ij|yi)\b")
# Names of things that are also everyday words: they are names only when written as one.
_WORDS = frozenset({
    "apple", "best", "bill", "block", "cabinet", "cell", "chase", "congress", "ford", "gap", "grant", "house",
    "labor", "labour", "life", "march", "mark", "match", "meta", "nature", "nice", "orange", "parliament", "people",
    "price", "reading", "science", "senate", "shell", "sprint", "square", "state", "target", "time", "treasury",
    "visa", "will",
})  # fmt: skip


def fold_key(name: str) -> str:
    """Give the key of a name that any casing may have.

    Example:
        >>> fold_key("Côte d’Ivoire's")
        'cote divoire'
    """
    folded = name.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)
    folded = _ENDING.sub("y", " ".join(folded.translate(_APART).split()))
    return folded.removeprefix("the ") or folded


def alias_key(name: str) -> str:
    """Give the key under which an alias is kept: folded, or "=" and its spelling if only that casing is the name.

    Example:
        >>> alias_key("U.S."), alias_key("Xi Jinping")
        ('=US', 'xi jinping')
    """
    folded = fold_key(name)
    short = len(folded.replace(" ", "")) <= _LONGEST_ACRONYM or folded in _WORDS
    return "=" + _exact(name) if short else folded


def keys_of(name: str) -> tuple[str, str]:
    """Give both keys under which a written name may be kept."""
    return fold_key(name), "=" + _exact(name)


def _exact(name: str) -> str:
    """Give the spelling that keeps its case; a longer word in capitals is read as a word ("CONGRESS")."""
    bare = name.replace("’", "'").removesuffix("'s").removesuffix("'")
    bare = " ".join(bare.replace(".", "").removeprefix("the ").removeprefix("The ").split())
    return bare.title() if bare.isupper() and len(bare) > _LONGEST_ACRONYM else bare
