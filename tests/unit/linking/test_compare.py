import numpy as np

from newsnlp.linking.compare import FEATURES, pair_features
from newsnlp.linking.encode import encode
from newsnlp.linking.inputs import LinkInput

TITLE, LEAD = "Genoa in shock", "The Morandi bridge on the motorway fell during a rainstorm, killing dozens."


def features(one, other):
    docs = encode([LinkInput("a", *one), LinkInput("b", *other)])
    return dict(zip(FEATURES, pair_features(docs, np.array([0]), np.array([1]))[0].tolist(), strict=True))


def test_a_title_that_the_other_text_tells_one_way():
    found = features((TITLE, LEAD), ("Morandi bridge fell", "Rescuers search the ruins."))
    assert found["body_told_best"] == 1.0
    assert found["body_told"] < 0.2
    assert found["body_told_meaning_best"] > found["body_told_meaning"]


def test_what_is_told_is_the_same_in_both_orders():
    one, other = (TITLE, LEAD), ("Italy mourns after the fall of a bridge", "Genoa counts its dead.")
    assert features(one, other) == features(other, one)


def test_nothing_is_told_without_bodies():
    found = features((TITLE, ""), ("Morandi bridge fell", LEAD))
    assert not any(value for name, value in found.items() if name.startswith("body_"))
