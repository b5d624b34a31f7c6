"""Mentions of one name vote on its label."""

import numpy as np

from newsnlp.entities.decoding import Span
from newsnlp.entities.votes import vote

NAMES = ("PERSON", "ORG", "GPE", "DATE")


def spans_of(text, *said):
    """Give spans from (words, probabilities of the labels), found one after the other in the text."""
    spans, at = [], 0
    for words, probabilities in said:
        at = text.index(words, at)
        evidence = np.log(np.array(probabilities, np.float32) + 1e-6)
        label = NAMES[int(evidence.argmax())]
        spans.append((at, at + len(words), Span(0, len(words.split()), label, evidence)))
        at += len(words)
    return spans


def test_the_body_settles_the_headline():
    text = "Chad Wins\n\nIn Chad they vote. Chad is dry."
    sure = (0.01, 0.01, 0.97, 0.0)
    spans = spans_of(text, ("Chad", (0.6, 0.05, 0.35, 0.0)), ("Chad", sure), ("Chad", sure))
    assert vote(text, spans, NAMES, 9) == ["GPE", "GPE", "GPE"]


def test_a_sure_mention_keeps_its_label():
    text = "Washington said. In Washington it rains."
    spans = spans_of(text, ("Washington", (0.98, 0.01, 0.01, 0.0)), ("Washington", (0.02, 0.02, 0.95, 0.0)))
    assert vote(text, spans, NAMES, None) == ["PERSON", "GPE"]


def test_numbers_take_no_part():
    text = "March March"
    spans = spans_of(text, ("March", (0.1, 0.0, 0.0, 0.9)), ("March", (0.9, 0.0, 0.0, 0.1)))
    assert vote(text, spans, NAMES, None) == ["DATE", "PERSON"]


def test_casing_is_no_difference():
    text = "CHAD WINS. Chad. Chad."
    sure = (0.01, 0.01, 0.97, 0.0)
    spans = spans_of(text, ("CHAD", (0.6, 0.05, 0.35, 0.0)), ("Chad", sure), ("Chad", sure))
    assert vote(text, spans, NAMES, 9)[0] == "GPE"
