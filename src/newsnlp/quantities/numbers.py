"""A number at a given token: digits or words, with its scale: "4.5bn", "two hundred and six", "half a million"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from newsnlp.quantities.digits import read_digits
from newsnlp.quantities.tokens import APART, GLUED, SPACED, Token
from newsnlp.quantities.words import (
    ARTICLES,
    DOZENS,
    FEW,
    FRACTIONS,
    LETTER_SCALES,
    PLURAL_SCALES,
    SCALES,
    SHORT_SCALES,
    TEENS,
    TENS,
    UNITS,
    VULGAR,
)

__all__ = ["Number", "after_hyphen", "read_number", "scaled"]

# Groups of three digits in the longest number with plain spaces.
_GROUPS = 5
_DIGITS = frozenset(UNITS.values())
_HUNDRED = Decimal(100)
_MULTI = "multi"


class Number(NamedTuple):
    """A number phrase.

    Attributes:
        end: index one past its last token.
        value: what it says; None when it leaves that open ("hundreds of thousands").
        low: the least it can be when it is open, else None.
        base: the value without its scale: 4.5 of "4.5bn".
        scale: the factor that its scale words stand for, 1 without any.
        style: digits, words, fraction or open.
        letter: the one letter that was read as scale ("m" may also be metres), or "".
    """

    end: int
    value: Decimal | None
    low: Decimal | None
    base: Decimal
    scale: Decimal
    style: str
    letter: str = ""


def after_hyphen(tokens: Sequence[Token], i: int) -> int:
    """Give the index after a hyphen that joins two words at `i`, or `i` where there is none."""
    joined = i + 1 < len(tokens) and tokens[i].low == "-" and tokens[i].gap == GLUED and tokens[i + 1].gap == GLUED
    return i + 1 if joined else i


def read_number(tokens: Sequence[Token], i: int, *, money: bool = False, continental: bool = False) -> Number | None:
    """Give the number that begins at a token, or None.

    Args:
        tokens: the text.
        i: index of the first token.
        money: a currency stands before it, so that one letter after a space may be its scale.
        continental: a single point before three digits marks thousands.
    """
    if i >= len(tokens):
        return None
    token = tokens[i]
    if token.kind == "number":
        return _in_digits(tokens, i, money=money, continental=continental)
    if token.low in VULGAR:
        return scaled(tokens, Number(i + 1, VULGAR[token.low], None, VULGAR[token.low], Decimal(1), "digits"))
    if token.kind != "word":
        return None
    return _open(tokens, i) or _fraction(tokens, i) or _in_words(tokens, i)


def _in_digits(tokens: Sequence[Token], i: int, *, money: bool, continental: bool) -> Number | None:
    end = _end_of_digits(tokens, i)
    base = read_digits("".join(token.text for token in tokens[i:end]), continental=continental)
    if base is None:
        return None
    fraction = _digit_fraction(tokens, after_hyphen(tokens, end))
    if end < len(tokens) and tokens[end].low in VULGAR and tokens[end].gap != APART:
        base, end = base + VULGAR[tokens[end].low], end + 1
    elif fraction is not None:
        base, end = base + fraction, after_hyphen(tokens, end) + 3
    else:
        alone = _digit_fraction(tokens, i)
        if alone is not None:
            base, end = alone, i + 3
    number = Number(end, base, None, base, Decimal(1), "digits")
    return scaled(tokens, number, short=True, money=money)


def _end_of_digits(tokens: Sequence[Token], i: int) -> int:
    """Give the index after "10 000": with plain spaces only where the groups are zeros, lest two numbers become one."""
    end = i + 1
    if len(tokens[i].text) <= 3 and tokens[i].text[0] != "0":
        while end < len(tokens) and tokens[end].text == "000" and tokens[end].gap == SPACED and end - i < _GROUPS:
            end += 1
    return end


def _digit_fraction(tokens: Sequence[Token], i: int) -> Decimal | None:
    """Give the value of "1/2", "3/4" and their like: halves to eighths, less than one."""
    if i + 2 >= len(tokens) or tokens[i].gap == APART:
        return None
    top, slash, bottom = tokens[i : i + 3]
    if slash.low != "/" or slash.gap != GLUED or bottom.gap != GLUED or len(top.text) != 1:
        return None
    if top.text not in "1234567" or bottom.text not in {"2", "3", "4", "5", "8"} or top.text >= bottom.text:
        return None
    return Decimal(top.text) / Decimal(bottom.text)


def _scale(tokens: Sequence[Token], i: int, *, short: bool, money: bool) -> tuple[int, Decimal, str] | None:
    """Give the index after one scale at `i`, its factor, and its letter if it is but one."""
    j = after_hyphen(tokens, i)
    if j >= len(tokens) or tokens[j].gap == APART or tokens[j].kind != "word":
        return None
    low, glued = tokens[j].low, tokens[j].gap == GLUED and j == i
    if low in SCALES:
        return j + 1, SCALES[low], ""
    if low in DOZENS and not glued:
        return (j + 1, DOZENS[low], "") if low == "dozen" else None
    if not short:
        return None
    if low in SHORT_SCALES:
        return j + 1, SHORT_SCALES[low], ""
    if money and low == "mm" and glued:
        return j + 1, LETTER_SCALES["m"], ""
    near = glued or (money and tokens[j].gap == SPACED and low in "mb" and j == i)
    if low in LETTER_SCALES and near and (money or low != "t"):
        return j + 1, LETTER_SCALES[low], low
    return None


def scaled(tokens: Sequence[Token], number: Number, *, short: bool = False, money: bool = False) -> Number:
    """Give the number times the scales that follow it ("1 lakh crore" has two)."""
    end, scale, letter = number.end, Decimal(1), ""
    while (found := _scale(tokens, end, short=short, money=money)) is not None:
        end, factor, letter = found
        scale *= factor
        short = False
        if scale > SCALES["quadrillion"]:
            break
    if end == number.end or number.value is None:
        return number
    return number._replace(end=end, value=number.value * scale, scale=number.scale * scale, letter=letter)


def _open(tokens: Sequence[Token], i: int) -> Number | None:
    """Read "hundreds of thousands", "several million", "a couple of hundred", "multibillion"."""
    low = tokens[i].low
    if low in PLURAL_SCALES:
        return _plural(tokens, i)
    if low in FEW:
        j = i + 1
        if low == "couple" and _is(tokens, j, "of"):
            j += 1
        found = _scale(tokens, j, short=False, money=False)
        if found is None:
            return None
        least = FEW[low]
        number = scaled(tokens, Number(j, least, None, least, Decimal(1), "open"))
        return number._replace(value=None, low=number.value)
    if low.startswith(_MULTI):
        scale = SCALES.get(low.removeprefix(_MULTI))
        end = i + 1
        if low == _MULTI:
            j = after_hyphen(tokens, i + 1)
            scale = SCALES.get(tokens[j].low) if j > i + 1 else None
            end = j + 1
        return Number(end, None, scale, scale, Decimal(1), "open") if scale else None
    return None


def _plural(tokens: Sequence[Token], i: int) -> Number | None:
    low = PLURAL_SCALES[tokens[i].low]
    end = i + 1
    if _is(tokens, end, "of") and end + 1 < len(tokens) and tokens[end + 1].low in PLURAL_SCALES:
        if tokens[end + 1].low not in {"tens", "dozens", "scores"}:
            low, end = low * PLURAL_SCALES[tokens[end + 1].low], end + 2
    elif _is(tokens, end, "and") and _is(tokens, end + 1, tokens[i].low):
        end += 2
    if end == i + 1 and (tokens[i].low == "tens" or (tokens[i].low == "scores" and not _is(tokens, end, "of"))):
        return None
    return Number(end, None, low, low, Decimal(1), "open")


def _is(tokens: Sequence[Token], i: int, word: str) -> bool:
    return i < len(tokens) and tokens[i].low == word and tokens[i].gap != APART


def _fraction(tokens: Sequence[Token], i: int) -> Number | None:
    """Read "half", "two-thirds", "three quarters", and the scale that they are of: "half a million"."""
    top, j = Decimal(1), i
    if tokens[i].low in UNITS:
        j = after_hyphen(tokens, i + 1)
        if j >= len(tokens) or tokens[j].gap == APART:
            return None
        top = UNITS[tokens[i].low]
    bottom = FRACTIONS.get(tokens[j].low)
    plural = tokens[j].low.endswith(("s", "ves"))
    if bottom is None or (j > i and plural == (top == 1)):
        return None
    if j == i and tokens[i].low not in {"half", "quarter", "third"}:
        return None
    value = top / bottom
    number = Number(j + 1, value, None, value, Decimal(1), "fraction")
    k = after_hyphen(tokens, j + 1)
    if _is(tokens, k, "of"):
        k += 1
    if k < len(tokens) and tokens[k].low in ARTICLES and tokens[k].gap != APART:
        k += 1
    if k < len(tokens) and tokens[k].gap != APART and (tokens[k].low in SCALES or tokens[k].low == "dozen"):
        return scaled(tokens, number._replace(end=k))
    return number


def _in_words(tokens: Sequence[Token], i: int) -> Number | None:
    """Read "two hundred and six thousand", "twenty-five", "one and a half million", "million" after an article."""
    first = tokens[i].low
    if first in SCALES or first in DOZENS:
        return _bare_scale(tokens, i)
    if first == "zero":
        return Number(i + 1, Decimal(0), None, Decimal(0), Decimal(1), "words")
    total, last, j = Decimal(0), Decimal(10**30), i
    base, scale = Decimal(0), Decimal(1)
    while True:
        if j > i and _apart(tokens, j):
            break
        small = _small(tokens, j if j == i else after_hyphen(tokens, _after_and(tokens, j)))
        if small is None:
            break
        end, value = small
        if j == i:
            end, value = _and_a_half(tokens, end, value)
        group = scaled(tokens, Number(end, value, None, value, Decimal(1), "words"))
        if group.value is None or group.scale >= last:
            break
        total, last, j = total + group.value, group.scale, group.end
        if total == group.value:
            base, scale = group.base, group.scale
        if last == 1:
            break
    return Number(j, total, None, base, scale, "words") if j > i else None


def _bare_scale(tokens: Sequence[Token], i: int) -> Number | None:
    """Read "million" where an article or nothing of a number stands before it."""
    if tokens[i].low == "score" or tokens[i].low in {"lakhs", "crores"}:
        return None
    scale = SCALES.get(tokens[i].low) or DOZENS[tokens[i].low]
    return scaled(tokens, Number(i + 1, scale, None, Decimal(1), scale, "words"))


def _after_and(tokens: Sequence[Token], i: int) -> int:
    return i + 1 if _is(tokens, i, "and") else i


def _small(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    """Give the index after a number below 1000 in words, and its value."""
    below = _below_hundred(tokens, i)
    if below is None or below[1] not in _DIGITS:
        return below
    j = after_hyphen(tokens, below[0])
    if not _is(tokens, j, "hundred"):
        return below
    end, value = j + 1, below[1] * _HUNDRED
    rest = None if _apart(tokens, end) else _below_hundred(tokens, after_hyphen(tokens, _after_and(tokens, end)))
    return (rest[0], value + rest[1]) if rest is not None else (end, value)


def _below_hundred(tokens: Sequence[Token], i: int) -> tuple[int, Decimal] | None:
    if i >= len(tokens) or (i > 0 and tokens[i].gap == APART and tokens[i - 1].low in {"-", "and"}):
        return None
    low = tokens[i].low
    if low not in TENS:
        value = UNITS.get(low) or TEENS.get(low)
        return None if value is None else (i + 1, value)
    j = after_hyphen(tokens, i + 1)
    unit = None if _apart(tokens, j) else UNITS.get(tokens[j].low)
    return (j + 1, TENS[low] + unit) if unit else (i + 1, TENS[low])


def _apart(tokens: Sequence[Token], i: int) -> bool:
    return i >= len(tokens) or tokens[i].gap == APART


def _and_a_half(tokens: Sequence[Token], i: int, value: Decimal) -> tuple[int, Decimal]:
    """Take in "and a half", "and a quarter", "and two thirds"."""
    j = after_hyphen(tokens, i)
    if not _is(tokens, j, "and"):
        return i, value
    j = after_hyphen(tokens, j + 1)
    k = after_hyphen(tokens, j + 1)
    if _apart(tokens, j) or _apart(tokens, k) or tokens[k].low not in FRACTIONS:
        return i, value
    top = Decimal(1) if tokens[j].low in ARTICLES else UNITS.get(tokens[j].low)
    if top is None or (top == 1) == tokens[k].low.endswith("s"):
        return i, value
    return k + 1, value + top / FRACTIONS[tokens[k].low]
