"""Titles that share telling words of enough rarity with new ones, found by what of them is listed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.encode import Encoded
from newsnlp.linking.grow import Growing, GrowingRows
from newsnlp.linking.listing import listed, needs, telling
from newsnlp.linking.rows import Ints, Rows, distinct, spread, sums
from newsnlp.linking.rule import Bound

__all__ = ["Titles"]

_MOST = 1 << 21  # entries of a run


class Titles:
    """Titles in the order in which they came, of which new ones find those that share enough.

    Args:
        bound: what is enough.
    """

    def __init__(self, bound: Bound) -> None:
        self._bound = bound
        self._need = Growing(np.zeros(0, np.float64))
        self._rows = GrowingRows()
        self._runs: list[_Run] = []

    def add(self, docs: Encoded) -> None:
        """Add the titles of documents."""
        start, need = len(self._need.values), needs(docs, self._bound)
        rows = telling(docs, docs.titles, self._bound.telling)
        listing = listed(docs, rows, need)
        self._need.extend(need)
        self._rows.extend(rows)
        runs = self._runs
        runs.append(_Run.of(listing.keys, (listing.owners + start).astype(np.int32)))
        while len(runs) > 1 and len(runs[-2]) <= 2 * len(runs[-1]) and len(runs[-2]) + len(runs[-1]) <= _MOST:
            last = runs.pop()
            runs[-1] = runs[-1].merged(last)

    def search(self, docs: Encoded, names: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Yield titles that share enough with each of these documents', beside its name; some of them several times."""
        need, rows = needs(docs, self._bound), telling(docs, docs.titles, self._bound.telling)
        listing = listed(docs, rows, need)
        listing = listing.take(np.argsort(listing.keys))
        for run in self._runs:
            entry, slots = run.find(listing.keys)
            rarity, owners = listing.rarity[entry], listing.owners[entry]
            least = np.maximum(need[owners], self._need.values[slots])
            enough = rarity >= least
            yield slots[enough], names[owners[enough]]
            maybe = ~enough & (rarity + listing.rest[entry] >= least)
            pairs = distinct(owners[maybe] * len(self._need.values) + slots[maybe])
            owners, slots = np.divmod(pairs, max(len(self._need.values), 1))
            enough = self._shared(docs, rows, owners, slots) >= np.maximum(need[owners], self._need.values[slots])
            yield slots[enough], names[owners[enough]]

    def _shared(self, docs: Encoded, rows: Rows, owners: Ints, slots: Ints) -> NDArray[np.float64]:
        """Give the rarity of the telling words that titles share with those held."""
        used = distinct(slots)
        held = self._rows.take(used, rows.width)
        pair, place, _ = rows.shared(owners, np.searchsorted(used, slots), others=held)
        return sums(docs.idf[rows.terms[place]].astype(np.float64), pair, len(owners))


class _Run:
    """Keys, ascending, and the title that lists each."""

    def __init__(self, keys: Ints, slots: NDArray[np.int32]) -> None:
        self._keys, self._slots = keys, slots

    @classmethod
    def of(cls, keys: Ints, slots: NDArray[np.int32]) -> _Run:
        order = np.argsort(keys, kind="stable")
        return cls(keys[order], slots[order])

    def __len__(self) -> int:
        return len(self._keys)

    def merged(self, other: _Run) -> _Run:
        return _Run.of(np.concatenate([self._keys, other._keys]), np.concatenate([self._slots, other._slots]))

    def find(self, keys: Ints) -> tuple[Ints, Ints]:
        """Give for each entry with one of the keys, which ascend, the place of that key, and the title."""
        if not len(self._keys):
            return keys[:0], keys[:0]
        begins = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        there = np.flatnonzero(self._keys[begins] == keys)
        begins = begins[there]
        place, entries = spread(begins, np.searchsorted(self._keys, keys[there], side="right") - begins)
        return there[place], self._slots[entries].astype(np.int64)
