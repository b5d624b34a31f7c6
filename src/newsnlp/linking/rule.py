"""Which pairs are compared at all: a rule on the two documents, the stricter the larger the collection.

Two headlines have something in common by chance, and the more headlines there are, the more of them have: what they
share must be rarer in a million than in a thousand for the pair to be worth a look. So the rules go up in levels, and
the level hangs on the number of documents alone. Within a level a pair is a candidate or not whatever else there is,
and what is one at some level is one at every lower one. An index that grows therefore finds what a batch of the same
documents finds.

A pair is a candidate when one of these holds:

- the titles share telling words of so much rarity together, or most of the rarity of the richer title;
- the titles are equal;
- the titles' vectors are near, and both lie nearest to the same cells of space (an inverted file, Jegou et al. 2011);
- both have a body, and the whole texts share so much rarity, or their vectors are near in that way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.directions import cosine, squares
from newsnlp.linking.encode import Encoded
from newsnlp.linking.rows import Ints, Rows, Vectors, sums

__all__ = [
    "LEVELS",
    "MOST_OF",
    "TELLING",
    "Bound",
    "Met",
    "Rule",
    "level_of",
    "levels_of",
    "rule_for",
    "telling_rarity",
]

FIRST, GROWTH = 8_192, 4  # documents of the first level; how much larger each next one is
TELLING = 2.5  # nats; rarity from which on a word belongs to a title's rarity: "the" and "says" tell nothing
MOST_OF = 0.7  # share of it that is enough


@dataclass(frozen=True, slots=True)
class Bound:
    """What two texts need in common.

    Attributes:
        telling: nats of rarity from which on a word counts.
        rarity: rarity of the shared words together, nats.
        near: cosine of the vectors.
        cells: how many cells each vector lies in, one of which they share; 0 when any will do.
    """

    telling: float
    rarity: float
    near: float
    cells: int


class _Texts:
    """Texts that are met in pairs, and what is measured of them whatever the bound is.

    Args:
        docs: the documents.
        rows: the terms of their texts.
        vectors: the vectors of these.
        cells: the cells of these.
        left: a document a pair.
        right: the other.
    """

    def __init__(
        self, docs: Encoded, rows: Rows, vectors: Vectors, cells: NDArray[np.uint8], left: Ints, right: Ints
    ) -> None:
        self._left, self._right, self._cells = left, right, cells
        self.total = telling_rarity(docs, rows, TELLING)
        self._pair, place, _ = rows.shared(left, right)
        self._rarity = docs.idf[rows.terms[place]].astype(np.float64)
        squared = squares(vectors) if len(left) > len(vectors) else None
        self._cosine = cosine(vectors, left, right, squared=squared)

    def shared(self, least: float) -> NDArray[np.float64]:
        """Give the rarity of the words that each pair shares, of those that have at least `least`."""
        return sums(self._rarity * (self._rarity >= least), self._pair, len(self._left))

    def near(self, bound: Bound) -> NDArray[np.bool_]:
        """Say of each pair whether the vectors are near, in a common cell."""
        near: NDArray[np.bool_] = self._cosine >= bound.near
        if bound.cells:
            there = np.flatnonzero(near)
            one, other = (self._cells[side[there], : bound.cells] for side in (self._left, self._right))
            near[there] = (one[:, :, None] == other[:, None, :]).any(axis=(1, 2))
        return near


class Met:
    """Pairs of documents: their titles, and the whole texts of those of `both`, where both have a body."""

    def __init__(self, docs: Encoded, left: Ints, right: Ints) -> None:
        self.docs, self.left, self.right = docs, left, right
        self.both = np.flatnonzero(docs.has_body[left] & docs.has_body[right])
        self.titles = _Texts(docs, docs.titles, docs.title_vectors, docs.title_cells, left, right)
        one, other = left[self.both], right[self.both]
        self.wholes = _Texts(docs, docs.wholes, docs.whole_vectors, docs.whole_cells, one, other)


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes a pair a candidate, and how likely it must be to count.

    Attributes:
        titles: the bounds of titles.
        wholes: the bounds of whole texts, where both have a body.
        floor: the probability below which a pair counts as nothing for stories, and is only shown when asked for.
    """

    titles: Bound
    wholes: Bound
    floor: float

    def loosened(self) -> Rule:
        """Give the rule that also lets through what is hardly ever likely."""
        return replace(self, titles=_loose(self.titles), wholes=_loose(self.wholes))

    def plain(self, docs: Encoded) -> NDArray[np.bool_]:
        """Say which titles have so few telling words that they would not be found by them in an equal title."""
        return self._plain(docs, telling_rarity(docs, docs.titles, TELLING))

    def _plain(self, docs: Encoded, total: NDArray[np.float64]) -> NDArray[np.bool_]:
        telling = telling_rarity(docs, docs.titles, self.titles.telling)
        found: NDArray[np.bool_] = (telling < np.minimum(self.titles.rarity, MOST_OF * total)) | (telling == 0)
        return found & (docs.titles.lengths > 0)

    def holds(self, docs: Encoded, left: Ints, right: Ints) -> NDArray[np.bool_]:
        """Say of each pair whether it is a candidate."""
        return self.lets(Met(docs, left, right))

    def lets(self, met: Met) -> NDArray[np.bool_]:
        """Say so of each pair."""
        docs, left, right = met.docs, met.left, met.right
        total = met.titles.total
        shared = met.titles.shared(self.titles.telling)
        enough = np.minimum(self.titles.rarity, MOST_OF * np.maximum(total[left], total[right]))
        found = (shared > 0) & (shared >= enough)
        found |= met.titles.near(self.titles)
        plain = self._plain(docs, total)
        for number in np.flatnonzero(~found & plain[left] & plain[right]).tolist():
            found[number] = docs.sorted_titles[left[number]] == docs.sorted_titles[right[number]]
        if len(met.both):
            enough = met.wholes.shared(self.wholes.telling) >= self.wholes.rarity
            found[met.both] |= enough | met.wholes.near(self.wholes)
        return found


