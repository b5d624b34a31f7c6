"""Vectors of whole numbers of which only the direction counts: their cosines are exact wherever they are computed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.rows import Floats, Ints, Vectors

__all__ = ["Squares", "cosine", "lengths", "squares", "unit"]

Squares = NDArray[np.float64]


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
    one, other = vectors[left], (vectors if others is None else others)[right]
    if others is None:
        others_squared = squared
    mine = _products(one, one) if squared is None else squared[left]
    theirs = _products(other, other) if others_squared is None else others_squared[right]
    found: NDArray[np.float64] = np.maximum(_products(one, other) / np.maximum(np.sqrt(mine * theirs), 1.0), 0.0)
    return found


def squares(vectors: Vectors) -> Squares:
    """Give the square of the length of each vector."""
    return _products(vectors, vectors)


def unit(vectors: Vectors) -> Floats:
    """Give the vectors of length 1 each."""
    floats = vectors.astype(np.float32)
    unit: Floats = floats / lengths(floats)[:, None]
    return unit


def lengths(vectors: Floats) -> Floats:
    """Give the length of each vector; 1 for one that is all zeros."""
    found: Floats = np.maximum(np.sqrt(np.einsum("ij,ij->i", vectors, vectors)), 1)
    return found


def _products(one: Vectors, other: Vectors) -> NDArray[np.float64]:
    """Multiply vectors row by row: exact, for no sum reaches the 24 bits of a float."""
    product: NDArray[np.float64] = np.einsum("ij,ij->i", one, other, dtype=np.float32).astype(np.float64)
    return product
