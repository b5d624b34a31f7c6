"""The value of a span that somebody else found."""

from __future__ import annotations

from decimal import Decimal

from newsnlp.quantities.amounts import Amount, plain, read_amount, read_share, to_quantity
from newsnlp.quantities.context import settle_unit
from newsnlp.quantities.numbers import read_number
from newsnlp.quantities.terms import Unit
from newsnlp.quantities.tokens import tokenize
from newsnlp.values import Quantity

__all__ = ["parse_quantity"]

_LABELS = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_LONGEST = 200
_POINTS = frozenset({"point", "points"})


def parse_quantity(text: str, label: str) -> Quantity | None:
    """Give the number and unit of a span, or None when it says none or more than one.

    Args:
        text: the span, such as "about $901 Billion".
        label: MONEY, PERCENT, QUANTITY or CARDINAL: it settles what the text leaves open ("500m", "200 pounds").

    Example:
        >>> parse_quantity("$901 Billion", "MONEY")
        Quantity(kind='money', value=901000000000, unit='USD', low=None, high=None)
        >>> parse_quantity("two dozen", "CARDINAL").value
        24
        >>> parse_quantity("2-1", "CARDINAL") is None
        True
    """
    if label not in _LABELS or len(text) > _LONGEST:
        return None
    tokens = tokenize(text)
    if [token.low for token in tokens] == ["scores"]:
        return Quantity("count", None, None, 20, None)  # in a text it may be a verb; here it is known to be a number
    for i in range(len(tokens)):
        share = read_share(tokens, i)
        if share is not None and label == "CARDINAL":
            return Quantity("count", plain(share[1]), None) if share[0] == len(tokens) else None
        amount = read_amount(tokens, i, whole=True)
        if amount is None:
            continue
        if any(read_number(tokens, j) is not None for j in range(amount.end, len(tokens))):
            return None
        words = {token.low for token in tokens[amount.end :]}
        return _value(amount, settle_unit(tokens, amount, label), label, words)
    return None


def _value(amount: Amount, unit: Unit | None, label: str, rest: set[str]) -> Quantity | None:
    if unit is not None:
        return to_quantity(amount, unit=unit, kind=unit.kind)
    if label == "MONEY" and rest == {"p"}:
        return to_quantity(amount, unit=Unit("money", "GBP", Decimal("0.01")), kind="money")
    if label == "MONEY":
        return to_quantity(amount, unit=None, kind="money")
    if label == "PERCENT":
        points = Unit("percent", "percentage_point")
        return to_quantity(amount, unit=points, kind="percent") if rest & _POINTS else None
    if label == "QUANTITY":
        return _length(amount, rest)
    if amount.joint == "-":
        return None  # a score or a vote: "2-1", "51-49"
    return to_quantity(amount, unit=None, kind="count")


def _length(amount: Amount, rest: set[str]) -> Quantity | None:
    """Read "m" as metres, not as millions, and a double quote as inches."""
    number = amount.left.number
    if rest in ({"m"}, {'"'}, {"”"}, {"″"}):
        unit = "metre" if rest == {"m"} else "inch"
        return to_quantity(amount, unit=Unit("measure", unit), kind="measure")
    if number.letter != "m" or amount.right is not None or number.value is None:
        return None
    metres = amount._replace(left=amount.left._replace(number=number._replace(value=number.base)))
    return to_quantity(metres, unit=Unit("measure", "metre"), kind="measure")
