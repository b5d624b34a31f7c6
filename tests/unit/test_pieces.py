"""Long texts in pieces: where they are cut, and that a piece is read as an article of its own."""

import re
from dataclasses import replace

import pytest

import newsnlp
from newsnlp.article import MAX_CHARACTERS, Article
from newsnlp.document import Mention, Timex
from newsnlp.errors import InvalidArticle
from newsnlp.pieces import PIECE, divide, shifted
from newsnlp.pipeline import Pipeline
from newsnlp.tokens import news_tokens


@pytest.fixture(scope="module")
def nlp():
    return news_tokens()


def cut(nlp, text, longest, title=None):
    article = Article(text, title=title)
    pieces = list(divide(nlp, article, longest))
    assert [start for start, _ in pieces] == [0, *(end for _, end in pieces[:-1])]
    assert pieces[-1][1] == len(article.full_text)
    assert all(0 < end - start <= longest for start, end in pieces)
    return [article.full_text[start:end] for start, end in pieces]


@pytest.mark.parametrize(
    ("text", "longest", "pieces"),
    [
        ("One came. Two left.", 19, ["One came. Two left."]),
        ("One came. Two left.", 18, ["One came. ", "Two left."]),
        ("Mr. Ruiz and Lt. Leo came. They left.", 30, ["Mr. Ruiz and Lt. Leo came. ", "They left."]),
        ("A line\n\nAnother line", 12, ["A line\n\n", "Another line"]),
        ("He said: “Go.” “No,” she said.", 20, ["He said: “Go.” ", "“No,” she said."]),
        ("no end in here at all", 10, ["no end in ", "here at ", "all"]),
        ("a\u00a0b\u3000c", 3, ["a\u00a0", "b\u3000c"]),
        ("abcdefg", 3, ["abc", "def", "g"]),
        (" " * 7, 3, ["   ", "   ", " "]),
        ("xyzae\u0301\u0302b", 5, ["xyza", "e\u0301\u0302b"]),
        ("x👩\u200d👩\u200d👧👦z", 3, ["x", "👩\u200d👩", "\u200d👧👦", "z"]),
        ("👩\u200d" * 40, 50, ["👩\u200d" * 25, "👩\u200d" * 15]),
    ],
)
def test_where_it_is_cut(nlp, text, longest, pieces):
    assert cut(nlp, text, longest) == pieces


def test_a_title_is_cut_like_the_rest(nlp):
    assert cut(nlp, "It fell. It rose.", 15, title="A head of much length") == [
        "A head of much ", "length\n\n", "It fell. ", "It rose.",
    ]  # fmt: skip


def test_the_sentence_end_is_the_last_of_a_whole_piece_when_the_tail_has_none(nlp):
    text = "One came. " + "Word " * 3_000 + "end. Then another."
    assert cut(nlp, text, 12_000)[0] == "One came. "


def test_all_offsets_move():
    parts = (Timex("DATE", "1941", (3, 7)), Timex("DATE", "1945", (10, 14)))
    mention = Mention(3, 14, "1941 - 1945", "DATE", timex=Timex("DATE", "1941/1945", (0, 14), parts=parts))
    (moved,) = shifted([mention], 100)
    assert (moved.start, moved.end) == (103, 114)
    assert moved.timex.extent == (100, 114)
    assert [part.extent for part in moved.timex.parts] == [(103, 107), (110, 114)]
    assert list(shifted(shifted([mention], 100), -100)) == [mention]


class Dates:
    """Finds years and capitals; keeps what titles it was told of."""

    name = "dates"

    def __init__(self):
        self.titles = []

    def annotate(self, doc, so_far):
        self.titles.append(doc.user_data["newsnlp_title_end"])
        for match in re.finditer(r"\b\d{4}\b", doc.text):
            yield Mention(*match.span(), match[0], "DATE", by="dates", timex=Timex("DATE", match[0], match.span()))
        for match in re.finditer(r"\bAna(?: Ruiz)?\b", doc.text):
            yield Mention(*match.span(), match[0], "PERSON", by="dates")


def test_entities_are_grouped_over_the_whole_article():
    component = Dates()
    text = "In 1990 Ana Ruiz spoke. " + "Nothing followed. " * 6_000 + "In 2000 Ana spoke."
    doc = Pipeline([component])(Article(text, title="On Ana"))
    assert [(m.text, m.entity) for m in doc.mentions] == [
        ("Ana", "e1"), ("1990", None), ("Ana Ruiz", "e1"), ("2000", None), ("Ana", "e1"),
    ]  # fmt: skip
    for mention in doc.mentions:
        assert doc.text[mention.start : mention.end] == mention.text
        assert mention.timex is None or mention.timex.extent == (mention.start, mention.end)
    assert component.titles == [len("On Ana"), None]
    assert doc.warnings == (f"processed in 2 pieces: it has {len(doc.text):,} characters, more than 100,000",)


def test_a_text_of_one_piece_says_nothing_of_pieces():
    assert Pipeline([Dates()])(Article(("Ana came. " * 10_000)[:PIECE])).warnings == ()


def test_the_pieces_alone_give_the_same_mentions():
    pipeline = newsnlp.load()
    days = ["on Monday", "two weeks ago", "on May 9", "in the same year", "for $4.5bn", "by 3 percent"]
    text = "".join(f"Leo Tanaka of Acme Corp. left Lyon {days[k % 6]}, he said. " for k in range(2_000))
    whole = pipeline(Article(text, published="2025-02-10"))
    pieces = list(divide(news_tokens(), Article(text)))
    assert len(pieces) == 2
    alone = [
        replace(mention, entity=None)
        for start, end in pieces
        for mention in shifted(pipeline(Article(text[start:end], published="2025-02-10")).mentions, start)
    ]
    assert [replace(mention, entity=None) for mention in whole.mentions] == alone
    assert len(whole.entities) < 10


def test_blank_text_has_pieces_too_and_a_longer_article_is_refused():
    doc = Pipeline([Dates()])(Article(" " * (PIECE + 1)))
    assert doc.mentions == ()
    assert len(Article("x" * MAX_CHARACTERS).full_text) == 5_000_000
    with pytest.raises(InvalidArticle, match="5,000,001 characters, the most is 5,000,000"):
        Article("x" * (MAX_CHARACTERS + 1))
