"""Clock times and parts of a day: "10:30 p.m. EST", "0915 GMT", "noon", "evening" with its day beside it."""

from __future__ import annotations

import re

from newsnlp.dates.lexicon import NUMBER_WORDS, PARTS_OF_DAY
from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Clock, Reading

__all__ = ["PATTERNS"]

_ZONE = r"(?P<z>GMT|UTC|[ECMP][SD]T|CES?T|BST|IST|JST|MSK|ET|PT|CT)"
_ZONE_ASIDE = _ZONE.replace("<z>", "<zz>")
_NUMBER = frozenset({DIGITS}) | frozenset(list(NUMBER_WORDS)[1:13])
_HALF_DAY = (
    r"(?P<h>[ap]\.?{_}?m\b\.?|o['’]?clock(?:{_}in{_}the{_}(?P<o>morning|afternoon|evening))?"
    r"|in{_}the{_}(?P<i>morning|afternoon|evening)|at{_}night)"
)


def _zone(match: re.Match[str]) -> str:
    return (match["z"] or match["zz"] or "").lower()


def _hour(text: str) -> int:
    return int(text) if text.isdigit() else NUMBER_WORDS[text.lower()]


def _twelve_hours(match: re.Match[str]) -> Reading | None:
    hour, minute = _hour(match["c"]), match["t"]
    if not 1 <= hour <= 12 or (minute and int(minute) > 59):
        return None
    word = (match["o"] or match["i"] or match["h"]).lower()
    if word[0] == "p" or word in {"afternoon", "evening"} or word.startswith("at"):
        hour = hour % 12 + 12
    elif word[0] == "a" or word == "morning":
        hour %= 12
    return Clock(f"T{hour:02d}:{minute or '00'}{match['s'] or ''}", zone=_zone(match))


# What begins, ends or leaves at a time: behind one of these "9.30" is no price and no rate.
_TIMETABLE = re.compile(
    r"\b(?:start|begin|began|kick|depart|arriv|air(?:s|ed)\b|broadcast|doors|polls|ceremony|concert|match\b|train"
    r"|flight|ferry|meeting|screening|curfew|service\b|vigil|funeral|hearing|alarm|clock|o'clock)",
    re.IGNORECASE,
)
_TIME_WORD = re.compile(
    r"\s+(?:(?:[A-Z]\w+\s+|local\s+|standard\s+)time\b|in\s+the\s+(?:morning|afternoon|evening)|tonight\b|sharp\b)"
)


def _twenty_four_hours(match: re.Match[str]) -> Reading | None:
    hour, minute = int(match["c"]), int(match["t"])
    if hour > 24 or minute > 59:
        return None
    before = match.string[max(0, match.start() - 12) : match.start()]
    if not _zone(match) and not re.search(
        r"\b(?:at|by|until|from|around|about|after|before|since|to|and|till|between|-|–)\s*$", before, re.IGNORECASE
    ):
        return None
    if match["s"] and not re.search(r"\b(?:at|until|from|since|after|before)\s*$", before, re.IGNORECASE):
        return None  # "in 3:05:12 and 3:07:40": how long a race took
    if "." in match.group() and not _zone(match) and not _says_clock(match):
        return None
    if re.search(r"(?:\d|[A-Z][a-z]+ \d{1,3}:\d\d,? and |Luke|John|Mark|Matthew)\s$", before):
        return None
    return Clock(f"T{hour:02d}:{minute:02d}{match['s'] or ''}", zone=_zone(match))


def _says_clock(match: re.Match[str]) -> bool:
    """Tell whether "9.30" is a time and no decimal: something with a timetable before it, or a word of time behind."""
    text, start, end = match.string, match.start(), match.end()
    if re.search(r"h(?:ou)?rs$", match.group()):
        return True
    clause = re.split(r"[.;!?]\s", text[max(0, start - 60) : start])[-1]
    return bool(_TIMETABLE.search(clause) or _TIME_WORD.match(text, end))


def _spoken(match: re.Match[str]) -> Reading | None:
    """Read "half past seven" and "a quarter to nine"; the half of the day stays as it is said."""
    hour = _hour(match["c"])
    if not 1 <= hour <= 24:
        return None
    minutes = {"half": 30, "quarter": 15}[match["q"].lower()]
    if match["w"].lower() == "to":
        hour, minutes = hour - 1, 60 - minutes
    half_day = (match["h"] or "").lower()
    if hour < 12 and (half_day.startswith("p") or half_day.endswith(("afternoon", "evening"))):
        hour += 12
    return Clock(f"T{hour:02d}:{minutes:02d}")


