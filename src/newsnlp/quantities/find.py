"""All quantities of a text, and the value of one span that was found before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsnlp.quantities.amounts import Amount, plain, read_amount, read_share, to_quantity
from newsnlp.quantities.context import count_rule, in_metres, settle_unit, stands_free
from newsnlp.quantities.currencies import CODES, DOLLAR_PREFIXES, SIGN_WORDS, SIGNS
from newsnlp.quantities.lexicon import PLACES, TIME_UNITS
from newsnlp.quantities.numbers import after_hyphen
from newsnlp.quantities.terms import Unit
from newsnlp.quantities.tokens import APART, GLUED, Token, tokenize
from newsnlp.quantities.words import NUMBER_STARTS, VULGAR
from newsnlp.values import Quantity

__all__ = ["FoundQuantity", "find_quantities"]

_LABEL_OF = {"money": "MONEY", "percent": "PERCENT", "measure": "QUANTITY", "count": "CARDINAL"}
_SIGNS = frozenset(SIGNS) | frozenset(VULGAR) | {"+", "-"}
_WORDS = CODES | frozenset(SIGN_WORDS) | frozenset(DOLLAR_PREFIXES) | {"CN", "JP"}
# What follows "win 3 in 4 game series" or "4 in 5 percent".
_NO_WHOLES = frozenset({"%", "percent", "-", "game", "games", "match", "matches", "set", "sets", "innings", "starts"})


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity in a text.

    Attributes:
        start: first code point, article and approximator left out.
        end: one past the last code point.
        label: MONEY, PERCENT, QUANTITY or CARDINAL.
        rule: the rule that found it.
        quantity: its number and unit.
    """

    start: int
    end: int
    label: str
    rule: str
    quantity: Quantity


def find_quantities(text: str, *, sentences: Sequence[tuple[int, int]] | None = None) -> list[FoundQuantity]:
    """Find money, percents, measures, and what is surely a count, in text order and without overlap.

    Args:
        text: any text.
        sentences: half-open spans of its sentences, which no quantity crosses; lines are never crossed.

    Example:
        >>> [(f.label, f.quantity.value, f.quantity.unit) for f in find_quantities("It paid €4.5bn for 20%.")]
        [('MONEY', 4500000000, 'EUR'), ('PERCENT', 20, 'percent')]
    """
    tokens = tokenize(text, starts={start for start, _ in sentences or ()})
    found: list[FoundQuantity] = []
    i = 0
    while i < len(tokens):
        if not _may_begin(tokens[i]):
            i += 1
            continue
        end, quantity = _read(tokens, i)
        if quantity is not None:
            found.append(quantity)
        i = end
    return found


def _may_begin(token: Token) -> bool:
    if token.kind == "number":
        return True
    if token.kind == "word":
        return (
            token.low in NUMBER_STARTS or token.low == "minus" or token.text in _WORDS or token.low.startswith("multi")
        )
    return token.low in _SIGNS


def _read(tokens: Sequence[Token], i: int) -> tuple[int, FoundQuantity | None]:
    """Give the index from which to go on, and what begins at `i`."""
    share = _share(tokens, i)
    if share is not None:
        return share
    amount = read_amount(tokens, i)
    if amount is None:
        return i + 1, None
    if not stands_free(tokens, amount):
        return amount.left.end, None
    magnitude = _magnitude(tokens, amount)
    if magnitude:
        return amount.end, _found(tokens, amount, None, "count", "magnitude")
    amount = in_metres(tokens, amount) or amount
    unit = settle_unit(tokens, amount)
    if unit is not None:
        if unit.kind == "measure" and _in_a_place(tokens, amount):
            return amount.end, None
        return amount.end, _found(tokens, amount, unit, unit.kind, _rule(amount, unit))
    rule = count_rule(tokens, amount) if amount.unit is None else None
    if rule is not None:
        return amount.end, _found(tokens, amount, None, "count", rule)
    return amount.left.end, None


def _share(tokens: Sequence[Token], i: int) -> tuple[int, FoundQuantity] | None:
    """Read "one in five": the share of a whole, unless what follows is a time ("two in ten days") or a unit."""
    share = read_share(tokens, i)
    if share is None or (tokens[i].gap == GLUED and i and tokens[i - 1].low not in "“‘\"'([—"):
        return None
    end, value = share
    bottom = tokens[end - 1]
    if end < len(tokens) and tokens[end].gap == GLUED and tokens[end].kind != "sign":
        return None
    j = after_hyphen(tokens, end)
    if j < len(tokens) and tokens[j].low in TIME_UNITS | _NO_WHOLES:
        return None
    exact = tokens[i].low in {"one", "1"} or any(token.low == "out" for token in tokens[i : end - 1])
    if len(bottom.text) > 1 and bottom.kind == "number" and bottom.text[:2] in {"19", "20"} and len(bottom.text) == 4:
        return None
    small = all(len(token.text) == 1 or token.text == "10" for token in (tokens[i], bottom) if token.kind == "number")
    if not exact and not small:
        return None
    quantity = Quantity("count", plain(value), None)
    return end, FoundQuantity(tokens[i].start, bottom.end, "CARDINAL", "share", quantity)


def _magnitude(tokens: Sequence[Token], amount: Amount) -> bool:
    """Tell whether it is the magnitude of an earthquake: "magnitude 6.2", "6.2-magnitude"."""
    if amount.unit is not None or amount.right is not None or amount.left.number.style != "digits":
        return False
    j = after_hyphen(tokens, amount.end)
    if j < len(tokens) and tokens[j].low == "magnitude" and tokens[j].gap != APART:
        return True
    k = amount.first - 1
    if k > 0 and tokens[k].low in {"-", "of"}:
        k -= 1
    return k >= 0 and tokens[k].low == "magnitude" and tokens[amount.first].gap != APART


def _in_a_place(tokens: Sequence[Token], amount: Amount) -> bool:
    """Tell whether it is "Flat 35C" or "Seat 4F"."""
    if amount.first == 0 or tokens[amount.end - 1].text not in {"C", "F"} or tokens[amount.end - 1].gap != GLUED:
        return False
    return tokens[amount.first].gap != APART and tokens[amount.first - 1].low in PLACES


def _rule(amount: Amount, unit: Unit) -> str:
    if unit.kind == "money":
        return "money_sign" if amount.left.prefixed else "money_word"
    return unit.name or "percent" if unit.kind == "percent" else unit.kind


def _found(tokens: Sequence[Token], amount: Amount, unit: Unit | None, kind: str, rule: str) -> FoundQuantity:
    start, end = tokens[amount.first].start, tokens[amount.end - 1].end
    name = f"{rule}_range" if amount.right is not None else rule
    return FoundQuantity(start, end, _LABEL_OF[kind], name, to_quantity(amount, unit=unit, kind=kind))
