"""The words of English dates, and the fragments of regular expressions made of them.

`expand` puts fragments into a pattern: `{MONTH}` stands for any month. All bounds are finite, so that the cost of a
pattern at one place does not grow with the text.
"""

from __future__ import annotations

import re

__all__ = ["FRAGMENTS", "MONTHS", "NUMBER_WORDS", "ORDINALS", "PARTS_OF_DAY", "SEASONS", "UNITS", "WEEKDAYS", "expand"]

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}
WEEKDAYS = {name: i for i, name in enumerate(_DAY_NAMES)}
WEEKDAYS |= {name[:3]: i for i, name in enumerate(_DAY_NAMES)} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "overnight": "TNI", "dawn": "TMO",
    "dusk": "TEV", "daytime": "TDT", "noon": "T12:00", "midday": "T12:00", "midnight": "T24:00", "lunchtime": "TMI",
}  # fmt: skip

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NUMBER_WORDS = {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_ORDINAL_ONES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS = {word: i for i, word in enumerate(_ORDINAL_ONES, 1)} | {"thirtieth": 30}
ORDINALS |= {f"twenty-{word}": 20 + i for i, word in enumerate(_ORDINAL_ONES[:9], 1)} | {"thirty-first": 31}

UNITS = {
    "second": "S", "minute": "MIN", "hour": "H", "day": "D", "week": "W", "fortnight": "F", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "centurie": "CE", "millennium": "ML",
    "millennia": "ML", "weekend": "WE", "hr": "H", "min": "MIN", "sec": "S", "yr": "Y",
}  # fmt: skip
"""Singular (or its plural without the s) to the code of the unit."""


def _any(words: list[str] | tuple[str, ...] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ABBREVIATED = r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
_SMALL = _any([*NUMBER_WORDS])
_DIGITS = r"\d{1,3}(?:,\d{3}){1,2}|\d{1,4}"

FRAGMENTS = {
    # A gap between two words: at most one line break, never a blank line.
    "_": r"(?:(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,3})",
    "DASH": r"(?:-|‐|‑|–|—)",
    "MONTH": rf"(?:{_any(_MONTH_NAMES)}|{_ABBREVIATED})",
    "MONTHNAME": rf"(?:{_any(_MONTH_NAMES)})",
    "WEEKDAY": rf"(?:{_any(_DAY_NAMES)})",
    "WEEKDAYABBR": r"(?:mon|tues?|weds?|thurs?|thur|fri|sat|sun)\b\.?",
    "DAY": r"(?:(?:3[01]|[12]\d|0?[1-9])(?!\d))",
    "SUFFIX": r"(?:st|nd|rd|th)",
    "ORDINAL": rf"(?:{_any([*ORDINALS])})",
    "YEAR": r"(?:[12]\d{3})",
    "SEASON": rf"(?:{_any([*SEASONS])})",
    "PART": r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight|lunchtime)",
    "NUMBER": (
        rf"(?:(?:{_DIGITS})(?:\.\d{{1,2}}|(?:{{_}}|-)?(?:1/[234]|3/4)|[½¼¾])?"
        rf"|(?:an?{{_}}(?=hundred|thousand))?(?:{_SMALL}|hundred|thousand)\b(?:(?:{{_}}|-)(?:and{{_}})?(?:{_SMALL}|hundred|thousand)\b){{0,4}})"
    ),
    "VAGUE": (
        r"(?:an?{_}(?:few|couple(?:{_}of)?|number{_}of|dozen|handful{_}of|matter{_}of)|few|several|many|some|dozens{_}of|(?:hundreds|thousands|millions|billions){_}of"
        r"|a{_}good{_}many|countless|numerous)(?:{_}(?:hundred|thousand|million))?"
    ),
    "UNIT": (
        r"(?:seconds?|minutes?|hours?|days?|weekends|weeks?|fortnights?|months?|quarters?|years?|decades?|century"
        r"|centuries|millenni(?:um|a))"
    ),
    "LONGUNIT": r"(?:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)",
    "ONEUNIT": r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|millennium)",
    "SPOKEN": (
        r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:(?:{_}|-)(?:one|two|three|four|five|six|seven|eight|nine)\b)?"
        r"|(?:oh{_})?(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|one|two|three|four|five|six|seven|eight|nine)\b)"
    ),
    "BC": r"(?:B\.C\.(?:E\.)?|BCE?\b|b\.c\.)",
}  # fmt: skip

_FIELD = re.compile(r"\{([A-Z_]+)\}")


def expand(source: str) -> str:
    """Put the fragments into a pattern's source."""
    while True:
        expanded = _FIELD.sub(lambda field: FRAGMENTS[field.group(1)], source)
        if expanded == source:
            return expanded
        source = expanded
