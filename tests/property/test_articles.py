"""Articles of any text: the text that offsets count in, ids, dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnlp.article import Article, check_published
from newsnlp.document import EnrichedDocument
from newsnlp.errors import InvalidArticle, InvalidDate
from newsnlp.pipeline import Pipeline

texts = st.text(st.characters(codec="utf-8"), max_size=30)
PIPELINE = Pipeline([])


@given(texts, st.none() | texts)
def test_the_title_stands_in_front(text, title):
    article = Article(text, title=title)
    end = article.title_end
    if end is None:
        assert article.full_text == text
    else:
        assert article.full_text[:end] == title
        assert article.full_text[end:] in ("", "\n\n" + text)


@given(texts, st.none() | texts)
def test_enriching_a_document_again_takes_the_same_article(text, title):
    doc = PIPELINE(Article(text, title=title, id="a", published="2025-02-10"))
    assert doc.text == Article(text, title=title).full_text
    again = Article.of(EnrichedDocument.from_dict(doc.to_dict()))
    assert again.full_text == doc.text
    assert PIPELINE(again) == doc


@given(texts, texts)
def test_ids_tell_contents_apart(one, other):
    assert (Article(one).content_id == Article(other).content_id) == (one == other)


@given(st.text(max_size=5), st.characters(categories=["Cs"]), st.text(max_size=5))
def test_lone_surrogates_are_refused(before, surrogate, after):
    with pytest.raises(InvalidArticle, match="surrogate"):
        Article(before + surrogate + after)


@given(st.dates() | st.datetimes(timezones=st.none() | st.timezones()))
def test_every_date_is_a_date_of_publication(value):
    written = check_published(value)
    assert written == value.isoformat()
    assert check_published(written) == written


@given(st.text(st.sampled_from("0123456789-:TZ+. "), max_size=25) | st.from_regex(r"\A\d{4}-\d{2}-\d{2}\Z"))
def test_a_string_is_a_date_or_refused(value):
    try:
        kept = check_published(value)
    except InvalidDate:
        return
    assert kept == value
    assert dt.date.fromisoformat(value[:10])
