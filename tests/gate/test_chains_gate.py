"""Floors of the in-article chains on the annotated articles; a floor may only rise."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import chains

pytestmark = pytest.mark.shared


FLOORS = {"dev": (0.975, 0.97, 0.945), "test": (0.97, 0.955, 0.945)}  # found: precision, F1; end to end: F1


@pytest.mark.parametrize("split", ["dev", "test"])
def test_pairs(shared, split):
    scored = [chains.score(row, doc) for row, doc in chains.documents(shared, chains.rows(split), "fast")]
    precision, _, f1 = chains.measures(s.found for s in scored)
    assert precision >= FLOORS[split][0]
    assert f1 >= FLOORS[split][1]
    assert chains.measures(s.end_to_end for s in scored)[2] >= FLOORS[split][2]
