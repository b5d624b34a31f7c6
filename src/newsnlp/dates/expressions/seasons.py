"""Seasons, with or without a year: "the summer of 1916", "spring 2024", "this fall", "the winter"."""

from __future__ import annotations

import re

from newsnlp.dates.lexicon import SEASONS
from newsnlp.dates.pattern import Example, Pattern
from newsnlp.dates.readings import Period, Reading
from newsnlp.dates.spans import long_year

__all__ = ["PATTERNS"]

_BARE = re.compile(
    r"\b(?:in|into|by|since|until|during|over|through|throughout|after|before|for|of|next"
    r"|that)\s+(?:the\s+)?(?:early |late |mid-|following |same )?$",
    re.IGNORECASE,
)
_EDGE = re.compile(r"\b(?:early|late|mid|in)[\s-]$", re.IGNORECASE)


_THE = re.compile(r"\bthe $", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:[.,;:)]|$)|\s+(?:and|or|when|but|with)\b")
_SEASONS = re.compile(r"\b(?:spring|summer|autumn|fall|winter),? (?:and|or|to) (?:early |late |the )?$", re.IGNORECASE)


def _season(match: re.Match[str]) -> Reading | None:
    code = SEASONS[match["s"].lower()]
    if match["y"]:
        return Period(code, year=long_year(match["y"], bc=bool(match["bc"])))
    before = match.string[max(0, match.start() - 22) : match.start()]
    after = match.string[match.end() : match.end() + 16]
    if match["s"].lower() in {"fall", "spring"}:
        # "the fall of Saigon", "a spring of water", "in spring training", "the fall in prices"
        if not re.search(
            r"\b(?:in|by|since|until|during|through|into|last|this|next)(?: the)?(?: early| late)? $", before
        ):
            return None
        if re.match(r"\s+(?:of (?!this|next|last|that)|in|from|break|training|cleaning|water)\b|s\b|-", after):
            return None
        return Period(code)
    if re.match(r"\s+(?:Olympics|Games|Palace|School|Park|Paralympics)\b|-", after):
        return None
    alone = _THE.search(before) and _CLOSED.match(after)
    return Period(code) if _BARE.search(before) or _EDGE.search(before) or alone or _SEASONS.search(before) else None


PATTERNS = (
    Pattern(
        "season",
        r"(?P<s>{SEASON})(?:(?:{_}of{_}|{_}|,{_})(?P<y>[12]\d{3}|\d{2,4}(?={_}{BC})|['’]\d\d)(?:{_}(?P<bc>{BC}))?(?!\d))?",
        _season,
        frozenset(SEASONS),
        (
            Example("The line broke in the summer of 1916.", ("1916-SU",)),
            Example("Tours start in spring 2026.", ("2026-SP",)),
            Example("They spent the summer and autumn 1918 there.", ("1918-SU", "1918-FA")),
            Example("The fall of the city came before a fall in prices.", ()),
        ),
    ),
)
