"""Numbers as they stand in dates: digits, fractions, words, years in words."""

from __future__ import annotations

import re

from newsnlp.dates.lexicon import NUMBER_WORDS, ORDINALS

__all__ = ["number", "ordinal", "spoken_year", "vague_number"]

_FRACTIONS = {"1/2": 0.5, "1/3": 1 / 3, "1/4": 0.25, "3/4": 0.75, "½": 0.5, "¼": 0.25, "¾": 0.75}
_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)[\s-]*(1/[234]|3/4|[½¼¾])?")
_VAGUE = {"couple": 2.0, "dozen": 12.0}


def number(text: str) -> float | None:
    """Give the value of a number in digits or words, None for a word that is no number.

    Example:
        >>> number("2 1/2"), number("twenty-four"), number("a hundred")
        (2.5, 24.0, 100.0)
    """
    text = text.strip().lower()
    digits = _DIGITS.fullmatch(text)
    if digits:
        return float(digits[1].replace(",", "")) + _FRACTIONS.get(digits[2] or "", 0.0)
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", text):
        if word in NUMBER_WORDS:
            current += NUMBER_WORDS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word == "thousand":
            total, current = total + (current or 1) * 1000, 0.0
        elif word not in {"a", "an", "and"}:
            return None
    return total + current or None


def vague_number(text: str) -> float | None:
    """Give 2 for "a couple of" and 12 for "a dozen"; None for "a few", "several" and the like."""
    if re.search(r"\b(?:hundred|thousand|million)\b", text.lower()):
        return None  # "a couple hundred years"
    return next((value for word, value in _VAGUE.items() if re.search(rf"\b{word}\b", text.lower())), None)


def ordinal(text: str) -> int | None:
    """Give 11 for "eleventh" and "11th"."""
    text = text.strip().lower()
    digits = re.match(r"\d{1,3}", text)
    return int(digits[0]) if digits else ORDINALS.get(re.sub(r"\s+", "-", text))


def spoken_year(text: str) -> int | None:
    """Give 1994 for "nineteen ninety-four", 2000 for "two thousand", 1900 for "nineteen hundred"."""
    words = re.split(r"[\s-]+", text.strip().lower())
    if words[0] == "two" and len(words) > 1 and words[1] == "thousand":
        rest = number(" ".join(words[2:])) if len(words) > 2 else 0
        return None if rest is None else 2000 + int(rest)
    century = NUMBER_WORDS.get(words[0])
    if century is None or len(words) == 1:
        return None
    rest = 0 if words[1] == "hundred" else number(" ".join(words[1:]))
    return None if rest is None or not 0 <= rest < 100 else century * 100 + int(rest)
