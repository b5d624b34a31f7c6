"""The way of a text: candidates -> composed -> extended to the left -> resolved in order -> found dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsnlp.dates.chain import Context
from newsnlp.dates.compose import compose
from newsnlp.dates.conventions import Conventions
from newsnlp.dates.expressions.years import IN_ANTIQUITY, IN_HISTORY
from newsnlp.dates.extent import EVE, Extent, extend
from newsnlp.dates.grammar import grain_of, interval_of
from newsnlp.dates.join import is_linked, join_ranges
from newsnlp.dates.narrative import is_narrative
from newsnlp.dates.readings import Calendar, Clock, Literal, Reading, Run, Shift
from newsnlp.dates.recognise import Candidate, candidates
from newsnlp.dates.reference import reference_date
from newsnlp.dates.resolve import note, resolve
from newsnlp.dates.resolved import Resolved
from newsnlp.document import Timex

__all__ = ["FoundDate", "find_dates", "resolve_date"]

_BREAK = re.compile(r"[.!?][\"'”’)]{0,2}\s+(?=[\"'“‘(A-Z])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|a\.m|p\.m|vs|No|Inc|Corp|Co)$"
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text.

    Attributes:
        start: first code point of the mention: without article, approximator and possessive.
        end: one past its last.
        label: DATE or TIME.
        rule: the name of the pattern, or patterns, that found it.
        reason: how its value came about, in a few words.
        timex: the resolved value.
    """

    start: int
    end: int
    label: str
    rule: str
    reason: str
    timex: Timex


def find_dates(
    text: str,
    published: str | None = None,
    *,
    sentences: Sequence[tuple[int, int]] | None = None,
    country: str | None = None,
    conventions: Conventions = Conventions(),  # noqa: B008 - frozen
) -> list[FoundDate]:
    """Find and resolve the dates of a text.

    Args:
        text: the text.
        published: ISO date or date-time; its calendar date is the reference time. Without it relative dates stay
            underspecified.
        sentences: half-open offsets of the sentences, in order; found by punctuation when not given.
        country: ISO 3166 alpha-2 code of the outlet's country, for named days and the order of day and month.
        conventions: how values are written.

    Returns:
        The dates in text order, not overlapping; a range is one, with parts.

    Raises:
        InvalidDate: `published` is no date.

    Example:
        >>> [(date.timex.value, date.rule) for date in find_dates("He left on May 9.", "2025-02-10")]
        [('2025-05-09', 'month_day')]
    """
    reference = reference_date(published)
    composed = compose(candidates(text), text)
    readings = [candidate.reading for candidate in composed]
    narrative = is_narrative(readings, reference)
    ancient = sum(_is_ancient(reading) for reading in readings) > 1
    composed = [c for c in composed if _stands(c, conventions, narrative=narrative, ancient=ancient)]
    starts = [start for start, _ in sentences] if sentences is not None else None
    context = Context(
        text=text, reference=reference, conventions=conventions, country=country,
        narrative=narrative, known=_known(composed),
    )  # fmt: skip
    found: list[FoundDate] = []
    reach = 0
    for candidate in composed:
        context.move(candidate.start, candidate.end, _sentence_start(text, candidate.start, starts))
        new = _found(_after_start(candidate, found, context), context, reach)
        reach = max(reach, new[-1].timex.extent[1])
        found += new
    return list(join_ranges(found, text))


def resolve_date(
    expression: str,
    published: str | None = None,
    *,
    country: str | None = None,
    conventions: Conventions = Conventions(),  # noqa: B008 - frozen
) -> Timex | None:
    """Resolve one date expression; None when it holds no date. Arguments as in `find_dates`.

    Example:
        >>> resolve_date("last Friday", "2025-02-10").value
        '2025-02-07'
    """
    found = find_dates(expression, published, country=country, conventions=conventions)
    return found[0].timex if found else None


def _after_start(candidate: Candidate, found: Sequence[FoundDate], context: Context) -> Candidate:
    """Give the end of a range the first day or year not before its start: "from Monday to Friday"."""
    reading, chain = candidate.reading, context.chain
    if not found or candidate.parts or not isinstance(reading, Calendar) or reading.year or reading.which:
        return candidate
    start = found[-1].timex
    if chain.year is None or chain.month is None or not is_linked(context.text, start.extent[1], candidate.start):
        return candidate
    if start.value is None or not start.value.startswith(f"{chain.year:04d}-{chain.month:02d}"):
        return candidate
    if reading.month is None and chain.date is not None and reading.weekday is not None and "weekday" in found[-1].rule:
        days = (reading.weekday - chain.date.weekday()) % 7
        if chain.date > date.max - timedelta(days=days):
            return candidate
        end = chain.date + timedelta(days=days)
        return replace(candidate, reading=Calendar(year=end.year, month=end.month, day=end.day))
    if reading.month is None or context.narrative or (reading.day is None) != (chain.day is None):
        return candidate
    earlier = (reading.month, reading.day or 31) < (chain.month, chain.day or 1)
    return replace(candidate, reading=replace(reading, year=chain.year + earlier))


