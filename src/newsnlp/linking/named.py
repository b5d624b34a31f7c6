"""The days of the week and the months that whole texts name.

Outlets that tell one story tell it of one day: "on Thursday". Two texts that both name days and none in common seldom
do, and even less if those lie two days and more apart in the week: one tells on Wednesday of what others tell on
Thursday. It is read off the words alone, so bodies need no record of dates for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.normalise import stem
from newsnlp.linking.rows import Ints, Rows, distinct

__all__ = ["DAYS", "MONTHS", "NAMED", "Named"]

NAMED = ("body_days", "body_other_days", "body_far_days", "body_other_months")

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"
)  # fmt: skip
# "may" is hardly ever the month.
_BIT = {stem(word): np.uint32(1 << place) for place, word in enumerate((*DAYS, *MONTHS))}
_OF_DAYS = np.uint32((1 << len(DAYS)) - 1)
_OF_MONTHS = np.uint32(((1 << len(MONTHS)) - 1) << len(DAYS))

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Named:
    """What each text names: a bit each of `DAYS`, then of `MONTHS`."""

    bits: NDArray[np.uint32]

    @classmethod
    def of(cls, rows: Rows, vocabulary: Sequence[str]) -> Named:
        """Read the terms of texts."""
        known = distinct(rows.terms)
        of_term = np.array([_BIT.get(vocabulary[term], 0) for term in known.tolist()], np.uint32)
        names = of_term[np.searchsorted(known, rows.terms)]
        there = np.flatnonzero(names)
        bits = np.zeros(len(rows), np.uint32)
        np.bitwise_or.at(bits, rows.owners[there], names[there])
        return cls(bits)

    def features(self, left: Ints, right: Ints) -> dict[str, Numbers]:
        """Compare pairs of texts.

        Returns:
            By name: `body_days`, 1 where both name a day in common; `body_other_days`, 1 where both name days and none
            in common; `body_far_days`, 1 where besides none is next to one of the other; `body_other_months`, the same
            as `body_other_days` of months.
        """
        one, other = self.bits[left], self.bits[right]
        days, other_days = _meet(one & _OF_DAYS, other & _OF_DAYS)
        _, far_days = _meet(_with_next(one & _OF_DAYS), other & _OF_DAYS)
        _, other_months = _meet(one & _OF_MONTHS, other & _OF_MONTHS)
        return {
            "body_days": days,
            "body_other_days": other_days,
            "body_far_days": far_days,
            "body_other_months": other_months,
        }


def _with_next(days: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Add the day before and the day after each day; Monday comes after Sunday."""
    last = np.uint32(len(DAYS) - 1)
    one = np.uint32(1)
    widened: NDArray[np.uint32] = days | (days << one) | (days >> last) | (days >> one) | (days << last)
    return widened & _OF_DAYS


def _meet(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> tuple[Numbers, Numbers]:
    """Say of pairs of names whether some are common, and whether there are some on either side and none common."""
    common = (one & other) > 0
    return common.astype(np.float64), ((one > 0) & (other > 0) & ~common).astype(np.float64)
