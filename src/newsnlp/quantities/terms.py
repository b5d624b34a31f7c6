"""A number with what it counts: "$4.5bn", "11 million euros", "5 per cent", "40-mile", "millions of barrels"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from newsnlp.quantities.currencies import (
    CODES,
    CONTINENTAL,
    DOLLAR_PREFIXES,
    MINOR,
    NAMES,
    QUALIFIED,
    SIGN_WORDS,
    SIGNS,
)
from newsnlp.quantities.lexicon import HEIGHTS, PENCE_NOUNS
from newsnlp.quantities.numbers import Number, after_hyphen, read_number, scaled
from newsnlp.quantities.tokens import APART, GLUED, SPACED, Token
from newsnlp.quantities.units import DIGIT_UNITS, GLUED_UNITS, PERCENTS, UNITS_OF_MEASURE

__all__ = ["Term", "Unit", "read_term"]

_LONGEST_UNIT = 4
_ONE_LETTER = frozenset("RPNK")
# What may be "minus 5": else it is a sum.
_BELOW_ZERO = ("degree", "percent")
_HUNDREDTH = Decimal("0.01")


class Unit(NamedTuple):
    """What a number counts.

    Attributes:
        kind: money, percent or measure.
        name: the standard unit; None for a currency that the text leaves open.
        factor: by which the number is multiplied: 0.01 for cents.
        word: the last word of the unit as written, in lower case; "" for a sign.
    """

    kind: str
    name: str | None
    factor: Decimal = Decimal(1)
    word: str = ""


class Term(NamedTuple):
    """A number with its unit, or without.

    Attributes:
        first: index of its first token.
        end: index one past its last token.
        number: the number.
        unit: what it counts, or None.
        prefixed: the unit stands before the number.
        sign: 1 or -1.
        plus: "or more", "-plus" or "+" leaves it open above.
    """

    first: int
    end: int
    number: Number
    unit: Unit | None
    prefixed: bool = False
    sign: int = 1
    plus: bool = False


def read_term(tokens: Sequence[Token], i: int) -> Term | None:
    """Give the number that begins at a token with the unit before or after it, or None."""
    start, sign = _sign(tokens, i)
    prefix = _prefix(tokens, start)
    if prefix is not None:
        return _prefixed(tokens, i, sign, prefix)
    number = read_number(tokens, start)
    if number is None or (sign < 0 and number.style != "digits"):
        return None
    end, plus = _plus(tokens, number.end)
    if plus and number.scale == 1 and number.value is not None:
        number = scaled(tokens, number._replace(end=end))
        end = number.end
    found = _unit(tokens, number, end)
    if tokens[i].low == "minus" and (found is None or not (found[1].name or "").startswith(_BELOW_ZERO)):
        return None
    if found is None:
        if tokens[end - 1].low == "more":  # "five or more": the words after the number qualify it from outside
            end = number.end - 2 if number.end == end else number.end
        return Term(i, end, number, None, sign=sign, plus=plus)
    if found[1].word == "%" and not plus:
        found = _plus(tokens, found[0])[0], found[1]
        plus = tokens[found[0] - 1].low in {"+", "plus"}
    return Term(i, found[0], number, found[1], sign=sign, plus=plus)


def _sign(tokens: Sequence[Token], i: int) -> tuple[int, int]:
    """Give the index after a plus or minus that is glued to what follows and to nothing before, and the sign."""
    token = tokens[i]
    if token.low == "minus" and i + 1 < len(tokens) and tokens[i + 1].kind == "number" and tokens[i + 1].gap == SPACED:
        return (i, 1) if i > 0 and tokens[i - 1].low == "or" else (i + 1, -1)
    if token.low not in {"+", "-"} or token.text in "–—" or token.gap == GLUED or i + 1 >= len(tokens):
        return i, 1
    if tokens[i + 1].gap != GLUED or not (tokens[i + 1].kind == "number" or tokens[i + 1].low in SIGNS):
        return i, 1
    return i + 1, -1 if token.low == "-" else 1


def _prefixed(tokens: Sequence[Token], i: int, sign: int, prefix: tuple[int, str | None]) -> Term | None:
    after, code = prefix
    number = read_number(tokens, after, money=True, continental=code in CONTINENTAL)
    if number is None or number.style != "digits" or tokens[after].gap == APART:
        in_words = number is not None and number.style == "words" and tokens[after].gap == SPACED
        if number is None or not in_words or tokens[i].low not in SIGNS:
            return None
    last = tokens[after - 1]
    if last.text in _ONE_LETTER and (tokens[after].gap != GLUED or number.scale == 1):
        return None
    end, plus = _plus(tokens, number.end)
    repeated = _unit(tokens, number, end)
    same = repeated is not None and (repeated[1].name == code or (code == "USD" and "dollar" in repeated[1].word))
    if repeated is not None and same and (tokens[end].gap != GLUED or tokens[end].low == "-"):
        end, code = repeated[0], repeated[1].name
    return Term(i, end, number, Unit("money", code), prefixed=True, sign=sign, plus=plus)


def _prefix(tokens: Sequence[Token], i: int) -> tuple[int, str | None] | None:
    """Give the index after a currency before a number, and its code."""
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.low in SIGNS:
        return i + 1, SIGNS[token.low]
    if token.kind != "word":
        return None
    if i + 1 < len(tokens) and tokens[i + 1].low in {"$", "＄"} and tokens[i + 1].gap == GLUED:
        return (i + 2, DOLLAR_PREFIXES[token.text]) if token.text in DOLLAR_PREFIXES else None
    if token.text in {"CN", "JP"} and i + 1 < len(tokens) and tokens[i + 1].low in {"¥", "￥"}:
        return i + 2, "JPY" if token.text == "JP" else "CNY"
    if token.text in SIGN_WORDS:
        j = i + 1
        if j < len(tokens) and tokens[j].low == "." and tokens[j].gap == GLUED:
            j += 1
        return j, SIGN_WORDS[token.text]
    if token.text in CODES:
        j = i + 1
        if j < len(tokens) and tokens[j].low in SIGNS and tokens[j].gap == GLUED:
            j += 1
        return j, token.text
    return None


def _plus(tokens: Sequence[Token], i: int) -> tuple[int, bool]:
    """Take in "+", "-plus" and "or more" after a number."""
    if i >= len(tokens):
        return i, False
    if tokens[i].low == "+" and tokens[i].gap == GLUED:
        return i + 1, True
    j = after_hyphen(tokens, i)
    if j > i and tokens[j].low == "plus":
        return j + 1, True
    if i + 1 < len(tokens) and tokens[i].low == "or" and tokens[i + 1].low == "more" and tokens[i].gap == SPACED:
        return i + 2, True
    return i, False


def _unit(tokens: Sequence[Token], number: Number, i: int) -> tuple[int, Unit] | None:
    """Give the index after the unit that follows a number, and the unit."""
    if number.style == "open" and i < len(tokens) and tokens[i].low == "of" and tokens[i].gap != APART:
        found = _named(tokens, i + 1)
        return found if found is not None and found[1].kind != "percent" else None
    if number.style == "fraction":
        return _unit_of_fraction(tokens, i)
    if number.style == "digits":
        short = _short_unit(tokens, i)
        if short is not None:
            return short
    return _named(tokens, i)


def _unit_of_fraction(tokens: Sequence[Token], i: int) -> tuple[int, Unit] | None:
    """Read the unit of "half a percent", "a quarter of a mile", "quarter-percentage-point"."""
    j = i
    if j < len(tokens) and tokens[j].low == "of" and tokens[j].gap == SPACED:
        j += 1
    if j < len(tokens) and tokens[j].low in {"a", "an", "one", "1"} and tokens[j].gap == SPACED:
        return _named(tokens, j + 1)
    if j > i:
        return None
    j = after_hyphen(tokens, i)
    if j < len(tokens) and tokens[j].low in {"point", "points"} and tokens[j].gap != APART:
        return j + 1, Unit("percent", "percentage_point", word=tokens[j].low)
    return _named(tokens, i)


def _short_unit(tokens: Sequence[Token], i: int) -> tuple[int, Unit] | None:
    j = after_hyphen(tokens, i)
    if j >= len(tokens) or tokens[j].gap == APART:
        return None
    token = tokens[j]
    if token.gap == GLUED and j == i and (token.text,) in GLUED_UNITS:
        return j + 1, Unit("measure", GLUED_UNITS[token.text,], word=token.low)
    if token.text == "p" and token.gap == GLUED and j + 1 < len(tokens) and tokens[j + 1].low in PENCE_NOUNS:
        return j + 1, Unit("money", "GBP", _HUNDREDTH, "pence")
    if token.low == "m" and j + 1 < len(tokens) and tokens[j + 1].low in HEIGHTS:
        return j + 1, Unit("measure", "metre", word="m")
    found = _longest(tokens, j, DIGIT_UNITS)
    if found is None or (token.text.istitle() and token.gap != GLUED):
        return None
    longer = _longest(tokens, j, UNITS_OF_MEASURE)
    if longer is not None and longer[0] > found[0]:
        found = longer
    return found[0], Unit("measure", found[1], word=token.low)


def _named(tokens: Sequence[Token], i: int) -> tuple[int, Unit] | None:
    """Read a percent, a currency or a unit in words, after a hyphen or not."""
    j = after_hyphen(tokens, i)
    if j >= len(tokens) or tokens[j].gap == APART:
        return None
    token = tokens[j]
    percent = _longest(tokens, j, PERCENTS)
    if percent is not None:
        return percent[0], Unit("percent", percent[1], word=tokens[j].low)
    measure = _longest(tokens, j, UNITS_OF_MEASURE)
    if measure is not None:
        return measure[0], Unit("measure", measure[1], word=tokens[measure[0] - 1].low)
    qualified = _longest(tokens, j, QUALIFIED)
    if qualified is not None:
        return qualified[0], Unit("money", qualified[1], word=tokens[qualified[0] - 1].low)
    if token.low in MINOR:
        return j + 1, Unit("money", MINOR[token.low], _HUNDREDTH, token.low)
    if token.low in NAMES:
        end = j + 1
        if token.low in {"pound", "pounds"} and end < len(tokens) and tokens[end].low == "sterling":
            return end + 1, Unit("money", "GBP", word="sterling")
        if end < len(tokens) and tokens[end].low in {"cent", "cents"} and tokens[end].gap == SPACED:
            return end + 1, Unit("money", NAMES[token.low], _HUNDREDTH, "cents")
        return end, Unit("money", NAMES[token.low], word=token.low)
    if token.text in CODES:
        return j + 1, Unit("money", token.text)
    if token.low in {"€", "£", "¥", "₽", "₴", "₺", "₪", "$", "₹"}:
        behind = tokens[j + 1] if j + 1 < len(tokens) else None
        if behind is None or behind.gap != GLUED or behind.kind == "sign":
            return j + 1, Unit("money", SIGNS[token.low])
    return None


def _longest(tokens: Sequence[Token], i: int, table: Mapping[tuple[str, ...], str]) -> tuple[int, str] | None:
    """Give the longest run of words from `i` that the table has, hyphens between them left out."""
    words: list[str] = []
    best: tuple[int, str] | None = None
    j = i
    while j < len(tokens) and len(words) < _LONGEST_UNIT and (not words or tokens[j].gap != APART):
        words.append(tokens[j].low)
        if tuple(words) in table:
            best = j + 1, table[tuple(words)]
        j = after_hyphen(tokens, j + 1)
    return best
