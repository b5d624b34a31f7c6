"""Scored pairs to stories: average-link agglomerative clustering of a sparse graph.

Average linkage (UPGMA, Sokal and Michener 1958): the two clusters whose members' pairs score highest on average are
joined, until no average reaches the threshold. A pair that was never compared counts as 0.

The larger two clusters are, the lower the average that joins them: members of a story of dozens tell of its different
sides, while a chance likeness does not hold over hundreds of pairs. The prior of a Chinese restaurant process (Aldous
1985) is of this form: the odds of joining a story grow with its members.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.rows import Ints

__all__ = ["average_link"]

_SURE = 1e-6  # log-odds stay finite


def average_link(
    left: Ints, right: Ints, score: Sequence[float], *, threshold: float, growth: float = 0.0, free: int = 1
) -> list[list[int]]:
    """Cluster items, numbered in an order that has a meaning of its own (such as that of their ids).

    Args:
        left: an item a pair; each pair once.
        right: the other item.
        score: the similarity of the pair, 0 and up; a pair that is not named has 0.
        threshold: the least average similarity of two clusters that are joined, between 0 and 1.
        growth: what each e-fold of pairs between two clusters beyond `free` adds to the log-odds of their average; less
            than 1.
        free: so many pairs add nothing yet.

    Returns:
        The clusters of two or more items, each ascending, by first item. Ties are settled by the smallest items, so
        the same pairs give the same clusters in whatever order they come.
    """
    return _Joining(left, right, np.asarray(score, np.float64), _log_odds(threshold), growth, free).clusters()


class _Joining:
    """Clusters that are joined, the best pair first; each is named by its smallest item.

    Pairs that may be joined wait in a heap under log-odds that they had once, which are never less than those they
    have now: where nothing is added to a sum, the average over more pairs falls by more than growth makes up for. So
    the first of the heap is the best when its log-odds are still true, and else goes back with those it has now.
    """

    def __init__(
        self, left: Ints, right: Ints, score: NDArray[np.float64], least: float, growth: float, free: int
    ) -> None:
        self._least, self._growth, self._free = least, growth, free
        self._total: dict[int, dict[int, float]] = {}  # summed similarity between clusters
        one, other, both = np.concatenate([left, right]), np.concatenate([right, left]), np.concatenate([score, score])
        order = np.argsort(one, kind="stable")
        one, other, both = one[order], other[order], both[order]
        begins = np.flatnonzero(np.concatenate([[True], one[1:] != one[:-1]])) if len(one) else one
        for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(one)], strict=False):
            near = zip(other[begin:end].tolist(), both[begin:end].tolist(), strict=True)
            self._total[int(one[begin])] = dict(near)
        self._members = {item: [item] for item in self._total}
        self._size = dict.fromkeys(self._total, 1)
        self._needed: dict[int, float] = {}
        self._heap: list[tuple[float, int, int]] = []
        self._first = self._in_turn(np.minimum(left, right), np.maximum(left, right), score)

    def _in_turn(self, left: Ints, right: Ints, score: NDArray[np.float64]) -> Iterator[tuple[float, int, int]]:
        """Yield the pairs of single items that may be joined, the best first: much faster than a heap of all."""
        amounts, which = np.unique(score, return_inverse=True)
        odds = np.array([self._odds(amount, 1) for amount in amounts.tolist()])[which]
        kept = np.flatnonzero(odds >= self._least)
        order = kept[np.lexsort((right[kept], left[kept], -odds[kept]))]
        return zip((-odds[order]).tolist(), left[order].tolist(), right[order].tolist(), strict=True)

    def clusters(self) -> list[list[int]]:
        """Join what is alike enough, and give the clusters of several items."""
        heap, coming = self._heap, next(self._first, None)
        while heap or coming:
            if coming and not (heap and heap[0] < coming):
                (negative, a, b), coming = coming, next(self._first, None)
            else:
                negative, a, b = heapq.heappop(heap)
            row = self._total.get(a)
            if row is None or b not in row:
                continue  # one of them has another name since
            now = self._odds(row[b], self._size[a] * self._size[b])
            if -negative == now:
                self._join(a, b)
            elif now >= self._least:
                heapq.heappush(heap, (-now, a, b))
        return sorted(sorted(cluster) for cluster in self._members.values() if len(cluster) > 1)

    def _join(self, a: int, b: int) -> None:
        total, size, needed = self._total, self._size, self._needed
        mine, theirs = total[a], total.pop(b)
        self._members[a] += self._members.pop(b)
        grown = size[a] = size[a] + size.pop(b)
        del mine[b], theirs[a]
        for other, amount in theirs.items():
            row = total[other]
            del row[b]
            held = mine.get(other)
            summed = mine[other] = row[a] = amount if held is None else held + amount
            pairs = grown * size[other]
            least = needed.get(pairs)
            if summed >= (self._least_sum(pairs) if least is None else least):
                now = self._odds(summed, pairs)
                if now >= self._least:
                    heapq.heappush(self._heap, (-now, a, other) if a < other else (-now, other, a))

    def _odds(self, summed: float, pairs: int) -> float:
        average = _log_odds(summed / pairs)
        return average + self._growth * math.log(pairs / self._free) if pairs > self._free else average

    def _least_sum(self, pairs: int) -> float:
        """Give a sum, hardly below the least, at which clusters of so many pairs are joined: a quick first look."""
        least = self._least - (self._growth * math.log(pairs / self._free) if pairs > self._free else 0.0)
        needed = self._needed[pairs] = 0.999 * pairs / (1 + math.exp(-least))
        return needed


def _log_odds(chance: float) -> float:
    chance = _SURE if chance < _SURE else min(chance, 1 - _SURE)
    return math.log(chance / (1 - chance))
