"""Sentences to the rows of the model: windows over long ones, and batches of rows of like length.

Nothing is cut off. A sentence longer than the model's row is read in windows that overlap; each word's tags come from
the window in which it stands furthest from an edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Window", "batches", "windows"]

_BATCH = 512
"""Pieces in a batch, padding included: what keeps the activations in the cache."""
_CALL = 12
"""What a call of the model costs beside its pieces, in pieces: measured with rows of 14 and of 32."""


@dataclass(frozen=True, slots=True)
class Window:
    """A row of the model.

    Attributes:
        sentence: place of the sentence in its document.
        first: place of the first word that the row reads.
        last: one past the place of its last word.
        own_first: place of the first word whose tags are taken from this row.
        own_last: one past the place of the last such word.
        size: word pieces in the row, without the marks at its ends.
    """

    sentence: int
    first: int
    last: int
    own_first: int
    own_last: int
    size: int


def windows(sentence: int, sizes: Sequence[int], longest: int) -> Iterator[Window]:
    """Yield the windows of a sentence; their own words follow each other without a gap.

    Args:
        sentence: its place in the document.
        sizes: pieces of each word, each at least 1; a word longer than `longest` gets a row of its own.
        longest: pieces in a row.
    """
    edges = list(_edges(sizes, longest))
    for place, (first, last) in enumerate(edges):
        # The middle of the overlap divides two neighbours.
        own_first = first if not place else (first + edges[place - 1][1]) // 2
        own_last = last if place + 1 == len(edges) else (edges[place + 1][0] + last) // 2
        yield Window(sentence, first, last, own_first, own_last, sum(sizes[first:last]))


def _edges(sizes: Sequence[int], longest: int) -> Iterator[tuple[int, int]]:
    first, count = 0, len(sizes)
    while first < count:
        last, size = first, 0
        while last < count and (last == first or size + sizes[last] <= longest):
            size += sizes[last]
            last += 1
        yield first, last
        if last == count:
            return
        step_back, overlap = last, 0
        while step_back > first + 1 and overlap + sizes[step_back - 1] <= longest // 4:
            step_back -= 1
            overlap += sizes[step_back]
        first = step_back


def batches(sizes: Sequence[int], pieces: int = _BATCH) -> Iterator[list[int]]:
    """Yield the places of rows in groups of like size, at most `pieces` in a group with its padding.

    Of all cuts of the rows in order of size, the one with the least padding, a call of the model counted as `_CALL`
    pieces.

    Args:
        sizes: pieces in each row, its marks included.
        pieces: pieces in a group; a longer row is a group of its own.
    """
    order = sorted(range(len(sizes)), key=lambda i: (sizes[i], i))
    cost, cut = [0], [0]
    for end in range(1, len(order) + 1):
        longest = sizes[order[end - 1]]
        first = max(0, end - max(1, pieces // longest))
        best = min(range(first, end), key=lambda start: cost[start] + _CALL + (end - start) * longest)
        cost.append(cost[best] + _CALL + (end - best) * longest)
        cut.append(best)
    end = len(order)
    while end:
        yield order[cut[end] : end]
        end = cut[end]
