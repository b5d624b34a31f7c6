"""Headlines to words: one spelling for what outlets write in several ways.

Quotes, accents, casing, possessives, dotted abbreviations and thousands separators differ between outlets and mean
nothing; words are the same after `words_of`. `stem` then takes off the endings of English inflection.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["plain", "stem", "words_of"]

_QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_COUNTRIES = re.compile(r"\bU\.\s?S\.(?:\s?A\b\.?)?|\bUSA?\b|\bU\.\s?K\.|\bUK\b")
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\d+[^\W\d_]+")
_NUMBER_AND_LETTERS = re.compile(r"(\d)(st|nd|rd|th|[kmb]|bn|mn|tn)\b")
_VOWEL = re.compile(r"[aeiouy]")
_SYLLABLE = re.compile(r"[aeiouy]+[^aeiouy]+")
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiouy][^aeiouwxy]$")


def plain(text: str) -> str:
    """Give the text lower-case, without accents, with straight quotes and single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_QUOTES))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(text.lower().split())


def words_of(text: str) -> list[str]:
    """Give the words of a text, in order, in one spelling.

    "U.S." and "US" are `usa` unless all letters are capitals, where "US" may be a pronoun; "6,200" is `6200`;
    "company's" is `company`; hyphens part words.
    """
    if "U" in text and not text.isupper():
        text = _COUNTRIES.sub(lambda m: " usa " if "S" in m.group() else " uk ", text)
    text = plain(text)
    if "." in text:
        text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
    return [word if word.isalpha() else _one_spelling(word) for word in _WORD.findall(text)]


def _one_spelling(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    if "'" in word:
        word = word.removesuffix("'s").replace("'", "")
    return word


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Take off a plural, past or -ing ending, so that "votes", "voted" and "voting" are one term.

    A light stemmer in the manner of steps 1 and 5 of Porter (1980); what it gives need not be a word.
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]
    if word.endswith("eed") and len(word) > 5:
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and _VOWEL.search(root):
            if root[-1] == root[-2] and root[-1] not in "lsz":
                return root[:-1]
            return root + "e" if _is_short(root) else root.removesuffix("e")
    root = word.removesuffix("e")
    return word if root == word or _is_short(root) else root


def _is_short(root: str) -> bool:
    """Say whether a root of one syllable wants its e back: "vot" and "strik", but not "kill" or "train"."""
    return bool(_SHORT.search(root)) and len(_SYLLABLE.findall(root)) == 1
