"""What the words around an amount say: is it one at all, and which of two units is meant?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from newsnlp.quantities.amounts import Amount
from newsnlp.quantities.lexicon import (
    COUNTED,
    DESIGNATORS,
    HEIGHTS,
    MONEY_WORDS,
    MONTHS,
    OPENERS,
    PREFIXES,
    RATE_WORDS,
    SHORTENED,
    TIME_UNITS,
    WEIGHT_WORDS,
)
from newsnlp.quantities.numbers import after_hyphen
from newsnlp.quantities.terms import Unit
from newsnlp.quantities.tokens import APART, GLUED, Token
from newsnlp.quantities.words import UNITS

__all__ = ["count_rule", "in_metres", "settle_unit", "stands_free"]

_POUND = frozenset({"pound", "pounds"})
_POINT = frozenset({"point", "points"})
_MASS = Unit("measure", "pound", word="pound")
_METRE = Unit("measure", "metre", word="m")
_BILL = Decimal(1000)
_NEAR = 6
# "One million won the lottery": a verb, no money.
_AFTER_WON = frozenset({"the", "a", "an", "their", "his", "her", "its", "gold", "silver", "medals", "prizes", "awards"})
_YEARS = range(1900, 2101)
_HOT = 20


def stands_free(tokens: Sequence[Token], amount: Amount) -> bool:
    """Tell whether nothing is glued to an amount that makes it a part of something else: "F-16", "5th", "1/2/3"."""
    before, after = amount.first - 1, amount.end
    if after < len(tokens) and tokens[after].gap == GLUED:
        token = tokens[after]
        if token.kind != "sign" or token.low in "$£€#@_&=":
            return False
        follows = tokens[after + 1] if after + 1 < len(tokens) and tokens[after + 1].gap == GLUED else None
        marked = amount.unit is not None and token.low == "-"  # "52%-48%" is two, "555-1234" is none
        if follows is not None and follows.kind == "number" and token.low in "-/:.,'" and not marked:
            return False
    if before < 0 or tokens[amount.first].gap != GLUED:
        return True
    token = tokens[before]
    return _may_open(tokens, amount, token)


def _may_open(tokens: Sequence[Token], amount: Amount, token: Token) -> bool:
    """Tell whether the token glued before an amount leaves it free: a quote, a bracket, a dash, not a stroke."""
    before = amount.first - 1
    signed = tokens[amount.first].kind == "sign"
    if token.kind != "sign":
        return False
    if token.low in "'’":
        return token.gap != GLUED or before == 0
    if token.low == "-" and not signed:
        return token.text in "–—" or _opens(tokens, before)
    return signed or token.low not in "/:.,#@_&=$£€"


def _opens(tokens: Sequence[Token], hyphen: int) -> bool:
    """Tell whether the hyphen before an amount joins it to no word but a prefix such as "sub-" or "magnitude-"."""
    if hyphen == 0 or tokens[hyphen].gap != GLUED:
        return True
    return tokens[hyphen - 1].low in PREFIXES or tokens[hyphen - 1].low == "%"


def settle_unit(tokens: Sequence[Token], amount: Amount, label: str = "") -> Unit | None:
    """Give the unit that is meant, or None when it is none or cannot be told.

    Args:
        tokens: the text.
        amount: an amount with a unit, or with "m" for millions or metres.
        label: what is known of it (MONEY, QUANTITY, ...), or "".
    """
    unit = amount.unit
    if unit is None or (amount.left.prefixed and unit.kind == "money"):
        return unit
    last = tokens[amount.end - 1]
    if unit.word in _POUND:
        return _pound(tokens, amount, unit, label)
    if label:
        return unit
    if unit.word in _POINT:
        return unit if RATE_WORDS & _around(tokens, amount) else None
    if unit.kind == "money":
        return unit if _is_currency(tokens, amount, unit, last) else None
    if unit.kind == "measure":
        return unit if _is_measure(amount, unit, last) else None
    return unit if unit.word != "bp" or last.gap == GLUED else None


def _around(tokens: Sequence[Token], amount: Amount) -> set[str]:
    return {token.low for token in tokens[max(0, amount.first - _NEAR) : amount.end + _NEAR]}


def _size(amount: Amount) -> Decimal:
    number = amount.number
    return abs(number.value if number.value is not None else number.low or Decimal(0))


def _hyphened(tokens: Sequence[Token], amount: Amount) -> bool:
    return amount.end >= 2 and tokens[amount.end - 2].low == "-"


def _pound(tokens: Sequence[Token], amount: Amount, unit: Unit, label: str) -> Unit | None:
    """Settle pounds: money in millions or near words of pay, weight with "of", a hyphen or near words of weight."""
    if label in {"MONEY", "QUANTITY"}:
        return unit if label == "MONEY" else _MASS
    size = _size(amount)
    of_stuff = amount.end < len(tokens) and tokens[amount.end].low == "of"
    if of_stuff or (_hyphened(tokens, amount) and size < _BILL):
        return _MASS
    if size >= _BILL:
        return unit
    near = _around(tokens, amount)
    before = {token.low for token in tokens[max(0, amount.first - _NEAR // 2) : amount.first]}
    if near & WEIGHT_WORDS and not before & MONEY_WORDS:
        return _MASS
    return unit if near & MONEY_WORDS else None


def _is_currency(tokens: Sequence[Token], amount: Amount, unit: Unit, last: Token) -> bool:
    size, number = _size(amount), amount.number
    large = size >= _BILL or number.scale > 1
    if unit.word in {"cent", "ct"}:
        return _hyphened(tokens, amount) or (size <= 1 and last.text.islower())
    if unit.word in {"won", "wons", "mark", "marks", "crown", "crowns", "rand", "lei", "dong", "kip", "sol", "real"}:
        qualified = amount.end - number.end > 1
        follows = tokens[amount.end] if amount.end < len(tokens) else None
        verb = unit.word == "won" and follows is not None and follows.gap != APART and follows.low in _AFTER_WON
        return (large or qualified) and not verb
    if number.style == "words" and number.base == number.scale == 1 and amount.end - amount.first > 1:
        return True
    # "Million Dollar Baby", "Six Million Dollar Man": words in capitals, and no hyphen.
    singular = unit.word in {"dollar", "euro", "rupee", "ruble", "rouble", "peso", "franc", "pound"}
    if singular and last.text.istitle() and number.style == "words" and _size(amount) > 1:
        return _hyphened(tokens, amount)
    return not (last.text.istitle() and unit.word in {"bucks", "buck", "quid", "sterling"})


def _is_measure(amount: Amount, unit: Unit, last: Token) -> bool:
    number, size = amount.number, _size(amount)
    if unit.name == "degree" and number.style != "digits":
        return False
    if unit.name == "degree Fahrenheit" and last.text == "F":
        return size >= _HOT
    if unit.word == "mp":
        return last.gap == GLUED and size < _BILL
    plural = unit.word.endswith("s") or unit.word in {"feet", "inches"}
    # "8 Mile", "Nine Inch Nails", "Three Mile Island": a capital, one of many, and no hyphen.
    named = last.text.istitle() and not plural and last.gap != GLUED and len(last.text) > 2 and size > 1
    return not named or unit.word in {"horsepower", "hertz", "celsius", "fahrenheit"}


def count_rule(tokens: Sequence[Token], amount: Amount) -> str | None:
    """Give the rule by which an amount without unit is a count for sure, or None.

    Large numbers in words or with marks of thousands, open ones ("dozens"), fractions, and any number right before a
    word for people or for what happens to them. Never what a name, date, score or version may hold.
    """
    before = tokens[amount.first - 1] if amount.first and tokens[amount.first].gap != APART else None
    after = tokens[amount.end] if amount.end < len(tokens) and tokens[amount.end].gap != APART else None
    if not _may_count(tokens, amount, before, after):
        return None
    number = amount.number
    if number.style == "open":
        return "count_open"
    if number.style == "fraction":
        return "count_fraction" if _is_share(tokens, amount, after) else None
    counted = after is not None and after.low in COUNTED
    grouped = "," in tokens[amount.first].text and "," in tokens[amount.end - 1].text
    if amount.joint and not counted and not (amount.joint == "to" and (number.scale > 1 or grouped)):
        return None
    if number.letter:
        return "count_large" if counted else None
    if number.style == "words" and number.base == 1 and tokens[amount.first].low not in UNITS:
        return "count_large" if before is not None and before.low in {"a", "an"} else None  # not "the Million March"
    if number.scale > 1:
        return "count_large"
    if "," in tokens[amount.first].text and _size(amount) not in _YEARS:
        return "count_grouped" if _size(amount) >= _BILL else None
    return "count_noun" if counted and _counts(tokens, amount, before) else None


def _is_share(tokens: Sequence[Token], amount: Amount, after: Token | None) -> bool:
    """Tell whether a fraction is one: "two-thirds", "half a million", "one third of", but not "one third party"."""
    if amount.number.scale > 1:
        return True
    if amount.end - amount.first == 1 or tokens[amount.first].low == "third":
        return False
    if amount.end - amount.first > 2 or tokens[amount.first].low != "one" or after is None:
        return True
    return after.low == "of" or (after.kind == "sign" and after.low != "-")


def _may_count(tokens: Sequence[Token], amount: Amount, before: Token | None, after: Token | None) -> bool:
    if after is not None and (after.low in TIME_UNITS or (after.low in MONTHS and after.text[0].isupper())):
        return False
    joined = after_hyphen(tokens, amount.end)
    if joined > amount.end and tokens[joined].low in TIME_UNITS:
        return False
    if before is None:
        return True
    if before.low == "." and before.gap == GLUED and amount.first > 1 and tokens[amount.first - 2].low in SHORTENED:
        return False
    if before.low in DESIGNATORS or (before.low in MONTHS and before.text[0].isupper()):
        return False
    if before.low in {".", "#"} and tokens[amount.first].gap == GLUED:
        return False
    group = before.low == "of" and amount.first > 1 and tokens[amount.first - 2].low in {"group", "gang", "class"}
    return not group


def _counts(tokens: Sequence[Token], amount: Amount, before: Token | None) -> bool:
    """Tell whether a small number before a counted noun is no part of a name before it ("Windows 11 users")."""
    value = amount.number.value
    first = tokens[amount.first]
    if value is None or value != value.to_integral_value():
        return False  # people and things come whole: "Two and a Half Men"
    if first.kind == "number" and value in _YEARS and "," not in first.text:
        return False
    if first.kind == "number" and len(first.text) > 1 and first.text[0] == "0":
        return False
    if first.low == "one" and tokens[amount.end].low.endswith("s"):
        return False
    if before is None or before.kind != "word" or before.text.islower():
        return True
    return before.low in OPENERS


def in_metres(tokens: Sequence[Token], amount: Amount) -> Amount | None:
    """Give the amount in metres where "m" after a number means them: "1.5m tall", "400m hurdles"."""
    after = tokens[amount.end] if amount.end < len(tokens) and tokens[amount.end].gap != APART else None
    number = amount.left.number
    if number.letter != "m" or amount.right is not None or after is None or after.low not in HEIGHTS:
        return None
    metres = number._replace(value=number.base, scale=Decimal(1), letter="")
    return amount._replace(left=amount.left._replace(number=metres), unit=_METRE)
