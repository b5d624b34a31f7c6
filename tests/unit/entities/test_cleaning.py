"""The edges of mentions, case by case."""

import json
from pathlib import Path

import pytest

from newsnlp.document import LABELS
from newsnlp.entities.cleaning import clean, mend_label

CASES = Path(__file__).parents[2] / "cases" / "entity_edges.jsonl"
ALL = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", ALL, ids=[case["span"] for case in ALL])
def test_edges(case):
    start = case["text"].index(case["span"])
    first, last = clean(case["text"], start, start + len(case["span"]), case["label"])
    assert case["text"][first:last] == case["expect"]
    assert case["label"] in LABELS


def test_clean_edges_stay_clean():
    for case in ALL:
        start = case["text"].index(case["span"])
        once = clean(case["text"], start, start + len(case["span"]), case["label"])
        if once[0] < once[1]:
            assert clean(case["text"], *once, case["label"]) == once


@pytest.mark.parametrize(
    ("mention", "label", "expect"),
    [
        ("80th", "DATE", "ORDINAL"),
        ("9th", "DATE", "DATE"),
        ("80th birthday", "DATE", "DATE"),
        ("50th", "EVENT", "EVENT"),
    ],
)
def test_a_bare_ordinal_beyond_a_month_is_no_date(mention, label, expect):
    assert mend_label(mention, label) == expect
