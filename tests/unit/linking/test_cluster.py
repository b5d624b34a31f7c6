import itertools
import math
import random

import numpy as np

from newsnlp.linking.cluster import average_link


def cluster(edges, **options):
    left, right, score = zip(*edges, strict=True) if edges else ((), (), ())
    return average_link(np.array(left, np.int64), np.array(right, np.int64), list(score), **options)


def test_no_pairs_no_clusters():
    assert cluster([], threshold=0.5) == []


def test_a_weak_third_does_not_come_along():
    # single linkage would take item 2 in: it is close to 1, but not to 0
    assert cluster([(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.1)], threshold=0.5) == [[0, 1]]


def test_a_pair_that_was_never_compared_counts_as_nothing():
    assert cluster([(0, 1, 0.9), (1, 2, 0.8)], threshold=0.5) == [[0, 1]]
    assert cluster([(0, 1, 0.9), (1, 2, 0.8)], threshold=0.35) == [[0, 1, 2]]


def test_ties_do_not_depend_on_the_order_of_pairs():
    edges = [(0, 1, 0.8), (1, 2, 0.8), (2, 3, 0.8), (0, 3, 0.8)]
    assert cluster(edges, threshold=0.6) == cluster(edges[::-1], threshold=0.6)


def test_growth_lets_large_clusters_meet():
    inner = [(a, b, 0.9) for a in range(4) for b in range(a)] + [(a, b, 0.9) for a in range(4, 8) for b in range(4, a)]
    across = [(a, b, 0.4) for a in range(4) for b in range(4, 8)]
    edges = [(min(a, b), max(a, b), s) for a, b, s in inner + across]
    assert len(cluster(edges, threshold=0.5)) == 2
    assert len(cluster(edges, threshold=0.5, growth=0.2)) == 1


def test_small_clusters_do_not_profit_from_growth():
    edges = [(0, 1, 0.9), (2, 3, 0.9), *[(a, b, 0.45) for a in (0, 1) for b in (2, 3)]]
    assert len(cluster(edges, threshold=0.5, growth=0.5)) == 1
    assert len(cluster(edges, threshold=0.5, growth=0.5, free=4)) == 2


def test_clusters_are_those_of_joining_the_best_of_all_pairs_at_each_step():
    draw = random.Random(7)
    for _ in range(60):
        groups = [draw.randrange(4) for _ in range(draw.randint(4, 25))]
        edges = [
            (a, b, round(min(1, max(0, draw.gauss(0.6 if groups[a] == groups[b] else 0.3, 0.2))), draw.choice((1, 4))))
            for b in range(len(groups))
            for a in range(b)
            if draw.random() < (0.9 if groups[a] == groups[b] else 0.3)
        ]
        options = {"threshold": draw.choice((0.3, 0.4, 0.6)), "growth": draw.choice((0, 0.36)), "free": 4}
        draw.shuffle(edges)
        assert cluster(edges, **options) == by_looking_at_all(edges, **options)


def by_looking_at_all(edges, *, threshold, growth, free):
    score = {frozenset(edge[:2]): round(edge[2] * 10_000) for edge in edges}
    clusters = sorted({item: [item] for edge in edges for item in edge[:2]}.values())

    def odds(one, other):
        pairs = len(one) * len(other)
        average = sum(score.get(frozenset((a, b)), 0) for a in one for b in other) / 10_000 / pairs
        average = min(max(average, 1e-6), 1 - 1e-6)
        return math.log(average / (1 - average)) + growth * math.log(max(pairs / free, 1))

    while len(clusters) > 1:
        best, one, other = max(
            ((odds(a, b), a, b) for a, b in itertools.combinations(clusters, 2)),
            key=lambda found: (found[0], -found[1][0], -found[2][0]),
        )
        if best < math.log(threshold / (1 - threshold)):
            break
        clusters = sorted([*(held for held in clusters if held not in (one, other)), sorted(one + other)])
    return [held for held in clusters if len(held) > 1]
