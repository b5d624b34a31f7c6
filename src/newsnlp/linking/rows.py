"""Rows of terms as flat arrays (compressed sparse rows), the form in which many headlines are compared at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Ints", "Ragged", "Rows", "Vectors", "distinct", "spread", "sums"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Vectors = NDArray[np.int8]


class Ragged:
    """Rows of different lengths, one behind another: row `r` lies at the places `starts[r]` to `starts[r + 1]`."""

    __slots__ = ()
    starts: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> Ints:
        """The length of each row."""
        return np.diff(self.starts)

    @property
    def owners(self) -> Ints:
        """The row that each place is in."""
        return np.repeat(np.arange(len(self)), self.lengths)

    def taken(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Give, for some of the rows in their order, where each starts, and the places that they lie at now."""
        lengths = self.lengths[numbers]
        _, places = spread(self.starts[numbers], lengths)
        return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), places


@dataclass(frozen=True)
class Rows(Ragged):
    """Ascending term numbers of each row: row `r` has `terms[starts[r]:starts[r + 1]]`, and weights beside them."""

    starts: Ints
    terms: Ints
    weights: NDArray[np.float64]
    width: int

    @cached_property
    def keys(self) -> Ints:
        """Row and term of each place in one number; they ascend, as rows and terms do."""
        return self.owners * self.width + self.terms

    @classmethod
    def of(cls, rows: Sequence[Iterable[tuple[int, float]]], width: int) -> Rows:
        """Build from (term, weight) pairs, each term once in its row, in any order; terms are below `width`."""
        ordered = [sorted(row) for row in rows]
        lengths = np.fromiter(map(len, ordered), np.int64, len(ordered))
        flat = [pair for row in ordered for pair in row]
        terms = np.fromiter((term for term, _ in flat), np.int64, len(flat))
        weights = np.fromiter((weight for _, weight in flat), np.float64, len(flat))
        return cls.flat(np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64), terms, weights, width)

    @classmethod
    def flat(cls, starts: Ints, terms: Ints, weights: NDArray[np.float64], width: int) -> Rows:
        """Build from the flat arrays; the terms ascend in each row."""
        return cls(starts, terms, weights, width)

    def take(self, numbers: Ints) -> Rows:
        """Give the rows of these numbers, in their order."""
        starts, places = self.taken(numbers)
        return Rows.flat(starts, self.terms[places], self.weights[places], self.width)

    def renumbered(self, numbers: Ints, width: int) -> Rows:
        """Give the same rows with other term numbers: term `t` becomes `numbers[t]`, below `width`."""
        terms = numbers[self.terms]
        order = np.argsort(self.owners * width + terms)
        return Rows.flat(self.starts, terms[order], self.weights[order], width)

    def row(self, number: int) -> list[int]:
        """Give the terms of one row."""
        found: list[int] = self.terms[self.starts[number] : self.starts[number + 1]].tolist()
        return found

    def shared(self, left: Ints, right: Ints, *, others: Rows | None = None) -> tuple[Ints, Ints, Ints]:
        """Find the terms that two rows share, for many pairs of rows.

        Args:
            left: a row a pair.
            right: the other row.
            others: the rows that `right` counts, of the same width; by default these.

        Returns:
            For each shared term of each pair, pair by pair: the pair, the place in the left row's terms, and the
            place in the right row's.
        """
        keys = self.keys if others is None else others.keys
        pair, place = spread(self.starts[left], self.starts[left + 1] - self.starts[left])
        wanted = right[pair] * self.width + self.terms[place]
        found = np.searchsorted(keys, wanted)
        found[found == len(keys)] = 0
        hit = keys[found] == wanted if len(keys) else np.zeros(len(wanted), np.bool_)
        return pair[hit], place[hit], found[hit]


def distinct(keys: NDArray[Any], *, runs: bool = False) -> NDArray[Any]:
    """Give the distinct keys, ascending (much faster than `numpy.unique` on millions of integers).

    Args:
        keys: whole numbers.
        runs: they come as a few ascending runs, which a merging sort takes in a fifth of the time, with more memory.
    """
    keys = np.sort(keys, kind="stable" if runs else "quicksort")
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def spread(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Give for each of `lengths[k]` places from `starts[k]` on: the number k, and the place."""
    owner = np.repeat(np.arange(len(lengths)), lengths)
    ends = np.cumsum(lengths)
    return owner, np.arange(len(owner)) - np.repeat(ends - lengths, lengths) + np.repeat(starts, lengths)


def sums(values: NDArray[Any], owners: Ints, size: int) -> NDArray[np.float64]:
    """Sum the values of each owner below `size`, in their order: the same sum whatever stands around it."""
    summed: NDArray[np.float64] = np.bincount(owners, weights=values, minlength=size).astype(np.float64)
    return summed
