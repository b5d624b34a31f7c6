"""The functions that users call, with the shipped models."""

import datetime as dt
import json
from pathlib import Path

import pytest

import newsnlp
from newsnlp.runs import errors_path

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ARTICLES = [json.loads(line) for line in (SAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def docs():
    return list(newsnlp.enrich_many(ARTICLES))


def test_documents_come_in_order_with_their_fields(docs):
    assert [doc.id for doc in docs] == [article["id"] for article in ARTICLES]
    assert [doc.title for doc in docs] == [article["title"] for article in ARTICLES]
    assert [doc.published for doc in docs] == [article["published"] for article in ARTICLES]


def test_offsets_hold_and_mentions_do_not_overlap(docs):
    for doc in docs:
        assert doc.mentions
        reach = 0
        for mention in doc.mentions:
            assert doc.text[mention.start : mention.end] == mention.text
            assert mention.start >= reach
            reach = mention.end


def test_every_sample_has_names_and_dates(docs):
    for doc in docs:
        assert doc.people or doc.organisations or doc.places
        assert doc.dates
        assert any(mention.timex.value for mention in doc.dates)


def test_entities_and_mentions_point_at_each_other(docs):
    for doc in docs:
        ids = [entity.id for entity in doc.entities]
        assert len(ids) == len(set(ids))
        for entity in doc.entities:
            assert len(entity.reasons) == len(entity.mentions) > 0
            assert all(doc.mentions[i].entity == entity.id for i in entity.mentions)
        saliences = [entity.salience for entity in doc.entities]
        assert saliences == sorted(saliences, reverse=True)


def test_scores_are_probabilities_of_four_places(docs):
    scores = [m.score for doc in docs for m in doc.mentions if m.score is not None]
    assert scores
    assert all(0 <= score <= 1 and round(score, 4) == score for score in scores)


def test_records_follow_the_published_schema(docs):
    import jsonschema

    import newsnlp.document

    schema = json.loads(Path(newsnlp.document.__file__).with_name("schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    linked = newsnlp.link(docs)
    assert any(doc.links for doc in linked.documents)
    for doc in linked.documents:
        validator.validate(doc.to_dict())
    broken = docs[0].to_dict() | {"mentions": [{"start": 0}]}
    assert not validator.is_valid(broken)


def test_records_survive_json(docs):
    for doc in docs:
        assert newsnlp.EnrichedDocument.from_dict(json.loads(json.dumps(doc.to_dict()))) == doc


def test_a_relative_date_is_counted_from_the_publication_date():
    doc = newsnlp.enrich("The minister resigned yesterday.", published=dt.date(2024, 3, 1))
    assert [m.timex.value for m in doc.dates] == ["2024-02-29"]
    assert doc.warnings == ()


def test_without_a_publication_date_nothing_is_guessed():
    doc = newsnlp.enrich("The minister resigned yesterday.")
    assert all(m.timex.interval is None for m in doc.dates)
    assert len(doc.warnings) == 1
    assert "published" in doc.warnings[0]


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b"])
def test_blank_text_gives_an_empty_document(text):
    doc = newsnlp.enrich(text)
    assert doc.text == text
    assert doc.mentions == ()


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: newsnlp.enrich("x", published="2025-02-30"), newsnlp.InvalidDate, "2025-02-30"),
        (lambda: newsnlp.enrich("x", published="last week"), newsnlp.InvalidDate, "ISO date"),
        (lambda: newsnlp.enrich("bad \ud800 text"), newsnlp.InvalidArticle, "U+D800"),
        (lambda: newsnlp.enrich(None), newsnlp.InvalidArticle, "text"),
        (lambda: newsnlp.load("huge"), newsnlp.ConfigError, "fast, accurate"),
        (lambda: newsnlp.load(components=["no component"]), newsnlp.ConfigError, "annotate"),
        (lambda: list(newsnlp.enrich_many([{"id": "a"}])), newsnlp.InvalidArticle, "neither"),
        (lambda: list(newsnlp.enrich_many(["x"], jobs=0)), newsnlp.ConfigError, "jobs"),
        (lambda: newsnlp.link([{"id": "a", "title": "x"}, {"id": "a", "title": "y"}]), newsnlp.DuplicateId, "'a'"),
        (lambda: newsnlp.link(["x"], min_score=2.0), newsnlp.ConfigError, "min_score"),
        (lambda: newsnlp.to_frame([], of="words"), newsnlp.ConfigError, "mentions"),
        (lambda: newsnlp.enrich_folder("no/such/folder", "out.jsonl"), newsnlp.UnreadableFile, "no/such/folder"),
        (lambda: newsnlp.enrich_folder(SAMPLES, "out.txt"), newsnlp.ConfigError, ".jsonl"),
    ],
)
def test_wrong_input_is_told(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)


def test_two_models_differ_in_their_provenance():
    fast, accurate = newsnlp.load("fast"), newsnlp.load("accurate")
    assert fast.provenance["config"] != accurate.provenance["config"]
    assert list(accurate.provenance["models"]) == ["knowledge", "news_ner/accurate"]


def test_a_folder_becomes_a_file_with_its_failures_beside_it(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text("Moscow hosts a parade.", encoding="utf-8")
    (tmp_path / "in" / "deep" / "b.jsonl").write_text(
        '{"title": "Putin Visits Beijing", "published": "2024-05-16"}\nnot json\n'
        '{"title": "x", "published": "2024-13-01"}\n',
        encoding="utf-8",
    )
    out = tmp_path / "out.jsonl"
    summary = newsnlp.enrich_folder(tmp_path / "in", out)
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [record["id"] for record in records] == ["a.txt", "deep/b.jsonl:1"]
    assert summary.documents == 2
    failures = [json.loads(line) for line in errors_path(out).read_text(encoding="utf-8").splitlines()]
    assert [failure["error"] for failure in failures] == ["UnreadableFile", "InvalidDate"]
    assert all("b.jsonl, line" in failure["message"] for failure in failures)


def test_linking_gives_a_record_for_each_input_in_order():
    headlines = (SAMPLES / "headlines.txt").read_text(encoding="utf-8").splitlines()
    result = newsnlp.link(headlines)
    assert [doc.text for doc in result.documents] == headlines
    by_id = {doc.id: doc for doc in result.documents}
    for doc in result.documents:
        for link in doc.links:
            back = {other.id: other.score for other in by_id[link.id].links}
            assert back[doc.id] == link.score
            assert link.id != doc.id
    members = [member for story in result.stories for member in story.members]
    assert len(members) == len(set(members))
    assert all(by_id[member].story == story.id for story in result.stories for member in story.members)


def test_equal_headlines_are_duplicates_with_ids_of_their_own():
    result = newsnlp.link(["Chile Elects New President", "Chile Elects New President"])
    assert len({doc.id for doc in result.documents}) == 2
    assert [link.relation for _, link in result.links] == ["exact_duplicate"]


@pytest.mark.parametrize("of", ["mentions", "entities", "dates", "links", "documents"])
def test_frames_have_a_row_for_each(docs, of):
    frame = newsnlp.to_frame(newsnlp.link(docs).documents, of=of)
    assert len(frame) > 0
    assert set(frame["doc"]) <= {doc.id for doc in docs}
