"""Ranges written as one: "1941-45", "May 9-11", "10–12 May 2025". Those with words between are joined later."""

from __future__ import annotations

import re

from newsnlp.dates.expressions.calendar import MONTH_TRIGGERS, month_number
from newsnlp.dates.pattern import DIGITS, Example, Part, Pattern
from newsnlp.dates.readings import Calendar
from newsnlp.dates.spans import is_date, long_year

__all__ = ["PATTERNS"]

_LAST = 2150
_LINK = r"(?:{_}?{DASH}{_}?)"
_BEFORE = re.compile(
    r"(?:[$€£#+=~]\s?|\d[.,:/-]|\b(?:no|flight|room|route|page|pages|score|beat|won|lost|by|call|phone|tel|fax)\.?\s)$",
    re.IGNORECASE,
)


def _years(match: re.Match[str]) -> tuple[Part, ...] | None:
    before, after = (
        match.string[max(0, match.start() - 10) : match.start()],
        match.string[match.end() : match.end() + 12],
    )
    first = int(match["y"])
    short = len(match["z"]) == 2
    last = first // 100 * 100 + int(match["z"]) if short else int(match["z"])
    if last <= first and short and last + 100 - first <= 30:
        last += 100  # "1899-02"
    if (
        last <= first
        or last > _LAST
        or _BEFORE.search(before)
        or re.match(r"[-/.:,]?\d|%|\s(?:people|points|votes)\b", after)
    ):
        return None
    return (
        Part(match.start("y"), match.end("y"), Calendar(year=first)),
        Part(match.start("z"), match.end("z"), Calendar(year=last)),
    )


def _years_bc(match: re.Match[str]) -> tuple[Part, ...] | None:
    first, last = -int(match["y"]), -int(match["z"])
    if first >= last:
        return None
    return Part(match.start("y"), match.end("y"), Calendar(year=first)), Part(
        match.start("z"), match.end(), Calendar(year=last)
    )


def _days(match: re.Match[str]) -> tuple[Part, ...] | None:
    if not match["m"][0].isupper():
        return None
    month = month_number(match["m"])
    year = long_year(match["y"]) if match["y"] else None
    first, last = int(match["d"]), int(match["e"])
    if first >= last or not is_date(year, month, last):
        return None
    days = Calendar(year=year, month=month, day=first), Calendar(year=year, month=month, day=last)
    if match.start("m") < match.start("d"):
        end = match.end() if match["y"] else match.end("e")
        return Part(match.start("m"), match.end("d"), days[0]), Part(match.start("e"), end, days[1])
    return Part(match.start("d"), match.end("d"), days[0]), Part(match.start("e"), match.end(), days[1])


def _months(match: re.Match[str]) -> tuple[Part, ...] | None:
    first, last = match["m"], match["o"]
    if not (first[0].isupper() and last[0].isupper()):
        return None
    year = long_year(match["y"]) if match["y"] else None
    months = month_number(first), month_number(last)
    start_year = year - 1 if year is not None and months[0] > months[1] else year
    return (
        Part(match.start("m"), match.end("m"), Calendar(year=start_year, month=months[0])),
        Part(match.start("o"), match.end(), Calendar(year=year, month=months[1])),
    )


PATTERNS = (
    Pattern(
        "year_range",
        rf"(?P<y>1[0-9]\d\d|20\d\d){_LINK}(?P<z>\d{{4}}|\d\d)(?!{{_}}{{BC}})",
        _years,
        frozenset({DIGITS}),
        (
            Example("The Pacific War of 1941-45 is remembered.", ("1941", "1945")),
            Example("He ruled (1876–1910) alone.", ("1876", "1910")),
        ),
    ),
    Pattern(
        "year_range_bc",
        rf"(?P<y>\d{{2,4}}){_LINK}(?P<z>\d{{2,4}}){{_}}{{BC}}",
        _years_bc,
        frozenset({DIGITS}),
        (Example("The war of 431–404 BC ruined Athens.", ("BC0431", "BC0404")),),
    ),
    Pattern(
        "day_range",
        rf"(?P<m>{{MONTH}}){{_}}(?P<d>{{DAY}}){{SUFFIX}}?(?:{_LINK}|{{_}}(?:to|through|until|till){{_}})(?P<e>{{DAY}}){{SUFFIX}}?(?:(?:,{{_}}?|{{_}})(?P<y>{{YEAR}}))?(?![-/]\d)",
        _days,
        MONTH_TRIGGERS,
        (
            Example("The fair runs May 9-11.", ("2025-05-09", "2025-05-11")),
            Example("A storm struck on Jan. 3–5, 2024.", ("2024-01-03", "2024-01-05")),
        ),
    ),
    Pattern(
        "day_range_european",
        rf"(?P<d>{{DAY}}){{SUFFIX}}?(?:{_LINK}|{{_}}(?:to|until|till){{_}})(?P<e>{{DAY}}){{SUFFIX}}?{{_}}(?P<m>{{MONTH}})(?:,?{{_}}(?P<y>{{YEAR}}))?",
        _days,
        frozenset({DIGITS}),
        (Example("Talks of 10–12 May 2025 are planned.", ("2025-05-10", "2025-05-12")),),
    ),
    Pattern(
        "month_range",
        rf"(?P<m>{{MONTH}}){_LINK}(?P<o>{{MONTH}})(?:(?:,{{_}}?|{{_}})(?P<y>{{YEAR}}))?(?!{{_}}\d)",
        _months,
        MONTH_TRIGGERS,
        (Example("Exports fell in January-March 2024.", ("2024-01", "2024-03")),),
    ),
)
