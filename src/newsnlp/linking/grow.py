"""Arrays that grow at their end."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Growing"]


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
