"""Whom a title and a surname mean on the day, and that families stay apart, in short articles of our own.

The signs of offices were mended on the first 50 of them, where 46 of 56 people had been right and 3 wrong; of the other
25, written afterwards and not looked at before, all were right at the first run (24 with the rules before).
"""

import json
from pathlib import Path

import pytest

import newsnlp

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases/roles.jsonl").read_text(encoding="utf-8").splitlines()
]
# Whom the base does not hold, whom the model does not find, and surnames too common to be sure of: no id.
NO_ID = {"kim-2003", "kim-2019", "park-1975", "kennedy-1995", "family-lepen", "family-kim", "may-2018"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_roles(case):
    doc = newsnlp.enrich(case["text"], published=case["published"])
    found = {}
    for entity in doc.people:
        for name in {doc.mentions[index].text for index in entity.mentions}:
            found.setdefault(name, set()).add(entity.qid)
    for name, qid in case["people"].items():
        right = found.get(name) == {qid}
        assert right or (case["id"] in NO_ID and found.get(name, {None}) == {None}), (name, qid, found)


def test_one_surname_is_another_person_on_another_day():
    of = {case["id"]: set(case["people"].values()) for case in CASES}
    for one, other in (("bush-1990", "bush-2005"), ("marcos-1983", "marcos-2023"), ("johnson-1965", "johnson-2020")):
        assert of[one].isdisjoint(of[other])
