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
_STEPS = 10_000  # to 1: sums of scores are exact, in whatever order they are added
_AT_ONCE = 65_536  # pairs; bounds the memory
_Steps = NDArray[np.int64]
_Items = NDArray[np.int32]
_Pair = tuple[float, int, int, int, int]  # the log-odds, negative; names, the smaller first; sizes of both


def average_link(
    left: Ints,
    right: Ints,
    score: NDArray[np.float64] | Sequence[float],
    *,
    threshold: float,
    growth: float = 0.0,
    free: int = 1,
) -> list[list[int]]:
    """Cluster items, numbered in an order that has a meaning of its own (such as that of their ids).

    Args:
        left: an item a pair; each pair once.
        right: the other item.
        score: the similarity of the pair, 0 and up, of which four places count; a pair that is not named has 0.
        threshold: the least average similarity of two clusters that are joined, between 0 and 1.
        growth: what each e-fold of pairs between two clusters beyond `free` adds to the log-odds of their average; less
            than 1.
        free: so many pairs add nothing yet.

    Returns:
        The clusters of two or more items, each ascending, by first item. Ties are settled by the smallest items, so
        the same pairs give the same clusters in whatever order they come.
    """
    steps = np.rint(np.asarray(score, np.float64) * _STEPS).astype(np.int32)
    return _Joining(left, right, steps, _log_odds(threshold), growth, free).clusters()


class _Joining:
    """Clusters that are joined, the best pair first; each is named by its smallest item.

    Of a single item its row lies in the flat arrays: the others that it has a similarity to, and how much. Two that are
    joined get a row of their own, the sum of both. Rows name others as they were called when the row was made; `_name`
    knows how they are called now. So a join touches two rows and not those of all their neighbours.

    The pairs that a new cluster may be joined in wait in a list of its own, each beside the sizes that both had: with
    other sizes by now, the pair is no more, and stands in a later list if it may still be joined. The best of each list
    stands in a heap. So the best of all is found: it is in the list of the later cluster, where all before it is no
    more.
    """

    def __init__(self, left: Ints, right: Ints, score: _Items, least: float, growth: float, free: int) -> None:
        self._least, self._growth, self._free = least, growth, free
        count = int(max(left.max(initial=-1), right.max(initial=-1))) + 1
        left, right = left.astype(np.int32), right.astype(np.int32)
        one = np.concatenate([left, right])
        order = np.argsort(one, kind="stable")
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(one, minlength=count))]).tolist()
        del one
        self._others = np.concatenate([right, left])[order]
        self._steps = np.concatenate([score, score])[order]
        self._name = np.arange(count, dtype=np.int32)
        self._sizes = np.ones(count, np.int64)
        self._size = [1] * count  # the same, for a quick look at one
        self._rows: dict[int, tuple[_Items, _Steps]] = {}
        self._members: dict[int, _Items] = {}
        self._waiting: dict[int, list[_Pair]] = {}  # of each cluster, the best at the end
        self._heap: list[tuple[_Pair, int, int]] = []  # beside its owner and the size of that
        self._first = self._in_turn(np.minimum(left, right), np.maximum(left, right), score)

    def _in_turn(self, left: _Items, right: _Items, score: _Items) -> Iterator[_Pair]:
        """Yield the pairs of single items that may be joined, the best first: much faster than a heap of all."""
        amounts, which = np.unique(score, return_inverse=True)
        odds = np.array([self._odds(amount, 1) for amount in amounts.tolist()])
        kept = np.flatnonzero((odds >= self._least)[which])
        left, right, odds = left[kept], right[kept], odds[which[kept]]
        order = np.lexsort((right, left, -odds))
        for start in range(0, len(order), _AT_ONCE):
            part = order[start : start + _AT_ONCE]
            for negative, a, b in zip((-odds[part]).tolist(), left[part].tolist(), right[part].tolist(), strict=True):
                yield negative, a, b, 1, 1

    def clusters(self) -> list[list[int]]:
        """Join what is alike enough, and give the clusters of several items."""
        heap, size, coming = self._heap, self._size, next(self._first, None)
        while heap or coming:
            if coming and not (heap and heap[0][0] < coming):
                (_, a, b, of_a, of_b), coming = coming, next(self._first, None)
                if size[a] == of_a and size[b] == of_b:
                    self._join(a, b)
                continue
            (_, a, b, of_a, of_b), owner, grown = heapq.heappop(heap)
            if size[a] == of_a and size[b] == of_b:
                self._join(a, b)
            elif size[owner] == grown:
                self._offer(owner)
        return sorted(np.sort(cluster).tolist() for cluster in self._members.values())

    def _join(self, a: int, b: int) -> None:
        size, grown = self._size, self._size[a] + self._size[b]
        (others, amounts), (more, further) = self._row(a), self._row(b)
        members = self._members[a] = np.concatenate([self._of(a), self._of(b)])
        self._name[members] = a
        self._members.pop(b, None)
        self._waiting.pop(b, None)
        size[a], size[b] = grown, 0
        self._sizes[a], self._sizes[b] = grown, 0
        names = self._name[np.concatenate([others, more])]
        order = np.argsort(names)
        names = names[order]
        begins = np.flatnonzero(np.concatenate([[True], names[1:] != names[:-1]]))
        summed = np.add.reduceat(np.concatenate([amounts, further])[order], begins, dtype=np.int64)
        names = names[begins]
        outside = names != a
        names, summed = names[outside], summed[outside]
        self._rows[a] = names, summed
        pairs = self._sizes[names] * grown
        may = np.flatnonzero(summed >= self._least_sums(pairs))
        waiting: list[_Pair] = []
        for other, amount in zip(names[may].tolist(), summed[may].tolist(), strict=True):
            now = self._odds(amount, grown * size[other])
            if now >= self._least:
                one, two = (a, other) if a < other else (other, a)
                waiting.append((-now, one, two, size[one], size[two]))
        waiting.sort(reverse=True)
        self._waiting[a] = waiting
        self._offer(a)

    def _offer(self, name: int) -> None:
        """Put the best pair of a cluster's list that still is one into the heap."""
        size, waiting = self._size, self._waiting[name]
        while waiting:
            pair = waiting.pop()
            _, a, b, of_a, of_b = pair
            if size[a] == of_a and size[b] == of_b:
                heapq.heappush(self._heap, (pair, name, size[name]))
                break

    def _row(self, name: int) -> tuple[_Items, _Items | _Steps]:
        """Take away the row of a cluster."""
        if self._size[name] > 1:
            return self._rows.pop(name)
        row = slice(self._starts[name], self._starts[name + 1])
        return self._others[row], self._steps[row]

    def _of(self, name: int) -> _Items:
        return self._members[name] if self._size[name] > 1 else np.array([name], np.int32)

    def _odds(self, summed: int, pairs: int) -> float:
        average = _log_odds(summed / _STEPS / pairs)
        return average + self._growth * math.log(pairs / self._free) if pairs > self._free else average

    def _least_sums(self, pairs: Ints) -> NDArray[np.float64]:
        """Give sums, hardly below the least, at which clusters of so many pairs are joined: a quick first look."""
        least = self._least - self._growth * np.log(np.maximum(pairs / self._free, 1.0))
        sums: NDArray[np.float64] = (0.999 * _STEPS) * pairs / (1 + np.exp(-least))
        return sums


def _log_odds(chance: float) -> float:
    chance = _SURE if chance < _SURE else min(chance, 1 - _SURE)
    return math.log(chance / (1 - chance))
