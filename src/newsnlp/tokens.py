"""Tokens and sentences: a blank English spaCy pipeline, adapted to news."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import spacy
from spacy.lang.char_classes import ALPHA
from spacy.language import Language
from spacy.pipeline import Sentencizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from newsnlp.article import MAX_CHARACTERS, Article
from newsnlp.protocols import PUBLISHED, TITLE_END, URL

__all__ = ["make_doc", "news_tokens"]

# "U.S.-Brokered" is two words and a hyphen; spaCy splits only between letters.
_HYPHEN_AFTER_INITIALS = rf"(?<=[{ALPHA}]\.)[-–](?=[{ALPHA}])"
_OPENING = frozenset("“‘\"'([{«")
_CLOSED = frozenset(".!?…”’")
# Ranks, given names and others. Their full stop ends no sentence; those that spaCy knows ("Gen.", "Sept.") are single
# tokens already.
_UNFINISHED = frozenset(
    [
        "Lt",
        "Col",
        "Sgt",
        "Capt",
        "Maj",
        "Cpl",
        "Pvt",
        "Cmdr",
        "Amb",
        "Supt",
        "Det",
        "Hon",
        "Msgr",
        "Pres",
        "Insp",
        "Ft",
        "pct",
        "approx",
        "Brig",
        "Fr",
        "Sra",
        "Assn",
        "Dept",
        "Univ",
        "Jos",
        "Chas",
        "Wm",
        "Geo",
        "Thos",
        "Robt",
    ]
)
_NUMBERING = frozenset({"No", "Nos", "Art", "Sec", "Vol", "Ch", "Chap", "p", "pp"})
# A line that another one follows at once; texts wrapped at a width have many, of about one length.
_FOLLOWED_LINE = re.compile(r"^.*\S(?=[ \t]*\r?\n[ \t]*\S)", re.MULTILINE)
_LOOKED_AT, _NARROWEST, _FEWEST = 20_000, 40, 4
# spaCy's tokenizer peels marks off a run without white space one by one, each time looking at all that is left: its
# time grows with the square of the run. Longer runs are tokenized in pieces.
_LONGEST_RUN = 500
_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}(?=\S)")
_SENTENCIZER = Sentencizer()


def news_tokens() -> Language:
    """Give a new tokenizer and sentencizer. One is for one thread at a time: spaCy's memory zones do not nest."""
    nlp = spacy.blank("en")
    infixes = [*(nlp.Defaults.infixes or ()), _HYPHEN_AFTER_INITIALS]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.max_length = MAX_CHARACTERS + 2  # the blank line between title and body
    return nlp


def make_doc(nlp: Language, article: Article, start: int = 0, end: int | None = None) -> Doc:
    """Give the spaCy Doc of an article: tokens, sentences, and what is known of it in `user_data`.

    Args:
        nlp: what `news_tokens` gives.
        article: the article.
        start: first code point that the Doc has of it; a Doc that starts later has offsets of its own.
        end: one past the last.
    """
    text = article.full_text[start:end]
    title_end = article.title_end
    doc = _tokenize(nlp, text)
    doc.user_data[PUBLISHED] = article.published
    doc.user_data[URL] = article.url
    doc.user_data[TITLE_END] = min(title_end - start, len(text)) if title_end and title_end > start else None
    _mark_sentences(doc)
    return doc


def _tokenize(nlp: Language, text: str) -> Doc:
    cuts = [0, *(match.end() for match in _RUN.finditer(text)), len(text)]
    if len(cuts) == 2:
        return nlp.make_doc(text)
    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise(cuts)]
    joined: Doc = Doc.from_docs(pieces, ensure_whitespace=False)
    return joined


def _mark_sentences(doc: Doc) -> None:
    """Mark sentence starts: spaCy's rule-based sentencizer, put right where news differs from its rules."""
    (starts,) = _SENTENCIZER.predict([doc])
    _SENTENCIZER.set_annotations([doc], [_mend(doc, starts)])


def _mend(doc: Doc, starts: list[bool]) -> list[bool]:
    """Mend the sentencizer's starts.

    A line break ends a sentence (titles and list items carry no full stop) and belongs to the one before it, unless the
    text is wrapped at a width. An opening quote after a full stop belongs to the sentence that it opens. The full stop
    of a rank or another abbreviation ends none, nor does one before a word in lower case.
    """
    words = [token.text for token in doc]
    breaks = "\n\n" if _is_wrapped(doc.text) else "\n"
    for at in range(1, len(words)):
        if words[at].isspace():
            starts[at] = False
            if at + 1 < len(words) and breaks in words[at].replace("\r", ""):
                starts[at + 1] = True
        elif starts[at] and at > 1:
            before, stop = words[at - 2], words[at - 1]
            if stop in _OPENING and before[-1] in _CLOSED:
                # A quote with white space before it and none behind it opens.
                opens = bool(doc[at - 2].whitespace_) and not doc[at - 1].whitespace_
                starts[at], starts[at - 1] = not opens, opens
            elif stop == "." and (before in _UNFINISHED or words[at].islower() or _is_numbering(before, words[at])):
                starts[at] = False
    return starts


def _is_numbering(before: str, word: str) -> bool:
    return before in _NUMBERING and word[0].isdigit()


def _is_wrapped(text: str) -> bool:
    """Tell whether lines end where a width was reached: most that are followed by another end in mid-sentence."""
    lines = [match.group() for match in _FOLLOWED_LINE.finditer(text, 0, _LOOKED_AT)]
    cut = sum(len(line) >= _NARROWEST and line[-1] not in _CLOSED and line[-1] not in '")' for line in lines)
    return len(lines) >= _FEWEST and 2 * cut > len(lines)