def _is_ancient(reading: Reading) -> bool:
    return isinstance(reading, Calendar) and (reading.year or 0) < 0 and reading.which != IN_ANTIQUITY


def _stands(candidate: Candidate, conventions: Conventions, *, narrative: bool, ancient: bool) -> bool:
    """Tell whether a candidate is a date in this kind of text."""
    which = candidate.reading.which if isinstance(candidate.reading, Calendar) else ""
    if which == IN_HISTORY:
        return narrative
    if which == IN_ANTIQUITY:
        return ancient
    if candidate.rule == "soon":
        return not narrative  # in history "soon" tells of no time that could be named
    return candidate.rule != "age" or conventions.ages


def _known(composed: Sequence[Candidate]) -> dict[tuple[int, int], int]:
    """Give the year of each month and day that the text names in full: what is dated once stays dated."""
    known: dict[tuple[int, int], int] = {}
    for candidate in composed:
        for reading in [part.reading for part in candidate.parts] or [candidate.reading]:
            if isinstance(reading, Calendar) and reading.year and reading.month and reading.day:
                known.setdefault((reading.month, reading.day), reading.year)
    return known


def _sentence_start(text: str, start: int, starts: Sequence[int] | None) -> int:
    if starts is not None:
        at = bisect_right(starts, start) - 1
        return starts[at] if at >= 0 else 0
    window = max(0, start - 240)
    last = window
    for end in _BREAK.finditer(text, window, start):
        if text[end.start()] != "." or not _ABBREVIATION.search(text[max(0, end.start() - 6) : end.start()]):
            last = end.end()
    return last


_COMPOUND_ENDS = ("-quarter", "-half", "-century", "-ago", "-earlier")
_COMPOUNDS = frozenset({"hyphenated", "compound", "long"})
_NO_ARTICLE = frozenset(
    {
        "adverb",
        "age",
        "bare_plural",
        "days_list",
        "deictic_day",
        "every",
        "hyphenated",
        "iso",
        "long",
        "month",
        "month_day",
        "month_year",
        "nine_eleven",
        "now",
        "numeric",
        "past",
        "present",
        "present_adjective",
        "soon",
        "tonight",
        "weekday",
        "weekday_abbreviated",
        "year",
        "year_end",
    }
)
"""Patterns to which "the" before them does not belong: it is that of a noun behind ("the 1971 treaty")."""


def _found(candidate: Candidate, context: Context, reach: int) -> list[FoundDate]:
    """Resolve a candidate: a list of one, or of one a part."""
    if candidate.parts:
        return [
            _one(Candidate(part.start, part.end, candidate.rule, part.reading), Extent(part.start, part.start), context)
            for part in candidate.parts
        ]
    return [_one(candidate, _extent(candidate, context.text, reach), context)]


def _extent(candidate: Candidate, text: str, reach: int) -> Extent:
    """Extend a candidate to the left, as far as its kind of expression allows, not beyond the date before it."""
    reading, rule = candidate.reading, candidate.rule
    fixed = isinstance(reading, Literal) and (reading.value or "").endswith("_REF")
    duration = isinstance(reading, Run) or (isinstance(reading, Literal) and reading.type == "DURATION")
    counted = duration or isinstance(reading, Shift)
    compound = text[candidate.start : candidate.end].rstrip("s").endswith(_COMPOUND_ENDS) or rule in _COMPOUNDS
    kind = "" if fixed or rule in _COMPOUNDS or rule == "weekday" else "count" if counted else "date"
    extent = extend(
        text,
        candidate.start,
        article=rule.split("+")[0] not in _NO_ARTICLE and not compound,
        edges=not fixed and not duration,
        approximators=kind if isinstance(reading, Literal | Run | Shift | Calendar | Clock) else "",
    )
    return extent if extent.start >= reach else Extent(candidate.start, candidate.start)


def _one(candidate: Candidate, extent: Extent, context: Context) -> FoundDate:
    resolved = resolve(candidate.reading, context)
    mod = extent.mod or resolved.mod
    if mod == EVE and grain_of(resolved.value) == "day" and resolved.interval is None:
        resolved, mod = _day_before(resolved), None
    note(candidate.reading, resolved, context)
    timex = Timex(
        type=resolved.type,
        value=resolved.value,
        extent=(extent.start, candidate.end),
        mod=mod,
        grain=grain_of(resolved.value),
        interval=interval_of(resolved.value) if resolved.type in {"DATE", "TIME"} else resolved.interval,
        anchor=resolved.anchor,
    )
    return FoundDate(extent.mention, candidate.end, _label(resolved), candidate.rule, resolved.reason, timex)


def _day_before(resolved: Resolved) -> Resolved:
    """Give the eve of a day: that of Independence Day is July 3."""
    covered = interval_of(resolved.value)
    if covered is None or covered[0] == date.min.isoformat():
        return resolved
    day = date.fromisoformat(covered[0]) - timedelta(days=1)
    return replace(resolved, value=day.isoformat(), reason=f"{resolved.reason}, its eve")


def _label(resolved: Resolved) -> str:
    value = resolved.value or ""
    return "TIME" if resolved.type == "TIME" or value.startswith("PT") else "DATE"
