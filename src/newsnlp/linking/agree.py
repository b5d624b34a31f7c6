"""How far the entities, dates and quantities of two documents agree, where both records carry some.

A document's entities are one line of text: so they are held, packed and compared without a vocabulary of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.idf import Rarity, load_rarity
from newsnlp.linking.normalise import stem, words_of
from newsnlp.linking.rows import Ints, Rows, sums

__all__ = ["AGREEMENT", "DATE", "FACTS", "QUANTITY", "Agreement", "line_of"]

Numbers = NDArray[np.float64]
AGREEMENT = ("both_entities", "renamed", "other_people", "other_places", "other_organisations")
FACTS = ("dates", "other_dates", "quantities", "other_quantities")
DATE, QUANTITY = "DATE", "QUANTITY"  # labels of what is no entity; the name is the value, written in one way
_KINDS = {"PERSON": 0, "GPE": 1, "LOC": 1, "FAC": 1, "ORG": 2, DATE: 3, QUANTITY: 4}
_OF_FACTS = (3, 4)
_BETWEEN, _WITHIN = "\x1e", "\x1f"  # entities; the parts of one
_RENAMED = 10.0  # nats


def line_of(entities: Iterable[tuple[str, str, str | None]]) -> str:
    """Give a document's entities (name, label, Wikidata id or None) as one line: key, label and stems of each, by key.

    The key is the id, or else the words of the name with the label. Entities of one key are one, under all its names.
    """
    found: dict[str, tuple[str, set[str]]] = {}
    for name, label, qid in entities:
        words = [name] if label in (DATE, QUANTITY) else words_of(name)
        if words:
            _, stems = found.setdefault(qid or " ".join([*words, label]), (label, set()))
            stems.update(map(stem, words))
    parts = (_WITHIN.join([key, label, " ".join(sorted(stems))]) for key, (label, stems) in sorted(found.items()))
    return _BETWEEN.join(parts)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The entities of documents: what `features` needs.

    Attributes:
        rows: the entities of each document, numbered, with their rarity: that of the rarest word of the name.
        kinds: the kind of each place in the rows, as in `_KINDS`; -1 for another.
        names: the stems of each name.
        name: the place in `names` of each place in the rows.
        has: whether each document has people, places, organisations, dates and quantities, and any entity at all.
    """

    rows: Rows
    kinds: NDArray[np.int8]
    names: Sequence[frozenset[str]]
    name: Ints
    has: NDArray[np.bool_]

    @classmethod
    def of(cls, lines: Sequence[str], *, rarity: Rarity | None = None) -> Agreement:
        """Read the lines of documents."""
        rarity = rarity or load_rarity()
        parts = [[part.split(_WITHIN) for part in line.split(_BETWEEN)] for line in filter(None, lines)]
        number = {key: place for place, key in enumerate(sorted({key for given in parts for key, _, _ in given}))}
        flat = [part for given in parts for part in given]  # by key in each document, so numbers ascend
        lengths = np.zeros(len(lines), np.int64)
        lengths[np.fromiter(map(bool, lines), np.bool_, len(lines))] = [len(given) for given in parts]
        place = {stems: at for at, stems in enumerate(dict.fromkeys(stems for _, _, stems in flat))}
        names = [frozenset(stems.split()) for stems in place]
        rarest = np.array([max(rarity.of(word)[0] for word in words) for words in names], np.float64)
        name = np.array([place[stems] for _, _, stems in flat], np.int64)
        starts = np.concatenate([[0], np.cumsum(lengths)])
        terms = np.array([number[key] for key, _, _ in flat], np.int64)
        kinds = np.array([_KINDS.get(label, -1) for _, label, _ in flat], np.int8)
        rows = Rows.flat(starts, terms, rarest[name], max(len(number), 1))
        held = [*(kinds == kind for kind in sorted(set(_KINDS.values()))), ~np.isin(kinds, _OF_FACTS)]
        has = np.stack([sums(mask, rows.owners, len(rows)) > 0 for mask in held])
        return cls(rows, kinds, names, name, has)

    def features(self, left: Ints, right: Ints) -> dict[str, Numbers]:
        """Compare the entities, dates and quantities of pairs of documents.

        Returns:
            By name, all 0 where one of the two has none: `both_entities`, 1; `renamed`, the rarity of entities that
            both name with other words, in units of 10 nats; and 1 where both have people, places or organisations and
            share none of them. Of dates, `dates` is 1 where both carry a common one, `other_dates` where both carry
            some and none in common; the same of quantities.
        """
        size, rows = len(left), self.rows
        both = np.flatnonzero(self.has[-1][left] & self.has[-1][right])
        found = {feature: np.zeros(size) for feature in AGREEMENT} | self._facts(left, right)
        found["both_entities"][both] = 1.0
        pair, place, other = rows.shared(left[both], right[both])
        mass = sums(np.minimum(rows.weights[place], rows.weights[other]) * self._apart(place, other), pair, len(both))
        found["renamed"][both] = np.minimum(mass / _RENAMED, 1.2)
        for kind, feature in enumerate(AGREEMENT[2:]):
            has, shared = (
                self.has[kind],
                sums((self.kinds[place] == kind) | (self.kinds[other] == kind), pair, len(both)),
            )
            found[feature][both] = has[left[both]] & has[right[both]] & (shared == 0)
        return found

    def _facts(self, left: Ints, right: Ints) -> dict[str, Numbers]:
        size = len(left)
        found = {feature: np.zeros(size) for feature in FACTS}
        for kind, feature in zip(_OF_FACTS, ("dates", "quantities"), strict=True):
            both = np.flatnonzero(self.has[kind][left] & self.has[kind][right])
            pair, place, _ = self.rows.shared(left[both], right[both])
            common = sums(self.kinds[place] == kind, pair, len(both)) > 0
            found[feature][both], found[f"other_{feature}"][both] = common, ~common
        return found

    def _apart(self, place: Ints, other: Ints) -> NDArray[np.bool_]:
        """Say which entities are named without a common word."""
        one, two = self.name[place], self.name[other]
        apart: NDArray[np.bool_] = one != two
        for at in np.flatnonzero(apart).tolist():
            apart[at] = self.names[one[at]].isdisjoint(self.names[two[at]])
        return apart
