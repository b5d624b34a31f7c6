import random

import numpy as np

from newsnlp.linking import rows as module
from newsnlp.linking.rows import SHORT, Rows, distinct, numbered, spread, sums

WIDTH = 600


def test_shared_terms_of_pairs():
    rows = Rows.of([[(3, 1.0), (1, 2.0)], [(1, 4.0)], [], [(3, 5.0), (2, 1.0)]], 4)
    pair, place, other = rows.shared(np.array([0, 0, 0, 1]), np.array([1, 2, 3, 3]))
    assert pair.tolist() == [0, 2]
    assert rows.terms[place].tolist() == rows.terms[other].tolist() == [1, 3]
    assert (rows.weights[place] * rows.weights[other]).tolist() == [8.0, 5.0]
    assert rows.row(0) == [1, 3]


def test_rows_without_terms():
    rows = Rows.of([[], []], 1)
    assert [len(part) for part in rows.shared(np.array([0]), np.array([1]))] == [0, 0, 0]


def test_spread_and_sums():
    owner, place = spread(np.array([5, 0, 9]), np.array([2, 0, 1]))
    assert owner.tolist() == [0, 0, 2]
    assert place.tolist() == [5, 6, 9]
    assert sums(np.array([1.0, 2.0, 4.0]), owner, 3).tolist() == [3.0, 0.0, 4.0]


def test_distinct():
    assert distinct(np.array([3, 1, 3, 2, 1])).tolist() == [1, 2, 3]
    assert distinct(np.array([], np.int64)).tolist() == []


def test_shared_terms_with_other_rows():
    rows, others = Rows.of([[(3, 1.0), (1, 2.0)]], 4), Rows.of([[(2, 1.0)], [(0, 1.0), (3, 5.0)]], 4)
    pair, place, other = rows.shared(np.array([0, 0]), np.array([0, 1]), others=others)
    assert pair.tolist() == [1]
    assert (rows.terms[place].tolist(), others.weights[other].tolist()) == ([3], [5.0])
    assert [len(part) for part in rows.shared(np.array([0]), np.array([0]), others=Rows.of([[]], 4))] == [0, 0, 0]


def random_rows(chance, lengths):
    return Rows.of([[(term, 1.0) for term in chance.sample(range(WIDTH), length)] for length in lengths], WIDTH)


def shared_terms(one, other, left, right):
    wanted = []
    for pair, (a, b) in enumerate(zip(left, right, strict=True)):
        wanted += [(pair, term) for term in sorted(set(one.row(a)) & set(other.row(b)))]
    return wanted


def test_what_rows_share_is_found_in_short_and_long_rows(monkeypatch):
    monkeypatch.setattr(module, "_AT_ONCE", 7)
    chance = random.Random(5)
    one = random_rows(chance, [0, 1, 3, SHORT - 1, SHORT, SHORT + 1, 200, 400])
    other = random_rows(chance, [400, 0, SHORT, 2, SHORT + 1])
    left, right = (side.ravel() for side in np.mgrid[: len(one), : len(other)])
    for rows, others in ((one, other), (one, None)):
        if others is None:
            left, right = left % len(one), (right * 3) % len(one)
        pair, place, found = rows.shared(left, right, others=others)
        there = rows if others is None else others
        assert (rows.terms[place] == there.terms[found]).all()
        assert (rows.owners[place] == left[pair]).all()
        assert (there.owners[found] == right[pair]).all()
        assert sorted(zip(pair.tolist(), rows.terms[place].tolist(), strict=True)) == shared_terms(
            rows, there, left, right
        )


def test_no_pairs_share_nothing():
    rows, none = random_rows(random.Random(1), [3, 40]), np.zeros(0, np.int64)
    assert [len(part) for part in rows.shared(none, none)] == [0, 0, 0]


def test_keys_are_numbered_among_the_distinct_ones():
    used, one, other = numbered(9, np.array([8, 2, 2]), np.array([5]))
    assert (used.tolist(), one.tolist(), other.tolist()) == ([2, 5, 8], [2, 0, 0], [1])