def _military(match: re.Match[str]) -> Reading | None:
    hour, minute = int(match["c"]), int(match["t"])
    if hour > 24 or minute > 59:
        return None
    return Clock(f"T{hour:02d}:{minute:02d}", zone=(match["z"] or "").lower().replace("hours", "").replace("hrs", ""))


def _part(match: re.Match[str]) -> Reading | None:
    word = match["p"].lower()
    text, start, end = match.string, match.start(), match.end()
    if match["p"][0].isupper() and re.match(
        r"\s+(?!Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|GMT|E[SD]T)[A-Z]", text[end : end + 8]
    ):
        return None  # "Midnight Oil", the band
    before, after = text[max(0, start - 16) : start].lower(), text[end : end + 12]
    if re.match(r"s\b|-|\s+(?:club|school|sky|shift|gown|watch|vision|owl|stand|time)\b", after):
        return None
    if re.search(r"\b(?:high|good|opening|first|one|every|each|same|another|a|all|per) $", before) and word not in {
        "noon",
        "midday",
        "midnight",
    }:
        return None
    if word in {"noon", "midday", "midnight"}:
        return None if re.match(r"\s+(?:sun|oil|blue|snack|express)\b", after) else Clock(PARTS_OF_DAY[word])
    if word == "night" and before.endswith((" at ", " by ")):
        return Clock("TNI", which="any day")
    if re.search(
        r"\b(?:in|during|by|on|through|throughout|that|for|late in|early in|until) the (?:early |late |mid-)?$"
        r"|\b(?:at|by|before|after|until) $|\bmid[ -]$",
        before,
    ):
        return Clock(PARTS_OF_DAY[word], which="bare")
    return Clock(PARTS_OF_DAY[word], which="needs day")


PATTERNS = (
    Pattern(
        "twelve_hours",
        rf"(?P<c>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[:.](?P<t>[0-5]\d)(?P<s>:[0-5]\d)?)?(?:{{_}}|-)?{_HALF_DAY}(?:{{_}}{_ZONE}|{{_}}\({_ZONE_ASIDE}\))?(?:{{_}}(?:local|Eastern|Pacific|Central|Moscow|London|Beijing){{_}}(?:standard{{_}}|daylight{{_}})?time)?",
        _twelve_hours,
        _NUMBER,
        (
            Example("The vote will be at 5 p.m. EST Friday.", ("2025-02-14T17:00",)),
            Example("He left at 7:15 p.m. on Feb. 3.", ("2025-02-03T19:15",)),
        ),
        "TIME",
    ),
    Pattern(
        "spoken_time",
        r"(?P<q>half|quarter){_}(?P<w>past|to){_}(?P<c>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
        r"(?:{_}(?P<h>[ap]\.?m\b\.?|o['’]?clock|in{_}the{_}(?:morning|afternoon|evening)))?",
        _spoken,
        frozenset({"half", "quarter"}),
        (
            Example("The bomb went off at half past seven in the evening.", ("2025-02-10T19:30",)),
            Example("Doors close at a quarter to nine.", ("2025-02-10T08:45",)),
        ),
        "TIME",
    ),
    Pattern(
        "twenty_four_hours",
        rf"(?P<c>[0-2]?\d)[:.](?P<t>[0-5]\d)(?P<s>:[0-5]\d)?(?:{{_}}?(?:hrs|hours))?(?:{{_}}{_ZONE}|{{_}}\({_ZONE_ASIDE}\))?(?![:.]?\d|{{_}}?[%ap]\.?m|{{_}}(?:percent|million|billion))",
        _twenty_four_hours,
        frozenset({DIGITS}),
        (
            Example("The train leaves at 14:05 on Friday.", ("2025-02-14T14:05",)),
            Example("The ceremony starts at 9.30 local time.", ("2025-02-10T09:30",)),
            Example("The euro rose to 1.12 dollars from 1.10.", ()),
        ),
        "TIME",
    ),
    Pattern(
        "military",
        r"(?P<c>[0-2]\d):?(?P<t>[0-5]\d){_}?(?P<z>GMT|UTC|CES?T|hours|hrs|[ECMP][SD]T)",
        _military,
        frozenset({DIGITS}),
        (Example("Fire broke out at 0915 GMT.", ("2025-02-10T09:15Z",)),),
        "TIME",
    ),
    Pattern(
        "part_of_day",
        r"(?P<p>morning|afternoon|evening|night|dawn|dusk|noon|midday|midnight)",
        _part,
        frozenset(PARTS_OF_DAY),
        (
            Example("Polls closed on Friday evening.", ("2025-02-07TEV",)),
            Example("Lunch will be at noon Tuesday.", ("2025-02-11T12:00",)),
        ),
        "TIME",
    ),
)
