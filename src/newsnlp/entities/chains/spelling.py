"""What two spellings of one name have in common."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from newsnlp.entities.knowledge.keys import fold_key

__all__ = ["fold", "initials_of", "is_acronym", "is_variant", "singular", "tidy"]

_SMALL = frozenset({"of", "the", "and", "for", "to", "in", "on", "at", "de", "la", "a", "an", "&", "y", "e", "et", "i"})
_VOWELS = frozenset("aeiouy")
_SOFT = _VOWELS | {"h"}
_LEAST_LENGTH = 7
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")


def fold(name: str) -> str:
    """Give a name's key: without case, diacritics, points, hyphens, a leading article and a final possessive."""
    return fold_key(name) or name.casefold().strip() or name


def tidy(name: str) -> str:
    """Give a name without final possessive and double space."""
    return " ".join(_POSSESSIVE.sub("", name).split()) or name


def singular(word: str) -> str:
    """Give the singular of a folded word that is written like a plural."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_acronym(short: str) -> bool:
    """Tell whether it is written like "CFPB" or "BoE"."""
    return short.isalpha() and 2 <= len(short) <= 7 and sum(map(str.isupper, short)) >= 2


def initials_of(words: list[str]) -> set[str]:
    """Give the acronyms that a name's words may have: with and without the small words."""
    if len(words) < 2:
        return set()
    strong = "".join(word[0] for word in words if word.casefold() not in _SMALL).upper()
    return {strong, "".join(word[0] for word in words).upper()}


def is_variant(one: str, other: str, least: int = _LEAST_LENGTH) -> bool:
    """Tell whether two folded words may be one name that is spelt in two ways.

    A vowel, an h or a doubled letter is missing, two letters stand in the other order, or a vowel is another one.
    Shorter words, and words that begin or end otherwise, are different: "Gambia" and "Zambia".

    Example:
        >>> is_variant("magnitogorsk", "magnitigorsk"), is_variant("johnson", "johnston")
        (True, False)
    """
    if min(len(one), len(other)) < least or one[0] != other[0] or one[-1] != other[-1]:
        return False
    if one == other:
        return True
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one) - 1)
    if len(one) != len(other):
        longer = max(one, other, key=len)
        return longer[at] in _SOFT or longer[at] == longer[at - 1]
    return one[at + 1] != other[at + 1] or (one[at] in _VOWELS and other[at] in _VOWELS)
