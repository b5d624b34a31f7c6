"""One amount at a given token: a term, a range of two terms, or a share ("one in five")."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from newsnlp.quantities.lexicon import CHANGES, RANGING
from newsnlp.quantities.numbers import Number, after_hyphen, read_number
from newsnlp.quantities.terms import Term, Unit, read_term
from newsnlp.quantities.tokens import APART, GLUED, SPACED, Token
from newsnlp.quantities.words import UNITS
from newsnlp.values import Quantity

__all__ = ["Amount", "plain", "read_amount", "read_share", "to_quantity"]

_WIDEST = 10


class Amount(NamedTuple):
    """A term, or a range of two.

    Attributes:
        first: index of its first token.
        end: index one past its last token.
        left: the term, or the lower end of the range.
        right: the upper end of the range, or None.
        unit: what is counted, or None.
        scale: the factor that the lower end takes over from the upper: a billion in "$5 to $7 billion".
        joint: what joins the ends: "-", "to", "and", "or", or "".
    """

    first: int
    end: int
    left: Term
    right: Term | None
    unit: Unit | None
    scale: Decimal = Decimal(1)
    joint: str = ""

    @property
    def number(self) -> Number:
        """The number that stands next to the unit."""
        return (self.right or self.left).number


def read_amount(tokens: Sequence[Token], i: int, *, whole: bool = False) -> Amount | None:
    """Give the amount that begins at a token, or None.

    Args:
        tokens: the text.
        i: index of the first token.
        whole: the text is nothing but an amount, so that "and" joins a range without "between".
    """
    left = read_term(tokens, i)
    if left is None:
        return None
    alone = Amount(left.first, left.end, left, None, left.unit)
    joint = _joint(tokens, left, whole=whole)
    if joint is None or left.number.value is None or left.plus:
        return alone
    right = read_term(tokens, joint[0])
    if right is None or right.number.value is None or right.sign < left.sign:
        return alone
    return _range(tokens, left, right, joint[1]) or alone


def _joint(tokens: Sequence[Token], left: Term, *, whole: bool) -> tuple[int, str] | None:
    """Give the index after what may join two ends of a range, and which it is."""
    i = left.end
    if i + 1 >= len(tokens) or tokens[i].gap == APART or tokens[i + 1].gap == APART:
        return None
    low = tokens[i].low
    if low == "-" and tokens[i].gap == tokens[i + 1].gap:
        if i + 3 < len(tokens) and tokens[i + 1].low == "to" and tokens[i + 2].low == "-":
            return i + 3, "to"
        return i + 1, "-"
    if low == "-" and tokens[i].gap == GLUED and tokens[i + 1].low in {"to", "or"}:
        return (i + 2, tokens[i + 1].low) if i + 2 < len(tokens) else None  # "a 10- to 15-mile stretch"
    if low in {"to", "or"}:
        return i + 1, low
    if low == "and" and (whole or (left.first > 0 and tokens[left.first - 1].low == "between")):
        return i + 1, low
    return None


def _range(tokens: Sequence[Token], left: Term, right: Term, joint: str) -> Amount | None:
    unit = right.unit or left.unit
    if left.unit is not None and right.unit is not None and left.unit[:2] != right.unit[:2]:
        return None
    if left.unit is not None and right.unit is None and not _carries(tokens, left, right, joint):
        return None
    if left.unit is None and right.prefixed:
        return None
    if joint == "or" and (left.unit is not None or right.unit is None) and not _neighbours(left, right):
        return None
    scale = _inherited(left.number, right.number)
    inherits = scale != 1
    if left.unit is not None and right.unit is not None and not inherits and _tells_of_change(tokens, left.first):
        return None
    low, high = _ends(left, right, scale)
    if not low < high:
        return None
    # "raises the price 0.5 cents to 65.5 cents": what it rose by, and to.
    if joint == "to" and not inherits and high > low * _WIDEST and not _ranges(tokens, left.first):
        return None
    return Amount(left.first, right.end, left, right, unit, scale, joint)


def _carries(tokens: Sequence[Token], left: Term, right: Term, joint: str) -> bool:
    """Tell whether "$" of the left end holds for the right: "$5-7 billion", not "gave $5 to 7 charities"."""
    if not left.prefixed or left.sign != right.sign or right.number.style != "digits":
        return False
    if joint == "-":
        return tokens[right.first].gap == GLUED
    after = tokens[right.end] if right.end < len(tokens) else None
    counts = after is not None and after.kind == "word" and after.gap == SPACED and after.low.endswith("s")
    return joint == "to" and _inherited(left.number, right.number) != 1 and not counts


def _neighbours(left: Term, right: Term) -> bool:
    """Tell whether two bare counts are "one or two"."""
    one, other = left.number, right.number
    return left.unit is None and right.unit is None and one.style == "words" and other.base == one.base + 1


def _inherited(left: Number, right: Number) -> Decimal:
    takes = left.scale == 1 and right.scale > 1 and left.base < right.base and left.base < 1000
    return right.scale if takes else Decimal(1)


def _tells_of_change(tokens: Sequence[Token], first: int) -> bool:
    if first == 0:
        return False
    return tokens[first - 1].low in CHANGES and not _ranges(tokens, first)


def _ranges(tokens: Sequence[Token], first: int) -> bool:
    return any(token.low in RANGING for token in tokens[max(0, first - 3) : first])


def _ends(left: Term, right: Term, scale: Decimal) -> tuple[Decimal, Decimal]:
    low = (left.number.value or Decimal(0)) * left.sign * scale
    return low, (right.number.value or Decimal(0)) * right.sign


def read_share(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    """Give the index after "one in five" or "7 out of 10", and the share as a fraction; None where there is none."""
    top = read_number(tokens, i)
    if top is None or top.value is None or top.scale != 1 or top.end >= len(tokens):
        return None
    j = after_hyphen(tokens, top.end)
    if tokens[j].gap == APART:
        return None
    out_of = tokens[j].low == "out" and j + 1 < len(tokens) and tokens[j + 1].low == "of"
    every = tokens[j].low == "in" and j + 1 < len(tokens) and tokens[j + 1].low == "every"
    if not out_of and tokens[j].low != "in":
        return None
    k = after_hyphen(tokens, j + 1 + (out_of or every))
    if (
        k >= len(tokens)
        or tokens[k].gap == APART
        or not (tokens[k].kind == "number" or tokens[k].low in UNITS | _ROUND)
    ):
        return None
    bottom = read_number(tokens, k)
    if bottom is None or bottom.value is None or not 0 < top.value < bottom.value:
        return None
    return bottom.end, top.value / bottom.value


_ROUND = {"ten": Decimal(10), "twenty": Decimal(20), "twelve": Decimal(12)}


def to_quantity(amount: Amount, *, unit: Unit | None, kind: str) -> Quantity:
    """Give the numbers of an amount, times its scale and the factor of its unit.

    Args:
        amount: what was read.
        unit: what it counts, as settled; None for a count or an unnamed currency.
        kind: money, percent, measure or count.
    """
    factor = Decimal(1) if unit is None else unit.factor
    name = None if unit is None else unit.name
    if amount.right is not None:
        low, high = (plain(end * factor) for end in _ends(amount.left, amount.right, amount.scale))
        return Quantity(kind, None, name, low, high)
    number = amount.left.number
    if number.value is None:
        return Quantity(kind, None, name, plain((number.low or Decimal(0)) * factor), None)
    value = plain(number.value * amount.left.sign * factor)
    return Quantity(kind, None, name, value, None) if amount.left.plus else Quantity(kind, value, name)


def plain(value: Decimal) -> int | float:
    """Give an int where the number is whole, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)
