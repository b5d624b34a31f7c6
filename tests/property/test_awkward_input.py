"""Every component, the pipeline and the linker on pieces of news mixed with whatever people paste."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsnlp
from newsnlp.article import Article
from newsnlp.document import EnrichedDocument, Mention
from newsnlp.errors import InvalidArticle
from newsnlp.io.writers import to_line
from newsnlp.linking import LinkInput, link_inputs
from newsnlp.mentions import check_mention
from newsnlp.tokens import make_doc, news_tokens

NEWS = [
    "Ana Ruiz", "Ms. Ruiz’s", "the BBC", "U.S.-Brokered", "ACME CORP.", "New York", "said", "in", "of", "the",
    "on May 9", "last Friday", "two weeks ago", "2019-21", "9/11", "the 1990s", "12:30 p.m.", "$4.5bn", "€10m",
    "40 percent", "between 5 and 7 million", "6.1", "27", "third", "FIVE DEAD", "no one",
]  # fmt: skip
AWKWARD = [
    "🎉", "🇦🇷", "👩‍👩‍👧‍👦", "👩🏽‍🚀", "❤️", "\u200d", "\ufe0f", "e\u0301", "\u0301", "n\u0303\u0302",
    "שלום", "قال",
    "\u202b", "\u202c", "\u200f",
    "\u2066", "\u2069", "\x00", "\x07", "\x1b[31m", "\r\n", "\r", "\n\n", "\t", "\x85",
    "\u2028", "\u2029", "\x0b", "\x0c",
    "\u00a0", "\u202f", "\u2007", "\u3000", "\u00ad", "\ufeff", "\u200b", "\u2060", "ﬁ", "ﬀ", "Ⅻ", "½",
    "²", "①", "２０２４",
    "“", "”", "‘", "’", '"', "'", "«", "»", "„", "<b>", "</b>", "&nbsp;", "&#37;", "<br/>", '<a href="x">', "<script>",
    "東京", "2024年5月9日", "İ", "ı", "ſ", "ß", "ǅ", "𝟚𝟘𝟚𝟜", "𠮷", "\U0010ffff", "\ufffd", "…", "—", "--", "...",
    "?!", "(((", "###",
    "X" * 300, "1" * 60, "-" * 60, "٣", "१२",
]  # fmt: skip
GAPS = ["", " ", " ", "\n", "\u00a0", "-", ". ", ", "]
written = st.lists(st.tuples(st.sampled_from(NEWS) | st.sampled_from(AWKWARD), st.sampled_from(GAPS)), max_size=14).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
texts = written | written.map(str.upper) | written.map(str.lower) | st.text(st.characters(codec="utf-8"), max_size=60)
COMPONENTS = {component.name: component for component in newsnlp.default_components()}
TOKENS = news_tokens()


@pytest.mark.parametrize("name", list(COMPONENTS))
@given(text=texts, title=st.none() | texts, published=st.none() | st.dates().map(str))
def test_the_component_finds_what_is_there_and_the_same_again(name, text, title, published):
    article = Article(text, title=title, published=published)
    component, whole = COMPONENTS[name], article.full_text
    doc = make_doc(TOKENS, article)
    found = [check_mention(mention, whole, name) for mention in component.annotate(doc, ())]
    for mention in found:
        assert Mention.from_dict(json.loads(json.dumps(mention.to_dict(), allow_nan=False))) == mention
        if mention.timex is not None:
            assert 0 <= mention.timex.extent[0] <= mention.start
            assert mention.end <= mention.timex.extent[1] <= len(whole)
    assert list(component.annotate(make_doc(TOKENS, article), ())) == found


@given(texts, st.none() | texts, st.none() | st.dates().map(str))
def test_the_whole_gives_a_record_that_reads_back(text, title, published):
    doc = newsnlp.enrich(text, title=title, published=published)
    assert doc.text == Article(text, title=title).full_text
    reach = 0
    for mention in doc.mentions:
        assert reach <= mention.start < mention.end <= len(doc.text)
        assert doc.text[mention.start : mention.end] == mention.text
        assert not mention.text[0].isspace()
        assert not mention.text[-1].isspace()
        reach = mention.end
    line = to_line(doc.to_dict())
    assert "\n" not in line.rstrip("\n")
    assert EnrichedDocument.from_dict(json.loads(line)) == doc


@given(st.lists(texts, max_size=5))
def test_anything_can_be_a_headline(titles):
    linked = link_inputs([LinkInput(f"n{k}", title) for k, title in enumerate(titles)], min_score=0.0)
    assert len(linked.links) == len(titles)
    for links in linked.links:
        assert all(0 <= link.score <= 1 for link in links)


@given(texts, st.characters(categories=["Cs"]), texts)
def test_a_lone_surrogate_is_refused_with_its_place(before, surrogate, after):
    with pytest.raises(InvalidArticle, match=rf"surrogate \(U\+D[89A-F]..\) at offset {len(before)}"):
        newsnlp.enrich(before + surrogate + after)
