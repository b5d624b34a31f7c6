"""Documents to numbers: the terms, weights, vectors and days in which pairs are compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.agree import line_of
from newsnlp.linking.embed import Embedding, load_embedding
from newsnlp.linking.idf import STEPS, Rarity, load_rarity
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.normalise import stem, words_of
from newsnlp.linking.rows import Floats, Ints, Rows, Vectors, distinct, sums
from newsnlp.linking.texts import Numbering, Texts

__all__ = ["Encoded", "encode", "joined"]

Cells = NDArray[np.uint8]
TITLE_WORDS = 128  # what is longer is no headline, and its pairs of words would take all memory
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
        wholes: terms of title and body together, weighted by sublinear frequency and idf; none without a body.
        sorted_titles: the words of each title, sorted and joined, for fuzzy comparison.
        title_vectors: a vector of whole numbers each, shape (documents, dimensions); only its direction counts.
        whole_vectors: the same of title and body.
        title_cells: the cells of space that the vector is nearest to, nearest first.
        whole_cells: the same of title and body.
        has_body: whether there is a body.
        days: publication day as an ordinal; NaN when unknown.
        entities: those that the record carries, with its dates and quantities, as `line_of` writes them.
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
    entities: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.sorted_titles)

    def in_order(self) -> Encoded:
        """Give the same in a vocabulary of the words that occur, ascending, as `encode` numbers them."""
        used = distinct(np.concatenate([self.titles.terms, self.wholes.terms]))
        words = [self.vocabulary[term] for term in used.tolist()]
        order = np.array(sorted(range(len(words)), key=words.__getitem__), np.int64)
        number = np.zeros(len(self.idf), np.int64)
        number[used[order]] = np.arange(len(order))
        return replace(
            self,
            vocabulary=tuple(words[place] for place in order.tolist()),
            idf=self.idf[used[order]],
            name=self.name[used[order]],
            number=self.number[used[order]],
            titles=self.titles.renumbered(number, max(len(order), 1)),
            wholes=self.wholes.renumbered(number, max(len(order), 1)),
        )

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
            entities=tuple(self.entities[number] for number in numbers.tolist()),
        )


def encode(inputs: Sequence[LinkInput], *, rarity: Rarity | None = None, embedding: Embedding | None = None) -> Encoded:
    """Encode documents; each one's numbers depend on itself alone.

    Args:
        inputs: the documents.
        rarity: the shipped table unless another is given.
        embedding: the shipped one unless another is given.
    """
    rarity, embedding = rarity or load_rarity(), embedding or load_embedding()
    numbering = Numbering()
    sorted_titles: list[str] = []
    titles = Texts.of(_told(inputs, sorted_titles), numbering)
    bodies = Texts.of((words_of(given.body[:1500])[:BODY_WORDS] if given.body else [] for given in inputs), numbering)
    stems = [stem(word) for word in numbering]
    vocabulary = tuple(sorted(set(stems)))
    idf, name, number = rarity.facts(vocabulary)
    places = dict(zip(vocabulary, range(len(vocabulary)), strict=True))
    terms = np.array([places[stem] for stem in stems], np.int64)
    meanings = embedding.words(list(numbering))
    title_vectors = embedding.vectors(meanings, titles)
    title_cells = embedding.cells(title_vectors)
    bodied = np.flatnonzero(bodies.lengths)
    whole_vectors, whole_cells = title_vectors, title_cells
    if len(bodied):
        whole_vectors, whole_cells = title_vectors.copy(), title_cells.copy()
        whole_vectors[bodied] = embedding.vectors(meanings, titles.take(bodied).followed_by(bodies.take(bodied)))
        whole_cells[bodied] = embedding.cells(whole_vectors[bodied])
    return Encoded(
        vocabulary=vocabulary,
        idf=idf,
        name=name,
        number=number,
        titles=_title_rows(titles, terms, idf),
        wholes=_whole_rows(titles, bodies, terms, idf),
        sorted_titles=tuple(sorted_titles),
        title_vectors=title_vectors,
        whole_vectors=whole_vectors,
        title_cells=title_cells,
        whole_cells=whole_cells,
        has_body=bodies.lengths > 0,
        days=np.array([np.nan if given.day is None else given.day for given in inputs], np.float64),
        entities=tuple(line_of((*given.entities, *given.facts)) for given in inputs),
    )


def _told(inputs: Sequence[LinkInput], sorted_titles: list[str]) -> Iterator[list[str]]:
    """Yield the words of each title, and put them behind `sorted_titles`, sorted."""
    for given in inputs:
        words = words_of(given.title)[:TITLE_WORDS]
        sorted_titles.append(" ".join(sorted(words)))
        yield words


def _title_rows(titles: Texts, terms: Ints, idf: Floats) -> Rows:
    """Give the terms of each title, by their rarity."""
    owner, term = np.divmod(distinct(titles.owners * len(idf) + terms[titles.numbers]), max(len(idf), 1))
    starts = np.searchsorted(owner, np.arange(len(titles) + 1))
    return Rows.flat(starts, term, idf[term].astype(np.float64), len(idf))


def _whole_rows(titles: Texts, bodies: Texts, terms: Ints, idf: Floats) -> Rows:
    """Give the terms of title and body together of what has a body, by sublinear frequency and rarity."""
    bodied = np.flatnonzero(bodies.lengths)
    words = titles.take(bodied).followed_by(bodies.take(bodied))
    first = np.arange(len(words.numbers)) - words.starts[words.owners] < titles.lengths[bodied][words.owners]
    keys = bodied[words.owners] * len(idf) + terms[words.numbers]
    known = distinct(keys)
    frequency = sums(np.where(first, TITLE_AGAIN, 1.0), np.searchsorted(known, keys), len(known))
    times, which = np.unique(frequency, return_inverse=True)
    sublinear = np.array([1 + log(count) for count in times.tolist()])[which]
    owner, term = np.divmod(known, max(len(idf), 1))
    weights = np.rint(sublinear * idf[term].astype(np.float64) * STEPS) / STEPS
    return Rows.flat(np.searchsorted(owner, np.arange(len(titles) + 1)), term, weights, len(idf))


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
        entities=(*one.entities, *other.entities),
    )
