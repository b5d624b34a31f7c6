"""The conformance checks: a good component passes, and each breach is told."""

import itertools
import re
from dataclasses import replace

import pytest

from newsnlp.document import Mention, Timex
from newsnlp.errors import ComponentError
from newsnlp.testing import AWKWARD_TEXTS, check_component


class Good:
    """Finds each word."""

    name = "good"

    def annotate(self, doc, so_far):
        for match in re.finditer(r"\w+", doc.text):
            yield Mention(match.start(), match.end(), match[0], "PRODUCT", score=0.5, by=self.name)


class Nothing(Good):
    """Finds nothing."""

    def annotate(self, doc, so_far):
        return ()


class Altered(Good):
    """Finds each word, and gets some values of it wrong."""

    def __init__(self, values):
        self.values = values

    def annotate(self, doc, so_far):
        return [replace(mention, **self.values) for mention in super().annotate(doc, so_far)]


class Keeps(Good):
    """Finds more in each document than in the one before."""

    def __init__(self):
        self.texts = 0

    def annotate(self, doc, so_far):
        self.texts += 1
        return itertools.islice(super().annotate(doc, so_far), self.texts)


class Remembers(Good):
    """Finds in a document only what it did not find in an earlier one."""

    def __init__(self):
        self.seen = set()

    def annotate(self, doc, so_far):
        for mention in super().annotate(doc, so_far):
            if (len(doc.text), mention) not in self.seen:
                self.seen.add((len(doc.text), mention))
                yield mention


class Forgets(Good):
    """Has another state after pickling."""

    def __init__(self):
        self.label = "ORG"

    def annotate(self, doc, so_far):
        return [replace(mention, label=self.label) for mention in super().annotate(doc, so_far)]

    def __getstate__(self):
        return {"label": "GPE"}


class Holds(Good):
    """Holds what cannot be pickled."""

    def __init__(self):
        self.pattern = (word for word in ())


class Writes(Good):
    """Writes to the document."""

    def annotate(self, doc, so_far):
        doc.user_data["mine"] = 1
        return ()


class Labels(Good):
    """Sets what spaCy keeps on the document."""

    def annotate(self, doc, so_far):
        if len(doc) > 1:
            doc.ents = [doc.char_span(doc[0].idx, doc[0].idx + len(doc[0]), label="ORG")]
        return ()


class Appends(Good):
    """Adds to the mentions so far."""

    def annotate(self, doc, so_far):
        so_far.append(None)
        return ()


class Trips(Good):
    """Cannot do with a text without letters."""

    def annotate(self, doc, so_far):
        assert re.search("[a-z]", doc.text), "no letters"
        return ()


class NoMethod:
    name = "no-method"


class NoName:
    def annotate(self, doc, so_far):
        return ()


def test_a_good_component_passes():
    check_component(Good())


def test_a_component_that_finds_nothing_passes():
    check_component(Nothing())


@pytest.mark.parametrize(
    ("component", "says"),
    [
        (NoName(), "name"),
        (NoMethod(), "annotate"),
        (Keeps(), "a second time"),
        (Remembers(), "a second time"),
        (Forgets(), "after pickling"),
        (Holds(), "cannot be pickled"),
        (Writes(), "changed the document"),
        (Labels(), "changed the document"),
        (Appends(), "append"),
        (Trips(), r"failed: AssertionError: no letters"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_breach_is_told(component, says):
    with pytest.raises(ComponentError, match=says):
        check_component(component)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"start": 0.0}, "span"),
        ({"end": 10**6}, "span"),
        ({"text": "?"}, "the text has"),
        ({"label": "THING"}, "THING"),
        ({"score": 1.5}, "0 to 1"),
        ({"score": float("nan")}, "0 to 1"),
        ({"score": "high"}, "0 to 1"),
        ({"by": None}, "no record can hold"),
        ({"timex": "2019"}, "no record can hold"),
        ({"timex": Timex("DATE", "2019", (0, 10**6))}, "extent"),
        ({"timex": Timex("DATE", "2019", [0, 1])}, "reads as"),
    ],
)
def test_a_bad_mention_is_told(values, says):
    with pytest.raises(ComponentError, match=says):
        check_component(Altered(values), texts=["Ana met Leo."])


def test_the_text_on_which_it_failed_is_shown():
    with pytest.raises(ComponentError, match="'7 7 7'"):
        check_component(Trips(), texts=["fine", "7 7 7"])


def test_a_local_class_is_told_how_to_be_pickled():
    class Local(Good):
        pass

    with pytest.raises(ComponentError, match="top of a module"):
        check_component(Local())


def test_the_texts_are_awkward():
    together = "".join(AWKWARD_TEXTS)
    for what in (
        "\x00",
        "\r\n",
        "\u200d",
        "\u0301",
        "\u00a0",
        "\u00ad",
        "\ufb01",
        "’",
        "“",
        "🎉",
        "ש",
        "<p",
        "\U0010ffff",
    ):
        assert what in together
    assert max(map(len, AWKWARD_TEXTS)) == 20_000
    assert any(not text.strip() for text in AWKWARD_TEXTS)
