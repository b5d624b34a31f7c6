"""Decades and centuries: "the 1990s", "the '80s", "the nineties", "the 20th century", "the 470s BC"."""

from __future__ import annotations

import re

from newsnlp.dates.lexicon import ORDINALS
from newsnlp.dates.numbers import ordinal
from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Literal, Reading

__all__ = ["PATTERNS"]

_TENS = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_LAST_CENTURY = 3
"""The '30s to '90s are of the twentieth century, the '00s to '20s of this one."""


def _decade(match: re.Match[str]) -> Reading | None:
    text = match["d"].lstrip("'’")
    if match["bc"]:
        return Literal("DATE", f"BC{int(text) // 10:03d}")
    if len(text) == 2:
        tens = int(text) // 10
        before = match.string[max(0, match.start() - 12) : match.start()]
        if match["d"][0].isdigit() and not re.search(r"\b(?:the|early|late|mid|and)[\s-]$", before, re.IGNORECASE):
            return None
        if re.search(
            r"\b(?:his|her|their|my|in the (?:low|mid|upper))[\s-](?:early |late |mid-)?$", before, re.IGNORECASE
        ):
            return None  # "in her 80s": an age
        return Literal("DATE", f"{20 if tens < _LAST_CENTURY else 19}{tens}") if match["d"][0] in "'’" else None
    if text.endswith("00") and match["c"]:
        return None
    return Literal("DATE", text[:3])


def _named(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - 16) : match.start()]
    if not re.search(r"\b(?:the|early|late|mid)[\s-](?:(?:early|late|mid)[\s-])?$", before, re.IGNORECASE):
        return None
    tens = _TENS[match["d"].lower()]
    return Literal("DATE", f"19{tens}")


def _century(match: re.Match[str]) -> Reading | None:
    nth = ordinal(match["n"])
    if not nth or re.match(r"\s+Fox\b", match.string[match.end() : match.end() + 5]):
        return None
    return Literal("DATE", f"BC{nth - 1:02d}" if match["bc"] else f"{nth - 1:02d}")


PATTERNS = (
    Pattern(
        "decade",
        r"(?P<d>1\d\d0|20\d0|['’]?[2-9]0|['’]00|\d{2,3}0(?=['’]?s{_}{BC}))['’]?s(?:{_}(?P<bc>{BC}))?(?P<c>{_}century)?",
        _decade,
        frozenset({DIGITS, "'"}),
        (
            Example("Crime fell in the 1990s.", ("199",)),
            Example("He sang in the '80s.", ("198",)),
            Example("Athens grew in the 470s BC.", ("BC047",)),
        ),
    ),
    Pattern(
        "decade_words",
        r"(?P<d>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)",
        _named,
        frozenset(_TENS),
        (Example("Jobs were scarce in the late seventies.", ("197",)), Example("A woman in her sixties called.", ())),
    ),
    Pattern(
        "century",
        r"(?P<n>\d{1,2}{SUFFIX}|{ORDINAL})(?:{_}|-)(?:century|centuries)(?:{_}(?P<bc>{BC}))?",
        _century,
        frozenset({DIGITS}) | frozenset(ORDINALS) | frozenset({"twenty", "thirty"}),
        (
            Example("A church of the 11th century burned.", ("10",)),
            Example("In the fourth century BC it stood empty.", ("BC03",)),
        ),
    ),
)
