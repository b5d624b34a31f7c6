"""Tokens and sentences: a blank English spaCy pipeline, adapted to news."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.pipeline import Sentencizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from newsnlp.article import MAX_CHARACTERS, Article
from newsnlp.protocols import PUBLISHED, TITLE_END

__all__ = ["make_doc", "news_tokens"]

# "U.S.-Brokered" is two words and a hyphen; spaCy splits only between letters.
_HYPHEN_AFTER_INITIALS = rf"(?<=[{ALPHA}]\.)[-–](?=[{ALPHA}])"
_OPENING = frozenset("“‘\"'([{«")
_CLOSED = frozenset(".!?…”’")
_SENTENCIZER = Sentencizer()


def news_tokens() -> Language:
    """Give a new tokenizer and sentencizer. One is for one thread at a time: spaCy's memory zones do not nest."""
    nlp = spacy.blank("en")
    infixes = [*(nlp.Defaults.infixes or ()), _HYPHEN_AFTER_INITIALS]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.max_length = MAX_CHARACTERS + 2  # the blank line between title and body
    return nlp


def make_doc(nlp: Language, article: Article) -> Doc:
    """Give the spaCy Doc of an article: tokens, sentences, and what is known of it in `user_data`."""
    doc = nlp.make_doc(article.full_text)
    doc.user_data[PUBLISHED] = article.published
    doc.user_data[TITLE_END] = article.title_end
    _mark_sentences(doc)
    return doc


def _mark_sentences(doc: Doc) -> None:
    """Mark sentence starts with spaCy's rule-based sentencizer and two rules more.

    A line break ends a sentence (titles and list items carry no full stop), and an opening quote or bracket after a
    full stop belongs to the sentence that it opens.
    """
    (starts,) = _SENTENCIZER.predict([doc])
    _SENTENCIZER.set_annotations([doc], [_mend(doc, starts)])


def _mend(doc: Doc, starts: list[bool]) -> list[bool]:
    words = [token.text for token in doc]
    for at in range(1, len(words)):
        if words[at].isspace() and "\n" in words[at] and at + 1 < len(words):
            starts[at + 1] = True
        elif starts[at] and at > 1 and words[at - 1] in _OPENING and words[at - 2][-1] in _CLOSED:
            # A quote with white space before it and none behind it opens.
            opens = bool(doc[at - 2].whitespace_) and not doc[at - 1].whitespace_
            starts[at], starts[at - 1] = not opens, opens
    return starts
