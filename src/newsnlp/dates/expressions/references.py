"""The present, the past and the future, and days counted from today: "now", "recently", "soon", "yesterday"."""

from __future__ import annotations

import re

from newsnlp.dates.pattern import Example, Pattern
from newsnlp.dates.readings import Clock, Literal, Reading, Step

__all__ = ["PATTERNS"]

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def _deictic(match: re.Match[str]) -> Reading | None:
    word = match["d"].lower()
    text, start, end = match.string, match.start(), match.end()
    if text[max(0, start - 4) : start] == "USA " or re.match(
        r"\s+(?:Show|FM|Programme|Program)\b", text[end : end + 12]
    ):
        return None
    return Step("D", _DAYS[word])


def _now(match: re.Match[str]) -> Reading | None:
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 10) : start].lower(), text[end : end + 10].lower()
    if re.search(r"\b(?:every|and then|just|even) $", before) and not before.endswith("just "):
        return None
    if re.match(r"\s+(?:and then|that)\b|-|,? and then", after) or (
        text[start:end].isupper() and len(match.group()) == 3
    ):
        return None
    return Literal("DATE", "PRESENT_REF")


def _present(match: re.Match[str]) -> Reading | None:
    if match.string[max(0, match.start() - 5) : match.start()].lower() == "like ":
        return None  # "no time like the present"
    return Literal("DATE", "PRESENT_REF")


def _past(_: re.Match[str]) -> Reading | None:
    return Literal("DATE", "PAST_REF")


def _the_past(match: re.Match[str]) -> Reading | None:
    before, after = (
        match.string[max(0, match.start() - 14) : match.start()].lower(),
        match.string[match.end() : match.end() + 12],
    )
    if not re.search(
        r"\b(?:in|of|from|than in|from|to|with) the (?:recent |distant |near |not-too-distant )?$", before
    ) or (
        re.match(r"\s+[a-z0-9]", after)
        and not re.match(
            r"\s+(?:and|or|to|as|but|when|has|have|was|were|is|will|the|he|she|it|they|we|after|because|for|with|by|been|at|have|who|would)\b",
            after,
        )
    ):
        return None
    return Literal("DATE", "PAST_REF")


def _the_future(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - 24) : match.start()].lower()
    if not re.search(
        r"\b(?:in|for|into|near|about|of|foreseeable|to) (?:the )?(?:foreseeable |near |not-too-distant "
        r"|immediate |distant )?$",
        before,
    ):
        return None
    after = match.string[match.end() : match.end() + 10]
    return None if re.match(r"\s+of\b|s\b|\s+contracts?", after) else Literal("DATE", "FUTURE_REF")


def _soon(match: re.Match[str]) -> Reading | None:
    before, after = (
        match.string[max(0, match.start() - 8) : match.start()].lower(),
        match.string[match.end() : match.end() + 8].lower(),
    )
    if re.search(r"\b(?:as|how|so|no)\s$|-$", before) or re.match(r"\s+as\b|-|\s+after\b", after):
        return None
    return Literal("DATE", "FUTURE_REF")


def _year_end(match: re.Match[str]) -> Reading | None:
    return Step(_UNITS[match["u"].lower()], 0, "end")


def _weekend(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    return Step("WE", 0, "weekend") if before.endswith(("the ", "over ", "a ")) and not before.endswith("a ") else None


_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "quarter": "Q"}


def _the_unit(match: re.Match[str]) -> Reading | None:
    unit = _UNITS[match["u"].lower()]
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 30) : start], text[end : end + 16]
    if not re.search(r"\bthe (?:full |entire |whole )?$", before, re.IGNORECASE):
        return None
    if unit == "Y" and re.match(r"\s+(?:ended|ending|to end)\b", after):
        return Literal("DURATION", "P1Y")
    if re.match(
        r"\s+(?:of|that|when|he|she|it|they|we|I|before|after|in which|ago|earlier)\b|['’-]|s\b|\s+[A-Z0-9]"
        r"|\s+(?:care|job|shift|trip|century|mile|final)\b",
        after,
    ):
        return None
    if unit == "Q":
        return Step("Q", 0, "quarter")
    lowered = before.lower()
    if unit == "D":
        return (
            Step("D", 0, "text")
            if re.search(r"\b(?:earlier in|later in|for|on|during|throughout) the $", lowered)
            else None
        )
    if unit == "Y" and re.search(
        r"\b(?:in|for|of|during|throughout|by|so far) the (?:full |entire |whole )?$", lowered
    ):
        return Step("Y", 0, "year")
    if re.search(r"\b(?:in|for|during|throughout|of) the (?:full |entire |whole )?$", lowered):
        return Step(unit, 0, "text")
    return None


