"""So many units before or after: "two years ago", "three days later", "a month earlier", "in two weeks' time"."""

from __future__ import annotations

import re

from newsnlp.dates.lexicon import NUMBER_WORDS, UNITS
from newsnlp.dates.numbers import number, vague_number
from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Literal, Reading, Shift

__all__ = ["COUNT", "COUNT_TRIGGERS", "PATTERNS", "count_of", "unit_of"]

COUNT = r"(?P<n>{VAGUE}|(?:an?|one)(?:{_}(?:single|full|whole|further|additional))?|{NUMBER})"
COUNT_TRIGGERS = frozenset(
    {
        DIGITS,
        "a",
        "an",
        "few",
        "several",
        "many",
        "some",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "billions",
        "countless",
        "numerous",
        "hundred",
        "thousand",
        "couple",
    }
) | frozenset(NUMBER_WORDS)
_MORE = r"(?:{_}(?:more|full|short|long|whole|trading|business))?"
_AGO = (
    r"(?P<b>ago|earlier|later|before|previously|afterwards?|on|hence|from{_}now|after(?:{_}that)?|prior"
    r"|back(?=[,;:.!?](?:\s|$)))"
)


def unit_of(text: str) -> str:
    """Give the code of a unit's name, singular or plural."""
    name = text.lower()
    return UNITS[name] if name in UNITS else UNITS[name[:-1]]


def count_of(text: str) -> float | None:
    """Give the number that counts units; None where it is vague."""
    words = text.lower()
    if re.match(r"(?:an?|one)(?:\s+(?:single|full|whole|further|additional))?$", words):
        return 1.0
    vague = vague_number(words)
    return vague if vague is not None else number(words)


def _shift(match: re.Match[str]) -> Reading | None:
    word = re.split(r"\s+", match["b"].lower())
    text, end = match.string, match.end()
    after = text[end : end + 12]
    if word[0] in {"before", "after", "on", "prior"} and re.match(r"\s*[\w$(\"“'‘]", after):
        return None  # "two days after the fall": the anchor is an event; the span is a duration of its own
    count = count_of(match["n"]) if match["n"] else None
    if match["h"] and count is not None:
        count += 0.5
    direction = 1 if word[0] in {"later", "afterward", "afterwards", "hence", "from", "after", "on"} else -1
    base = "reference" if word[0] in {"ago", "back", "hence", "from"} else "text"
    return Shift(unit_of(match["u"]), count, direction, base)


def _time_to_come(match: re.Match[str]) -> Reading | None:
    return Shift(unit_of(match["u"]), count_of(match["n"]), 1)


def _around(match: re.Match[str]) -> Reading | None:
    """Read "the day before" and "the week after" that end a clause."""
    before, after = (
        match.string[max(0, match.start() - 5) : match.start()].lower(),
        match.string[match.end() : match.end() + 10],
    )
    if not before.endswith("the ") or not re.match(r"[.,;:]|\s*$", after):
        return None
    return Shift(unit_of(match["u"]), 1, -1 if match["b"].lower() in {"before", "previous"} else 1, "text")


PATTERNS = (
    Pattern(
        "shift",
        rf"{COUNT}{_MORE}(?:{{_}}|-)(?P<u>{{UNIT}})(?P<h>{{_}}and{{_}}a{{_}}half)?(?:{{_}}or{{_}}so)?{{_}}{_AGO}",
        _shift,
        COUNT_TRIGGERS,
        (
            Example("He died two years ago.", ("2023",)),
            Example("Two years back, it failed. She wants her two years back now.", ("2023", "P2Y", "PRESENT_REF")),
            Example("It opened 10 days ago.", ("2025-01-31",)),
            Example("Five months ago it failed.", ("2024-09",)),
            Example("The port fell on May 3, 1942. Three days later it burned.", ("1942-05-03", "1942-05-06")),
            Example("The trial is two weeks from now.", ("2025-W09",)),
        ),
    ),
    Pattern(
        "bare_shift",
        r"(?P<n>)(?P<h>)(?P<u>minutes|hours|days|weeks|months|years|decades|centuries){_}(?P<b>ago|earlier|later)",
        lambda match: Literal("DATE", "PAST_REF" if match["b"].lower() != "later" else "FUTURE_REF"),
        frozenset({"minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"}),
        (Example("They met years ago in Rome.", ("PAST_REF",)),),
    ),
    Pattern(
        "time_to_come",
        rf"{COUNT}(?:{{_}}|-)(?P<u>{{LONGUNIT}})['’]?(?:s['’]?)?{{_}}time",
        _time_to_come,
        COUNT_TRIGGERS,
        (Example("The bridge opens in two weeks' time.", ("2025-W09",)),),
    ),
    Pattern(
        "two_days_off",
        r"day{_}(?P<w>before{_}yesterday|after{_}tomorrow)",
        lambda match: Shift("D", 2, 1 if match["w"].lower().startswith("after") else -1),
        frozenset({"day"}),
        (
            Example("They spoke the day before yesterday.", ("2025-02-08",)),
            Example("It starts the day after tomorrow.", ("2025-02-12",)),
        ),
    ),
    Pattern(
        "the_day_before",
        r"(?P<u>day|week|month|year){_}(?P<b>before|after|previous|following)",
        _around,
        frozenset({"day", "week", "month", "year"}),
        (Example("Rebels took the town on May 3, 2014. He had fled the day before.", ("2014-05-03", "2014-05-02")),),
    ),
)
