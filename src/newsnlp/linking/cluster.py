"""Scored pairs to stories: average-link agglomerative clustering of a sparse graph.

Average linkage (UPGMA, Sokal and Michener 1958): the two clusters whose members' pairs score highest on average are
joined, until no average reaches the threshold. A pair that was never compared counts as `absent`.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from newsnlp.linking.rows import Ints

__all__ = ["average_link"]


def average_link(size: int, left: Ints, right: Ints, score: Sequence[float], *, threshold: float) -> list[list[int]]:
    """Cluster `size` items, numbered in an order that has a meaning of its own (such as that of their ids).

    Args:
        size: the number of items.
        left: an item a pair; each pair once.
        right: the other item.
        score: the similarity of the pair, 0 and up; a pair that is not named has 0.
        threshold: the least average similarity of two clusters that are joined, above 0.

    Returns:
        The clusters of two or more items, each ascending, by first item. Ties are settled by the smallest items, so
        the same pairs give the same clusters in whatever order they come.
    """
    clusters: list[list[int]] = []
    for items, edges in _components(size, left, right, np.asarray(score, np.float64)):
        clusters += _join(items, edges, threshold)
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


def _join(items: list[int], edges: list[tuple[int, int, float]], threshold: float) -> list[list[int]]:
    """Join the clusters of one component; each is named by its smallest item."""
    members = {item: [item] for item in items}
    total: dict[int, dict[int, float]] = {item: {} for item in items}  # summed similarity between clusters
    heap = []
    for a, b, score in edges:
        total[a][b] = total[b][a] = score
        if score >= threshold:
            heap.append((-score, min(a, b), max(a, b)))
    heapq.heapify(heap)
    while heap:
        negative, a, b = heapq.heappop(heap)
        if a not in members or b not in members or total[a].get(b) is None:
            continue
        if -negative != total[a][b] / (len(members[a]) * len(members[b])):
            continue  # one of them has grown since
        members[a] += members.pop(b)
        for other, amount in total.pop(b).items():
            del total[other][b]
            if other != a:
                total[a][other] = total[other][a] = total[a].get(other, 0.0) + amount
        for other, amount in total[a].items():
            average = amount / (len(members[a]) * len(members[other]))
            if average >= threshold:
                heapq.heappush(heap, (-average, min(a, other), max(a, other)))
    return [sorted(cluster) for cluster in members.values() if len(cluster) > 1]
