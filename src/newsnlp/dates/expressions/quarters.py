"""Quarters, halves and fiscal years, as companies report them."""

from __future__ import annotations

import re

from newsnlp.dates.expressions.calendar import month_number
from newsnlp.dates.numbers import ordinal
from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Calendar, Period, Reading, Step, Within
from newsnlp.dates.spans import long_year

__all__ = ["PATTERNS"]

_YEAR = r"(?P<y>(?:19|20)\d\d|['’]\d\d)"
_NTH = r"(?P<n>first|second|third|fourth|final|last|latter|[1-4](?:st|nd|rd|th))"
_SPORT = re.compile(
    r"\b(?:score[ds]?|scoring|lead|leading|trail(?:ed|ing)?|goals?|touchdowns?|points|game|match|kickoff|halftime"
    r"|penalty|field goal"
    r"|scoreless|yards?|rebounds|possession|striker|whistle|equali[sz](?:er|ed)|injury|substitute)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:net|revenue|sales|profits?|earnings|income|loss|losses|shares?|fiscal|growth|rose|fell|gdp|forecast|results|economy|quarterly|cents"
    r"|million|billion|percent|%)\b",
    re.IGNORECASE,
)


def _code(match: re.Match[str], letter: str) -> str | None:
    word = match["n"].lower()
    if word in {"last", "final", "latter"}:
        return f"{letter}{4 if letter == 'Q' else 2}"
    nth = ordinal(word)
    limit = 4 if letter == "Q" else 2
    return f"{letter}{nth}" if nth and nth <= limit else None


def _in_sport(match: re.Match[str]) -> bool:
    around = match.string[max(0, match.start() - 100) : match.end() + 100]
    return bool(_SPORT.search(around)) and not _WHOLE.search(around)


def _quarter(match: re.Match[str]) -> Reading | None:
    code = _code(match, "Q")
    if (
        code is None
        or (match["y"] is None and _in_sport(match))
        or re.match(r"s\b|[- ]finals?", match.string[match.end() : match.end() + 8])
    ):
        return None
    year = long_year(match["y"]) if match["y"] else None
    return Period(code, year=year, fiscal=bool(match["f"]))


def _year_quarter(match: re.Match[str]) -> Reading | None:
    code = match["c"].upper() if match["c"] else _code(match, "Q")
    return None if code is None else Period(code, year=long_year(match["y"]))


def _year_period(match: re.Match[str]) -> Reading | None:
    word = match["u"].lower()
    return (
        Period("QX", year=long_year(match["y"]))
        if word == "quarter"
        else Within(Period("QX"), Calendar(year=long_year(match["y"])))
    )


def _letter(match: re.Match[str]) -> Reading | None:
    code = match["c"].upper()
    around = match.string[max(0, match.start() - 100) : match.end() + 100]
    share = match.string[max(0, match.start() - 2) : match.start()].startswith("%")
    if code[0] == "H" and not match["y"] and (share or not _WHOLE.search(around)):
        return None  # hydrogen, a vitamin, a road
    return Period(code, year=long_year(match["y"])) if match["y"] else Period(code)


def _half(match: re.Match[str]) -> Reading | None:
    code = _code(match, "H")
    if code is None:
        return None
    if match["y"]:
        return Period(code, year=long_year(match["y"]))
    after = match.string[match.end() : match.end() + 16]
    if _in_sport(match) or (
        re.match(r"['’-]|\s+of\s+(?!the year)", after) and not re.match(r"\s+of (?:this|last|next|the|fiscal)\b", after)
    ):
        return None
    return (
        Period(code)
        if _WHOLE.search(match.string[max(0, match.start() - 100) : match.end() + 100])
        or re.match(r"\s+of (?:this|last|next|the) (?:fiscal )?year", match.string[match.end() : match.end() + 30])
        else None
    )


def _two_quarters(match: re.Match[str]) -> Reading | None:
    code = "H1" if match["n"].lower() == "first" else "H2"
    return Period(code, year=long_year(match["y"])) if match["y"] else Period(code)


def _quarter_ended(match: re.Match[str]) -> Reading | None:
    """Read "the quarter ended Sept. 30" as the calendar's quarter of that day."""
    return Period(f"Q{(month_number(match['m']) - 1) // 3 + 1}")


def _fiscal_year(match: re.Match[str]) -> Reading | None:
    return Calendar(year=long_year(match["y"]))


def _fiscal_step(match: re.Match[str]) -> Reading | None:
    steps = {"last": -1, "previous": -1, "prior": -1, "latest": -1, "next": 1}.get((match["k"] or "").lower(), 0)
    return Step("Y", steps, fiscal=True)


