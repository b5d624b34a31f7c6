"""What notebooks show of documents and stories: all of it is there, and nothing of it is markup."""

from html.parser import HTMLParser

import pytest

from newsnlp.display.html import document_html, tooltip
from newsnlp.display.markup import anchor, page, safe_url, text
from newsnlp.display.stories import link_reasons, stories_html
from newsnlp.document import LABELS, EnrichedDocument, Entity, Link, Mention, Quantity, Story, Timex
from newsnlp.linked import LinkResult

EVIL = "<script>document.title='owned'</script>\" onmouseover='x' & \x00\ud800"
HARMLESS = {
    "a",
    "body",
    "br",
    "details",
    "div",
    "em",
    "head",
    "html",
    "li",
    "mark",
    "meta",
    "ol",
    "p",
    "section",
    "small",
}
HARMLESS |= {"strong", "summary", "title", "ul"}
ATTRIBUTES = {"class", "content", "data-end", "data-label", "data-start", "data-story", "charset", "dir", "href"}
ATTRIBUTES |= {"http-equiv", "lang", "open", "rel", "style", "title"}


class Read(HTMLParser):
    """Reads markup as a browser does: its tags, its attributes, its text, and the text of each mark."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text, self.marks = set(), [], "", []
        self._open = []
        self.feed(markup)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag == "mark":
            self.marks.append((dict(attrs), ""))
        if tag == "br":
            self.handle_data("\n")
        elif tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if "mark" in self._open:
            self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)


def harmless(markup: str) -> Read:
    markup.encode()
    read = Read(markup)
    assert read.tags <= HARMLESS
    assert {name for name, _ in read.attributes} <= ATTRIBUTES
    assert all(value.startswith(("http://", "https://")) for name, value in read.attributes if name == "href")
    return read


DOC = EnrichedDocument(
    id="a",
    text="Ana Ruiz paid $3 on May 9.\nAna left.",
    published="2025-02-10",
    mentions=(
        Mention(0, 8, "Ana Ruiz", "PERSON", score=0.9876, entity="e1", by="entities"),
        Mention(14, 16, "$3", "MONEY", by="quantities:sign", quantity=Quantity("money", 3000, "USD")),
        Mention(
            20, 25, "May 9", "DATE", by="dates:month_day",
            timex=Timex("DATE", "2025-05-09", (20, 25), "APPROX", "day", ("2025-05-09", "2025-05-10"), "2025-02-10"),
        ),
        Mention(27, 30, "Ana", "PERSON", entity="e1", by="aliases"),
    ),
    entities=(
        Entity("e1", "Ana Ruiz", "PERSON", "Q1", mentions=(0, 3), reasons=("first mention", "first name of e1")),
    ),
)  # fmt: skip


def test_a_document_is_shown_whole_with_its_marks_in_place():
    read = harmless(DOC._repr_html_())
    assert DOC.text in read.text
    assert [(int(attrs["data-start"]), int(attrs["data-end"]), shown) for attrs, shown in read.marks] == [
        (m.start, m.end, m.text) for m in DOC.mentions
    ]


def test_tooltips_tell_what_is_known():
    titles = [attrs["title"].splitlines() for attrs, _ in harmless(document_html(DOC)).marks]
    assert titles == [
        ["PERSON", "name: Ana Ruiz", "id: Q1", "why: first mention", "score: 0.9876", "by: entities"],
        ["MONEY", "value: 3,000 USD", "by: quantities:sign"],
        [
            "DATE", "value: 2025-05-09 (APPROX)", "covers: 2025-05-09 until 2025-05-10", "counted from: 2025-02-10",
            "by: dates:month_day",
        ],
        ["PERSON", "name: Ana Ruiz", "id: Q1", "why: first name of e1", "by: aliases"],
    ]  # fmt: skip


def test_a_tooltip_of_a_range_and_of_an_unknown_date():
    assert "value: 5 to ? percent" in tooltip(
        Mention(0, 1, "x", "PERCENT", quantity=Quantity("percent", None, "percent", low=5))
    )
    assert "value: unknown" in tooltip(Mention(0, 1, "x", "DATE", timex=Timex("DATE", None, (0, 1))))


def test_each_label_has_a_colour_of_its_own():
    shown = [document_html(EnrichedDocument("a", "x", mentions=(Mention(0, 1, "x", label),))) for label in LABELS]
    assert len({each.split("background:")[1][:7] for each in shown}) == len(LABELS)


def test_everything_is_escaped():
    timex = Timex("DATE", EVIL, (0, 1), EVIL, EVIL, (EVIL, EVIL), EVIL)
    evidence = {"words": [EVIL], "entities": [EVIL], "vetoes": [EVIL], "days_apart": EVIL, "terms": {EVIL: 1}}
    doc = EnrichedDocument(
        id=EVIL, text=EVIL * 3, title=EVIL, published=EVIL, source=EVIL, url="javascript:alert(1)", story=EVIL,
        mentions=(Mention(len(EVIL), 2 * len(EVIL), EVIL, EVIL, entity=EVIL, by=EVIL, timex=timex),),
        entities=(Entity(EVIL, EVIL, EVIL, EVIL, mentions=(0,), reasons=(EVIL,), description=EVIL, country=EVIL),),
        links=(Link("b", 0.9, EVIL, evidence),),
        warnings=(EVIL,),
    )  # fmt: skip
    read = harmless(page(document_html(doc), title=EVIL))
    assert read.text.count("<script>document.title='owned'</script>") == 11
    story = Story(EVIL, (EVIL, "b"), "b", EVIL, (EVIL, EVIL))
    read = harmless(LinkResult((doc, EnrichedDocument("b", EVIL, url=EVIL)), (story,))._repr_html_())
    assert read.text.count("<script>document.title='owned'</script>") == 12


def test_control_characters_and_surrogates_are_shown_as_signs():
    assert text("a\x00\x1b\ud800\tb\n") == "a␀␛�\tb\n"


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=%22", "HTTP://example.org"])
def test_addresses_of_the_web_become_links(url):
    assert harmless(anchor(url, "x").replace("HTTP", "http")).tags == {"a"}


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "java\nscript:x", "data:text/html,x", "//x", "http:x", " http://x", "http://[x"]
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_no_link(url):
    assert safe_url(url) is None
    assert anchor(url, "<x>") == "&lt;x&gt;"


def test_a_quote_in_an_address_stays_in_it():
    read = harmless(anchor('https://x/"onmouseover="alert(1)', "x"))
    assert read.attributes[0] == ("href", 'https://x/"onmouseover="alert(1)')


@pytest.mark.parametrize(
    ("limit", "shown"), [(None, DOC.text), (36, DOC.text), (30, DOC.text[:30]), (22, DOC.text[:20]), (0, "")]
)
def test_a_long_text_is_cut_between_mentions(limit, shown):
    read = Read(document_html(DOC, limit=limit))
    rest = len(DOC.text) - len(shown)
    assert (shown + (f" … {rest} characters more" if rest else "")) in read.text
    assert ("characters more" in read.text) == bool(rest)


def story_of(*ids, links=()):
    docs = tuple(EnrichedDocument(each, f"Title {each}", story="s", links=links if each == "b" else ()) for each in ids)
    return docs, (Story("s", ids, ids[0], "Canal", ("2025-02-10", "2025-02-11")),)


def test_a_story_is_shown_with_members_and_reasons():
    link = Link(
        "a", 0.91, "near_duplicate", {"entities": ("Suez",), "words": ("canal",), "days_apart": 1, "terms": {"x": 2}}
    )
    docs, stories = story_of("b", "a", links=(link,))
    read = harmless(stories_html(docs, stories))
    assert "documents: 2 · stories: 1 · alone: 0" in read.text
    assert "Canal 2 documents · 2025-02-10 to 2025-02-11" in read.text
    assert "Title bTitle a" in read.text
    assert "1 – 2: near_duplicate 0.91; both name: Suez; both say: canal; days apart: 1; weights: x +2.00" in read.text


def test_many_stories_are_cut_short_and_a_story_without_its_documents_is_shown():
    stories = [Story(f"s{number}", ("a", "b"), "a") for number in range(40)]
    read = harmless(stories_html([], stories))
    assert "… 10 stories more" in read.text
    assert "s29" in read.text
    assert "s30" not in read.text
    assert "more" not in Read(stories_html([], stories, limit=None)).text


def test_a_link_without_evidence_has_no_reasons():
    assert link_reasons(Link("a", 0.5, "candidate")) == []


def test_of_many_entities_the_first_are_named():
    entities = tuple(Entity(f"e{number}", f"N{number}", "ORG") for number in range(15))
    shown = Read(document_html(EnrichedDocument("a", "x", entities=entities))).text
    assert "N11 ORG, +3" in shown
    assert "N12" not in shown
