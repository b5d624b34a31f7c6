"""Documents to numbers: the terms, weights, vectors and days in which pairs are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.embed import Embedding, load_embedding
from newsnlp.linking.idf import STEPS, Rarity, load_rarity
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.normalise import stem, words_of
from newsnlp.linking.rows import Floats, Ints, Rows, Vectors

__all__ = ["Encoded", "encode", "joined"]

Cells = NDArray[np.uint8]
BODY_WORDS = 90  # the lead tells the story; what comes later tells others
TITLE_AGAIN = 1.0  # times that a title's word counts more than one of the body, in the whole


@dataclass(frozen=True, slots=True)
class Encoded:
    """A collection of documents as numbers.

    Attributes:
        vocabulary: the stems of all documents, ascending; a stem's place is its term number.
        idf: rarity of each term, nats.
        name: share of sightings of each term with a capital.
        number: whether each term is a number.
        titles: terms of each title, weighted by idf.
        wholes: terms of title and body together, weighted by sublinear frequency and idf.
        sorted_titles: the words of each title, sorted and joined, for fuzzy comparison.
        title_vectors: a vector of whole numbers each, shape (documents, dimensions); only its direction counts.
        whole_vectors: the same of title and body.
        title_cells: the cells of space that the vector is nearest to, nearest first.
        whole_cells: the same of title and body.
        has_body: whether there is a body.
        days: publication day as an ordinal; NaN when unknown.
    """

    vocabulary: Sequence[str]
    idf: Floats
    name: Floats
    number: NDArray[np.bool_]
    titles: Rows
    wholes: Rows
    sorted_titles: tuple[str, ...]
    title_vectors: Vectors
    whole_vectors: Vectors
    title_cells: Cells
    whole_cells: Cells
    has_body: NDArray[np.bool_]
    days: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.sorted_titles)

    def take(self, numbers: Ints) -> Encoded:
        """Give the documents of these numbers, in their order."""
        return replace(
            self,
            titles=self.titles.take(numbers),
            wholes=self.wholes.take(numbers),
            sorted_titles=tuple(self.sorted_titles[number] for number in numbers.tolist()),
            title_vectors=self.title_vectors[numbers],
            whole_vectors=self.whole_vectors[numbers],
            title_cells=self.title_cells[numbers],
            whole_cells=self.whole_cells[numbers],
            has_body=self.has_body[numbers],
            days=self.days[numbers],
        )


def encode(inputs: Sequence[LinkInput], *, rarity: Rarity | None = None, embedding: Embedding | None = None) -> Encoded:
    """Encode documents; each one's numbers depend on itself alone.

    Args:
        inputs: the documents.
        rarity: the shipped table unless another is given.
        embedding: the shipped one unless another is given.
    """
    rarity, embedding = rarity or load_rarity(), embedding or load_embedding()
    titles = [words_of(given.title) for given in inputs]
    bodies = [words_of(given.body[:1500])[:BODY_WORDS] if given.body else [] for given in inputs]
    title_terms = [[stem(word) for word in words] for words in titles]
    body_terms = [[stem(word) for word in words] for words in bodies]
    vocabulary = tuple(sorted({term for terms in (title_terms, body_terms) for row in terms for term in row}))
    place = {term: number for number, term in enumerate(vocabulary)}
    facts = [rarity.of(term) for term in vocabulary]
    idf = [fact[0] for fact in facts]
    wholes = [_whole(title, body) for title, body in zip(title_terms, body_terms, strict=True)]
    title_vectors = embedding.vectors(titles)
    title_cells = embedding.cells(title_vectors)
    whole_vectors, whole_cells = title_vectors, title_cells
    if any(bodies):
        whole_vectors = embedding.vectors([t + b for t, b in zip(titles, bodies, strict=True)])
        whole_cells = embedding.cells(whole_vectors)
    return Encoded(
        vocabulary=vocabulary,
        idf=np.array(idf, np.float32),
        name=np.array([fact[1] for fact in facts], np.float32),
        number=np.array([term[0].isdigit() for term in vocabulary], np.bool_),
        titles=Rows.of([[(place[t], idf[place[t]]) for t in set(row)] for row in title_terms], len(vocabulary)),
        wholes=Rows.of(
            [[(place[t], _weight(f, idf[place[t]])) for t, f in row.items()] for row in wholes], len(vocabulary)
        ),
        sorted_titles=tuple(" ".join(sorted(words)) for words in titles),
        title_vectors=title_vectors,
        whole_vectors=whole_vectors,
        title_cells=title_cells,
        whole_cells=whole_cells,
        has_body=np.array([bool(body) for body in bodies], np.bool_),
        days=np.array([np.nan if given.day is None else given.day for given in inputs], np.float64),
    )


def _whole(title: Sequence[str], body: Sequence[str]) -> dict[str, float]:
    counts: dict[str, float] = dict(Counter(body))
    for term in title:
        counts[term] = counts.get(term, 0) + TITLE_AGAIN
    return {term: 1 + log(count) for term, count in counts.items()}


def _weight(frequency: float, idf: float) -> float:
    return round(frequency * idf * STEPS) / STEPS


def joined(one: Encoded, other: Encoded) -> Encoded:
    """Put documents behind others; both have one vocabulary, and `other` may know more of it."""

    def rows(first: Rows, second: Rows) -> Rows:
        starts = np.concatenate([first.starts, second.starts[1:] + first.starts[-1]])
        terms, weights = np.concatenate([first.terms, second.terms]), np.concatenate([first.weights, second.weights])
        return Rows.flat(starts, terms, weights, second.width)

    return replace(
        other,
        titles=rows(one.titles, other.titles),
        wholes=rows(one.wholes, other.wholes),
        sorted_titles=(*one.sorted_titles, *other.sorted_titles),
        title_vectors=np.concatenate([one.title_vectors, other.title_vectors]),
        whole_vectors=np.concatenate([one.whole_vectors, other.whole_vectors]),
        title_cells=np.concatenate([one.title_cells, other.title_cells]),
        whole_cells=np.concatenate([one.whole_cells, other.whole_cells]),
        has_body=np.concatenate([one.has_body, other.has_body]),
        days=np.concatenate([one.days, other.days]),
    )
