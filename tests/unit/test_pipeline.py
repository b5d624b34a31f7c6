"""The way of the data, with small components instead of models."""

import pickle
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsnlp.article import Article
from newsnlp.dates.component import DateComponent
from newsnlp.dates.conventions import Conventions
from newsnlp.document import EnrichedDocument, Mention, Timex
from newsnlp.errors import ComponentError, ConfigError, InvalidArticle
from newsnlp.pipeline import Pipeline
from newsnlp.protocols import PUBLISHED, TITLE_END


class Words:
    """Yields a mention for each match of a pattern."""

    def __init__(self, pattern, label="PERSON", *, name="words"):
        self.pattern, self.label, self.name = pattern, label, name

    def annotate(self, doc, so_far):
        for match in re.finditer(self.pattern, doc.text):
            yield Mention(match.start(), match.end(), match[0], self.label, by=self.name)


class Yields:
    """Yields what it is told to."""

    name = "yields"

    def __init__(self, *mentions):
        self.mentions = mentions

    def annotate(self, doc, so_far):
        return self.mentions


class Fails:
    name = "fails"

    def __init__(self, error):
        self.error = error

    def annotate(self, doc, so_far):
        yield from ()
        raise self.error


class Spy:
    """Keeps what it was given."""

    name = "spy"

    def annotate(self, doc, so_far):
        self.seen = (dict(doc.user_data), so_far, [s.text for s in doc.sents if s.text.strip()])
        return ()


ARTICLE = Article("Ana met Leo.\r\nLeo left “Ana” 🎉 for Mia.", title="Ana and Leo", published="2025-02-10", id="a")


def test_offsets_count_in_the_text_of_the_document():
    doc = Pipeline([Words(r"Ana|Leo|Mia")])(ARTICLE)
    assert doc.text == "Ana and Leo\n\nAna met Leo.\r\nLeo left “Ana” 🎉 for Mia."
    assert [m.text for m in doc.mentions] == ["Ana", "Leo", "Ana", "Leo", "Leo", "Ana", "Mia"]
    assert all(doc.text[m.start : m.end] == m.text for m in doc.mentions)
    assert {e.name: len(e.mentions) for e in doc.entities} == {"Ana": 3, "Leo": 3, "Mia": 1}
    assert all(doc.mentions[i].entity == e.id for e in doc.entities for i in e.mentions)


def test_the_fields_of_the_article_are_kept():
    article = Article("x", title="t", published="2025-02-10", id="i", url="u", source="s", meta={"k": [1]})
    doc = Pipeline([])(article)
    assert (doc.id, doc.title, doc.published, doc.url, doc.source) == ("i", "t", "2025-02-10", "u", "s")
    assert doc.meta == article.meta
    assert Pipeline([])(Article("x")).id == Article("x").content_id


def test_components_see_what_is_known_and_what_was_found():
    spy = Spy()
    Pipeline([Words("Ana"), spy])(ARTICLE)
    known, so_far, sentences = spy.seen
    assert (known[PUBLISHED], known[TITLE_END]) == ("2025-02-10", 11)
    assert [m.text for m in so_far] == ["Ana", "Ana", "Ana"]
    assert isinstance(so_far, tuple)
    assert len(sentences) == 3


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\t\u00a0"])
def test_a_blank_text_has_no_mentions(text):
    doc = Pipeline([Fails(LookupError())])(Article(text))
    assert (doc.text, doc.mentions, doc.entities) == (text, (), ())


def test_mentions_of_several_components_are_settled():
    doc = Pipeline([Words("Ana met", "EVENT"), Words("Ana", name="more")])(Article("Ana met Leo."))
    assert [(m.text, m.by) for m in doc.mentions] == [("Ana met", "words")]


@pytest.mark.parametrize(
    "mention",
    [Mention(0, 3, "Leo", "PERSON"), Mention(0, 99, "Ana", "PERSON"), Mention(0, 3, "Ana", "HUMAN"), "Ana", None],
)
def test_a_breach_of_contract_names_the_component(mention):
    with pytest.raises(ComponentError, match="'yields'"):
        Pipeline([Words("Ana"), Yields(mention)])(Article("Ana met Leo."))


def test_what_a_component_raises_is_told_with_its_name():
    with pytest.raises(ComponentError, match=r"component 'fails' failed: LookupError: no luck") as raised:
        Pipeline([Fails(LookupError("no luck"))])(Article("x"))
    assert isinstance(raised.value.__cause__, LookupError)


