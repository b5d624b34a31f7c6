"""Links put into records."""

import dataclasses

import pytest

from newsnlp import linked
from newsnlp.article import Article
from newsnlp.document import EnrichedDocument, Link
from newsnlp.errors import ConfigError, DuplicateId
from newsnlp.io.writers import document_line, to_line
from newsnlp.linked import LinkResult, link_articles, unique_ids


def test_articles_get_ids_of_their_own():
    articles = [Article("a"), Article("b", id="x"), Article("a"), Article("a")]
    name = Article("a").content_id
    assert [article.id for article in unique_ids(articles)] == [name, "x", f"{name}-2", f"{name}-3"]


def test_one_id_given_twice_is_refused():
    with pytest.raises(DuplicateId, match="'x'"):
        list(unique_ids([Article("a", id="x"), Article("b", id="x")]))


def test_a_derived_id_is_not_one_that_was_given():
    name = Article("a").content_id
    ids = [article.id for article in unique_ids([Article("b", id=name), Article("a")])]
    assert len(set(ids)) == 2


def test_each_link_is_told_once_and_the_best_first():
    docs = (
        EnrichedDocument("b", "x", links=(Link("a", 0.7, "same_story"), Link("c", 0.9, "near_duplicate"))),
        EnrichedDocument("a", "x", links=(Link("b", 0.7, "same_story"),)),
        EnrichedDocument("c", "x", links=(Link("b", 0.9, "near_duplicate"),)),
    )
    result = LinkResult(docs, ())
    assert [(one, link.id, link.score) for one, link in result.links] == [("b", "c", 0.9), ("a", "b", 0.7)]
    assert repr(result) == "LinkResult(documents=3, stories=0)"


@pytest.mark.parametrize("options", [{"min_score": -0.1}, {"min_score": 1.1}, {"window_days": -1}])
def test_options_out_of_range_are_refused(options):
    (name,) = options
    with pytest.raises(ConfigError, match=name):
        link_articles([], **options)


def test_documents_keep_what_they_carry():
    docs = [
        EnrichedDocument(str(n), "Storm Hits Northern Coast", source=f"s{n}", published="2025-02-10") for n in (1, 2)
    ]
    result = link_articles([docs[0], Article("Storm Hits Northern Coast", id="2", source="s2"), docs[1]][:2])
    assert [(doc.id, doc.source) for doc in result.documents] == [("1", "s1"), ("2", "s2")]
    (story,) = result.stories
    assert story.members == ("1", "2")
    assert [doc.story for doc in result.documents] == [story.id] * 2
    assert [[link.relation for link in doc.links] for doc in result.documents] == [["exact_duplicate"]] * 2


@pytest.mark.parametrize("name", ["a", 'ß "\\', "\ud800"])
def test_a_document_is_written_as_its_record_is(name):
    body = "The strong quake hit Chile near Iquique late on Monday, officials in Santiago said."
    given = {
        "Quake 6.1 Hits Chile": "2025-02-10",
        "Quake 6.1 Hits Chile’s Coast": "2025-02-16",
        "Café: Quake 5.2 Hits Chile": None,
    }
    articles = [
        Article(title=title, text=body, published=date, id=f"{len(title)}{name if name.isprintable() else ''}")
        for title, date in given.items()
    ]
    for doc in link_articles(articles, min_score=0).documents:
        doc = dataclasses.replace(doc, story=name)
        assert len(doc.links) == 2
        assert document_line(doc) == to_line(doc.to_dict())
        again = dataclasses.replace(doc, links=tuple(dataclasses.replace(link, score=1) for link in doc.links))
        assert document_line(again) == to_line(again.to_dict())


TOLD_TWICE = ("Dozens Killed as Motorway Bridge Gives Way in Genoa", "Genoa Motorway Collapse: Death Toll Climbs to 39")


def test_what_was_read_is_explained_as_it_was_scored():
    articles = [Article(title, id=title[:6]) for title in TOLD_TWICE]
    read = link_articles(articles, min_score=0.0, reader=True)
    ((one, link),) = read.links
    told = read.explain(one, link.id)
    assert told.score == link.score
    assert told.terms == link.evidence["terms"]
    assert told.terms["reader"]
    assert "headline_reader" in read.documents[0].provenance["models"]


def test_without_a_reader_it_is_not_even_loaded(monkeypatch):
    def refuse():
        raise AssertionError("loaded")

    monkeypatch.setattr(linked, "load_reader", refuse)
    result = link_articles([Article(title, id=title[:6]) for title in TOLD_TWICE], min_score=0.0)
    ((one, link),) = result.links
    assert "reader" not in result.explain(one, link.id).terms
    assert "headline_reader" not in result.documents[0].provenance["models"]
