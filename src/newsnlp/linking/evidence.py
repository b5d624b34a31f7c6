"""Why two documents are linked: a link with its relation, the terms of its score, and what the two share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsnlp.document import Link
from newsnlp.frozen import LateMap
from newsnlp.linking.compare import FEATURES
from newsnlp.linking.encode import Encoded
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.normalise import words_of
from newsnlp.linking.rows import Floats, Ints
from newsnlp.linking.score import Scorer
from newsnlp.linking.veto import VETO, VETOES, day_log_odds, days_apart
from newsnlp.linking.written import Members, Scaled, Words, array_of

__all__ = ["Reasons", "Scored"]

NEAR = 0.85  # similarity of the sorted letters from which on two titles are one title, edited
NEAR_BODIES = 0.5  # cosine of the whole texts that near-duplicates with bodies have besides
_SHOWN = 8  # shared words
_SHOWN_VALUES = ("words", "fuzzy", "meaning")
_TERMS = ("start", *FEATURES, "days", *VETOES, "reader")
_AT_ONCE = 50_000  # pairs; bounds the memory


@dataclass(frozen=True, slots=True)
class Scored:
    """Pairs with what was measured of them.

    Attributes:
        left: a document a pair.
        right: the other.
        features: a row of `pair_features` a pair.
        against: which of `VETOES` speak against it, a column each.
        read: what a reader adds to its log odds.
        chance: its probability, four places.
    """

    left: Ints
    right: Ints
    features: Floats
    against: NDArray[np.bool_]
    read: NDArray[np.float64]
    chance: NDArray[np.float64]

    def take(self, which: NDArray[Any] | slice) -> Scored:
        """Give some of the pairs."""
        return Scored(
            self.left[which],
            self.right[which],
            self.features[which],
            self.against[which],
            self.read[which],
            self.chance[which],
        )


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What the evidence of each pair says, as whole numbers: thousandths, and ten thousandths of the similarity.

    Attributes:
        terms: those that are not 0, pair by pair, times the number of `_TERMS`, plus the place there.
        term_starts: where those of each pair start, and the end.
        values: a column each of `_SHOWN_VALUES`, times their number, plus the place there.
        similarity: ten thousandths.
        words: term numbers of the rarest shared words, rarest first, pair by pair.
        word_starts: where those of each pair start, and the end.
        apart: days between publication; -1 when unknown.
    """

    terms: NDArray[np.int32]
    term_starts: Ints
    values: NDArray[np.int32]
    similarity: NDArray[np.int32]
    words: NDArray[np.int32]
    word_starts: Ints
    apart: NDArray[np.int32]


