"""Tag probabilities of words to labelled spans: the best sequence that BIO allows.

An `I-X` follows only `B-X` or `I-X`. Where each word's best tag already keeps that rule, it is the answer; else the
best lawful sequence is found (Viterbi 1967).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Span", "Tags"]

_FORBIDDEN = -1e4


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """A labelled run of words.

    Attributes:
        first: place of the first word.
        last: one past the place of the last word.
        label: the label of its tags.
        evidence: for each label of `Tags.names`, the mean log probability of the run's tags were it of that label.
    """

    first: int
    last: int
    label: str
    evidence: NDArray[np.float32]


class Tags:
    """The tag inventory of a model and what may follow what.

    Args:
        tags: the model's tags in the order of its output, `O` first.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self.labels = tuple(tag[2:] for tag in tags)
        self.names = tuple(dict.fromkeys(label for label in self.labels if label))
        self._begin_of = np.array([tags.index(f"B-{name}") for name in self.names])
        self._inside_of = np.array([tags.index(f"I-{name}") for name in self.names])
        self.begins = np.array([tag.startswith("B-") for tag in tags])
        self.goes_on = np.array([tag.startswith("I-") for tag in tags])
        same = np.array([[a == b for b in self.labels] for a in self.labels])
        lawful = ~self.goes_on[None, :] | (same & (self.begins | self.goes_on)[:, None])
        self._lawful = lawful
        self._cost = np.where(lawful, 0.0, _FORBIDDEN).astype(np.float32)
        self._start = np.where(self.goes_on, _FORBIDDEN, 0.0).astype(np.float32)

    def spans(self, log_probabilities: NDArray[np.float32]) -> Iterator[Span]:
        """Yield the spans of one sentence, in order.

        Args:
            log_probabilities: words x tags.
        """
        path = self.best(log_probabilities)
        marked = np.flatnonzero(self.begins[path])
        for first in marked.tolist():
            last = first + 1
            while last < len(path) and self.goes_on[path[last]]:
                last += 1
            total = log_probabilities[first, self._begin_of]
            if last > first + 1:
                total = total + log_probabilities[first + 1 : last, self._inside_of].sum(axis=0)
            yield Span(first, last, self.labels[path[first]], total / np.float32(last - first))

    def best(self, log_probabilities: NDArray[np.float32]) -> NDArray[np.intp]:
        """Give the best lawful tag of each word."""
        greedy: NDArray[np.intp] = log_probabilities.argmax(axis=1)
        if len(greedy) == 0 or (not self.goes_on[greedy[0]] and self._lawful[greedy[:-1], greedy[1:]].all()):
            return greedy
        return self._viterbi(log_probabilities)

    def _viterbi(self, log_probabilities: NDArray[np.float32]) -> NDArray[np.intp]:
        words, tags = log_probabilities.shape
        came_from = np.zeros((words, tags), np.intp)
        score = log_probabilities[0] + self._start
        for word in range(1, words):
            reached = score[:, None] + self._cost
            came_from[word] = reached.argmax(axis=0)
            score = reached.max(axis=0) + log_probabilities[word]
        path: NDArray[np.intp] = np.zeros(words, np.intp)
        path[-1] = score.argmax()
        for word in range(words - 1, 0, -1):
            path[word - 1] = came_from[word, path[word]]
        return path
