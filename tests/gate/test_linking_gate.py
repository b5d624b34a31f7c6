"""Floors for stories and links on the visible sets; a floor may only rise."""

import importlib.util
import json
import random
from collections import Counter

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
        ("allsides_dev", ("id", "title"), 0.80, 0.63),
        ("allsides_dev", ("id", "title", "text"), 0.879, 0.786),
        ("uci_dev", ("id", "title"), 0.88, 0.86),
    ],
    ids=["allsides-headlines", "allsides-leads", "uci"],
)
def test_stories_and_links(scorer, shared, name, keys, stories, links):
    story, link = measure(scorer, records_of(shared, name), keys)
    assert story >= stories
    assert link >= links


@pytest.mark.parametrize(
    ("name", "most", "reader", "stories", "links"),
    [
        ("allsides_dev", 2, False, 0.82, 0.605),
        ("uci_dev", 3, False, 0.845, 0.72),
        ("allsides_dev", 2, True, 0.825, 0.65),
        ("uci_dev", 3, True, 0.86, 0.72),
    ],
)
def test_quality_does_not_hang_on_the_size_of_stories(scorer, shared, name, most, reader, stories, links):
    """Of each story a random few are left, in another order: a linker that had learnt how large they are would fall."""
    records = records_of(shared, name)
    random.Random(7).shuffle(records)
    left, kept = Counter(), []
    for record in records:
        left[record["story"]] += 1
        if left[record["story"]] <= most:
            kept.append(record)
    story, link = measure(scorer, kept, ("id", "title"), reader=reader)
    assert story >= stories
    assert link >= links


@pytest.mark.parametrize(
    ("name", "keys", "stories", "links"),
    [
        ("allsides_dev", ("id", "title"), 0.815, 0.68),
        ("allsides_dev", ("id", "title", "text"), 0.893, 0.84),
        ("uci_dev", ("id", "title"), 0.885, 0.855),
    ],
    ids=["allsides-headlines", "allsides-leads", "uci"],
)
def test_stories_and_links_with_the_reader(scorer, shared, name, keys, stories, links):
    story, link = measure(scorer, records_of(shared, name), keys, reader=True)
    assert story >= stories
    assert link >= links


@pytest.mark.parametrize("name", ["allsides_dev", "uci_dev"])
def test_an_index_exports_what_link_finds(shared, tmp_path, name):
    given = [
        {key: record[key] for key in ("id", "title", "text") if key in record} for record in records_of(shared, name)
    ]
    expected = newsnlp.link(given)
    with newsnlp.Index(tmp_path / "news.db") as index:
        for start in range(0, len(given), 300):
            index.add(given[start : start + 300])
        index.settle()
        exported = {document.id: document for document in index.export()}
    assert {doc.id: (doc.story, doc.links) for doc in expected.documents} == {
        name: (doc.story, doc.links) for name, doc in exported.items()
    }


def records_of(shared, name):
    with (shared / "data" / "link" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure(scorer, records, keys, *, reader=False):
    """Give B-cubed F1 of the stories and the average precision of the links."""
    gold = {record["id"]: record["story"] for record in records}
    # Average precision wants the unlikely pairs too.
    given = [{key: record[key] for key in keys} for record in records]
    result = newsnlp.link(given, min_score=0.02, reader=reader)
    found = {doc.id: doc.story if doc.story is not None else ("alone", doc.id) for doc in result.documents}
    pairs = [(link.score, *sorted((one, link.id))) for one, link in result.links]
    return scorer.b_cubed(gold, found)[2], scorer.average_precision(gold, pairs)
