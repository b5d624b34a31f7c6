"""Rows over long sentences, and batches."""

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.entities.windows import batches, windows


def test_a_short_sentence_is_one_row():
    (row,) = windows(3, [1, 2, 1], 10)
    assert (row.sentence, row.first, row.last, row.own_first, row.own_last, row.size) == (3, 0, 3, 0, 3, 4)


def test_an_empty_sentence_has_no_row():
    assert list(windows(0, [], 10)) == []


@given(st.lists(st.integers(1, 9), max_size=80), st.integers(4, 40))
def test_every_word_has_one_row_and_context(sizes, longest):
    rows = list(windows(0, sizes, longest))
    owned = [word for row in rows for word in range(row.own_first, row.own_last)]
    assert owned == list(range(len(sizes)))
    for row in rows:
        assert row.first <= row.own_first < row.own_last <= row.last
        assert row.size == sum(sizes[row.first : row.last])
        assert row.size <= longest or row.last == row.first + 1


@given(st.lists(st.integers(1, 200), max_size=60), st.integers(100, 400))
def test_batches_hold_every_row_once_within_the_limit(sizes, pieces):
    groups = list(batches(sizes, pieces))
    assert sorted(place for group in groups for place in group) == list(range(len(sizes)))
    for group in groups:
        assert len(group) == 1 or max(sizes[place] for place in group) * len(group) <= pieces
