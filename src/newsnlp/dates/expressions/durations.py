"""Durations: "three days", "a 60-day strike", "nearly two years", "the past three months", "weeks", "some time"."""

from __future__ import annotations

import re

from newsnlp.dates.expressions.shifts import COUNT, COUNT_TRIGGERS, count_of, unit_of
from newsnlp.dates.pattern import Example, Pattern
from newsnlp.dates.readings import Literal, Reading, Run

__all__ = ["PATTERNS", "duration_value"]

_CODES = {
    "S": "TS",
    "MIN": "TM",
    "H": "TH",
    "D": "D",
    "W": "W",
    "F": "W",
    "M": "M",
    "Q": "Q",
    "Y": "Y",
    "DE": "DE",
    "CE": "CE",
    "ML": "ML",
    "WE": "WE",
}
_YEARS = {"DE": 10, "CE": 100, "ML": 1000}
_HALVES = {"Y": ("Y", "6M"), "H": ("H", "30M"), "MIN": ("M", "30S")}
_ADJECTIVE = (
    r"(?:{_}(?:more|additional|full|further|consecutive|straight|successive|trading|working|business|calendar|whole|extra|"
    r"long|short|solid|turbulent|bloody|tense|grueling|gruelling|other|fiscal|bitter|brutal|remaining|very|critical|crucial|relatively){1,2})"
)
_BARE = re.compile(
    r"\b(?:for|in|within|after|over|of|take|takes|took|taken|last|lasted|lasting|spent|spend|spends|wait|waited|waiting|another|than|next|recent|coming|"
    r"past|few|or|and|many|through|during|until|about|just|only|were|are|be)\s+(?:[a-z]+ing\s+)?$",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:[a-z]{2,}s|\d|percent|million|billion|thousand|hundred|once|twice)\s+$")
_LASTING = re.compile(
    r"\b(?:takes|lasts|spends|needs|requires|was|is|has|as|gives|his|this|days|weeks|months|hours|years|its|gets|serves|plus|across|less)\s+$"
)
_SCORE = re.compile(r"[-–:/.$€£]$")


def duration_value(count: float | None, unit: str) -> str:
    """Write a duration: `P3D`, `PT2H`, `P2Y6M`; a vague count is X; decades and centuries count in years.

    Example:
        >>> duration_value(2.5, "Y"), duration_value(None, "W"), duration_value(20, "MIN")
        ('P2Y6M', 'PXW', 'PT20M')
    """
    if unit == "F" and count is not None:
        count *= 2
    code = _CODES[unit]
    time, letters = ("T", code[1:]) if code[0] == "T" and len(code) == 2 else ("", code)
    if count is None:
        return f"P{time}X{letters}"
    if unit in _YEARS:
        count, letters = count * _YEARS[unit], "Y"
    whole = int(count)
    if count - whole == 0.5 and unit in _HALVES:
        big, small = _HALVES[unit]
        return f"P{time}{f'{whole}{big}' if whole else ''}{small}"
    return f"P{time}{whole if whole == count else round(count, 2)}{letters}"


def _before(match: re.Match[str], length: int = 12) -> str:
    return match.string[max(0, match.start() - length) : match.start()]


def _counted(match: re.Match[str]) -> Reading | None:
    words, unit = match["n"].lower(), unit_of(match["u"])
    before = _before(match, 20)
    singular = not match["u"].lower().endswith(("s", "a"))
    if _SCORE.search(before[-1:]) or before.endswith(" it ") or _is_name(match, unit):
        return None
    if singular and not _can_be_singular(match, words, unit):
        return None
    if unit == "S" and not re.match(r"\d|[a-z]+$", words):
        return None
    count = None if match["x"] and match["x"].endswith(("two", "three")) else count_of(words)
    if match["h"] and count is not None:
        count += 0.5
    if words in {"a", "an"} and not match["a"] and _RATE.search(before) and not _LASTING.search(before):
        return Literal("SET", duration_value(1, unit))
    return Literal("DURATION", duration_value(count, unit))


def _is_name(match: re.Match[str], unit: str) -> bool:
    """Tell the Hundred Years' War, three quarters of a cake and the programme "60 Minutes" from durations."""
    after = match.string[match.end() : match.end() + 7]
    if re.match(r"['’]s?\s+War\b", after) or (unit == "Q" and re.match(r"\s+of\b", after)):
        return True
    title = match["u"][0].isupper() and match["n"][0].isdigit() and unit in {"MIN", "H"}
    return title and bool(re.search(r"[a-z,’']\s+[\"“‘'`]{0,2}$", _before(match, 6)))


