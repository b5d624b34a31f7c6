"""Floors of the in-article chains on the annotated articles; a floor may only rise."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import chains

pytestmark = pytest.mark.shared


def test_pairs_of_the_articles_for_tuning(shared):
    scored = [chains.score(row, doc) for row, doc in chains.documents(shared, chains.rows("dev"), "fast")]
    precision, recall, f1 = chains.measures(s.found for s in scored)
    assert precision >= 0.975
    assert recall >= 0.965
    assert f1 >= 0.97
    assert chains.measures(s.end_to_end for s in scored)[2] >= 0.945
