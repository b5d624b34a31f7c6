"""Articles: what is taken, what is refused, and the text that offsets count in."""

import datetime as dt
import hashlib
import pickle

import pytest

from newsnlp.article import MAX_CHARACTERS, Article, check_published
from newsnlp.document import EnrichedDocument, Mention
from newsnlp.errors import InputError, InvalidArticle, InvalidDate, InvalidRecord

DAY = dt.date(2025, 2, 10)


@pytest.mark.parametrize(
    "published",
    ["2025-02-10", "2024-02-29", "2025-02-10T23:59:59", "2025-02-10 08:00", "2025-02-10T08:00Z",
     "2025-02-10T08:00:00.123+09:00", "2025-02-10T08:00-05:30", None],
)  # fmt: skip
def test_published_is_kept_as_it_is_written(published):
    assert check_published(published) == published
    assert Article("x", published=published).published == published


def test_date_objects_give_their_iso_form():
    assert check_published(DAY) == "2025-02-10"
    assert check_published(dt.datetime(2025, 2, 10, 8, tzinfo=dt.UTC)) == "2025-02-10T08:00:00+00:00"
    assert Article.of({"text": "x", "published": DAY}).published == "2025-02-10"


@pytest.mark.parametrize(
    "published",
    ["", " ", "2025", "2025-02", "20250210", "2025-2-10", "2025-02-30", "2023-02-29", "2025-13-01", "2025-00-10",
     "0000-01-01", "10/02/2025", "yesterday", "Mon, 10 Feb 2025 08:00:00 GMT", "2025-W07-1", " 2025-02-10",
     "2025-02-10T25:00", "2025-02-10T08:00+99:00", "2025-02-10T", "2025-02-10 at noon", "٢٠٢٥-٠٢-١٠",
     20250210, 1739145600.0, True, ["2025-02-10"]],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_value(published):
    with pytest.raises(InvalidDate) as refused:
        check_published(published)
    assert repr(published) in str(refused.value)
    with pytest.raises(InvalidDate):
        Article("x", published=published)


@pytest.mark.parametrize(
    ("title", "text", "full", "end"),
    [
        ("Head", "Body.", "Head\n\nBody.", 4),
        ("Head", "", "Head", 4),
        ("Head", " \n", "Head", 4),
        (None, "Body.", "Body.", None),
        ("", "Body.", "Body.", None),
        (" ", " Body. ", " Body. ", None),
        (" Head ", "Body.\r\n", " Head \n\nBody.\r\n", 6),
        ("🎉", "👍", "🎉\n\n👍", 1),
        (None, "", "", None),
    ],
)
def test_the_text_that_offsets_count_in(title, text, full, end):
    article = Article(text, title=title)
    assert article.full_text == full
    assert article.title_end == end


def test_the_id_comes_from_the_content():
    article = Article("Ölpreis", title="Head")
    assert article.content_id == hashlib.sha256("Head\n\nÖlpreis".encode()).hexdigest()[:16]
    assert Article("Head\n\nÖlpreis").content_id == article.content_id
    assert article.named("n").id == "n"
    assert article.named("n").named("m").id == "n"


@pytest.mark.parametrize("field", ["text", "title", "id"])
def test_lone_surrogates_are_refused(field):
    with pytest.raises(InvalidArticle, match=rf"{field} holds a lone surrogate \(U\+D83D\) at offset 1"):
        Article(**{"text": "x", field: "a\ud83db"})


@pytest.mark.parametrize("field", ["title", "id", "url", "source"])
@pytest.mark.parametrize("value", [7, b"x", ["x"]])
def test_fields_of_another_type_are_refused(field, value):
    with pytest.raises(InvalidArticle, match=field):
        Article("x", **{field: value})


@pytest.mark.parametrize("value", [None, 7, b"x"])
def test_the_text_is_a_string(value):
    with pytest.raises(InvalidArticle, match="text is"):
        Article(value)


def test_too_long_an_article_is_refused():
    Article("x" * MAX_CHARACTERS)
    with pytest.raises(InvalidArticle, match="5,000,001"):
        Article("x" * MAX_CHARACTERS, title="x")


def test_it_is_frozen_hashable_and_picklable():
    article = Article("x", meta={"tags": ["a"]})
    with pytest.raises(AttributeError):
        article.text = "y"
    with pytest.raises(TypeError):
        article.meta["tags"] = ()
    assert pickle.loads(pickle.dumps(article)) == article
    assert hash(article) == hash(Article("x", meta={"tags": ["a"]}))


def test_of_a_mapping():
    article = Article.of({"id": 7, "title": "Head", "published": "", "desk": "foreign", "meta": {"page": 1}})
    assert (article.id, article.title, article.text, article.published) == ("7", "Head", "", None)
    assert article.meta == {"page": 1, "desk": "foreign"}
    assert article.url is None


def test_of_an_article_is_itself():
    article = Article("x")
    assert Article.of(article) is article
    assert Article.of("x") == article


@pytest.mark.parametrize("given", [None, 7, b"x", ["x"], {}, {"id": "1"}, {"id": True, "text": "x"}, {"text": 7}])
def test_of_anything_else_is_refused(given):
    with pytest.raises(InvalidArticle):
        Article.of(given)


def test_an_enriched_document_gives_back_its_article():
    mention = Mention(6, 9, "Ana", "PERSON")
    doc = EnrichedDocument("a", "Head\n\nAna.", title="Head", meta={"x": 1}, mentions=(mention,), story="s")
    for given in (doc, doc.to_dict()):
        article = Article.of(given)
        assert (article.title, article.text, article.full_text) == ("Head", "Ana.", doc.text)
        assert article.mentions == (mention,)
        assert article.meta == {"x": 1}


def test_the_parts_that_enrich_computes_do_not_become_meta():
    given = {"text": "x", "mentions": [], "entities": [], "story": "s", "links": [], "warnings": [], "provenance": {}}
    assert Article.of(given).meta == {}


def test_a_record_of_ours_that_is_broken_is_refused():
    with pytest.raises(InvalidRecord, match="text"):
        Article.of({"schema": "newsnlp/1", "id": "a"})


def test_errors_are_value_errors():
    assert issubclass(InvalidArticle, InputError)
    assert issubclass(InputError, ValueError)