def _can_be_singular(match: re.Match[str], words: str, unit: str) -> bool:
    """Tell whether a number goes with one unit: "a week", "a five year low", not "a second" or "a quarter"."""
    if unit == "S" or words in {"some", "few", "several", "many"}:
        return False
    if unit == "Q" and words in {"a", "an", "one"}:
        return False  # a fraction
    if count_of(words) in {None, 1.0} or match["a"] or match["h"] or match["x"]:
        return True
    return bool(re.match(r"\s+[a-z]", match.string[match.end() : match.end() + 4]))


def _hyphenated(match: re.Match[str]) -> Reading | None:
    if _SCORE.search(_before(match, 1)):
        return None
    unit = unit_of(match["u"])
    return Literal("DURATION", duration_value(count_of(match["n"]), unit))


def _long(match: re.Match[str]) -> Reading | None:
    unit = unit_of(match["u"].lower().rstrip("s")) if match["u"].lower() != "centuries" else "CE"
    plural = match["u"].lower().endswith("s")
    return Literal("DURATION", duration_value(None if plural else 1, unit))


def _half(match: re.Match[str]) -> Reading | None:
    values = {
        "hour": "PT30M",
        "year": "P6M",
        "century": "P50Y",
        "decade": "P5Y",
        "day": "PT12H",
        "minute": "PT30S",
        "month": "P0.5M",
    }
    return Literal("DURATION", values[match["u"].lower()])


def _bare(match: re.Match[str]) -> Reading | None:
    before, after = _before(match, 28), match.string[match.end() : match.end() + 16]
    if re.match(r"['’]|\s+(?:ago|later|earlier|old|of age)\b|-", after) or not _BARE.search(before):
        return None
    return Literal("DURATION", duration_value(None, unit_of(match["u"])))


def _run(match: re.Match[str]) -> Reading | None:
    """Read "the past three months", "the first nine months", "recent years"."""
    which = re.split(r"\s+", match["k"].lower())[-1]
    unit = unit_of(match["u"])
    count = count_of(re.split(r"\s(?:to|or)\s", match["n"])[0]) if match["n"] else None
    bare = match["n"] is None and which in {"last", "past", "next", "final", "early", "first"}
    if bare and _before(match, 4).lower() != "the ":
        return None
    value = duration_value(count, unit)
    direction = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which)
    return Literal("DURATION", value) if direction is None else Run(value, unit, count, direction)


def _some_time(match: re.Match[str]) -> Reading | None:
    if match.group().lower().startswith("some") and re.match(
        r"\s+(?:in|next|this|last|between|around)\b", match.string[match.end() : match.end() + 10]
    ):
        return None
    return Literal("DURATION", "PXM" if match.group().lower().startswith("some") else "PXX")


def _plain(match: re.Match[str]) -> Reading | None:
    return Literal("DURATION", duration_value(count_of(match["n"]), unit_of(match["u"])))


_RUN_WORD = (
    r"(?:(?:this|these){_})?(?:last|past|next|first|coming|previous|following|preceding|final|recent|latest"
    r"|remaining|subsequent|intervening|same|early|ensuing)"
)

