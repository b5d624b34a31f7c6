"""Rows of terms as flat arrays (compressed sparse rows), the form in which many headlines are compared at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["SHORT", "Floats", "Ints", "Ragged", "Rows", "Vectors", "distinct", "numbered", "spread", "sums"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Vectors = NDArray[np.int8]
SHORT = 24  # terms of a row that is laid beside another
_MARKS = 251
_AT_ONCE = 2_048  # pairs; what is compared of them stays in a processor's cache


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

    @cached_property
    def marks(self) -> NDArray[np.uint8]:
        """A small number for each term, the same for the same term, and 0 behind a row's end; a column a place."""
        found = np.zeros((len(self), int(min(self.lengths.max(initial=0), SHORT))), np.uint8)
        place = np.arange(len(self.terms)) - self.starts[self.owners]
        there = np.flatnonzero(place < SHORT)
        found[self.owners[there], place[there]] = self.terms[there] % _MARKS + 1
        return found

    def shared(self, left: Ints, right: Ints, *, others: Rows | None = None) -> tuple[Ints, Ints, Ints]:
        """Find the terms that two rows share, for many pairs of rows.

        Args:
            left: a row a pair.
            right: the other row.
            others: the rows that `right` counts, of the same width; by default these.

        Returns:
            For each shared term of each pair, in an order of its own: the pair, the place in the left row's terms,
            and the place in the right row's.
        """
        others = others or self
        mine = self.starts[left + 1] - self.starts[left]
        theirs = others.starts[right + 1] - others.starts[right]
        short = np.maximum(mine, theirs) <= SHORT
        if short.all():
            return self._marked(left, right, others, mine * (SHORT + 1) + theirs)
        pairs, rest = np.flatnonzero(short), np.flatnonzero(~short)
        pair, place, other = self.shared(left[pairs], right[pairs], others=others)
        more, places, founds = self._searched(left[rest], right[rest], others)
        return (
            np.concatenate([pairs[pair], rest[more]]),
            np.concatenate([place, places]),
            np.concatenate([other, founds]),
        )

    def _searched(self, left: Ints, right: Ints, others: Rows) -> tuple[Ints, Ints, Ints]:
        """Do so by a search for each term of the left row."""
        pair, place = spread(self.starts[left], self.starts[left + 1] - self.starts[left])
        wanted = right[pair] * self.width + self.terms[place]
        found = np.searchsorted(others.keys, wanted)
        found[found == len(others.keys)] = 0
        hit = others.keys[found] == wanted if len(others.keys) else np.zeros(len(wanted), np.bool_)
        return pair[hit], place[hit], found[hit]

    def _marked(self, left: Ints, right: Ints, others: Rows, sizes: Ints) -> tuple[Ints, Ints, Ints]:
        """Do so by laying short rows beside each other: the marks of all terms of one, and of all of the other.

        Pairs of like `sizes`, the length of the left row, times `SHORT` and one more, plus that of the right, are laid
        out together.
        """
        order = np.argsort(sizes.astype(np.uint16), kind="stable")
        left, right, sizes = left[order], right[order], sizes[order]
        parts = [(np.zeros(0, np.int64),) * 3]
        for start in range(0, len(left), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            one, other, (wide, narrow) = left[part], right[part], np.divmod(sizes[part], SHORT + 1)
            mine, theirs = _columns(self.marks, one, int(wide.max())), _columns(others.marks, other, int(narrow.max()))
            theirs[theirs == 0] = _MARKS + 1  # an end is like no end
            both, pair = np.divmod(np.flatnonzero(mine[:, None] == theirs), len(one))
            my_place, their_place = np.divmod(both, max(len(theirs), 1))
            place, found = self.starts[one[pair]] + my_place, others.starts[other[pair]] + their_place
            hit = self.terms[place] == others.terms[found]
            parts.append((order[pair[hit] + start], place[hit], found[hit]))
        pairs, places, founds = (np.concatenate(column) for column in zip(*parts, strict=True))
        return pairs, places, founds


def _columns(marks: NDArray[np.uint8], numbers: Ints, width: int) -> NDArray[np.uint8]:
    """Give the first columns of some rows, a row each."""
    return marks.take(numbers, axis=0)[:, :width].T.copy()


def distinct(keys: NDArray[Any], *, runs: bool = False) -> NDArray[Any]:
    """Give the distinct keys, ascending (much faster than `numpy.unique` on millions of integers).

    Args:
        keys: whole numbers.
        runs: they come as a few ascending runs, which a merging sort takes in a fifth of the time, with more memory.
    """
    keys = np.sort(keys, kind="stable" if runs else "quicksort")
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def numbered(size: int, *keys: Ints) -> tuple[Ints, ...]:
    """Give the distinct keys, ascending, and in the place of each of the given its place among them.

    Args:
        size: all are below it.
        keys: whole numbers, several times some.
    """
    there = np.zeros(size, np.bool_)
    for given in keys:
        there[given] = True
    used = np.flatnonzero(there)
    place = np.empty(size, np.int64)
    place[used] = np.arange(len(used))
    return used, *(place[given] for given in keys)


def spread(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """Give for each of `lengths[k]` places from `starts[k]` on: the number k, and the place."""
    owner = np.repeat(np.arange(len(lengths)), lengths)
    ends = np.cumsum(lengths)
    return owner, np.arange(len(owner)) - np.repeat(ends - lengths, lengths) + np.repeat(starts, lengths)


def sums(values: NDArray[Any], owners: Ints, size: int) -> NDArray[np.float64]:
    """Sum the values of each owner below `size`, in their order: the same sum whatever stands around it."""
    summed: NDArray[np.float64] = np.bincount(owners, weights=values, minlength=size).astype(np.float64)
    return summed
