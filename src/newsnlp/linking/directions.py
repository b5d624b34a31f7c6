"""Vectors of whole numbers of which only the direction counts: their cosines are exact wherever they are computed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.rows import Floats, Ints, Vectors

__all__ = ["Squares", "cosine", "squares", "unit"]

Squares = NDArray[np.float64]
_AT_ONCE = 4_096  # pairs; their vectors stay in a processor's cache


def cosine(
    vectors: Vectors,
    left: Ints,
    right: Ints,
    *,
    others: Vectors | None = None,
    squared: Squares | None = None,
    others_squared: Squares | None = None,
) -> NDArray[np.float64]:
    """Give the cosine of the vectors of each pair, no less than 0; 0 where one is all zeros.

    Args:
        vectors: those that `left` counts.
        left: a vector a pair.
        right: the other.
        others: those that `right` counts; by default the same.
        squared: the `squares` of `vectors`, where they are known already.
        others_squared: the same of `others`.
    """
    found = np.empty(len(left))
    for start in range(0, len(left), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        ones, twos = left[part], right[part]
        one, other = vectors.take(ones, axis=0), (vectors if others is None else others).take(twos, axis=0)
        mine = _products(one, one) if squared is None else squared[ones]
        theirs_squared = squared if others is None else others_squared
        theirs = _products(other, other) if theirs_squared is None else theirs_squared[twos]
        found[part] = _products(one, other) / np.maximum(np.sqrt(mine * theirs), 1.0)
    return np.maximum(found, 0.0)


def squares(vectors: Vectors) -> Squares:
    """Give the square of the length of each vector."""
    return _products(vectors, vectors)


def unit(vectors: Vectors) -> Floats:
    """Give the vectors of length 1 each."""
    lengths = np.maximum(np.sqrt(squares(vectors)), 1).astype(np.float32)
    unit: Floats = vectors.astype(np.float32) / lengths[:, None]
    return unit


def _products(one: Vectors, other: Vectors) -> NDArray[np.float64]:
    """Multiply vectors row by row: exact, for no sum reaches the 24 bits of a float."""
    product: NDArray[np.float64] = np.einsum("ij,ij->i", one, other, dtype=np.float32).astype(np.float64)
    return product
