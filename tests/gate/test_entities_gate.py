"""Quality floors of the entity models on the visible sets; a floor may only rise."""

import json

import pytest

from newsnlp.document import NAME_LABELS
from newsnlp.entities.model import NewsNer

pytestmark = pytest.mark.shared

NAMES = frozenset(NAME_LABELS)
COARSE = {
    "PERSON": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "per": "PER",
    "org": "ORG",
    "geo": "LOC",
}
# names F1: as written, of Title-Case headlines, re-cased; all labels; coarse F1 on the Groningen Meaning Bank's test
FLOORS = {
    "fast": {"names": 94.2, "title": 91.5, "lower": 93.0, "upper": 92.8, "all": 94.2, "gmb": 64.0},
    "accurate": {"names": 94.2, "title": 91.5, "lower": 93.2, "upper": 93.0, "all": 94.3, "gmb": 64.0},
}


@pytest.fixture(scope="module", params=["fast", "accurate"])
def model(request):
    return request.param


def recased(text, change):
    """Change the casing where that keeps the length."""
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


def f1(ner, records, keep, change=str):
    """Give the micro F1 of exact spans and labels, in percent."""
    hits = gold_count = found_count = 0
    for record in records:
        text = recased(record["text"], change)
        gold = {(start, end, keep(label)) for start, end, label in record["spans"] if keep(label)}
        found = {(m.start, m.end, keep(m.label)) for m in ner.find(text, [(0, len(text))]) if keep(m.label)}
        hits += len(gold & found)
        gold_count += len(gold)
        found_count += len(found)
    return 200 * hits / (gold_count + found_count)


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_title_case(record):
    """Say whether a record is a headline with capitals on more than 70 % of its words."""
    words = [word[0].isupper() for word in record["text"].split() if word[0].isalpha()]
    return record["kind"] == "headline" and sum(words) > 0.7 * len(words)


@pytest.mark.parametrize(
    ("kind", "change"), [("names", str), ("title", str), ("lower", str.lower), ("upper", str.upper), ("all", str)]
)
def test_held_out_headlines_leads_and_sentences(shared, model, kind, change):
    records = read(shared / "data/ner/newsgold_dev.jsonl")
    if kind == "title":
        records = list(filter(is_title_case, records))
    score = f1(NewsNer.load(model), records, lambda label: label if kind == "all" or label in NAMES else None, change)
    assert score >= FLOORS[model][kind], f"F1 {score:.2f}"


def test_another_scheme_of_broadcast_news(shared, model):
    score = f1(NewsNer.load(model), read(shared / "data/ner/gmb_test.jsonl")[:600], COARSE.get)
    assert score >= FLOORS[model]["gmb"], f"F1 {score:.2f}"
