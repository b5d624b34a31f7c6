"""Text as words, numbers and signs, each with what stands before it: the alphabet of the quantity grammar.

One pass of one regular expression without nested repetition: the cost is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

__all__ = ["APART", "DASHES", "GLUED", "SPACED", "Token", "tokenize"]

GLUED = 0
"""Nothing stands between a token and the one before it."""
SPACED = 1
"""A space stands between them."""
APART = 2
"""A line or sentence ends between them (or there is no token before): no quantity goes across."""

DASHES = frozenset("-‐‑‒–—−")

# A group after a no-break or thin space has exactly three digits, as in SI style: "10 000".
_TOKEN = re.compile(
    r"(?P<number>(?<![\w.])\.[0-9]+|[0-9]+(?:[.,\u201a\u00b7][0-9]+|[\u00a0\u202f\u2009][0-9]{3}(?![0-9]))*)"
    r"|(?P<sign>[½¼¾⅓⅔⅕⅖⅗⅘⅛⅜⅝⅞])"
    r"|(?P<word>U\.S\.|[^\W\d_]+)"
    r"|(?P<space>\s+)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_LINE_END = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


class Token(NamedTuple):
    """A word, a number in digits, or a single other character.

    Attributes:
        kind: word, number or sign.
        text: as written.
        low: in lower case, without full stops ("us" for "U.S."); dashes of all kinds are "-".
        start: first code point.
        end: one past the last code point.
        gap: GLUED, SPACED or APART from the token before.
    """

    kind: str
    text: str
    low: str
    start: int
    end: int
    gap: int


def tokenize(text: str, *, starts: Collection[int] = ()) -> list[Token]:
    """Give the tokens of a text.

    Args:
        text: any text.
        starts: offsets at which sentences begin.
    """
    tokens: list[Token] = []
    gap = APART
    for match in _TOKEN.finditer(text):
        kind, written = match.lastgroup or "", match.group()
        if kind == "space":
            gap = max(gap, APART if not _LINE_END.isdisjoint(written) else SPACED)
            continue
        low = "-" if written in DASHES else written.lower()
        if kind == "word":
            low = low.replace(".", "")
        start = match.start()
        kind = "sign" if kind == "other" else kind
        tokens.append(Token(kind, written, low, start, match.end(), APART if start in starts else gap))
        gap = GLUED
    return tokens
