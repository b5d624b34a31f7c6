"""What stands to the left of an expression and belongs to it: articles, approximators, edges of a period.

TIMEX3's extent takes in all of it ("nearly two years", "the end of 1990"); the mention leaves out the article and the
approximator in front ("two years", "end of 1990").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["EVE", "Extent", "extend"]

_GAP = r"(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,3}"
_EDGE = re.compile(
    rf"(?<![\w-])(?P<a>the{_GAP})?(?P<e>(?:very{_GAP})?(?:beginning|start|end|middle|close|eve|turn){_GAP}of|early(?:{_GAP}in)?"
    rf"|late(?:{_GAP}in)?|earlier(?:{_GAP}in)?|later(?:{_GAP}in)?|mid|middle|sometime"
    rf"|(?:early|late|latter|first){_GAP}part{_GAP}of|(?:most|part|much|rest){_GAP}of)"
    rf"(?:{_GAP}|(?<=mid)-|(?<=late)-|(?<=early)-)(?P<t>(?:the|an?){_GAP})?$",
    re.IGNORECASE,
)
EVE = "BEFORE"
"""The modifier of "the eve of"."""
_MODS = {
    "beginning": "START", "start": "START", "early": "START", "earlier": "START", "first": "START", "turn": "START",
    "end": "END", "close": "END", "late": "END", "later": "END", "latter": "END", "rest": "END",
    "mid": "MID", "middle": "MID", "eve": EVE, "sometime": "APPROX",
    "most": "APPROX", "part": "APPROX", "much": "APPROX",
}  # fmt: skip
_ROUGHLY = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "circa": "APPROX",
    "ca.": "APPROX",
}  # fmt: skip
_BOUNDS = {
    "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS", "no less than": "EQUAL_OR_MORE",
    "more than": "MORE_THAN", "a little more than": "MORE_THAN", "less than": "LESS_THAN", "fewer than": "LESS_THAN",
    "longer than": "MORE_THAN", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS",
    "nearly": "LESS_THAN", "almost": "LESS_THAN", "close to": "LESS_THAN",
}  # fmt: skip
_BEFORE_COUNTS = {
    "over": "MORE_THAN", "under": "LESS_THAN", "just over": "MORE_THAN", "just under": "LESS_THAN",
    "well over": "MORE_THAN", "some": "APPROX", "an estimated": "APPROX", "another": "", "an additional": "",
    "a further": "", "an extra": "",
}  # fmt: skip
_APPROXIMATORS = _ROUGHLY | _BOUNDS | _BEFORE_COUNTS


def _pattern(words: dict[str, str]) -> re.Pattern[str]:
    written = "|".join(re.escape(word).replace(r"\ ", _GAP) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?P<a>{written}){_GAP}$", re.IGNORECASE)


_BY_KIND = {"date": _pattern(_ROUGHLY), "article": _pattern(_ROUGHLY | _BOUNDS), "count": _pattern(_APPROXIMATORS)}
_ARTICLE = re.compile(rf"(?<![\w-])the{_GAP}(?:(?:full|entire|whole){_GAP})?$", re.IGNORECASE)
_REACH = 32


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the extent and the mention start, and TIMEX3's modifier if a word in front sets one."""

    start: int
    mention: int
    mod: str | None = None


def extend(text: str, start: int, *, article: bool, edges: bool, approximators: str) -> Extent:
    """Extend an expression that starts at `start` to the left.

    Args:
        text: the text.
        start: first code point of the expression.
        article: whether "the" belongs to it.
        edges: whether "early", "the end of" and the like can stand before it.
        approximators: which can stand before it: those of a `date`, of a `count` of units, or "" for none.
    """
    mention, mod = start, None
    edge = _EDGE.search(text, max(0, start - _REACH), start) if edges else None
    if edge:
        start, mention = edge.start(), edge.start("e")
        mod = next((_MODS[word] for word in re.findall(r"[a-z]+", edge["e"].lower()) if word in _MODS), None)
    the = _ARTICLE.search(text, max(0, start - _REACH), start) if article else None
    if the:
        start = the.start()
    if approximators:
        kind = "article" if the and approximators == "count" else approximators
        found = _BY_KIND[kind].search(text, max(0, start - _REACH), start)
        if found:
            start = found.start()
            mod = _APPROXIMATORS[" ".join(found["a"].lower().split())] or mod
    return Extent(start, mention, mod)
