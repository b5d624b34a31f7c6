"""Months with their days and years: "May 9", "9 May 2025", "the 3rd of April", "March 2024", "September"."""

from __future__ import annotations

import re

from newsnlp.dates.lexicon import MONTHS, WEEKDAYS
from newsnlp.dates.numbers import ordinal
from newsnlp.dates.pattern import DIGITS, Example, Part, Pattern
from newsnlp.dates.readings import Calendar, Reading
from newsnlp.dates.spans import is_date, long_year, two_digits

__all__ = ["MONTH_TRIGGERS", "PATTERNS", "month_number"]

MONTH_TRIGGERS = frozenset(MONTHS)
_DAY_TRIGGERS = frozenset(WEEKDAYS)
_ERA = r"(?:{_}(?P<bc>{BC}))?"
_YEAR = rf"(?P<y>[12]\d{{3}}|\d{{1,4}}(?={{_}}{{BC}})|['’]\d\d){_ERA}(?![\d%]|[,.]\d)"
_WEEKDAY = r"(?P<w>{WEEKDAY}|{WEEKDAYABBR})"


def month_number(text: str) -> int:
    """Give 1 to 12 for a month's name or abbreviation."""
    name = text.lower().rstrip(".")
    return MONTHS[name] if name in MONTHS else MONTHS[name[:3]]


def _calendar(match: re.Match[str]) -> Reading | None:
    fields = match.groupdict()
    month = month_number(fields["m"])
    day = ordinal(fields["d"]) if fields.get("d") else None
    year = long_year(fields["y"], bc=bool(fields.get("bc"))) if fields.get("y") else None
    weekday = WEEKDAYS[fields["w"].lower().rstrip(".")[:3]] if fields.get("w") else None
    return Calendar(year=year, month=month, day=day, weekday=weekday) if is_date(year, month, day) else None


_WORDS = frozenset({"august"})
_STREET = re.compile(r"\s+(?:Street|St\.|Road|Avenue|Ave\.|Lane|Drive|Square|Jones)\b")


def _written_as_name(match: re.Match[str]) -> bool:
    """Tell whether a month is written as a name.

    With a capital, or whole and no word of its own ("december"), or with its day and a year of four digits.
    """
    name, fields = match["m"], match.groupdict()
    if fields.get("d") and len(fields.get("y") or "") == len("2025"):
        return True
    return name[0].isupper() or (len(name) > len("march") and name.lower() not in _WORDS)


def _month_day(match: re.Match[str]) -> Reading | None:
    if not _written_as_name(match):
        return None
    after = match.string[match.end() : match.end() + 14]
    # "March 50 miles", "May 20 people": a number of things, not a day; "July 4 deaths" stays a day.
    if match["y"] is None and re.match(
        r"(?:,\d{3}|\.\d|:\d|%|\s?(?:percent|per cent|million|billion|miles|pounds)\b)", after
    ):
        return None
    return _calendar(match)


def _day_month(match: re.Match[str]) -> Reading | None:
    if not _written_as_name(match):
        return None
    before = match.string[max(0, match.start() - 2) : match.start()]
    if _STREET.match(match.string[match.end() : match.end() + 10]):
        return None
    if match["w"] is None and re.search(r"(?:[$€£#/]|\d[.:])\s?$", before):
        return None
    return _calendar(match)


def _month_year(match: re.Match[str]) -> Reading | None:
    return _calendar(match) if _written_as_name(match) else None


_NOT_AFTER_MAY = re.compile(
    r"\s+(?:be|have|not|also|well|only|never|still|yet)\b|['’](?!s\b)|\s+(?:Day|Days)\b(?!\s+\d)"
)
_PERSON = re.compile(
    r"(?:\b(?:Theresa|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Elaine|Brian|James|Rollo|Aunt|Minister|Secretary)|[a-z]+['’]s)\s+$"
)
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|of|from|to|through|last|next|this|each|every|early|late|mid|and|or|for|during|before"
    r"|after|between|the|on|as|previous|following|[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate"
    r"|[Mm]id|[Uu]ntil|[Bb]etween|[Aa]fter|[Bb]efore|than|with|around|about|[Aa]round|[Ee]very|[Ee]ach|back|[Dd]uring|[Tt]hrough)\s+|[Mm]id-|-|–|\()$"
)
_AMBIGUOUS = {"may": 1, "march": 1, "august": 1, "april": 2, "june": 2}


def _month(match: re.Match[str]) -> Reading | None:
    name = match["m"]
    if not name[0].isupper() or (len(name) > 3 and name.endswith(".") and name.lower()[:3] not in MONTHS):
        return None
    text, start, end = match.string, match.start(), match.end()
    before, after = text[max(0, start - 14) : start], text[end : end + 14]
    kind = _AMBIGUOUS.get(name.lower())
    if _STREET.match(after):
        return None
    if kind and _PERSON.search(before):
        return None
    if kind and re.match(r"\s+[A-Z][a-z]+", after) and not _BEFORE_MONTH.search(before):
        return None  # "June Carter", "April Ryan", "May Day"
    if kind == 1 and (not _BEFORE_MONTH.search(before) or _NOT_AFTER_MAY.match(after)):
        return None
    return Calendar(month=month_number(name))