def _year_ago(match: re.Match[str]) -> Reading | None:
    """Read "the year-ago quarter": the same quarter, one year back; `Step` of quarters from the text's quarter."""
    if match["n"]:
        code = _code(match, "Q")
        return None if code is None else Within(Period(code), Step("Y", -1, base="quarter"))
    return Step("Q", -4, base="quarter")


PATTERNS = (
    Pattern(
        "quarter",
        rf"(?:(?P<f>fiscal)(?:{{_}}|-))?{_NTH}(?:{{_}}|-)(?:fiscal{{_}}|calendar{{_}})?quarter(?:(?:{{_}}of{{_}}|{{_}}|,{{_}})(?:fiscal{{_}}(?:year{{_}})?)?{_YEAR})?",
        _quarter,
        frozenset({"fiscal", "first", "second", "third", "fourth", "final", "last", DIGITS}),
        (
            Example("Profit for the third quarter of 2024 fell.", ("2024-Q3",)),
            Example("Fourth-quarter revenue rose 3 percent.", ("2024-Q4",)),
            Example("He scored in the fourth quarter of the game.", ()),
        ),
    ),
    Pattern(
        "year_quarter",
        rf"{_YEAR}(?:(?:{{_}}|['’]s{{_}})(?:fiscal{{_}})?{_NTH}(?:{{_}}|-)quarter|(?:{{_}}|-)?(?P<c>[QH][1-4]))",
        _year_quarter,
        frozenset({DIGITS}),
        (Example("It beat the 2023 second quarter and 2024-Q1.", ("2023-Q2", "2024-Q1")),),
    ),
    Pattern(
        "year_period",
        r"(?P<y>(?:19|20)\d\d){_}(?P<u>quarter|period)",
        _year_period,
        frozenset({DIGITS}),
        (Example("Sales in the fourth quarter of 2024 beat those of the 2023 quarter.", ("2024-Q4", "2023-Q4")),),
    ),
    Pattern(
        "quarter_letter",
        rf"(?P<c>[QH][1-4])(?:(?:{{_}}|-|/|{{_}}of{{_}}|{{_}}FY)?{_YEAR})?",
        _letter,
        frozenset({"q", "h"}),
        (Example("Guidance for Q3 2025 was cut.", ("2025-Q3",)),),
    ),
    Pattern(
        "half",
        rf"(?:(?P<f>fiscal)(?:{{_}}|-))?{_NTH}(?:{{_}}|-)half(?:(?:{{_}}of{{_}}|{{_}})(?:fiscal{{_}})?{_YEAR})?",
        _half,
        frozenset({"fiscal", "first", "second", "last", "latter"}),
        (
            Example("Output grew in the second half of 2008.", ("2008-H2",)),
            Example("He came on in the second half and scored.", ()),
        ),
    ),
    Pattern(
        "half_by_quarters",
        rf"(?P<n>first|last){{_}}two{{_}}quarters(?:{{_}}of{{_}}{_YEAR})?",
        _two_quarters,
        frozenset({"first", "last"}),
        (Example("Orders fell in the first two quarters of 2024.", ("2024-H1",)),),
    ),
    Pattern(
        "fiscal_year",
        rf"(?:(?:fiscal|financial)(?:{{_}}|-)(?:year{{_}})?|FY{{_}}?){_YEAR}",
        _fiscal_year,
        frozenset({"fiscal", "financial", "fy"}),
        (Example("The budget for fiscal 2026 passed.", ("2026",)),),
    ),
    Pattern(
        "fiscal_step",
        r"(?:(?P<k>last|previous|prior|latest|next|this|current){_})?(?:fiscal|financial){_}year",
        _fiscal_step,
        frozenset({"last", "previous", "prior", "latest", "next", "this", "current", "fiscal", "financial"}),
        (Example("Spending grows next fiscal year.", ("2026",)),),
    ),
    Pattern(
        "quarter_ended",
        r"quarter(?={_}(?:ended|ending){_}(?:on{_})?(?P<m>{MONTH}))",
        _quarter_ended,
        frozenset({"quarter"}),
        (Example("In the quarter ended Sept. 30 sales fell.", ("2024-Q3", "2024-09-30")),),
    ),
    Pattern(
        "latest_period",
        r"latest{_}(?:period|quarter)",
        lambda _: Step("Q", 0, base="quarter"),
        frozenset({"latest"}),
        (Example("Profit fell in the third quarter. Sales in the latest period rose.", ("2024-Q3", "2024-Q3")),),
    ),
    Pattern(
        "year_ago_quarter",
        rf"(?:comparable{{_}})?year(?:{{_}}|-)(?:ago|earlier)(?:{{_}}(?:(?:{_NTH})(?:{{_}}|-))?(?P<u>quarter|period|(?:first|second){{_}}half))?",
        _year_ago,
        frozenset({"year", "comparable"}),
        (Example("Net income in the fourth quarter rose from the year-ago quarter.", ("2024-Q4", "2023-Q4")),),
    ),
)
