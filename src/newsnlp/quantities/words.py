"""English number words: units, tens, scales, fractions, and the words that leave the number open."""

from __future__ import annotations

from decimal import Decimal

__all__ = [
    "ARTICLES",
    "DOZENS",
    "FEW",
    "FRACTIONS",
    "LETTER_SCALES",
    "NUMBER_STARTS",
    "PLURAL_SCALES",
    "SCALES",
    "SHORT_SCALES",
    "TEENS",
    "TENS",
    "UNITS",
    "VULGAR",
]

_DIGITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: Decimal(i) for i, word in enumerate(_DIGITS.split(), 1)}
TEENS = {word: Decimal(i) for i, word in enumerate(_TEENS.split(), 10)}
TENS = {word: Decimal(i * 10) for i, word in enumerate(_TENS.split(), 2)}

SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
    "quadrillion": Decimal(10**15),
    "lakh": Decimal(10**5),
    "lakhs": Decimal(10**5),
    "lac": Decimal(10**5),
    "crore": Decimal(10**7),
    "crores": Decimal(10**7),
}
"""Scales in words; India's lakh and crore are used by all its papers."""
SHORT_SCALES = {
    "mn": Decimal(10**6),
    "mln": Decimal(10**6),
    "mil": Decimal(10**6),
    "mio": Decimal(10**6),
    "bn": Decimal(10**9),
    "bln": Decimal(10**9),
    "tn": Decimal(10**12),
    "trn": Decimal(10**12),
    "cr": Decimal(10**7),
}
"""Scales as agencies shorten them; after a number in digits only."""
LETTER_SCALES = {"k": Decimal(10**3), "m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
"""Scales of one letter: glued to the digits ("$5m", "10K")."""
DOZENS = {"dozen": Decimal(12), "score": Decimal(20)}
PLURAL_SCALES = {
    "tens": Decimal(10),
    "dozens": Decimal(12),
    "scores": Decimal(20),
    "hundreds": Decimal(100),
    "thousands": Decimal(10**3),
    "millions": Decimal(10**6),
    "billions": Decimal(10**9),
    "trillions": Decimal(10**12),
    "lakhs": Decimal(10**5),
    "crores": Decimal(10**7),
}
"""Scales in the plural leave the number open: at least one of them."""
FEW = {"several": Decimal(2), "few": Decimal(2), "couple": Decimal(2)}
"""Words that leave the factor of a scale open: at least two."""
FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9,
    "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100, "hundredths": 100,
}  # fmt: skip
"""Denominators."""
VULGAR = {
    "½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅛": Decimal("0.125"), "⅜": Decimal("0.375"),
    "⅝": Decimal("0.625"), "⅞": Decimal("0.875"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3, "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"), "⅗": Decimal("0.6"), "⅘": Decimal("0.8"),
}  # fmt: skip
ARTICLES = frozenset({"a", "an"})
NUMBER_STARTS = frozenset(
    {*UNITS, *TEENS, *TENS, "zero", "half", "quarter", "third", *FEW, *PLURAL_SCALES, *SCALES, *DOZENS}
)
"""Words with which a number may begin."""
