"""The pairs that a rule makes candidates (see `rule.py`), found by inverted indices and without a look at most pairs.

`Finder` holds documents and finds those that make candidates with new ones; an index keeps one. It is exact: it finds
every pair of which `Rule.holds` says so, as `join.py` does, which joins a whole collection at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.directions import cosine, squares, unit
from newsnlp.linking.encode import Encoded
from newsnlp.linking.grow import Growing
from newsnlp.linking.rows import Ints, Rows, Vectors, distinct
from newsnlp.linking.rule import Bound, Rule
from newsnlp.linking.titles import Titles

__all__ = ["BLOCK", "SLACK", "Finder", "Words", "by_cell"]

BLOCK = 4_096  # documents that go through at once
SLACK = 0.999  # a first, rough look at the cosine lets a little more through


class Finder:
    """Documents, in the order in which they came, such that new ones find their candidates among them.

    Args:
        rule: what makes a pair a candidate.
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._size = 0
        self._titles, self._wholes = Titles(rule.titles), Words(rule.wholes)
        self._title_space = _Space(rule.titles)
        self._whole_space = _Space(rule.wholes)
        self._plain: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return self._size

    def extend(self, docs: Encoded, *, search: bool = True) -> tuple[Ints, Ints]:
        """Add documents, and give their candidates: an earlier document, and one of these, each pair once.

        Args:
            docs: the documents; their term numbers are those of all documents before.
            search: whether to look for candidates.
        """
        start = self._size
        slots = np.arange(start, start + len(docs))
        self._size += len(docs)
        self._add(docs, slots)
        if not search:
            return slots[:0], slots[:0]
        one, other = self._search(docs, slots)
        earlier = one < other
        return one[earlier], other[earlier]

    def search(self, docs: Encoded) -> tuple[Ints, Ints]:
        """Give the candidates of documents that stay outside: one that is held, and the place in `docs`."""
        return self._search(docs, np.arange(len(docs)))

    def _add(self, docs: Encoded, slots: Ints) -> None:
        if not len(slots):
            return
        bodied = np.flatnonzero(docs.has_body)
        self._titles.add(docs)
        self._title_space.add(docs.title_vectors, docs.title_cells, slots)
        for row in np.flatnonzero(self.rule.plain(docs)).tolist():
            self._plain.setdefault(docs.sorted_titles[row], []).append(int(slots[row]))
        if len(bodied):
            self._wholes.add(docs, docs.wholes.take(bodied), slots[bodied])
            self._whole_space.add(docs.whole_vectors[bodied], docs.whole_cells[bodied], slots[bodied])

    def _search(self, docs: Encoded, names: Ints) -> tuple[Ints, Ints]:
        found = [
            *self._titles.search(docs, names),
            *self._title_space.search(docs.title_vectors, docs.title_cells, names),
        ]
        for row, title in enumerate(docs.sorted_titles):
            if title in self._plain:
                held = np.array(self._plain[title], np.int64)
                found.append((held, np.full(len(held), names[row])))
        bodied = np.flatnonzero(docs.has_body)
        if len(bodied):
            found += self._wholes.search(docs, docs.wholes.take(bodied), names[bodied])
            found += self._whole_space.search(docs.whole_vectors[bodied], docs.whole_cells[bodied], names[bodied])
        width = max(self._size, 1)
        keys = [one + other * width for one, other in found]
        other, one = np.divmod(distinct(np.concatenate([np.zeros(0, np.int64), *keys]), runs=True), width)
        return one, other