def _numbered_days(match: re.Match[str]) -> tuple[Part, ...] | None:
    """Read "May 9 and 10" or "10 and 12 May" as two days."""
    if not _written_as_name(match):
        return None
    month = month_number(match["m"])
    year = long_year(match["y"]) if match["y"] else None
    first, second = int(match["d"]), int(match["e"])
    if not is_date(year, month, first) or not is_date(year, month, second) or second <= first:
        return None
    month_first = match.start("m") < match.start("d")
    starts = (match.start("m") if month_first else match.start("d")), match.start("e")
    ends = match.end("d"), match.end("e") if month_first else match.end()
    if month_first and match["y"]:
        ends = match.end("d"), match.end()
    return tuple(
        Part(start, end, Calendar(year=year, month=month, day=day))
        for start, end, day in zip(starts, ends, (first, second), strict=True)
    )


def _nth(match: re.Match[str]) -> Reading | None:
    """Read "the 20th" as a day of the month that the text is in, where nothing but a day can be meant."""
    text, start = match.string, match.start()
    before = text[max(0, start - 12) : start].lower()
    after = text[match.end() : match.end() + 20]
    if not re.search(r"\b(?:on|of|by|until|since|from) the $", before) or re.match(r"(?:\s+[A-Za-z0-9]|-)", after):
        return None
    day = int(match["d"])
    return Calendar(day=day) if two_digits(day) else None


PATTERNS = (
    Pattern(
        "days_list",
        r"(?P<m>{MONTH}){_}(?P<d>{DAY}){SUFFIX}?{_}(?:and|or|&){_}(?P<e>{DAY}){SUFFIX}?(?:,?{_}(?P<y>{YEAR}))?(?!\.?\d|[,:]\d|{_}(?:{MONTH}|percent|p\.?m|a\.?m))",
        _numbered_days,
        MONTH_TRIGGERS,
        (Example("Talks are set for March 4 and 5 in Oslo.", ("2025-03-04", "2025-03-05")),),
    ),
    Pattern(
        "days_list_european",
        r"(?P<d>{DAY}){SUFFIX}?{_}(?:and|or|&){_}(?P<e>{DAY}){SUFFIX}?{_}(?P<m>{MONTH})(?:,?{_}(?P<y>{YEAR}))?",
        _numbered_days,
        frozenset({DIGITS}),
        (Example("He was seen on 3 and 4 February in Lyon.", ("2025-02-03", "2025-02-04")),),
    ),
    Pattern(
        "month_day",
        rf"(?:{_WEEKDAY}(?:,|{{_}}|,{{_}})(?:the{{_}})?)?(?P<m>{{MONTH}})(?:{{_}}(?:the{{_}})?|(?<=\.))(?P<d>{{DAY}}{{SUFFIX}}?|{{ORDINAL}})(?![/\d]|\.\d)"
        rf"(?:(?:,?{{_}}|,|{{_}}of{{_}}){_YEAR})?",
        _month_day,
        MONTH_TRIGGERS | _DAY_TRIGGERS,
        (
            Example("Putin spoke on May 9 in Moscow.", ("2025-05-09",)),
            Example("It opened on Sept. 11, 2001, in Omaha.", ("2001-09-11",)),
            Example("Voting ends Friday, Feb. 14, officials said.", ("2025-02-14",)),
            Example("The truce of November 11th held.", ("2024-11-11",)),
            Example("By January twelfth it was over.", ("2025-01-12",)),
        ),
    ),
    Pattern(
        "day_month",
        rf"(?:{_WEEKDAY}(?:,|{{_}}|,{{_}})(?:the{{_}})?)?(?P<d>{{DAY}}{{SUFFIX}}?|{{ORDINAL}})(?:{{_}}(?:day{{_}})?of)?(?:{{_}}|-)(?P<m>{{MONTH}})(?:(?:,?{{_}}|,|-){_YEAR})?",
        _day_month,
        frozenset({DIGITS}) | _DAY_TRIGGERS | frozenset({"first", "second", "third", "fourth", "fifth"}),
        (
            Example("He arrived on 9 May 2025 from Delhi.", ("2025-05-09",)),
            Example("The parade of the 3rd of April was called off.", ("2025-04-03",)),
            Example("Polls open Tuesday 4 March.", ("2025-03-04",)),
        ),
    ),
    Pattern(
        "month_year",
        rf"(?P<m>{{MONTH}})(?:,?{{_}}|{{_}}of{{_}}|-|,){_YEAR}(?!-\d\d\d)",
        _month_year,
        MONTH_TRIGGERS,
        (
            Example("Prices fell in March 2024.", ("2024-03",)),
            Example("The siege of April 480 BC is famous.", ("BC0480-04",)),
            Example("Built in June of 1998, it burned.", ("1998-06",)),
        ),
    ),
    Pattern(
        "month",
        r"(?P<m>{MONTHNAME}|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)\.)",
        _month,
        MONTH_TRIGGERS,
        (
            Example("Exports will rise in September.", ("2025-09",)),
            Example("He resigned in May and left.", ("2024-05",)),
            Example("She may come; they march on.", ()),
        ),
    ),
    Pattern(
        "nth_of_month",
        r"(?P<d>{DAY}){SUFFIX}",
        _nth,
        frozenset({DIGITS}),
        (Example("The army left on March 3, 2003. It was back on the 7th.", ("2003-03-03", "2003-03-07")),),
    ),
)