PATTERNS = (
    Pattern(
        "run",
        rf"(?P<k>{_RUN_WORD}){{_}}(?:(?P<n>{{VAGUE}}|couple(?:{{_}}of)?|{{NUMBER}}(?:{{_}}(?:to|or){{_}}{{NUMBER}})?){{_}})?(?:(?:consecutive|full|trading|straight|fiscal|turbulent|critical){{_}})?(?P<u>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries)(?:{{_}}or{{_}}so)?",
        _run,
        frozenset(
            [
                "this",
                "these",
                "last",
                "past",
                "next",
                "first",
                "coming",
                "previous",
                "following",
                "preceding",
                "final",
                "recent",
                "latest",
                "remaining",
                "subsequent",
                "intervening",
                "same",
                "early",
                "ensuing",
            ]
        ),
        (
            Example("In the past three months it fell.", ("P3M",)),
            Example("Sales in the first nine months rose.", ("P9M",)),
            Example("Crime fell in recent years.", ("PXY",)),
        ),
    ),
    Pattern(
        "age",
        r"(?P<n>{NUMBER})(?:{_}|-)(?P<u>{LONGUNIT})(?:(?:{_}|-)old|{_}of{_}age)",
        _plain,
        COUNT_TRIGGERS,
        (Example("The 8-month-old boy is safe; he is not 18 years old.", ()),),
    ),
    Pattern(
        "alternatives",
        r"(?P<n>{NUMBER}){_}(?:to|or){_}(?:{NUMBER})(?:{_}|-)(?P<u>{UNIT})",
        _plain,
        COUNT_TRIGGERS,
        (Example("It takes two to three weeks.", ("P2W",)),),
    ),
    Pattern(
        "hyphenated",
        r"(?P<n>{VAGUE}|{NUMBER})-(?P<u>{ONEUNIT})(?!s)",
        _hyphenated,
        COUNT_TRIGGERS | {"several"},
        (Example("A 60-day strike ended.", ("P60D",)), Example("The two-year plan failed.", ("P2Y",))),
    ),
    Pattern(
        "long",
        r"(?P<u>hours?|days?|weeks?|months?|years?|decades?|century|centuries)-long",
        _long,
        frozenset(
            [
                "hour",
                "hours",
                "day",
                "days",
                "week",
                "weeks",
                "month",
                "months",
                "year",
                "years",
                "decade",
                "decades",
                "century",
                "centuries",
            ]
        ),
        (Example("The decades-long feud is over.", ("PXDE",)), Example("A week-long fair opens.", ("P1W",))),
    ),
    Pattern(
        "duration",
        rf"{COUNT}(?P<a>{_ADJECTIVE})?{{_}}(?P<u>{{UNIT}})(?P<h>{{_}}and{{_}}a{{_}}half)?(?P<x>{{_}}or{{_}}(?:so|more|less|two|three))?(?!-)",
        _counted,
        COUNT_TRIGGERS,
        (
            Example("They waited three days for help.", ("P3D",)),
            Example("It took a year and a half.", ("P1Y6M",)),
            Example("The ride lasts 2 1/2 hours.", ("PT2H30M",)),
            Example("He stayed a few weeks; the rock lay there for millions of years.", ("PXW", "PXY")),
        ),
    ),
    Pattern(
        "weeks_or_months",
        r"(?P<n>)(?P<u>minutes|hours|days|weeks|months|years){_}(?:or|and|if{_}not|to){_}(?:hours|days|weeks|months|years|decades)",
        lambda match: Literal("DURATION", duration_value(None, unit_of(match["u"]))),
        frozenset({"minutes", "hours", "days", "weeks", "months", "years"}),
        (Example("He may be held for weeks or months.", ("PXW",)),),
    ),
    Pattern(
        "and_a_half",
        r"(?P<n>{NUMBER}){_}and{_}(?:a{_})?half{_}(?P<u>{UNIT})",
        lambda match: Literal("DURATION", duration_value((count_of(match["n"]) or 0) + 0.5, unit_of(match["u"]))),
        COUNT_TRIGGERS,
        (Example("The flight takes one and a half hours.", ("PT1H30M",)),),
    ),
    Pattern(
        "all_unit",
        r"all{_}(?P<u>day|week|month|year)(?:{_}long)?(?!{_}round)",
        lambda match: Literal("DURATION", duration_value(1, unit_of(match["u"]))),
        frozenset({"all"}),
        (Example("It rained all week.", ("P1W",)),),
    ),
    Pattern(
        "half_unit",
        r"half(?:{_}an?{_}|-an?-|{_}|-)(?P<u>hour|year|century|decade|day|minute|month)",
        _half,
        frozenset({"half"}),
        (Example("He spoke for half an hour.", ("PT30M",)),),
    ),
    Pattern(
        "bare_plural",
        r"(?P<u>minutes|hours|days|weeks|months|years|decades|centuries)",
        _bare,
        frozenset({"minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"}),
        (Example("Repairs could take weeks.", ("PXW",)), Example("He was silent for years.", ("PXY",))),
    ),
    Pattern(
        "vague_time",
        r"(?:some{_}time|a{_}(?:long|short|while)(?:{_}(?:time|while|period))?(?<!long)(?<!short))",
        _some_time,
        frozenset({"some", "a"}),
        (Example("It will be closed for some time.", ("PXM",)),),
    ),
)
