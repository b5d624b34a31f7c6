"""What is beside the present or the text's last date: "last week", "next May", "this fall", "the following day"."""

from __future__ import annotations

import re

from newsnlp.dates.expressions.calendar import month_number
from newsnlp.dates.lexicon import PARTS_OF_DAY, SEASONS, WEEKDAYS
from newsnlp.dates.pattern import Example, Pattern
from newsnlp.dates.readings import Calendar, Clock, Literal, Period, Reading, Step

__all__ = ["PATTERNS"]

_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "upcoming": 1,
}
_TEXT = frozenset({"previous", "preceding", "prior", "following", "that", "same"})
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "weekend": "WE",
    "fortnight": "W",
}
_WHICH = (
    r"(?P<k>last|past|next|(?:this{_})?(?:past|coming)|this|previous|preceding|prior|following|upcoming"
    r"|that(?:{_}same)?|(?:that{_}|this{_})?same|(?:this{_})?current|latest)"
)
_TRIGGERS = frozenset(
    {
        "last",
        "past",
        "next",
        "this",
        "coming",
        "previous",
        "preceding",
        "prior",
        "following",
        "upcoming",
        "that",
        "same",
        "current",
    }
)


def _kind(match: re.Match[str]) -> str:
    """Give the last word of "this past" and the like."""
    return re.split(r"\s+", match["k"].lower())[-1]


def _the_before(match: re.Match[str]) -> bool:
    return match.string[max(0, match.start() - 4) : match.start()].lower().endswith("the ")


def _unit(match: re.Match[str]) -> Reading | None:
    kind, unit = _kind(match), _UNITS[match["u"].lower()]
    if match["u"][0].isupper() and match.string[max(0, match.start() - 1) : match.start()] in {'"', "“", "‘", "`", "'"}:
        return None  # the programme "This Week"
    article = _the_before(match)
    if (
        kind == "last"
        and article
        and unit in {"W", "WE", "D", "M"}
        and re.match(r"\s+of\b", match.string[match.end() : match.end() + 5])
    ):
        return Literal("DURATION", "P1D" if unit == "D" else f"P1{unit}") if unit != "WE" else None
    if unit == "D" and kind in {"last", "past", "current", "this", "coming"}:
        if kind == "this":
            return Step("D", 0, "this")
        if kind != "past":
            return None
        return Literal("DURATION", "P1D")
    if kind == "past" and article and unit not in {"Y", "WE", "W"}:
        return Literal("DURATION", {"M": "P1M", "Q": "P1Q", "DE": "P10Y", "CE": "P100Y"}.get(unit, "P1W"))
    if unit in {"DE", "CE"} and kind in {"last", "next"} and article:
        return Literal("DURATION", "P10Y" if unit == "DE" else "P100Y") if kind == "next" else Step(unit, -1)
    if kind == "latest":
        return Step("Q", 0, "quarter") if unit == "Q" else None
    base = "text" if kind in _TEXT or (kind == "next" and article) else "reference"
    return Step(unit, _STEPS.get(kind, 0), "this" if kind == "this" else base)


def _named(match: re.Match[str]) -> Reading | None:
    kind = _kind(match)
    if match["w"]:
        return Calendar(weekday=WEEKDAYS[match["w"].lower()], which=kind)
    if match["s"]:
        after = match.string[match.end() : match.end() + 12]
        return None if re.match(r"s\b|\s+of\b", after) else Period(SEASONS[match["s"].lower()], which=kind)
    if not match["m"][0].isupper():
        return None
    return Calendar(month=month_number(match["m"]), which=kind)


def _part_of_day(match: re.Match[str]) -> Reading | None:
    kind, part = _kind(match), PARTS_OF_DAY[match["p"].lower()]
    if kind in {"current", "past", "coming", "upcoming"} or (
        kind == "that" and match["p"].lower() in {"noon", "midday"}
    ):
        return None
    if kind == "last":
        return Clock(part, Step("D", -1))
    if kind == "this":
        return Clock(part, Step("D", 0))
    return Clock(part, Step("D", _STEPS.get(kind, 0), "text"))


PATTERNS = (
    Pattern(
        "near_unit",
        rf"{_WHICH}{{_}}(?:calendar{{_}}|entire{{_}}|whole{{_}})?(?P<u>day|week|month|quarter|year|decade|century|weekend|fortnight)",
        _unit,
        _TRIGGERS,
        (
            Example("Prices rose last week.", ("2025-W06",)),
            Example("He will retire next year.", ("2026",)),
            Example("This month it fell.", ("2025-02",)),
            Example("Troops landed on June 6, 1944. The following day they moved on.", ("1944-06-06", "1944-06-07")),
            Example("A law of 1995 was repealed the same year.", ("1995", "1995")),
        ),
    ),
    Pattern(
        "near_name",
        rf"{_WHICH}{{_}}(?:(?P<w>{{WEEKDAY}})|(?P<m>{{MONTHNAME}})|(?P<s>{{SEASON}}))",
        _named,
        _TRIGGERS,
        (
            Example("She left last Friday.", ("2025-02-07",)),
            Example("The vote comes next March.", ("2025-03",)),
            Example("It opened last May.", ("2024-05",)),
            Example("The park closes this fall.", ("2025-FA",)),
        ),
    ),
    Pattern(
        "week_of",
        r"week(?={_}(?:of|beginning|starting|ending){_}(?:the{_})?(?:{WEEKDAY}|{MONTH}|{DAY}))",
        lambda _: Step("W", 0, "week of"),
        frozenset({"week"}),
        (Example("The trial begins the week of March 3.", ("2025-W10",)),),
    ),
    Pattern(
        "near_part_of_day",
        rf"{_WHICH}{{_}}(?:early{{_}}|late{{_}})?(?P<p>{{PART}})",
        _part_of_day,
        _TRIGGERS,
        (
            Example("He spoke last night.", ("2025-02-09TNI",)),
            Example("This morning it rained.", ("2025-02-10TMO",)),
        ),
    ),
)