class Reasons:
    """The links of scored pairs. Their evidence is made when it is read.

    Args:
        inputs: the documents.
        docs: the same, encoded.
        scorer: what scored the pairs.
        pairs: the pairs.
    """

    def __init__(self, inputs: Sequence[LinkInput], docs: Encoded, scorer: Scorer, pairs: Scored) -> None:
        self._inputs, self._docs, self._scorer, self._pairs = inputs, docs, scorer, pairs
        self._similarities, self._word_texts = Scaled(10_000), Words(docs.vocabulary)
        self._term_texts, self._value_texts = Members(_TERMS), Members(_SHOWN_VALUES)
        self._chances: list[float] = pairs.chance.tolist()
        against = np.logical_or.reduce(pairs.against, axis=1)
        self._vetoed: list[bool] = against.tolist()
        near = pairs.features[:, FEATURES.index("fuzzy")] >= NEAR
        bodies = pairs.features[:, FEATURES.index("both_bodies")] > 0
        near &= ~bodies | (pairs.features[:, FEATURES.index("body_words")] >= NEAR_BODIES)
        alike = (pairs.features[:, FEATURES.index("fuzzy")] == 1) & ~against
        self._relations = np.where(near & ~against, "near_duplicate", "same_story").tolist()
        for number in np.flatnonzero(alike).tolist():
            if self._equal(int(pairs.left[number]), int(pairs.right[number]), bodies=bool(bodies[number])):
                self._relations[number] = "exact_duplicate"
        for number in np.flatnonzero(pairs.chance < scorer.threshold).tolist():
            self._relations[number] = "candidate"

    def links(self, number: int) -> tuple[Link, Link]:
        """Give the link from the first of a pair to the second, and that from the second to the first."""
        there = self.link(number)
        one = self._inputs[self._pairs.left[number]]
        return there, Link(one.id, there.score, there.relation, there.evidence)

    def link(self, number: int, *, back: bool = False) -> Link:
        """Give the link from the first of a pair to the second, or the one `back`."""
        side = self._pairs.left if back else self._pairs.right
        evidence = LateMap(self._evidence, self._written, number)
        return Link(self._inputs[side[number]].id, self._chances[number], self._relations[number], evidence)

    def _equal(self, left: int, right: int, *, bodies: bool) -> bool:
        one, other = self._inputs[left], self._inputs[right]
        if words_of(one.title) != words_of(other.title):
            return False
        return not bodies or words_of(one.body) == words_of(other.body)

    def _evidence(self, number: int) -> dict[str, Any]:
        known = self._numbers
        terms = (divmod(key, len(_TERMS)) for key in _of(known.terms, known.term_starts, number))
        values = (divmod(key, len(_SHOWN_VALUES)) for key in known.values[number].tolist())
        apart = int(known.apart[number])
        return {
            "similarity": int(known.similarity[number]) / 10_000,
            "terms": {_TERMS[place]: amount / 1000 for amount, place in terms},
            "values": {_SHOWN_VALUES[place]: amount / 1000 for amount, place in values},
            "words": [self._docs.vocabulary[word] for word in _of(known.words, known.word_starts, number)],
            "entities": self._entities(number),
            "days_apart": None if apart < 0 else apart,
            "vetoes": self._vetoes(number),
        }

    def _written(self, number: int) -> str:
        """Give the text of `_evidence`, without making it."""
        known, apart = self._numbers, self._numbers.apart[number]
        return (
            f'{{"similarity":{self._similarities[int(known.similarity[number])]},"terms":{{'
            f"{','.join(map(self._term_texts.__getitem__, _of(known.terms, known.term_starts, number)))}"
            f'}},"values":{{{",".join(map(self._value_texts.__getitem__, known.values[number].tolist()))}}},'
            f'"words":[{",".join(map(self._word_texts.__getitem__, _of(known.words, known.word_starts, number)))}],'
            f'"entities":{array_of(self._entities(number))},"days_apart":{"null" if apart < 0 else apart},'
            f'"vetoes":{array_of(self._vetoes(number))}}}'
        )

    def _entities(self, number: int) -> list[str]:
        one, other = self._inputs[self._pairs.left[number]], self._inputs[self._pairs.right[number]]
        return _shared_entities(one, other) if one.entities and other.entities else []

    def _vetoes(self, number: int) -> list[str]:
        if not self._vetoed[number]:
            return []
        return [name for name, held in zip(VETOES, self._pairs.against[number].tolist(), strict=True) if held]

    @cached_property
    def _numbers(self) -> _Numbers:
        pairs = self._pairs
        parts = [pairs.take(slice(start, start + _AT_ONCE)) for start in range(0, max(len(pairs.left), 1), _AT_ONCE)]
        words, terms = [_shared_words(self._docs, part) for part in parts], [self._terms(part) for part in parts]
        shown = [FEATURES.index(name) for name in _SHOWN_VALUES]
        values = _whole(pairs.features[:, shown].astype(np.float64), 3) * np.int32(len(shown))
        values += np.arange(len(shown), dtype=np.int32)
        apart = days_apart(self._docs, pairs.left, pairs.right)
        return _Numbers(
            *_joined(terms),
            values,
            _whole(self._scorer.similarity_of(pairs.features), 4),
            *_joined(words),
            np.where(np.isnan(apart), -1, apart).astype(np.int32),
        )

    def _terms(self, pairs: Scored) -> tuple[NDArray[np.int32], Ints]:
        """Give the terms that are not 0, pair by pair, as `_Numbers` has them, and the number of those of each pair."""
        days = day_log_odds(days_apart(self._docs, pairs.left, pairs.right))
        added = self._scorer.contributions(pairs.features)
        amounts = _whole(np.column_stack([added, days, VETO * pairs.against, pairs.read]), 3)
        row, place = np.nonzero(amounts)
        keys = amounts[row, place] * np.int32(len(_TERMS)) + place.astype(np.int32)
        return keys, np.bincount(row, minlength=len(amounts))


def _of(values: NDArray[np.int32], starts: Ints, number: int) -> list[int]:
    """Give the values of one pair."""
    found: list[int] = values[starts[number] : starts[number + 1]].tolist()
    return found


def _joined(parts: Sequence[tuple[NDArray[np.int32], Ints]]) -> tuple[NDArray[np.int32], Ints]:
    """Join values of pairs, with their number of each: give the values, and where those of each pair start."""
    counts = np.concatenate([counts for _, counts in parts])
    return np.concatenate([values for values, _ in parts]), np.concatenate([[0], np.cumsum(counts)])


def _whole(values: NDArray[np.float64], places: int) -> NDArray[np.int32]:
    """Round to so many decimal places as `round` does, and give their whole number."""
    scaled = values * 10**places
    whole: NDArray[np.int32] = np.rint(scaled).astype(np.int32)
    halves = np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6  # a product may look like a half that the value is not
    whole[halves] = [round(round(value, places) * 10**places) for value in values[halves].tolist()]
    return whole


def _shared_words(docs: Encoded, pairs: Scored) -> tuple[NDArray[np.int32], Ints]:
    """Give the terms that both texts of each pair have, rarest first, pair by pair, and their number of each."""
    bodies = pairs.features[:, FEATURES.index("both_bodies")] > 0
    owners, terms = [], []
    for rows, which in ((docs.titles, np.flatnonzero(~bodies)), (docs.wholes, np.flatnonzero(bodies))):
        pair, place, _ = rows.shared(pairs.left[which], pairs.right[which])
        owners.append(which[pair])
        terms.append(rows.terms[place])
    owner, term = np.concatenate(owners), np.concatenate(terms)
    order = np.lexsort((term, -docs.idf[term], owner))  # terms are in the order of their words
    owner, term = owner[order], term[order]
    first = np.arange(len(owner)) - np.searchsorted(owner, owner) < _SHOWN
    counts = np.bincount(owner[first], minlength=len(pairs.left))
    return term[first].astype(np.int32), counts


def _shared_entities(one: LinkInput, other: LinkInput) -> list[str]:
    """Give the names of the entities that both have, by Wikidata id or else by name and label."""
    keys = {qid or (name.casefold(), label) for name, label, qid in other.entities}
    return sorted({name for name, label, qid in one.entities if (qid or (name.casefold(), label)) in keys})
