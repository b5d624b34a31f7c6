"""What stands to the left of an expression and belongs to it: articles, approximators, edges of a period.

TIMEX3's extent takes in all of it ("nearly two years", "the end of 1990"); the mention leaves out the article and the
approximator in front ("two years", "end of 1990").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Extent", "extend"]

_GAP = r"(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,3}"
_EDGE = re.compile(
    rf"(?<![\w-])(?P<e>(?:(?:the|its){_GAP})?(?:very{_GAP})?(?:beginning|start|end|middle|close|eve|turn|rest){_GAP}of|early(?:{_GAP}in)?|late(?:{_GAP}in)?"
    rf"|earlier(?:{_GAP}in)?|later(?:{_GAP}in)?|mid(?:dle)?|sometime|the{_GAP}(?:early|late|latter|first){_GAP}part{_GAP}of|most{_GAP}of|part{_GAP}of|much{_GAP}of)"
    rf"(?:{_GAP}|(?<=mid)-|(?<=late)-|(?<=early)-)(?P<t>(?:the|an?){_GAP})?$",
    re.IGNORECASE,
)
_MODS = {
    "beg": "START", "sta": "START", "ear": "START", "end": "END", "clo": "END", "lat": "END", "mid": "MID", "som": "APPROX",
    "mos": "APPROX", "par": "APPROX", "muc": "APPROX", "eve": "BEFORE", "tur": "START", "res": "END",
}  # fmt: skip
_APPROX = {
    "no more than": "EQUAL_OR_LESS", "no less than": "EQUAL_OR_MORE", "more than": "MORE_THAN", "less than": "LESS_THAN",
    "fewer than": "LESS_THAN", "longer than": "MORE_THAN", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS",
    "over": "MORE_THAN", "under": "LESS_THAN", "nearly": "LESS_THAN", "almost": "LESS_THAN", "about": "APPROX",
    "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX", "an estimated": "APPROX",
    "close to": "LESS_THAN", "just over": "MORE_THAN", "just under": "LESS_THAN", "well over": "MORE_THAN", "ca.": "APPROX",
    "circa": "APPROX", "just": "", "only": "", "a mere": "", "c.": "APPROX", "a little more than": "MORE_THAN", "not more than": "EQUAL_OR_LESS",
    "another": "", "the full": "", "as early as": "", "an additional": "", "a further": "", "an extra": "",
}  # fmt: skip
_APPROXIMATOR = re.compile(
    r"(?<![\w-])(?P<a>"
    + "|".join(re.escape(w).replace(r"\ ", _GAP) for w in sorted(_APPROX, key=len, reverse=True))
    + rf"){_GAP}$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(rf"(?<![\w-])the{_GAP}$", re.IGNORECASE)
_REACH = 32
_NO_APPROX = {"just", "only", "some", "as early as", "a mere"}


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the extent and the mention start, and TIMEX3's modifier if a word in front sets one."""

    start: int
    mention: int
    mod: str | None = None


def extend(text: str, start: int, *, article: bool, edges: bool, approximators: bool) -> Extent:
    """Extend an expression that starts at `start` to the left.

    Args:
        text: the text.
        start: first code point of the expression.
        article: whether "the" belongs to it.
        edges: whether "early", "the end of" and the like can stand before it.
        approximators: whether "nearly", "more than" and the like can.
    """
    mention, mod = start, None
    if edges:
        edge = _EDGE.search(text[max(0, start - _REACH) : start])
        if edge:
            word = edge["e"].lower()
            offset = max(0, start - _REACH)
            start = offset + edge.start()
            mention = start + (len(re.match(r"the\s+", word)[0]) if word.startswith("the") else 0)  # type: ignore[index]
            mod = next((m for key, m in _MODS.items() if re.search(rf"\b{key}", word.removeprefix("the "))), None)
    if article:
        start, moved = _step(text, start, _ARTICLE)
        del moved
    if approximators:
        window = text[max(0, start - _REACH) : start]
        found = _APPROXIMATOR.search(window)
        if found:
            start = max(0, start - _REACH) + found.start()
            mod = _APPROX[" ".join(found["a"].lower().split())] or mod
    return Extent(start, mention, mod)


def _step(text: str, start: int, pattern: re.Pattern[str]) -> tuple[int, bool]:
    found = pattern.search(text[max(0, start - _REACH) : start])
    return (max(0, start - _REACH) + found.start(), True) if found else (start, False)