def _overnight(match: re.Match[str]) -> Reading | None:
    if match.group()[0].isupper() and re.match(r"\s+[A-Z]", match.string[match.end() : match.end() + 3]):
        return None
    return Clock("TNI", Step("D", 0, "text"))


PATTERNS = (
    Pattern(
        "deictic_day",
        r"(?P<d>today|yesterday|tomorrow)",
        _deictic,
        frozenset(_DAYS),
        (Example("He spoke yesterday and leaves tomorrow.", ("2025-02-09", "2025-02-11")),),
    ),
    Pattern(
        "tonight",
        r"tonight",
        lambda _: Clock("TNI", Step("D", 0)),
        frozenset({"tonight"}),
        (Example("The match is tonight.", ("2025-02-10TNI",)),),
    ),
    Pattern(
        "now",
        r"(?:right{_}now|now)",
        _now,
        frozenset({"right", "now"}),
        (Example("It is now under way.", ("PRESENT_REF",)),),
    ),
    Pattern(
        "present",
        r"(?:currently|at{_}present|at{_}the{_}moment|nowadays|these{_}days|at{_}this{_}(?:time|moment)|the{_}present|present-day)",
        _present,
        frozenset({"currently", "at", "nowadays", "these", "the", "present"}),
        (Example("He currently lives in Oslo.", ("PRESENT_REF",)),),
    ),
    Pattern(
        "present_adjective",
        r"current(?!{_}(?:account|affairs|accounts))",
        _present,
        frozenset({"current"}),
        (Example("The current contract is void.", ("PRESENT_REF",)),),
    ),
    Pattern(
        "past",
        r"(?:(?:more{_}|most{_})?recently|lately)",
        _past,
        frozenset({"more", "most", "recently", "lately"}),
        (Example("The firm recently moved.", ("PAST_REF",)),),
    ),
    Pattern(
        "the_past",
        r"past",
        _the_past,
        frozenset({"past"}),
        (Example("That was so in the past.", ("PAST_REF",)),),
    ),
    Pattern(
        "future",
        r"(?:near{_}|foreseeable{_})?future",
        _the_future,
        frozenset({"near", "foreseeable", "future"}),
        (Example("What comes in the future is open.", ("FUTURE_REF",)),),
    ),
    Pattern(
        "soon",
        r"soon",
        _soon,
        frozenset({"soon"}),
        (Example("They will soon meet.", ("FUTURE_REF",)),),
    ),
    Pattern(
        "year_end",
        r"(?P<u>year|month|week)(?:['’]s|-|{_}){_}?end",
        _year_end,
        frozenset({"year", "month", "week"}),
        (Example("Work will be done by year-end, or by month's end.", ("2025", "2025-02")),),
    ),
    Pattern(
        "weekend",
        r"weekend",
        _weekend,
        frozenset({"weekend"}),
        (Example("They met over the weekend.", ("2025-W06-WE",)),),
    ),
    Pattern(
        "the_unit",
        r"(?P<u>day|week|month|year|quarter)",
        _the_unit,
        frozenset(_UNITS),
        (Example("Profit for the year rose.", ("2025",)),),
    ),
    Pattern(
        "overnight",
        r"overnight",
        _overnight,
        frozenset({"overnight"}),
        (Example("Rain fell on Saturday and froze overnight.", ("2025-02-08", "2025-02-08TNI")),),
    ),
)
