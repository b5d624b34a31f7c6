"""The annotated chains fit the texts they were made on: `chains.jsonl`, told of in CHAINS.md."""

import hashlib
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

import newsnlp

LABELS = {"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
ROWS = [json.loads(line) for line in Path(__file__).with_name("chains.jsonl").read_text("utf-8").splitlines()]


def test_rows_are_offsets_only_and_no_two_mentions_overlap():
    assert Counter(row["split"] for row in ROWS) == {"dev": 26, "test": 40, "long": 4}
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    for row in ROWS:
        assert row.keys() == {"id", "sha256", "split", "chains"}
        assert all(chain.keys() == {"label", "mentions"} for chain in row["chains"])
        assert {chain["label"] for chain in row["chains"]} <= LABELS
        spans = sorted(span for chain in row["chains"] for span in chain["mentions"])
        assert all(start < end for start, end in spans), row["id"]
        assert all(a[1] <= b[0] for a, b in pairwise(spans)), row["id"]


@pytest.mark.shared
def test_offsets_point_at_names_of_the_hashed_text(shared):
    lines = (shared / "data" / "articles" / "wikinews.jsonl").read_text("utf-8").splitlines()
    articles = {article["id"]: article for article in map(json.loads, lines)}
    pipeline = newsnlp.load(components=[])
    for row in ROWS:
        article = articles[row["id"]]
        text = newsnlp.enrich(article["text"], title=article["title"], pipeline=pipeline).text
        assert hashlib.sha256(text.encode()).hexdigest() == row["sha256"], row["id"]
        for start, end in (span for chain in row["chains"] for span in chain["mentions"]):
            name = text[start:end]
            assert 0 <= start < end <= len(text), (row["id"], start, end)
            assert name == name.strip(), (row["id"], name)
            assert not text[start - 1 : start].isalnum() or start == 0, (row["id"], name)
            assert not text[end : end + 1].isalnum(), (row["id"], name)