LEVELS = (
    Rule(Bound(TELLING, 6.0, 0.36, 0), Bound(5.0, 12.0, 0.45, 0), 0.1),
    Rule(Bound(4.0, 8.0, 0.47, 4), Bound(5.0, 20.0, 0.55, 4), 0.2),
    Rule(Bound(4.5, 10.5, 0.6, 2), Bound(5.5, 26.0, 0.65, 2), 0.25),
    Rule(Bound(5.5, 13.0, 0.66, 1), Bound(6.0, 32.0, 0.72, 1), 0.3),
    Rule(Bound(6.0, 15.5, 0.74, 1), Bound(6.5, 38.0, 0.78, 1), 0.35),
    Rule(Bound(6.5, 19.0, 0.80, 1), Bound(7.0, 44.0, 0.84, 1), 0.4),
)


def level_of(size: int) -> int:
    """Give the level of a collection of `size` documents: a place in `LEVELS`."""
    level, most = 0, FIRST
    while size > most and level < len(LEVELS) - 1:
        level, most = level + 1, most * GROWTH
    return level


def rule_for(size: int) -> Rule:
    """Give the rule of a collection of `size` documents."""
    return LEVELS[level_of(size)]


def levels_of(docs: Encoded, left: Ints, right: Ints, level: int) -> NDArray[np.uint8]:
    """Give the highest level at which each pair is a candidate; all are at `level`."""
    highest = np.full(len(left), level, np.uint8)
    met, still = Met(docs, left, right), np.ones(len(left), np.bool_)
    for higher in range(level + 1, len(LEVELS)):
        still &= LEVELS[higher].lets(met)
        highest[still] = higher
    return highest


def telling_rarity(docs: Encoded, rows: Rows, least: float) -> NDArray[np.float64]:
    """Give the rarity of the words of each row that have at least `least`."""
    rarity = docs.idf[rows.terms].astype(np.float64)
    return sums(rarity * (rarity >= least), rows.owners, len(rows))


def _loose(bound: Bound) -> Bound:
    return replace(bound, rarity=bound.rarity / 2, near=bound.near - 0.15)
