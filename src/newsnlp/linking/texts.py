"""Texts as numbered words."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from newsnlp.linking.rows import Ints, Ragged

__all__ = ["Numbering", "Texts"]


class Numbering(defaultdict[str, int]):
    """Words with numbers in the order in which they were first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Texts(Ragged):
    """The words of each text, by number.

    Attributes:
        numbers: of all texts, one after another.
        starts: where each text starts, and the end.
    """

    numbers: Ints
    starts: Ints

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]], numbering: Numbering) -> Texts:
        """Number the words of texts."""
        numbers, lengths = array("i"), array("i")
        for words in texts:
            lengths.append(len(words))
            numbers.extend(map(numbering.__getitem__, words))
        starts = np.concatenate([[0], np.cumsum(np.array(lengths, np.int64))])
        return cls(np.array(numbers, np.int64), starts)

    def take(self, which: Ints) -> Texts:
        """Give some of the texts."""
        starts, places = self.taken(which)
        return Texts(self.numbers[places], starts)

    def followed_by(self, others: Texts) -> Texts:
        """Put another text behind each."""
        order = np.argsort(np.concatenate([self.owners, others.owners]), kind="stable")
        return Texts(np.concatenate([self.numbers, others.numbers])[order], self.starts + others.starts)
