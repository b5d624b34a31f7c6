"""Arrays, and rows of terms, that grow at their end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.rows import Ints, Rows, spread

__all__ = ["Growing", "GrowingRows"]


class Growing:
    """An array with room for more at its end.

    Args:
        start: what it holds at first.
    """

    def __init__(self, start: NDArray[Any]) -> None:
        self._room, self._size = start.copy(), len(start)

    @property
    def values(self) -> NDArray[Any]:
        """What it holds; a view, true until it grows."""
        return self._room[: self._size]

    def cut(self, size: int) -> None:
        """Drop what is behind the first `size` values."""
        self._room[size : self._size] = 0
        self._size = min(self._size, size)

    def extend(self, values: NDArray[Any]) -> None:
        """Put values behind the last."""
        self.put(self._size, values)

    def put(self, start: int, values: NDArray[Any]) -> None:
        """Put values from `start` on, at or behind the end; what lies between is 0."""
        end = start + len(values)
        if end > len(self._room):
            room = np.zeros((max(end, len(self._room) * 3 // 2 + 64), *values.shape[1:]), self._room.dtype)
            if self._size:
                room[: self._size] = self._room[: self._size]
            self._room = room
        self._room[start:end] = values
        self._size = max(self._size, end)


class GrowingRows:
    """Rows of terms that grow at the end."""

    def __init__(self) -> None:
        self._starts = Growing(np.zeros(1, np.int64))
        self._terms, self._weights = Growing(np.zeros(0, np.int32)), Growing(np.zeros(0, np.float32))

    def extend(self, rows: Rows) -> None:
        """Put rows behind the last."""
        self._starts.extend(rows.starts[1:] + self._starts.values[-1])
        self._terms.extend(rows.terms.astype(np.int32))
        self._weights.extend(rows.weights.astype(np.float32))

    def take(self, numbers: Ints, width: int) -> Rows:
        """Give rows of these numbers, in their order; their terms are below `width`."""
        starts = self._starts.values[numbers]
        lengths = self._starts.values[numbers + 1] - starts
        _, places = spread(starts, lengths)
        begins = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        terms, weights = self._terms.values[places], self._weights.values[places]
        return Rows.flat(begins, terms.astype(np.int64), weights.astype(np.float64), width)
