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
from collections.abc import Sequence

import numpy as np

from newsnlp.linking.rows import Ints

__all__ = ["average_link"]

_SURE = 1e-6  # log-odds stay finite


def average_link(
    size: int, left: Ints, right: Ints, score: Sequence[float], *, threshold: float, growth: float = 0.0, free: int = 1
) -> list[list[int]]:
    """Cluster `size` items, numbered in an order that has a meaning of its own (such as that of their ids).

    Args:
        size: the number of items.
        left: an item a pair; each pair once.
        right: the other item.
        score: the similarity of the pair, 0 and up; a pair that is not named has 0.
        threshold: the least average similarity of two clusters that are joined, between 0 and 1.
        growth: what each e-fold of pairs between two clusters beyond `free` adds to the log-odds of their average.
        free: so many pairs add nothing yet.

    Returns:
        The clusters of two or more items, each ascending, by first item. Ties are settled by the smallest items, so
        the same pairs give the same clusters in whatever order they come.
    """
    clusters: list[list[int]] = []
    least = _log_odds(threshold)
    for items, edges in _components(size, left, right, np.asarray(score, np.float64)):
        clusters += _join(items, edges, least, growth, free)
    return sorted(clusters)


def _components(
    size: int, left: Ints, right: Ints, score: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> list[tuple[list[int], list[tuple[int, int, float]]]]:
    """Part the graph into its connected components; only these can hold a cluster."""
    root = list(range(size))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    edges = sorted(zip(left.tolist(), right.tolist(), score.tolist(), strict=True))
    for a, b, _ in edges:
        first, second = find(a), find(b)
        if first != second:
            root[max(first, second)] = min(first, second)
    members: dict[int, list[int]] = {}
    for item in sorted({item for a, b, _ in edges for item in (a, b)}):
        members.setdefault(find(item), []).append(item)
    parts: dict[int, list[tuple[int, int, float]]] = {}
    for edge in edges:
        parts.setdefault(find(edge[0]), []).append(edge)
    return [(members[key], parts[key]) for key in sorted(members)]


def _join(
    items: list[int], edges: list[tuple[int, int, float]], least: float, growth: float, free: int
) -> list[list[int]]:
    """Join the clusters of one component; each is named by its smallest item."""
    members = {item: [item] for item in items}
    total: dict[int, dict[int, float]] = {item: {} for item in items}  # summed similarity between clusters

    def odds(a: int, b: int) -> float:
        pairs = len(members[a]) * len(members[b])
        return _log_odds(total[a][b] / pairs) + growth * math.log(max(pairs / free, 1.0))

    heap: list[tuple[float, int, int]] = []
    for a, b, score in edges:
        total[a][b] = total[b][a] = score
        if _log_odds(score) >= least:
            heap.append((-_log_odds(score), min(a, b), max(a, b)))
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b not in total[a]:
            continue
        if -negative != odds(a, b):
            continue  # one of them has grown since
        members[a] += members.pop(b)
        for other, amount in sorted(total.pop(b).items()):
            del total[other][b]
            if other != a:
                total[a][other] = total[other][a] = total[a].get(other, 0.0) + amount
        for other in total[a]:
            if (now := odds(a, other)) >= least:
                heapq.heappush(heap, (-now, min(a, other), max(a, other)))
    return [sorted(cluster) for cluster in members.values() if len(cluster) > 1]


def _log_odds(chance: float) -> float:
    chance = min(max(chance, _SURE), 1 - _SURE)
    return math.log(chance / (1 - chance))
