"""A long text in pieces: what the components read at once stays small, however long the article is.

A text of more than `PIECE` characters is cut after the last sentence that fits. Where no sentence ends, it is cut after
white space, and where there is none, at `PIECE` characters, though not inside what readers see as one character.
Each piece is read as if it were an article of its own: sentences, the dates that others are counted from, and the
votes of the entity model start anew in it. Entities are found over the whole article.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newsnlp.article import Article
from newsnlp.document import Mention
from newsnlp.values import Timex

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["PIECE", "divide", "shifted"]

PIECE = 100_000
"""The most characters that are read at once."""
_TAIL = 10_000
"""Where a sentence end is looked for first; nearly every text has one there."""
_AHEAD = 200
"""What is read beyond, so that a sentence does not seem to end where the reading ends."""
_CLUSTER = 64
"""Code points that one visible character has at most, here: text of joiners alone is cut all the same."""
_JOINER = "\u200d"


def divide(nlp: Language, article: Article, longest: int = PIECE) -> Iterator[tuple[int, int]]:
    """Yield the half-open offsets of the pieces of an article, which follow each other without a gap.

    Args:
        nlp: a tokenizer that is in no memory zone.
        article: the article.
        longest: characters that a piece has at most.
    """
    text = article.full_text
    start = 0
    while len(text) - start > longest:
        limit = start + longest
        end = (
            _sentence_end(nlp, article, max(start, limit - _TAIL), limit)
            or _sentence_end(nlp, article, start, limit)
            or _space_end(text, start, limit)
            or _cluster_end(text, start, limit)
        )
        yield start, end
        start = end
    yield start, len(text)


def shifted(mentions: Iterable[Mention], by: int) -> Iterator[Mention]:
    """Yield the mentions with all their offsets moved."""
    for mention in mentions:
        timex = None if mention.timex is None else _shifted_timex(mention.timex, by)
        yield replace(mention, start=mention.start + by, end=mention.end + by, timex=timex)


def _shifted_timex(timex: Timex, by: int) -> Timex:
    start, end = timex.extent
    return replace(timex, extent=(start + by, end + by), parts=tuple(_shifted_timex(part, by) for part in timex.parts))


def _sentence_end(nlp: Language, article: Article, start: int, limit: int) -> int | None:
    """Give where the last sentence ends that ends between the two; None if none does."""
    from newsnlp.tokens import make_doc

    with nlp.memory_zone():
        doc = make_doc(nlp, article, start, limit + _AHEAD)
        starts = [start + sentence.start_char for sentence in doc.sents]
    return max((at for at in starts if start < at <= limit), default=None)


def _space_end(text: str, start: int, limit: int) -> int | None:
    """Give where the last word before the limit begins; None if there is no white space before one."""
    for at in range(limit, start, -1):
        if text[at - 1].isspace() and not text[at].isspace():
            return at
    return None


def _cluster_end(text: str, start: int, limit: int) -> int:
    """Give the last place up to the limit that is not before a mark, or beside a joiner."""
    for at in range(limit, max(start, limit - _CLUSTER), -1):
        if not (unicodedata.category(text[at])[0] == "M" or _JOINER in text[at - 1 : at + 1]):
            return at
    return limit
