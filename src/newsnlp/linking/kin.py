"""Words that are kin, as "quits" is of "resigns" and "vatican" of "pope": the artefact `headline_kin`.

Two titles of one story say with other words what they do not say with the same. What two titles do not share is
matched, each word with its nearest kin in the other (the greedy matching of BERTScore, Zhang et al. 2020), by a table
of which stems lie near each other that was made once of the static vectors of headlines. So no vector is touched here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsnlp.errors import ModelDamaged
from newsnlp.linking.encode import Encoded
from newsnlp.linking.rows import Ints, spread, sums
from newsnlp.linking.texts import Texts
from newsnlp.store.artefacts import open_artefact

Numbers = NDArray[np.uint32]

__all__ = ["LIKENESS", "Kin", "Related", "load_kin"]

LIKENESS = 256.0  # steps of a cosine of 1: sums are exact
_SLOTS = 1 << 22  # of a sieve
_STRIDES = 40_503, 30_011  # slots from one stem's kin to the next one's, of each sieve


@dataclass(frozen=True, slots=True)
class Kin:
    """Pairs of stems that are kin, each both ways.

    Attributes:
        number: of each stem that has kin.
        keys: the number of one stem, times their count, plus that of the other; ascending.
        likeness: the cosine of each pair, in steps of 1/256.
        sieves: where a pair has 0 in one of them it is none; where it has 1 in both it may be one.
    """

    number: dict[str, int]
    keys: Ints
    likeness: NDArray[np.uint8]
    sieves: tuple[NDArray[np.bool_], ...]

    @classmethod
    def of(cls, stems: Sequence[str], one: Ints, other: Ints, likeness: NDArray[np.uint8]) -> Kin:
        """Make it of pairs of places in `stems`, each named once."""
        first, second = np.concatenate([one, other]), np.concatenate([other, one])
        keys = first * len(stems) + second
        order = np.argsort(keys)
        sieves = tuple(np.zeros(_SLOTS, np.bool_) for _ in _STRIDES)
        for sieve, stride in zip(sieves, _STRIDES, strict=True):
            sieve[_slots(first.astype(np.uint32), second.astype(np.uint32), stride)] = True
        number = {stem: place for place, stem in enumerate(stems)}
        return cls(number, keys[order], np.concatenate([likeness, likeness])[order], sieves)

    @classmethod
    def read(cls, folder: Path) -> Kin:
        """Read the files that the recipe of `headline_kin` writes."""
        stems = (folder / "stems.txt").read_text(encoding="utf-8").splitlines()
        counts, others, likeness = (np.load(folder / f"{name}.npy") for name in ("counts", "others", "likeness"))
        return cls.of(stems, np.repeat(np.arange(len(stems)), counts), others.astype(np.int64), likeness)

    def among(
        self, pairs: Ints, words: Numbers, other_pairs: Ints, other_words: Numbers, size: int
    ) -> tuple[Ints, Ints, NDArray[np.float64]]:
        """Find the kin among the words of two texts, for many pairs of texts.

        Args:
            pairs: the pair of each word of a first text, ascending.
            words: its number.
            other_pairs: the pair of each word of a second text, ascending.
            other_words: its number.
            size: the number of pairs.

        Returns:
            The place of a first text's word, that of a second text's that is kin to it, and their cosine.
        """
        counts = np.bincount(other_pairs, minlength=size)
        times = counts[pairs]
        ends = np.cumsum(times)
        # Each first word, beside each second word of its pair.
        other = np.arange(ends[-1] if len(ends) else 0, dtype=np.int32)
        other += np.repeat((np.cumsum(counts) - counts)[pairs] - (ends - times), times).astype(np.int32)
        number, other_number = np.repeat(words, times), other_words[other]
        place: Ints = np.flatnonzero(self.sieves[0][_slots(number, other_number, _STRIDES[0])])
        place = place[self.sieves[1][_slots(number[place], other_number[place], _STRIDES[1])]]
        wanted = number[place].astype(np.int64) * len(self.number) + other_number[place]
        found = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        hit = self.keys[found] == wanted
        place = place[hit]
        return (
            np.searchsorted(ends, place, side="right"),
            other[place].astype(np.int64),
            self.likeness[found[hit]] / LIKENESS,
        )


@dataclass(frozen=True, slots=True)
class Related:
    """The words of titles that have kin: what `rarity` needs.

    Attributes:
        kin: which words are kin.
        words: those of each title, by their numbers there.
        weights: the rarity of each.
        place: the place there of each place in the titles' own rows; -1 for a word without kin.
    """

    kin: Kin
    words: Texts
    weights: NDArray[np.float64]
    place: Ints

    @classmethod
    def of(cls, docs: Encoded, kin: Kin) -> Related:
        """Read the titles of documents."""
        titles = docs.titles
        used = np.zeros(len(docs.vocabulary), np.bool_)
        used[titles.terms] = True
        wanted = np.flatnonzero(used)
        number = np.full(len(used), -1, np.int64)
        number[wanted] = [kin.number.get(docs.vocabulary[term], -1) for term in wanted.tolist()]
        there = number[titles.terms] >= 0
        terms = titles.terms[there]
        starts = np.concatenate([[0], np.cumsum(there)])[titles.starts]
        weights = docs.idf[terms].astype(np.float64)
        return cls(kin, Texts(number[terms], starts), weights, np.where(there, np.cumsum(there) - 1, -1))

    def rarity(self, left: Ints, right: Ints, shared: tuple[Ints, Ints, Ints]) -> NDArray[np.float64]:
        """Give the rarity of the words of two titles that only have kin in the other, times how near that is.

        Args:
            left: a document a pair.
            right: the other.
            shared: what their titles share, as `Rows.shared` gives it.

        Returns:
            Nats, the mean of both directions, of each pair.
        """
        pair, place, other = shared[0], self.place[shared[1]], self.place[shared[2]]
        known = place >= 0
        one = _Rest.of(self.words, left, pair[known], place[known])
        two = _Rest.of(self.words, right, pair[known], other[known])
        mine, theirs, likeness = self.kin.among(one.pairs, self._of(one), two.pairs, self._of(two), len(left))
        return (one.matched(self.weights, mine, likeness) + two.matched(self.weights, theirs, likeness)) / 2

    def _of(self, rest: _Rest) -> NDArray[np.uint32]:
        return self.words.numbers[rest.places].astype(np.uint32)


@dataclass(frozen=True, slots=True)
class _Rest:
    """The words of one title of each pair that the other has not, pair by pair.

    Attributes:
        pairs: the pair of each.
        places: its place among all words.
        size: the number of pairs.
    """

    pairs: Ints
    places: Ints
    size: int

    @classmethod
    def of(cls, words: Texts, titles: Ints, pair: Ints, shared: Ints) -> _Rest:
        """Give the rest of one title a pair; of each shared word the pair and its place are given."""
        starts = words.starts[titles]
        lengths = words.starts[titles + 1] - starts
        pairs, places = spread(starts, lengths)
        left = np.ones(len(places), np.bool_)
        left[(np.cumsum(lengths) - lengths - starts)[pair] + shared] = False
        return cls(pairs[left], places[left], len(titles))

    def matched(self, weights: NDArray[np.float64], words: Ints, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum the rarity of each pair's words, times the greatest likeness of each."""
        greatest = np.zeros(len(self.pairs))
        np.maximum.at(greatest, words, likeness)
        there = np.flatnonzero(greatest)
        return sums(greatest[there] * weights[self.places[there]], self.pairs[there], self.size)


def _slots(one: Numbers, other: Numbers, stride: int) -> Numbers:
    slots: Numbers = (one * np.uint32(stride) + other) & np.uint32(_SLOTS - 1)
    return slots


@lru_cache(maxsize=1)
def load_kin() -> Kin:
    """Read the artefact, once.

    Raises:
        ModelError: it is missing or damaged.
    """
    artefact = open_artefact("headline_kin")
    try:
        return Kin.read(artefact.folder)
    except (OSError, ValueError, IndexError) as error:
        raise ModelDamaged(f"{artefact.folder} cannot be used ({error!r}): reinstall newsnlp") from error
