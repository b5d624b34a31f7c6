"""The hand-annotated cases: what is found in each text, with its value; and texts in which nothing may be found."""

import json
from pathlib import Path

import pytest

from newsnlp.quantities import find_quantities

CASES = Path(__file__).resolve().parents[2] / "cases"


def read(name):
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def found(text):
    return [
        [text[f.start : f.end], f.quantity.kind, f.quantity.value, f.quantity.unit, f.quantity.low, f.quantity.high]
        for f in find_quantities(text)
    ]


@pytest.mark.parametrize("case", read("quantities.jsonl"), ids=lambda case: case["text"])
def test_what_is_annotated_is_found(case):
    assert found(case["text"]) == case["quantities"]


@pytest.mark.parametrize("case", read("quantities_traps.jsonl"), ids=lambda case: case["text"])
def test_traps_yield_nothing_false(case):
    assert found(case["text"]) == case["quantities"]


def test_the_sets_are_large_enough():
    assert len(read("quantities.jsonl")) >= 300
    assert len(read("quantities_traps.jsonl")) >= 200