class Words:
    """Which whole texts have a telling word, by word: lists in the order of the documents.

    Args:
        bound: what is enough.
    """

    def __init__(self, bound: Bound) -> None:
        self._bound = bound
        self._lists: dict[int, array[int]] = {}
        self._sum = np.zeros(0, np.float32)

    def add(self, docs: Encoded, rows: Rows, slots: Ints) -> None:
        """Add documents, their words in `rows`."""
        if len(self._sum) <= slots[-1]:
            self._sum = np.zeros(int(slots[-1]) * 5 // 4 + 1, np.float32)
        kept = np.flatnonzero(docs.idf[rows.terms] >= self._bound.telling)
        kept = kept[np.argsort(rows.terms[kept], kind="stable")]
        if not len(kept):
            return
        terms, owners = rows.terms[kept], slots[rows.owners[kept]].astype(np.int32)
        begins = np.flatnonzero(np.concatenate([[True], terms[1:] != terms[:-1]]))
        for term, part in zip(terms[begins].tolist(), np.split(owners, begins[1:]), strict=True):
            held = self._lists.get(term)
            if held is None:
                held = self._lists[term] = array("i")
            held.frombytes(part.tobytes())

    def search(self, docs: Encoded, rows: Rows, names: Ints) -> Iterator[tuple[Ints, Ints]]:
        """Yield documents that share enough with each of these, beside its name."""
        rarity = docs.idf[rows.terms]
        telling = rarity >= self._bound.telling
        for row, (start, end) in enumerate(zip(rows.starts[:-1].tolist(), rows.starts[1:].tolist(), strict=True)):
            words = [
                (weight, term)
                for term, weight, asked in zip(
                    rows.terms[start:end].tolist(),
                    rarity[start:end].tolist(),
                    telling[start:end].tolist(),
                    strict=True,
                )
                if asked and term in self._lists
            ]
            if words:
                held = self._enough(sorted(words, reverse=True))
                yield held, np.full(len(held), names[row])

    def _enough(self, words: list[tuple[float, int]]) -> Ints:
        """Give the documents that share enough with one that has these words, rarest first.

        Lists are gone through while a document that stands in none before could still share enough, and are then only
        looked into for those found. Sums of weights are exact.
        """
        summed, need = self._sum, self._bound.rarity
        left = sum(weight for weight, _ in words)
        seen: list[NDArray[np.int32]] = []
        for weight, term in words:
            if left < need:
                break
            slots = np.frombuffer(self._lists[term], np.int32)
            summed[slots] += np.float32(weight)
            seen.append(slots)
            left -= weight
        if not seen:
            return np.zeros(0, np.int64)
        found = distinct(np.concatenate([slots[summed[slots] >= need - left] for slots in seen]), runs=True)
        shared = summed[found].astype(np.float64)
        for slots in seen:
            summed[slots] = 0
        for weight, term in words[len(seen) :]:
            slots = np.frombuffer(self._lists[term], np.int32)
            places = np.minimum(np.searchsorted(slots, found), len(slots) - 1)
            shared += weight * (slots[places] == found)
            left -= weight
            still = shared >= need - left
            found, shared = found[still], shared[still]
        return found.astype(np.int64)


class _Space:
    """The vectors of documents, by cell."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound
        self._cells: dict[int, _Cell] = {}

    def add(self, vectors: Vectors, cells: NDArray[np.uint8], slots: Ints) -> None:
        for cell, rows in by_cell(cells, self._bound):
            held = self._cells.get(cell)
            if held is None:
                held = self._cells[cell] = _Cell(vectors[:0])
            held.add(vectors[rows], slots[rows])

    def search(self, vectors: Vectors, cells: NDArray[np.uint8], names: Ints) -> Iterator[tuple[Ints, Ints]]:
        for cell, rows in by_cell(cells, self._bound):
            if cell in self._cells:
                for slots, places in self._cells[cell].search(vectors[rows], self._bound.near):
                    yield slots, names[rows[places]]


class _Cell:
    """The vectors of documents that lie in one cell."""

    def __init__(self, vectors: Vectors) -> None:
        self._vectors, self._slots = Growing(vectors), Growing(np.zeros(0, np.int32))
        self._squares = Growing(np.zeros(0, np.float32))  # exact, see `directions.py`

    def add(self, vectors: Vectors, slots: Ints) -> None:
        self._vectors.extend(vectors)
        self._slots.extend(slots.astype(np.int32))
        self._squares.extend(squares(vectors).astype(np.float32))

    def search(self, vectors: Vectors, near: float) -> Iterator[tuple[Ints, Ints]]:
        """Yield documents that are near to some of the vectors, and the places of these."""
        mine, squared = unit(vectors).T / np.float32(near * SLACK), squares(vectors)
        for start in range(0, len(self._slots.values), BLOCK):
            part = slice(start, start + BLOCK)
            held, held_squared = self._vectors.values[part], self._squares.values[part]
            length = np.maximum(np.sqrt(held_squared), np.float32(1))
            one, other = np.nonzero(held.astype(np.float32) @ mine >= length[:, None])
            found = cosine(
                held, one, other, others=vectors, squared=held_squared.astype(np.float64), others_squared=squared
            )
            sure = found >= near
            yield self._slots.values[part][one[sure]].astype(np.int64), other[sure]


def by_cell(cells: NDArray[np.uint8], bound: Bound) -> Iterator[tuple[int, Ints]]:
    """Yield each cell with the rows that lie in it; all rows when any cell will do."""
    if not len(cells):
        return
    if not bound.cells:
        yield 0, np.arange(len(cells))
        return
    flat = cells[:, : bound.cells].ravel()
    order = np.argsort(flat, kind="stable")
    begins = np.flatnonzero(np.concatenate([[True], np.diff(flat[order]) != 0]))
    for begin, rows in zip(begins, np.split(order // bound.cells, begins[1:]), strict=True):
        yield int(flat[order[begin]]), rows
