"""What recurs: "daily", "every Friday", "each month", "twice a week", "annually"."""

from __future__ import annotations

import re

from newsnlp.dates.expressions.calendar import month_number
from newsnlp.dates.expressions.durations import duration_value
from newsnlp.dates.expressions.shifts import unit_of
from newsnlp.dates.lexicon import NUMBER_WORDS, PARTS_OF_DAY, SEASONS, WEEKDAYS
from newsnlp.dates.numbers import number
from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Literal, Reading

__all__ = ["PATTERNS"]

_ADVERBS = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "annually": "P1Y", "yearly": "P1Y",
    "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W", "fortnightly": "P2W", "biannually": "P6M",
    "semiannually": "P6M", "bimonthly": "P2M", "weekends": "XXXX-WXX-WE",
    "annual": "P1Y", "biennially": "P2Y",
}  # fmt: skip
_PAPERS = re.compile(
    r"\s+(?:News|Mail|Telegraph|Mirror|Express|Star|Beast|Times|Post|Record|Show|Nation|Standard|Herald|Caller|Wire|Kos|Mirror)\b"
)


def _adverb(match: re.Match[str]) -> Reading | None:
    word = match.group()
    after = match.string[match.end() : match.end() + 12]
    if (word[0].isupper() and _PAPERS.match(after)) or re.match(
        r"\s+(?:[A-Z]|(?:news)?papers?\b|tabloids?\b|briefing)", after
    ):
        return None
    if (
        word.lower() in {"quarterly", "nightly", "yearly"}
        and re.match(r"\s+[a-z]", after)
        and not re.match(r"\s+(?:by|in|to|on|at|and|for)\b", after)
    ):
        return None  # "quarterly profit" tells of one quarter, and nothing recurs
    return Literal("SET", _ADVERBS[word.lower()])


def _every(match: re.Match[str]) -> Reading | None:
    if match["u"]:
        nth = 2 if match["o"] else number(match["n"]) if match["n"] else 1
        return Literal("SET", duration_value(nth, unit_of(match["u"])))
    if match["w"]:
        day = f"XXXX-WXX-{WEEKDAYS[match['w'].lower()] + 1}"
        return Literal("SET", day + (PARTS_OF_DAY[match["p"].lower()] if match["p"] else ""))
    if match["e"]:
        return Literal("SET", "XXXX-WXX-WE")
    if match["m"]:
        return Literal("SET", f"XXXX-{month_number(match['m']):02d}") if match["m"][0].isupper() else None
    if match["s"]:
        return Literal("SET", f"XXXX-{SEASONS[match['s'].lower()]}")
    return Literal("SET", f"XXXX-XX-XX{PARTS_OF_DAY[match['q'].lower()]}")


def _weekdays(match: re.Match[str]) -> Reading | None:
    if not match["w"][0].isupper():
        return None
    part = PARTS_OF_DAY[match["p"].lower()] if match["p"] else ""
    return Literal("SET", f"XXXX-WXX-{WEEKDAYS[match['w'].lower()] + 1}{part}")


def _times(match: re.Match[str]) -> Reading | None:
    return Literal("SET", duration_value(1, unit_of(match["u"])))


_SPEED = re.compile(
    r"\b(?:miles|mi|kilomet(?:er|re)s|km|met(?:er|re)s|m|feet|ft|knots|revolutions|cycles|frames|beats|words)\)?\s$"
)


def _per(match: re.Match[str]) -> Reading | None:
    if _SPEED.search(match.string, max(0, match.start() - 16), match.start()):
        return None  # "75 miles per hour": a speed
    return Literal("SET", duration_value(1, unit_of(match["u"])))


PATTERNS = (
    Pattern(
        "adverb",
        r"(?:daily|weekly|monthly|quarterly|annually|yearly|hourly|nightly|biweekly|fortnightly|biannually|semiannually|bimonthly|biennially|weekends)",
        _adverb,
        frozenset(_ADVERBS) - {"annual"},
        (
            Example("Trains run hourly, and less often on weekends.", ("PT1H", "XXXX-WXX-WE")),
            Example("His weekly column is read by many.", ("P1W",)),
            Example("The Daily Mail printed it.", ()),
        ),
    ),
    Pattern(
        "every",
        r"(?:every|each){_}(?:(?:(?P<o>other){_}|(?P<n>{NUMBER}){_})?(?P<u>minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?)"
        r"|(?P<w>{WEEKDAY})(?:{_}(?P<p>morning|afternoon|evening|night))?|(?P<e>weekend)|(?P<m>{MONTHNAME})|(?P<s>{SEASON})|(?P<q>morning|afternoon|evening|night))",
        _every,
        frozenset({"every", "each"}),
        (
            Example("They meet every Friday.", ("XXXX-WXX-5",)),
            Example("Each month it rises, and every weekend it falls.", ("P1M", "XXXX-WXX-WE")),
            Example("Elections are held every four years.", ("P4Y",)),
            Example("It floods every July.", ("XXXX-07",)),
        ),
    ),
    Pattern(
        "weekdays",
        r"(?P<w>{WEEKDAY})(?:{_}(?P<p>morning|afternoon|evening|night))?s",
        _weekdays,
        frozenset(name + plural for name in WEEKDAYS if name.endswith("day") for plural in ("", "s")),
        (Example("The market is open on Saturdays.", ("XXXX-WXX-6",)),),
    ),
    Pattern(
        "times_a",
        r"(?:(?:once|twice|thrice)|(?:{NUMBER}|several|many|few){_}times){_}(?:an?|per|each|every){_}(?P<u>{ONEUNIT})",
        _times,
        frozenset({"once", "twice", "thrice", "several", "many", "few", DIGITS}) | frozenset(NUMBER_WORDS),
        (Example("He trains twice a week.", ("P1W",)),),
    ),
    Pattern(
        "per",
        r"(?:per|a){_}(?P<u>day|week|month|quarter|year|hour|minute|decade)",
        _per,
        frozenset({"per"}),
        (Example("It pumps 900 barrels per day.", ("P1D",)),),
    ),
)