def test_errors_of_ours_and_interrupts_pass_as_they_are():
    with pytest.raises(InvalidArticle, match="mine"):
        Pipeline([Fails(InvalidArticle("mine"))])(Article("x"))
    with pytest.raises(KeyboardInterrupt):
        Pipeline([Fails(KeyboardInterrupt())])(Article("x"))


class Nameless:
    def annotate(self, doc, so_far):
        return ()


@pytest.mark.parametrize("component", ["dates", None, Nameless(), Words("x", name=7), re.compile("x")])
def test_what_is_no_component_is_refused_at_once(component):
    with pytest.raises(ConfigError, match="no component"):
        Pipeline([component])


def test_two_components_of_one_name_are_refused():
    with pytest.raises(ConfigError, match="two components are named 'words'"):
        Pipeline([Words("x"), Words("y")])


def test_a_document_does_not_depend_on_those_before_it():
    pipeline = Pipeline([Words(r"\w+")])
    first = pipeline(ARTICLE)
    for text in ["Zoë", "x " * 5000, "Ana", ""]:
        pipeline(Article(text))
    assert pipeline(ARTICLE) == first == Pipeline([Words(r"\w+")])(ARTICLE)


def test_it_can_be_called_from_several_threads(pipeline):
    articles = [Article(f"Ana {n} met Leo in {1900 + n} at Zoë’s.") for n in range(100)]
    expected = [pipeline(article) for article in articles]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(pipeline, articles)) == expected


def test_it_can_be_pickled():
    pipeline = Pipeline([Words("Ana|Leo")], models={"m": "1"}, options={"model": "fast"})
    copy = pickle.loads(pickle.dumps(pipeline))
    assert copy(ARTICLE) == pipeline(ARTICLE)
    assert copy.provenance == pipeline.provenance


def test_provenance_tells_the_options_of_components_apart():
    british, again, plain = (
        Pipeline([DateComponent(country=country)]).provenance["config"] for country in ("GB", "gb", None)
    )
    assert british == again != plain
    padded = Pipeline([DateComponent(conventions=Conventions(decade="padded"))]).provenance["config"]
    assert padded not in (british, plain)


def test_a_tokenizer_that_has_seen_many_words_gives_way_to_a_new_one(monkeypatch):
    pipeline = Pipeline([Words("x")])
    monkeypatch.setattr("newsnlp.pipeline._MOST_LEXEMES", 0)
    first = pipeline._tokens()
    before = pipeline(Article("Ana met Leo."))
    assert pipeline._tokens() is not first
    assert pipeline(Article("Ana met Leo.")) == before


def test_provenance_tells_configurations_apart():
    one = Pipeline([Words("x")], models={"m": "1"}, options={"model": "fast"})
    assert one.provenance == Pipeline([Words("x")], models={"m": "1"}, options={"model": "fast"}).provenance
    assert set(one.provenance) == {"newsnlp", "models", "config"}
    assert one.provenance != Pipeline([Words("x")], models={"m": "2"}, options={"model": "fast"}).provenance
    assert one.provenance != Pipeline([Words("x")], models={"m": "1"}, options={"model": "slow"}).provenance
    assert one.provenance != Pipeline([], models={"m": "1"}, options={"model": "fast"}).provenance


@pytest.mark.parametrize(
    ("type_", "value", "published", "warned"),
    [
        ("DATE", "XXXX-05-09", None, True),
        ("DATE", None, None, True),
        ("DATE", "PRESENT_REF", None, True),
        ("DATE", "2025-05-09", None, False),
        ("DURATION", "PXD", None, False),
        ("DATE", "XXXX-05-09", "2025-02-10", False),
    ],
)
def test_without_a_date_of_publication_relative_dates_are_warned_of(type_, value, published, warned):
    mention = Mention(0, 5, "May 9", "DATE", timex=Timex(type_, value, (0, 5)))
    doc = Pipeline([Yields(mention)])(Article("May 9", published=published))
    assert [("published" in warning) for warning in doc.warnings] == [True] * warned


def test_the_document_is_a_record():
    doc = Pipeline([Words("Ana")])(ARTICLE)
    assert EnrichedDocument.from_dict(doc.to_dict()) == doc
