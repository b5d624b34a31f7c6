"""Floors for stories and links on the visible sets; a floor may only rise."""

import importlib.util
import json

import pytest

import newsnlp

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def scorer(shared):
    spec = importlib.util.spec_from_file_location("score_linking", shared / "score" / "linking.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "keys", "stories", "links"),
    [
        ("allsides_dev", ("id", "title"), 0.79, 0.61),
        ("allsides_dev", ("id", "title", "text"), 0.84, 0.74),
        ("uci_dev", ("id", "title"), 0.85, 0.835),
    ],
    ids=["allsides-headlines", "allsides-leads", "uci"],
)
def test_stories_and_links(scorer, shared, name, keys, stories, links):
    with (shared / "data" / "link" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    gold = {record["id"]: record["story"] for record in records}
    # Average precision wants the unlikely pairs too.
    result = newsnlp.link([{key: record[key] for key in keys} for record in records], min_score=0.02)
    found = {doc.id: doc.story if doc.story is not None else ("alone", doc.id) for doc in result.documents}
    assert scorer.b_cubed(gold, found)[2] >= stories
    pairs = [(link.score, *sorted((one, link.id))) for one, link in result.links]
    assert scorer.average_precision(gold, pairs) >= links
