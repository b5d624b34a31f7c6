"""Static embeddings of headlines: the sum of a vector a word piece, from the artefact `headline_static`.

A table distilled from a sentence encoder, in the manner of model2vec (Tulkens and van Dongen 2024), int8 with one
scale a row. No network is run: a hundred thousand headlines take a few seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.pieces import Pieces
from newsnlp.linking.rows import Floats, Vectors, distinct
from newsnlp.linking.texts import Texts
from newsnlp.store.artefacts import open_artefact

__all__ = ["CELLS", "Embedding", "load_embedding"]

CELLS = 4  # nearest ones that are kept of a vector
_AT_ONCE = 4_096  # headlines; bounds the memory


@dataclass(frozen=True, slots=True)
class Embedding:
    """A vocabulary of word pieces with an int8 vector and a scale each, and the centres of cells of the space.

    Attributes:
        pieces: the vocabulary.
        table: a vector a piece, shape (pieces, dimensions).
        scales: what to multiply each with.
        centres: unit vectors, shape (cells, dimensions).
    """

    pieces: Pieces
    table: NDArray[np.int8]
    scales: Floats
    centres: Floats

    def words(self, words: Iterable[str]) -> Floats:
        """Give the vector of each word, the sum of those of its pieces."""
        pieces = [self.pieces.cut(word) for word in words]
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        ids = np.fromiter(chain.from_iterable(pieces), np.int64, int(lengths.sum()))
        used = distinct(ids)
        table: Floats = self.table[used].astype(np.float32) * self.scales[used, None]
        return _sums(table, Texts(np.searchsorted(used, ids), np.concatenate([[0], np.cumsum(lengths)])))

    def vectors(self, words: Floats, texts: Texts) -> Vectors:
        """Give the vector of each text, shape (texts, dimensions); zeros for a text without known words.

        Only directions count: each is scaled until its largest number is 127 and rounded. Products of such vectors
        are whole numbers, exact in whatever order a library adds them up.

        Args:
            words: the vector of each word.
            texts: the texts.
        """
        out = np.zeros((len(texts), self.table.shape[1]), np.int8)
        for start in range(0, len(texts), _AT_ONCE):
            total = _sums(words, texts.take(np.arange(start, min(start + _AT_ONCE, len(texts)))))
            most = np.abs(total).max(axis=1, keepdims=True)
            out[start : start + _AT_ONCE] = np.rint(total * (np.float32(127) / np.maximum(most, np.float32(1e-9))))
        return out

    def cells(self, vectors: Vectors) -> NDArray[np.uint8]:
        """Give the nearest cells of each vector, nearest first, shape (vectors, `CELLS`)."""
        centres = np.rint(self.centres * np.float32(127 / np.abs(self.centres).max())).T
        out = np.zeros((len(vectors), CELLS), np.uint8)
        for start in range(0, len(vectors), _AT_ONCE):
            near = vectors[start : start + _AT_ONCE].astype(np.float32) @ centres
            ranked = np.arange(len(self.centres)) - near.astype(np.int64) * len(self.centres)  # no ties
            best = np.sort(np.partition(ranked, CELLS, axis=1)[:, :CELLS], axis=1)
            out[start : start + _AT_ONCE] = best % len(self.centres)
        return out


def _sums(vectors: Floats, texts: Texts) -> Floats:
    """Add up the vectors of the words of each text, in their order."""
    lengths = texts.lengths
    order = np.argsort(-lengths, kind="stable")  # longest first: those that have a k-th word are the first ones
    starts = texts.starts[order]
    total = np.zeros((len(texts), vectors.shape[1]), np.float32)
    for k in range(int(lengths.max(initial=0))):
        there = int((lengths > k).sum())
        total[:there] += vectors[texts.numbers[starts[:there] + k]]
    out = np.empty_like(total)
    out[order] = total
    return out


@lru_cache(maxsize=1)
def load_embedding() -> Embedding:
    """Read the artefact, once.

    Raises:
        ModelError: it is missing or damaged.
    """
    artefact = open_artefact("headline_static")
    pieces = Pieces(artefact.path("pieces.txt").read_text(encoding="utf-8").splitlines())
    scales = np.load(artefact.path("scales.npy")).astype(np.float32)
    return Embedding(pieces, np.load(artefact.path("table.npy")), scales, np.load(artefact.path("centres.npy")))
