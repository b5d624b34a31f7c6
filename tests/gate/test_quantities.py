"""Floors for quantities on the visible headlines and leads; a floor may only rise."""

import json

import pytest

from newsnlp.quantities import find_quantities, parse_quantity

pytestmark = pytest.mark.shared

VALUE_FLOORS = {"MONEY": 0.99, "PERCENT": 0.99, "CARDINAL": 0.97}
FINDER_FLOORS = {"MONEY": (0.99, 0.95), "PERCENT": (0.98, 0.98)}


@pytest.fixture(scope="module")
def rows(shared):
    lines = (shared / "data/ner/newsgold_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("label", "floor"), VALUE_FLOORS.items())
def test_annotated_spans_get_a_value(rows, label, floor):
    spans = [row["text"][start:end] for row in rows for start, end, which in row["spans"] if which == label]
    assert sum(parse_quantity(span, label) is not None for span in spans) >= floor * len(spans)


@pytest.mark.parametrize(("label", "floors"), FINDER_FLOORS.items())
def test_found_spans_are_the_annotated_ones(rows, label, floors):
    found, gold = set(), set()
    for i, row in enumerate(rows):
        found |= {(i, f.start, f.end) for f in find_quantities(row["text"]) if f.label == label}
        gold |= {(i, start, end) for start, end, which in row["spans"] if which == label}
    right = len(found & gold)
    assert right / len(found) >= floors[0]
    assert right / len(gold) >= floors[1]
