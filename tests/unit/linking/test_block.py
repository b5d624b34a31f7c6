import random
from itertools import pairwise

import numpy as np
import pytest

from newsnlp.linking import LinkInput
from newsnlp.linking.block import Finder
from newsnlp.linking.encode import encode
from newsnlp.linking.join import candidate_pairs
from newsnlp.linking.rule import FIRST, GROWTH, LEVELS, level_of, levels_of

TEXT = "Genoa bridge collapse dozens dead rescuers search rubble Turkey central bank raises rates lira Mars water"
WORDS = TEXT.split()


@pytest.fixture(scope="module")
def docs():
    chance = random.Random(3)
    titles = [" ".join(chance.sample(WORDS, chance.randint(1, 7))) for _ in range(90)] + ["The", "the", "", "Of the"]
    bodies = [" ".join(chance.choices(WORDS, k=30)) if number % 3 else "" for number in range(len(titles))]
    return encode(
        [LinkInput(f"{n:03}", title, body) for n, (title, body) in enumerate(zip(titles, bodies, strict=True))]
    )


@pytest.mark.parametrize("rule", [*LEVELS, LEVELS[0].loosened()])
def test_all_candidates_are_found_and_no_others(docs, rule, monkeypatch):
    monkeypatch.setattr("newsnlp.linking.block.BLOCK", 17)
    for size in ("BLOCK", "_AT_ONCE", "_TILE", "_ROWS", "_IN_MEMORY"):
        monkeypatch.setattr(f"newsnlp.linking.join.{size}", 17)
    left, right = np.triu_indices(len(docs), 1)
    wanted = rule.holds(docs, left, right)
    assert wanted.any()
    wanted = list(zip(left[wanted].tolist(), right[wanted].tolist(), strict=True))
    for one, other in (candidate_pairs(docs, rule), _found_one_after_another(docs, rule)):
        assert list(zip(one.tolist(), other.tolist(), strict=True)) == wanted


def _found_one_after_another(docs, rule):
    finder = Finder(rule)
    found = [
        finder.extend(docs.take(np.arange(start, min(start + 10, len(docs))))) for start in range(0, len(docs), 10)
    ]
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    order = np.lexsort((other, one))
    return one[order], other[order]


def test_what_is_a_candidate_in_a_large_collection_is_one_in_a_small_one(docs):
    left, right = np.triu_indices(len(docs), 1)
    held = [rule.holds(docs, left, right) for rule in LEVELS]
    for smaller, larger in pairwise(held):
        assert not (larger & ~smaller).any()
    one, other = left[held[0]], right[held[0]]
    highest = levels_of(docs, one, other, 0)
    for level, found in enumerate(held):
        assert ((highest >= level) == found[held[0]]).all()


def test_levels_go_up_with_the_size():
    assert [level_of(n) for n in (0, FIRST, FIRST + 1, FIRST * GROWTH, FIRST * GROWTH + 1, 10**12)] == [
        0,
        0,
        1,
        1,
        2,
        5,
    ]
