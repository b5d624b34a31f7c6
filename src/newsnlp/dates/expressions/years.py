"""Years: "1945", "the year 2000", "nineteen ninety-four", "'98", "431 BC"."""

from __future__ import annotations

import re

from newsnlp.dates.numbers import spoken_year
from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Calendar, Reading
from newsnlp.dates.spans import long_year

__all__ = ["IN_ANTIQUITY", "IN_HISTORY", "PATTERNS", "is_year"]

IN_HISTORY = "in history"
"""Marks a year that is one only in a text that tells history: "1777" with no word before it."""
IN_ANTIQUITY = "in antiquity"
"""Marks a number that is a year BC only in a text full of them: "in 499"."""

_RECENT = range(1900, 2051)
_PREPOSITION = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|before|after|and|or|around|circa|ca\.|c\.|between|during|through|for|early|late"
    r"|mid|year|summer|spring|winter|autumn|fall|the|[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Bb]efore|[Aa]fter|[Dd]uring|[Bb]etween)"
    r"\s+|[Mm]id-|\(|-|–|—)$"
)
_TIME_PREPOSITION = re.compile(r"\b(?:in|since|until|from|by|of|during|before|after)\s+$", re.IGNORECASE)
_NOT_BEFORE = re.compile(
    r"(?:[$€£¥#№&@/+=_~^<>]\s?|\d[.,:-]|\b(?:no|nos|flight|room|route|highway|section|page|pages|boeing|airbus|model|channel|apollo|"
    r"rs|dlrs|usd|eur|gbp|about|over|than|nearly|least|almost|some|only|just|approximately|roughly|to|windows|office|suite|box|article|version|s\.|h\.r\.|resolution|psalm|unit|number|code|chapter|type|bus|train|volume|series|class|form|peugeot|gate|lot|munich|form|bill|case|hotline)\.?\s+|(?<![A-Za-z])(?!mid-|pre-)[A-Za-z]{1,3}-)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s?(?:%|percent|per cent|million|billion|square|miles?|km|kilometers?|kilometres?|meters?|metres?|feet|foot"
    r"|pounds?|dollars?|euros?|tons?|tonnes?|troops?|"
    r"people|men|women|children|jobs|workers|members|soldiers|points?|votes?|acres?|barrels?|students|delegates|"
    r"hectares|degrees|times|calories|yards?|seats|homes|houses|cars|passengers|employees|units|shares|gmt|est"
    r"|edt|pst|pdt|cet|bst|hours|hrs|local time|mah|mw|megawatts|watts|kg|kilograms?|lb|lbs|cc|rpm)\b"
    r"|\s?[°º]|(?:st|nd|rd|th)\b|[,.:]\d|-\d|/\d|['’]?\d",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\s+(?:[a-z]+-)?(?:[a-z]+\s+)?[a-z]{2,}(?<!ss)(?<!us)(?<!is)(?<!as)s\b")


_DETERMINER = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|their|our|this|that|these|those|early|late|mid|and|or|since)|['’]s?|[a-z]ing|,|^)\s+$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St\.|Road|Rd\.|Avenue|Ave\.|Lane|Boulevard|Blvd\.|Drive|Way|Place|Square)\b|\s+[A-Z]{2}\d|\s+head\b|\s+Guineas\b"
)


