"""Words cut into pieces of a vocabulary by greedy longest match (WordPiece, Wu et al. 2016)."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Pieces"]

_LONGEST = 40  # characters; a longer "word" is an address or noise, and costs a quadratic search


class Pieces:
    """A vocabulary of word pieces; a piece's place is its id, a piece inside a word begins with `##`."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: place for place, piece in enumerate(vocabulary)}

    def __len__(self) -> int:
        return len(self._ids)

    def cut(self, word: str) -> tuple[int, ...]:
        """Give the ids of the pieces of one lower-case word; none when a part of it is in no piece."""
        if len(word) > _LONGEST:
            return ()
        found: list[int] = []
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                place = self._ids.get(mark + word[start:end])
                if place is not None:
                    found.append(place)
                    start = end
                    break
            else:
                return ()
        return tuple(found)
