"""The value of a number in digits, whatever marks its thousands and its decimals."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["read_digits"]

# No news counts further; Python refuses to turn strings of more than 4300 digits into numbers.
_LONGEST = 30
_SPACES = re.compile("[\u00a0\u202f\u2009]")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)?\.[0-9]+|0|[1-9][0-9]*")
_WESTERN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_ONE_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")


def read_digits(text: str, *, continental: bool = False) -> Decimal | None:
    """Give the value of a number in digits, or None for what is none (a version, an address, a list).

    Args:
        text: digits with points, commas or no-break spaces between them.
        continental: read a single point before three digits as a mark of thousands.

    Example:
        >>> [int(read_digits(number)) for number in ("1,200", "1,00,000", "1.200.000", "10\u00a0000")]
        [1200, 100000, 1200000, 10000]
        >>> read_digits("4,5"), read_digits("1.234,50"), read_digits("1.2.3")
        (Decimal('4.5'), Decimal('1234.50'), None)
    """
    if len(text) > _LONGEST:
        return None
    plain = _SPACES.sub("", text).replace("\u201a", ",").replace("\u00b7", ".")
    if continental and _ONE_POINT.fullmatch(plain):
        return Decimal(plain.replace(".", ""))
    if _PLAIN.fullmatch(plain):
        return Decimal(plain)
    if _WESTERN.fullmatch(plain) or _INDIAN.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    if _CONTINENTAL.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(plain):
        return Decimal(plain.replace(",", "."))
    return None
