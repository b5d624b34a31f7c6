"""The hand-annotated cases: what is found in each text, with its value; and texts in which nothing may be found."""

import json
from pathlib import Path

import pytest

from newsnlp.quantities import find_quantities

CASES = Path(__file__).resolve().parents[2] / "cases"


def read(name):
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def cases(name):
    """Give the cases as parameters; a known failure must fail, so that mending it is seen."""
    return [pytest.param(case, marks=_marks(case), id=case["text"]) for case in read(name)]


def _marks(case):
    return [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []


def found(text):
    return [
        [text[f.start : f.end], f.quantity.kind, f.quantity.value, f.quantity.unit, f.quantity.low, f.quantity.high]
        for f in find_quantities(text)
    ]


@pytest.mark.parametrize("case", cases("quantities.jsonl"))
def test_what_is_annotated_is_found(case):
    assert found(case["text"]) == case["quantities"]


@pytest.mark.parametrize("case", cases("quantities_traps.jsonl"))
def test_traps_yield_nothing_false(case):
    assert found(case["text"]) == case["quantities"]


def test_nearly_all_cases_are_right():
    every = read("quantities.jsonl")
    assert sum("fails" not in case for case in every) >= 0.98 * len(every)


def test_the_sets_are_large_enough():
    assert len(read("quantities.jsonl")) >= 300
    assert len(read("quantities_traps.jsonl")) >= 200
