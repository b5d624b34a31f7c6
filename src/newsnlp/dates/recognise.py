"""Recognition: from the text to candidates, one pass over its words.

A word that can start an expression is looked up in the table of triggers; only the patterns behind it are tried, there
and nowhere else. So the cost is that of the words plus a bounded cost a trigger: linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsnlp.dates.families import patterns_by_trigger
from newsnlp.dates.pattern import DIGITS, Part, Pattern
from newsnlp.dates.readings import Reading

__all__ = ["Candidate", "candidates", "rivals"]

_FIRST_KANA, _LAST_IDEOGRAPH = "\u3040", "\u9fff"
_WORD = re.compile(r"[^\W\d_]+|\d+|['’](?=\d\d)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An expression in the text, before resolution: the pattern that found it, and what it says.

    Attributes:
        start: first code point.
        end: one past the last.
        rule: the pattern's name.
        reading: what it says; the first part's reading when there are parts.
        parts: the timexes in it, when it holds several.
    """

    start: int
    end: int
    rule: str
    reading: Reading
    parts: tuple[Part, ...] = ()


def candidates(text: str) -> Iterator[Candidate]:
    """Yield the expressions of a text, in order, not overlapping: at each place the longest."""
    table = patterns_by_trigger()
    reach = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < reach:
            continue
        patterns = table.get(_key(word.group()))
        if patterns is None or _inside_word(text, start):
            continue
        found = _longest(text, start, patterns)
        if found is not None:
            reach = found.end
            yield found


def rivals(text: str, start: int) -> Iterator[Candidate]:
    """Yield what each pattern finds at a place, in the order in which the patterns are tried."""
    word = _WORD.match(text, start)
    for pattern in patterns_by_trigger().get(_key(word.group()), ()) if word is not None else ():
        match = pattern.regex.match(text, start)
        found = _built(pattern, match) if match is not None else None
        if found is not None:
            yield found


def _key(written: str) -> str:
    """Give the trigger that a word is looked up by."""
    first = written[0]
    return DIGITS if first.isdigit() else "'" if first in "'’" else written.lower()


def _inside_word(text: str, start: int) -> bool:
    """Tell whether a letter, digit or underscore stands right before: `x2010`, `3may`, `#may_5`.

    Ideographs and kana don't count: their scripts write no spaces.
    """
    if start == 0:
        return False
    before = text[start - 1]
    if _FIRST_KANA <= before <= _LAST_IDEOGRAPH:
        return False
    return before.isalnum() or before in "_@#/\\" or (before in "'’" and start > 1 and text[start - 2].isalpha())


def _longest(text: str, start: int, patterns: tuple[Pattern, ...]) -> Candidate | None:
    best: Candidate | None = None
    for pattern in patterns:
        match = pattern.regex.match(text, start)
        if match is not None and (best is None or match.end() > best.end):
            best = _built(pattern, match) or best
    return best


def _built(pattern: Pattern, match: re.Match[str]) -> Candidate | None:
    built = pattern.build(match)
    if built is None:
        return None
    if isinstance(built, tuple):
        return Candidate(match.start(), match.end(), pattern.name, built[0].reading, built)
    return Candidate(match.start(), match.end(), pattern.name, built)
