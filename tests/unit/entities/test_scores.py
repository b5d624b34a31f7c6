"""Calibrated scores."""

import math

import pytest

from newsnlp.entities.scores import Calibration


def test_the_line_of_the_label_then_that_of_all_then_nothing():
    lines = Calibration({"ORG": [1.0, 0.0], "*": [0.0, 0.0]})
    assert lines.probability("ORG", math.log(0.8)) == pytest.approx(0.8)
    assert lines.probability("LAW", math.log(0.8)) == 0.5
    assert Calibration({}).probability("LAW", -0.1) is None


@pytest.mark.parametrize("evidence", [0.0, -1e-12, -5.0, -1e6])
def test_scores_are_probabilities_of_four_places(evidence):
    score = Calibration({"*": [1.3, -0.4]}).probability("LAW", evidence)
    assert 0 < score < 1
    assert score == round(score, 4)
