import numpy as np

from newsnlp.linking.rows import Rows, distinct, spread, sums


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