def is_year(match: re.Match[str]) -> bool:
    """Tell whether four digits are a year, from what stands around them."""
    year = int(match["y"])
    before = match.string[max(0, match.start() - 16) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    preposition = _PREPOSITION.search(before)
    if _COUNTED.match(after):
        return False
    if _NOT_BEFORE.search(before) and not (preposition and before.rstrip().lower().endswith((" to", "than"))):
        return False
    if _ADDRESS.match(after) or (_PLURAL.match(after) and not preposition and not _DETERMINER.search(before)):
        return False
    if year in _RECENT:
        round_number = year % 100 == 0
        return not (round_number and (_PLURAL.match(after) or not preposition))
    return bool(preposition) and not _PLURAL.match(after) and (year < _RECENT.stop or "year " in before)


def _year(match: re.Match[str]) -> Reading | None:
    year = int(match["y"])
    if is_year(match):
        return Calendar(year=year)
    before, after = (
        match.string[max(0, match.start() - 16) : match.start()],
        match.string[match.end() : match.end() + 40],
    )
    old = year < _RECENT.start and not (
        _COUNTED.match(after) or _NOT_BEFORE.search(before) or (year % 50 == 0 and _PLURAL.match(after))
    )
    return Calendar(year=year, which=IN_HISTORY) if old else None


_GOES_ON = "to|and|until|or|through|but|when|with|as|by|he|she|they|the|while|after|before"


def _year_of_antiquity(match: re.Match[str]) -> Reading | None:
    before, after = (
        match.string[max(0, match.start() - 16) : match.start()],
        match.string[match.end() : match.end() + 40],
    )
    opened = _TIME_PREPOSITION.search(before) or before.endswith("(")
    if not opened or _COUNTED.match(after) or re.match(rf"\s+(?!(?:{_GOES_ON})\b)[a-z]+|-", after):
        return None
    return Calendar(year=-int(match["y"]), which=IN_ANTIQUITY)


def _the_year(match: re.Match[str]) -> Reading | None:
    year = int(match["y"]) if match["y"][0].isdigit() else spoken_year(match["y"])
    return None if year is None else Calendar(year=year)


def _spoken(match: re.Match[str]) -> Reading | None:
    year = spoken_year(match.group())
    return None if year is None or year not in range(1500, 2100) else Calendar(year=year)


def _short(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - 10) : match.start()]
    if not re.search(
        r"(?:\b(?:in|since|of|by|from|to|until|and|class of|early|late|mid)\s+|-|–)$", before, re.IGNORECASE
    ):
        return None
    return Calendar(year=long_year(match["y"]))


def _bc(match: re.Match[str]) -> Reading | None:
    return Calendar(year=-int(match["y"]))


def _ad(match: re.Match[str]) -> Reading | None:
    return Calendar(year=int(match["y"]))


PATTERNS = (
    Pattern(
        "year_bc",
        r"(?P<y>\d{1,4}){_}{BC}",
        _bc,
        frozenset({DIGITS}),
        (Example("The war began in 431 BC.", ("BC0431",)),),
    ),
    Pattern(
        "year_ad",
        r"(?P<y>\d{1,4}){_}(?:A\.?D\.?|C\.?E\.?)",
        _ad,
        frozenset({DIGITS}),
        (Example("Rome burned in 64 AD.", ("0064",)),),
    ),
    Pattern(
        "ad_year",
        r"A\.?D\.?{_}(?P<y>\d{1,4})",
        _ad,
        frozenset({"ad", "a"}),
        (Example("Vesuvius erupted in AD 79.", ("0079",)),),
    ),
    Pattern(
        "the_year",
        r"(?:calendar{_})?year{_}(?P<y>[12]\d{3}|(?:nineteen|eighteen|twenty){_}{SPOKEN}|two{_}thousand(?:{_}(?:and{_})?{SPOKEN})?)",
        _the_year,
        frozenset({"year", "calendar"}),
        (
            Example("It dates from the year 1950.", ("1950",)),
            Example("By the year two thousand it was gone.", ("2000",)),
        ),
    ),
    Pattern(
        "year",
        r"(?P<y>1[0-9]\d\d|20\d\d|21\d\d)",
        _year,
        frozenset({DIGITS}),
        (
            Example("The war ended in 1945.", ("1945",)),
            Example("In 1620 a ship set sail.", ("1620",)),
            Example("About 2000 people came.", ()),
        ),
    ),
    Pattern(
        "year_of_antiquity",
        r"(?P<y>[1-9]\d\d)",
        _year_of_antiquity,
        frozenset({DIGITS}),
        (Example("A peace of 449 BC and a war of 431 BC: it fell in 404.", ("BC0449", "BC0431", "BC0404")),),
    ),
    Pattern(
        "spoken_year",
        r"(?:nineteen|eighteen|seventeen){_}(?:hundred|{SPOKEN})",
        _spoken,
        frozenset({"nineteen", "eighteen", "seventeen"}),
        (Example("They met in nineteen ninety-four in Lagos.", ("1994",)),),
    ),
    Pattern(
        "short_year",
        r"(?P<y>['’]\d\d)(?!s\b)",
        _short,
        frozenset({"'"}),
        (Example("He left in '98 for Rome.", ("1998",)),),
    ),
)
