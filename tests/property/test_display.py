"""Whatever a text holds: what is shown of it is the text, marked where its mentions are, and no markup of its own."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.display.displacy import displacy_html
from newsnlp.display.html import document_html
from newsnlp.document import LABELS, EnrichedDocument, Mention
from newsnlp.io.tables import csv_cell

MARKUP = st.sampled_from(
    ["<", ">", "&", '"', "'", "<script>", "</div>", "&lt;", "&#10;", "<!--", "-->", "]]>", "\n", "`"]
)
TEXTS = st.lists(st.one_of(MARKUP, st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=8)))


class Read(HTMLParser):
    """Reads the text of a class, and the text of each mark."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.marks, self.tags, self._inside, self._open = "", [], set(), False, False
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag == "div":
            self._inside = dict(attrs)["class"] == "newsnlp-text"
        elif tag == "mark":
            self._open = True
            self.marks.append("")
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag):
        self._open = self._open and tag != "mark"
        self._inside = self._inside and tag != "div"

    def handle_data(self, data):
        self.text += data if self._inside else ""
        if self._open:
            self.marks[-1] += data


@st.composite
def documents(draw):
    text = "".join(draw(TEXTS))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    mentions = tuple(Mention(start, end, text[start:end], draw(st.sampled_from(LABELS))) for start, end in spans)
    return EnrichedDocument("a", text, mentions=mentions)


@given(documents())
def test_the_text_is_shown_as_it_is_and_mentions_are_marked(doc):
    read = Read(document_html(doc))
    assert read.text == doc.text
    assert read.marks == [mention.text for mention in doc.mentions]
    assert read.tags <= {"div", "mark", "br", "small"}


@given(documents())
def test_displacy_draws_no_markup_of_a_text(doc):
    drawn = displacy_html(doc)
    assert drawn.count("<mark") == len(doc.mentions)
    assert "<script" not in drawn
    assert drawn.count("<div") == 1


@given(st.text(), st.sampled_from("=+-@"), st.text(" \t\r\n\u00a0\u200b\ufeff", max_size=3))
def test_no_cell_starts_with_a_formula(text, sign, space):
    cell = csv_cell(f"{space}{sign}{text}")
    assert isinstance(cell, str)
    assert cell.startswith("'")
