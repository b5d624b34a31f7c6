"""The pipeline on any text: offsets hold, and nothing depends on what came before."""

import re

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.article import Article
from newsnlp.document import Mention
from newsnlp.pipeline import Pipeline
from newsnlp.testing import AWKWARD_TEXTS


class Pieces:
    """Finds pieces between white space, and pairs of them: mentions that overlap."""

    name = "pieces"

    def annotate(self, doc, so_far):
        for pattern, label in ((r"\S+", "PERSON"), (r"\S+\s\S+", "ORG")):
            for match in re.finditer(pattern, doc.text):
                yield Mention(match.start(), match.end(), match[0], label, by=self.name)


texts = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(AWKWARD_TEXTS[:-3])
SHARED = Pipeline([Pieces()])


@given(texts, st.none() | texts)
def test_offsets_hold_on_any_text(text, title):
    doc = SHARED(Article(text, title=title))
    assert doc.text == Article(text, title=title).full_text
    reach = 0
    for mention in doc.mentions:
        assert doc.text[mention.start : mention.end] == mention.text
        assert mention.start >= reach
        reach = mention.end
    assert bool(doc.mentions) == bool(doc.text.strip())
