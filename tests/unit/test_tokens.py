"""Tokens and sentences of news."""

import pytest

from newsnlp.article import Article
from newsnlp.protocols import PUBLISHED, TITLE_END, URL
from newsnlp.tokens import make_doc, news_tokens


@pytest.fixture(scope="module")
def nlp():
    return news_tokens()


def sentences(nlp, text):
    return [sentence.text.strip() for sentence in make_doc(nlp, Article(text)).sents]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("U.S.-Brokered Talks", ["U.S.", "-", "Brokered", "Talks"]),
        ("EU-Brokered Talks", ["EU", "-", "Brokered", "Talks"]),
        ("Oslo’s mayor", ["Oslo", "’s", "mayor"]),
        ("“Yes,” she said.", ["“", "Yes", ",", "”", "she", "said", "."]),
    ],
)
def test_tokens(nlp, text, tokens):
    assert [token.text for token in make_doc(nlp, Article(text))] == tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana left. Leo stayed.", ["Ana left.", "Leo stayed."]),
        ("A title without a stop\n\nThe body.", ["A title without a stop", "The body."]),
        ("One item\nAnother item\r\nA third", ["One item", "Another item", "A third"]),
        ("He left. “I stayed,” she said.", ["He left.", "“I stayed,” she said."]),
        ('He left. "I stayed," she said.', ["He left.", '"I stayed," she said.']),
        ("“I stayed.” He left.", ["“I stayed.”", "He left."]),
        (
            "Wm. Weber Files for Ch. 11 Protection. Banks Wait.",
            ["Wm. Weber Files for Ch. 11 Protection.", "Banks Wait."],
        ),
        ("See Chap. Two of it.", ["See Chap.", "Two of it."]),
        ("", []),
    ],
)
def test_sentences(nlp, text, expected):
    assert sentences(nlp, text) == expected


def test_the_doc_knows_the_article(nlp):
    doc = make_doc(nlp, Article("Body.", title="Head", published="2025-02-10"))
    assert doc.text == "Head\n\nBody."
    assert doc.user_data[PUBLISHED] == "2025-02-10"
    assert doc.user_data[TITLE_END] == 4


def test_the_doc_says_none_for_what_is_unknown(nlp):
    doc = make_doc(nlp, Article("Body."))
    assert doc.user_data == {PUBLISHED: None, TITLE_END: None, URL: None}


@pytest.mark.parametrize("run", ["x" * 1300, "🎉" * 1200, "." * 501, "A." * 400])
def test_a_long_run_without_white_space_is_tokenized_in_pieces_that_give_the_text(nlp, run):
    text = f"Ana  wrote {run} yesterday.\n\nLeo left."
    doc = make_doc(nlp, Article(text))
    assert doc.text == text
    assert max(len(token.text) for token in doc) <= 500
    assert [token.text for token in doc][:3] == ["Ana", " ", "wrote"]
    assert [token.text for token in doc][-6:] == ["yesterday", ".", "\n\n", "Leo", "left", "."]
