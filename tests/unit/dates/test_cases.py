"""Sentences of our own in files: those with dates and their values, and those in which no date may be found."""

import json
from pathlib import Path

import pytest

from newsnlp.dates import find_dates

CASES = Path(__file__).resolve().parents[2] / "cases"


def read(name):
    with (CASES / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("case", read("dates.jsonl"), ids=lambda case: case["text"][:40])
def test_a_case_gives_its_dates(case):
    found = find_dates(case["text"], case.get("published"), country=case.get("country"))
    assert [[case["text"][d.start : d.end], d.timex.value] for d in found] == case["expected"]


def test_no_date_is_found_where_there_is_none():
    traps = read("dates_traps.jsonl")
    assert len({trap["text"] for trap in traps}) >= 500
    wrong = {
        trap["text"]: [(d.rule, d.timex.value) for d in found]
        for trap in traps
        if (found := find_dates(trap["text"], "2025-02-10"))
    }
    assert wrong == {}
