"""The candidates of a whole collection at once: what `Finder` finds document by document, as a few large joins.

Titles are joined by what of them is listed (see `listing.py`), vectors cell by cell. Both are exact, and no list is
longer than its pairs are many.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from tempfile import SpooledTemporaryFile

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.block import BLOCK, SLACK, Words, by_cell
from newsnlp.linking.directions import cosine, unit
from newsnlp.linking.encode import Encoded
from newsnlp.linking.listing import listed, needs, telling
from newsnlp.linking.rows import Floats, Ints, Rows, Vectors, distinct, spread, sums
from newsnlp.linking.rule import Bound, Rule

__all__ = ["candidate_blocks", "candidate_pairs"]

_AT_ONCE = 200_000  # pairs; bounds the memory
_ROWS = 65_536  # documents that are listed at once, and whose pairs are sorted at once
_IN_MEMORY = 1 << 22  # bytes of the pairs of so many documents; what is more goes to a temporary file
_TILE = 1_024  # vectors that are multiplied at once


def candidate_pairs(docs: Encoded, rule: Rule, *, window_days: int | None = None) -> tuple[Ints, Ints]:
    """Find the pairs worth comparing, each once, `left < right`, ascending.

    Args:
        docs: the encoded documents.
        rule: what makes a pair a candidate.
        window_days: pairs of documents published more days apart are left out.
    """
    blocks = list(candidate_blocks(docs, rule, window_days=window_days))
    none = np.zeros(0, np.int64)
    return tuple(np.concatenate([none, *(block[side] for block in blocks)]) for side in (0, 1))  # type: ignore[return-value]


def candidate_blocks(docs: Encoded, rule: Rule, *, window_days: int | None = None) -> Iterator[tuple[Ints, Ints]]:
    """Yield the same pairs in the same order, those of some documents at once; many of them are not held in memory."""
    size = max(len(docs), 1)
    with ExitStack() as stack:
        files = [stack.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY)) for _ in range(0, size, _ROWS)]
        for left, right in _joins(docs, rule):
            if window_days is not None:
                # an unknown day is no reason against
                near = ~(np.abs(docs.days[left] - docs.days[right]) > window_days)
                left, right = left[near], right[near]
            keys = distinct(left * size + right)
            bounds = np.searchsorted(keys, np.arange(len(files) + 1) * (_ROWS * size)).tolist()
            for file, start, end in zip(files, bounds[:-1], bounds[1:], strict=True):
                if start < end:
                    file.write(keys[start:end].tobytes())
        for file in files:
            file.seek(0)
            left, right = np.divmod(distinct(np.frombuffer(file.read(), np.int64)), size)
            file.close()
            yield left, right


def _joins(docs: Encoded, rule: Rule) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs in several ways, some of them several times, `left < right`."""
    for one, other in chain(
        _by_words(docs, rule.titles),
        _by_vectors(docs.title_vectors, docs.title_cells, rule.titles),
        _by_titles(docs, rule),
    ):
        yield np.minimum(one, other), np.maximum(one, other)
    bodied = np.flatnonzero(docs.has_body)
    if len(bodied):
        for one, other in _by_vectors(docs.whole_vectors[bodied], docs.whole_cells[bodied], rule.wholes):
            yield bodied[np.minimum(one, other)], bodied[np.maximum(one, other)]
        yield from _by_whole_words(docs, bodied, rule.wholes)


def _by_words(docs: Encoded, bound: Bound) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of titles that share telling words of enough rarity: one word that is enough, or two and more."""
    rows = docs.titles
    need, words = needs(docs, bound), telling(docs, rows, bound.telling)
    owner, key, held, rest = _all_listed(docs, words, need)
    pairs = _equal(key)
    del key
    for left, right in pairs:
        one, other = owner[left].astype(np.int64), owner[right].astype(np.int64)
        least, sure = np.maximum(need[one], need[other]), held[left]
        enough = sure >= least
        yield one[enough], other[enough]
        maybe = ~enough & (sure + np.minimum(rest[left], rest[right]) >= least)
        one, other = np.divmod(distinct(one[maybe] * len(rows) + other[maybe]), max(len(rows), 1))
        pair, place, _ = words.shared(one, other)
        shared = sums(docs.idf[words.terms[place]].astype(np.float64), pair, len(one))
        enough = shared >= np.maximum(need[one], need[other])
        yield one[enough], other[enough]


def _all_listed(docs: Encoded, rows: Rows, need: NDArray[np.float64]) -> tuple[NDArray[np.int32], Ints, Floats, Floats]:
    """List some titles at once, in the columns of a `Listing`; many pairs of words turn out not to be enough."""
    none = (np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.float32))
    parts: list[tuple[NDArray[np.int32], Ints, Floats, Floats]] = [none]
    for start in range(0, len(rows), _ROWS):
        numbers = np.arange(start, min(start + _ROWS, len(rows)))
        found = listed(docs, rows.take(numbers), need[numbers])
        parts.append(((found.owners + start).astype(np.int32), found.keys, found.rarity, found.rest))
    columns = list(zip(*parts, strict=True))
    del parts
    return tuple(np.concatenate(columns.pop(0)) for _ in range(len(none)))  # type: ignore[return-value]


def _by_whole_words(docs: Encoded, bodied: Ints, bound: Bound) -> Iterator[tuple[Ints, Ints]]:
    """Do so of whole texts, in whose many words there are too many pairs."""
    words = Words(bound)
    for start in range(0, len(bodied), BLOCK):
        slots = bodied[start : start + BLOCK]
        rows = docs.wholes.take(slots)
        words.add(docs, rows, slots)
        for one, other in words.search(docs, rows, slots):
            earlier = one < other
            yield one[earlier], other[earlier]


def _by_titles(docs: Encoded, rule: Rule) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of equal titles of few telling words."""
    plain = np.flatnonzero(rule.plain(docs))
    places: dict[str, int] = {}
    keys = [places.setdefault(docs.sorted_titles[row], len(places)) for row in plain.tolist()]
    for left, right in _equal(np.array(keys, np.int64)):
        yield plain[left], plain[right]


def _by_vectors(vectors: Vectors, cells: NDArray[np.uint8], bound: Bound) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of vectors that are near and lie in one cell."""
    for _, rows in by_cell(cells, bound):
        there = unit(vectors[rows])
        mine = there / np.float32(bound.near * SLACK)
        for start in range(0, len(rows), _TILE):
            for begin in range(start, len(rows), _TILE):
                one, other = np.nonzero(there[begin : begin + _TILE] @ mine[start : start + _TILE].T >= 1)
                one, other = one + begin, other + start
                later = one > other
                one, other = rows[one[later]], rows[other[later]]
                near = cosine(vectors, one, other) >= bound.near
                yield one[near], other[near]


def _equal(keys: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield the places of equal keys, each pair of places once."""
    order = np.argsort(keys, kind="stable").astype(np.int32)
    keys = keys[order]
    before = (np.arange(len(keys)) - np.searchsorted(keys, keys)).astype(np.int32)
    del keys  # there may be many
    done = np.cumsum(before, dtype=np.int64)
    start = 0
    while start < len(order):
        end = max(int(np.searchsorted(done, (done[start - 1] if start else 0) + _AT_ONCE, side="right")), start + 1)
        earlier = before[start:end].astype(np.int64)
        place, other = spread(np.arange(start, end) - earlier, earlier)
        yield order[place + start].astype(np.int64), order[other].astype(np.int64)
        start = end
