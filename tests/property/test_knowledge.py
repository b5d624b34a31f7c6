"""A user's names in any text: right offsets, at word boundaries, and none missed that stands alone."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.knowledge.component import Knowledge
from newsnlp.knowledge.words import split
from newsnlp.mentions import check_mention

NAMES = (
    "Acme",
    "Acme Inc.",
    "U.S.",
    "O'Brien",
    "Al-Qaeda",
    "AT&T",
    "New York",
    "York",
    "ﬁnance",
    "José",
    "the Who",
    "$X",
    "É",
)
KNOWN = Knowledge([{"name": name, "label": "ORG", "case": "any"} for name in NAMES])
PIECES = (
    *NAMES,
    *map(str.upper, NAMES),
    " ",
    "\n",
    "\n\n",
    "-",
    "’s",
    "'",
    ".",
    "_",
    "@",
    "s",
    "é",
    "\u0301",
    "\u00ad",
    "\u200b",
    "🎉",
    "1",
)


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_mentions_are_of_the_text_and_at_its_boundaries(text):
    found = [mention for mention, _ in KNOWN.find(text)]
    for mention in found:
        check_mention(mention, text, "knowledge")
        before, after = text[: mention.start], text[mention.end :]
        assert not (before[-1:].isalnum() and mention.text[0].isalnum())
        assert not (after[:1].isalnum() and mention.text[-1].isalnum())
    for one, other in itertools.pairwise(found):
        assert one.end <= other.start


@given(st.sampled_from(NAMES), st.text(alphabet=" \n🎉()“”"), st.text(alphabet=" \n🎉()“”"))
def test_a_name_alone_is_found(name, before, after):
    text = f"{before} {name} {after}"
    mentions = [mention for mention, _ in KNOWN.find(text)]
    assert [word.key for m in mentions for word in split(m.text)] in (
        [word.key for word in split(name)], [word.key for word in split(name.removeprefix("the "))],
    )  # fmt: skip
