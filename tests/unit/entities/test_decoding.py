"""Lawful tag sequences and their spans."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.entities.decoding import Tags

TAGS = ("O", "B-PERSON", "I-PERSON", "B-GPE", "I-GPE")
LAWFUL = Tags(TAGS)


def rows(*best, weight=0.9):
    """Give log probabilities in which each named tag is the best of its word."""
    table = np.full((len(best), len(TAGS)), (1 - weight) / (len(TAGS) - 1), np.float32)
    table[np.arange(len(best)), [TAGS.index(tag) for tag in best]] = weight
    return np.log(table)


def found(table):
    return [(span.first, span.last, span.label) for span in LAWFUL.spans(table)]


def is_lawful(path):
    return all(not (now.startswith("I-") and before[2:] != now[2:]) for before, now in itertools.pairwise(("O", *path)))


def test_spans():
    assert found(rows("B-PERSON", "I-PERSON", "O", "B-GPE", "B-GPE", "I-GPE")) == [
        (0, 2, "PERSON"), (3, 4, "GPE"), (4, 6, "GPE")
    ]  # fmt: skip


def test_no_words_no_spans():
    assert found(np.zeros((0, len(TAGS)), np.float32)) == []


@pytest.mark.parametrize("path", [("I-GPE",), ("O", "I-PERSON", "I-PERSON"), ("B-PERSON", "I-GPE")])
def test_unlawful_best_tags_are_mended(path):
    assert is_lawful([TAGS[number] for number in LAWFUL.best(rows(*path))])


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_best_lawful_path_is_found(table):
    probabilities = np.array(table, np.float32)
    log = np.log(probabilities / probabilities.sum(axis=1, keepdims=True))
    chosen = LAWFUL.best(log)
    assert is_lawful([TAGS[number] for number in chosen])

    def total(path):
        return sum(float(log[word, tag]) for word, tag in enumerate(path))

    lawful = [p for p in itertools.product(range(5), repeat=len(log)) if is_lawful([TAGS[tag] for tag in p])]
    assert total(chosen) >= max(map(total, lawful)) - 1e-4


def test_evidence_is_the_mean_log_probability_of_each_label():
    (span,) = LAWFUL.spans(rows("B-GPE", "I-GPE"))
    assert LAWFUL.names == ("PERSON", "GPE")
    assert span.evidence == pytest.approx([np.log(0.025), np.log(0.9)], abs=1e-5)
