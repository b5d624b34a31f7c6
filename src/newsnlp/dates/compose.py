"""Composition: neighbours that are one expression become one candidate.

"10 p.m." + "Wednesday", "Friday" + "evening", "the morning" + "of April 19", "June" + "last year", "last year" +
"'s third quarter", "Monday" + "of last week". What needs a neighbour and has none is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from newsnlp.dates.readings import Calendar, Clock, Holiday, Literal, Period, Reading, Shift, Step, Within
from newsnlp.dates.recognise import Candidate

__all__ = ["compose"]

_SPACE = r"(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,3}"
_CLOCK_DAY = re.compile(
    rf"(?:,?{_SPACE}(?:on{_SPACE}|of{_SPACE}(?:the{_SPACE})?|hours{_SPACE}of{_SPACE}|(?:the{_SPACE})?)?|,)$",
    re.IGNORECASE,
)
_DAY_CLOCK = re.compile(
    rf"(?:,?{_SPACE}(?:at{_SPACE}(?:about{_SPACE}|around{_SPACE})?|in{_SPACE}the{_SPACE}|(?:early|late|mid){_SPACE}|mid-)?)$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"(?:(?:{_SPACE})?,?{_SPACE}(?:\[|of{_SPACE}(?:the{_SPACE})?|in{_SPACE}(?:the{_SPACE})?)?)$", re.IGNORECASE
)
_POSSESSIVE = re.compile(rf"['’]s?{_SPACE}(?:fiscal{_SPACE})?$", re.IGNORECASE)
_WEEK_OF = re.compile(rf"{_SPACE}(?:of|beginning|starting|ending){_SPACE}(?:the{_SPACE})?$", re.IGNORECASE)
_WEEKEND_OF = re.compile(rf"{_SPACE}of{_SPACE}(?:the{_SPACE})?", re.IGNORECASE)
_PLUS = re.compile(rf",?{_SPACE}(?:and{_SPACE})?", re.IGNORECASE)
_DURATION = re.compile(r"P(?P<t>T?)(?P<n>\d+)(?P<u>[YMWDHS])")
_NEXT_TO = re.compile(rf"(?:,?{_SPACE})$")
_LIST = re.compile(
    rf"(?:{_SPACE})?(?:-|–|—|,|to|and|or|through|until|till)(?:{_SPACE})?(?:(?:the|early|late|mid)(?:{_SPACE}|-))?",
    re.IGNORECASE,
)
_MAX_GAP = 16
_UNIVERSAL = frozenset({"gmt", "utc", "z"})
_HALF_A_DAY = 12


def compose(found: Iterable[Candidate], text: str) -> list[Candidate]:
    """Give the candidates with neighbours joined, and without what cannot stand alone."""
    composed = list(_joined_up(found, text))
    for i in range(len(composed) - 2, -1, -1):
        composed[i] = _with_year_of(composed[i], composed[i + 1], text)
    for i in range(len(composed) - 1):
        composed[i : i + 2] = _same_moment(*composed[i : i + 3], text=text)
    return composed


def _same_moment(
    local: Candidate, universal: Candidate, day: Candidate | None = None, *, text: str
) -> tuple[Candidate, Candidate]:
    """Give the day to a time said twice: "8:30 p.m. (1930 UTC) on May 7", "May 7 at 8:30 p.m. (0030 UTC)"."""
    one, two = local.reading, universal.reading
    if not (isinstance(one, Clock) and isinstance(two, Clock)) or two.day is not None:
        return local, universal
    if text[local.end : universal.start].strip() != "(" or text[universal.end : universal.end + 1] != ")":
        return local, universal
    if one.day is not None:
        past_midnight = two.zone.lower() in _UNIVERSAL and _hour(two) < _hour(one) - _HALF_A_DAY
        next_day: Reading = Shift("D", 1, 1, "text") if past_midnight else one.day
        return local, replace(universal, reading=replace(two, day=next_day))
    if day is None or not _is_day(day.reading) or not _CLOCK_DAY.match(text[universal.end + 1 : day.start]):
        return local, universal
    return (
        replace(local, reading=replace(one, day=day.reading, which="")),
        replace(universal, reading=replace(two, day=day.reading, which="")),
    )


def _hour(reading: Clock) -> int:
    """Give the hour of a time; noon for a part of the day."""
    return int(reading.time[1:3]) if reading.time[1:3].isdigit() else _HALF_A_DAY


def _with_year_of(first: Candidate, second: Candidate, text: str) -> Candidate:
    """Share what stands once: the year in "26 June - 4 August 1952", the day in "9 a.m. to 5 p.m. on Friday"."""
    one = first.reading
    two = second.parts[0].reading if second.parts else second.reading
    near = second.start - first.end <= _MAX_GAP and _LIST.fullmatch(text, first.end, second.start) is not None
    if near and isinstance(one, Clock) and isinstance(two, Clock) and one.day is None and not one.which:
        return replace(first, reading=replace(one, day=two.day))
    if near and isinstance(one, Period) and isinstance(two, Period) and one.year is None and not one.which:
        return replace(first, reading=replace(one, year=two.year))
    if first.parts or not (isinstance(one, Calendar) and isinstance(two, Calendar)):
        return first
    if one.year is not None or one.month is None or one.which or two.year is None or two.month is None:
        return first
    if not near:
        return first
    return replace(first, reading=replace(one, year=two.year - (one.month > two.month)))


def _joined_up(found: Iterable[Candidate], text: str) -> Iterator[Candidate]:
    held: Candidate | None = None
    for candidate in found:
        if held is None:
            held = candidate
            continue
        joined = _join(held, candidate, text)
        if joined is None:
            yield from _standing(held)
            held = candidate
        else:
            held = joined
    if held is not None:
        yield from _standing(held)


def _standing(candidate: Candidate) -> Iterator[Candidate]:
    reading = candidate.reading
    part = isinstance(reading, Clock) and reading.which == "needs day"
    week = isinstance(reading, Step) and reading.base == "week of"
    if not part and not week:
        yield candidate


def _join(first: Candidate, second: Candidate, text: str) -> Candidate | None:
    if second.start - first.end > _MAX_GAP or first.parts or second.parts:
        return None
    gap = text[first.end : second.start]
    reading = _joined(first.reading, second.reading, gap)
    if reading is None:
        return None
    return Candidate(first.start, second.end, f"{first.rule}+{second.rule}", reading)


def _is_day(reading: Reading) -> bool:
    if isinstance(reading, Calendar):
        return reading.day is not None or reading.weekday is not None
    if isinstance(reading, Shift | Step):
        return reading.unit == "D"
    return isinstance(reading, Holiday)


def _joined(first: Reading, second: Reading, gap: str) -> Reading | None:
    if isinstance(first, Literal) and isinstance(second, Literal):
        return _sum(first, second) if _PLUS.fullmatch(gap) else None
    if isinstance(first, Clock) and first.day is None and _is_day(second) and _CLOCK_DAY.match(gap):
        if first.which and not gap.strip():
            return None  # "in the morning Tuesday": two
        return replace(first, day=second, which="")
    if isinstance(first, Clock) and isinstance(second, Clock) and first.day is not None and not gap.strip():
        # "0300 UTC Monday morning": the part of the day says nothing new
        return first if first.time[1].isdigit() and second.time[1].isalpha() and second.day is None else None
    if _is_day(first) and isinstance(second, Clock) and second.day is None and _DAY_CLOCK.match(gap):
        return replace(second, day=first, which="")
    year = isinstance(second, Step) and second.unit == "Y"
    if year and _OF.match(gap) and _lacks_year(first):
        return Within(first, second)
    if (
        isinstance(first, Step)
        and first.unit == "Y"
        and isinstance(second, Period)
        and second.year is None
        and _POSSESSIVE.match(gap)
    ):
        return Within(second, first)
    if isinstance(first, Step) and first.base == "week of":
        return Within(first, second) if _is_day(second) and _WEEK_OF.match(gap) else None
    weekend = isinstance(first, Step) and first.unit == "WE" and first.base == "weekend"
    if weekend and _is_day(second) and _WEEKEND_OF.fullmatch(gap):
        return Within(first, second)
    week = isinstance(second, Step) and second.unit == "W" and second.base in {"reference", "this"}
    if week and isinstance(first, Calendar) and first.weekday is not None and first.month is None and _OF.match(gap):
        return Within(first, second)
    if (
        isinstance(first, Calendar)
        and _is_bare_weekday(first)
        and isinstance(second, Calendar)
        and _is_full(second)
        and _NEXT_TO.match(gap)
    ):
        return replace(second, weekday=first.weekday)
    if (
        isinstance(first, Period)
        and first.year is None
        and isinstance(second, Calendar)
        and _is_year(second)
        and _OF.match(gap)
    ):
        return replace(first, year=second.year)
    if isinstance(first, Calendar) and _lacks_year(first) and isinstance(second, Calendar) and _is_year(second):
        return replace(first, year=second.year) if _OF.match(gap) else None
    return None


def _sum(first: Literal, second: Literal) -> Literal | None:
    """Add a smaller duration to a greater one: "15 years, 8 months" is `P15Y8M`."""
    one, two = _DURATION.fullmatch(first.value or ""), _DURATION.fullmatch(second.value or "")
    if first.type != "DURATION" or second.type != "DURATION" or not one or not two:
        return None
    big, small = one["t"] + one["u"], two["t"] + two["u"]
    scale = ["Y", "M", "W", "D", "TH", "TM", "TS"]
    if big not in scale or small not in scale or scale.index(big) >= scale.index(small):
        return None
    time = "T" if two["t"] and not one["t"] else ""
    return Literal("DURATION", f"{first.value}{time}{two['n']}{two['u']}")


def _is_bare_weekday(reading: Calendar) -> bool:
    return reading.weekday is not None and reading.month is None and not reading.which


def _is_full(reading: Calendar) -> bool:
    return reading.month is not None and reading.day is not None and reading.weekday is None


def _is_year(reading: Calendar) -> bool:
    return reading.year is not None and reading.month is None


def _lacks_year(reading: Reading) -> bool:
    if isinstance(reading, Holiday):
        return reading.year is None and not reading.which
    if isinstance(reading, Calendar):
        return reading.year is None and reading.month is not None and not reading.which
    return isinstance(reading, Period) and reading.year is None and not reading.which
