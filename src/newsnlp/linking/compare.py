"""Pairs of documents to features: in what, and how far, two documents agree.

Each feature is symmetric and depends on the two documents alone. None knows how many others resemble them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from newsnlp.linking.agree import Agreement
from newsnlp.linking.directions import Squares, cosine, squares
from newsnlp.linking.encode import Encoded
from newsnlp.linking.kin import Kin, Related, load_kin
from newsnlp.linking.named import Named
from newsnlp.linking.rows import Floats, Ints, Rows, sums

__all__ = ["FEATURES", "Comparison", "fuzzy", "pair_features"]

Numbers = NDArray[np.float64]
Shared = tuple[Ints, Ints, Ints]  # as `Rows.shared` gives it
Hopeful = Callable[[Ints, Floats], NDArray[np.bool_]]

FEATURES = (
    "words",  # cosine of the titles' terms, weighted by rarity
    "contained",  # rarity of the shared terms over that of the title with less
    "shared_rarity",  # rarity of the shared terms, in units of 40 nats
    "rarest",  # rarity of the rarest shared term, in units of 11 nats
    "names",  # the same as `contained`, of names
    "name_rarity",  # the same as `shared_rarity`, of names
    "fuzzy",  # similarity of the sorted words' letters
    "other_names",  # 1 when both titles have names and share none
    "meaning",  # cosine of the titles' vectors
    "words_and_meaning",  # the product of both
    "kin",  # rarity of what is not shared but has kin in the other title, in units of 40 nats
    "numbers",  # numbers shared
    "other_numbers",  # 1 when both titles have numbers and share none
    "both_entities",  # 1 when both records carry entities; the next four are 0 unless
    "renamed",  # rarity of the entities that both name, with other words, in units of 10 nats
    "other_people",  # 1 when both have people and share none
    "other_places",  # the same of places
    "other_organisations",  # the same of organisations
    "dates",  # 1 when both records carry a common date
    "other_dates",  # 1 when both carry dates and none in common
    "quantities",  # 1 when both carry a common quantity
    "other_quantities",  # 1 when both carry quantities and none in common
    "both_bodies",  # 1 when both have a body; the rest are 0 unless
    "body_words",  # cosine of the whole texts' terms
    "body_shared_rarity",  # rarity of the terms that the whole texts share, in units of 120 nats
    "body_rarest",  # mean rarity of the three rarest terms that they share
    "body_names",  # names shared by the whole texts over those of the one with less
    "body_told",  # rarity of the title's terms that the other's whole text has, over the title's: the worse direction
    "body_told_best",  # the better one
    "body_told_meaning",  # cosine of a title's vector with that of the other's whole text: the worse direction
    "body_told_meaning_best",  # the better one
    "body_days",  # 1 when both whole texts name a day of the week in common
    "body_other_days",  # 1 when both name days and none in common
    "body_far_days",  # 1 when besides none is the day before or after one of the other
    "body_other_months",  # 1 when both name months and none in common
    "body_numbers",  # rarity of the numbers that the whole texts share, in units of 20 nats
    "body_other_numbers",  # 1 when both have numbers and share none
    "body_meaning",  # cosine of the whole texts' vectors
    "body_words_and_meaning",  # the product of both
)
LATE = {"kin": 1.5, "fuzzy": 1.0}  # what is measured last, for it takes longest, and the most that it can be
_PLACE = {name: place for place, name in enumerate(FEATURES)}
_AT_ONCE = 20_000  # pairs; bounds the memory
_SOME_NAME, _A_NAME = 1.5, 4.0  # nats of name: less is none shared; more is one there
_MASS, _RAREST, _BODY_MASS, _NUMBER_MASS = 40.0, 11.0, 120.0, 20.0


def pair_features(docs: Encoded, left: Ints, right: Ints, *, kin: Kin | None = None) -> Floats:
    """Compare pairs of documents.

    Args:
        docs: the encoded documents.
        left: a document a pair.
        right: the other.
        kin: the shipped table unless another is given.

    Returns:
        Shape (pairs, features), columns as in `FEATURES`.
    """
    return Comparison(docs, kin=kin).features(left, right)


class Comparison:
    """Documents that are compared, with what is known of each by itself: for pairs that come in several parts.

    Args:
        docs: the encoded documents.
        kin: the shipped table unless another is given.
    """

    def __init__(self, docs: Encoded, *, kin: Kin | None = None) -> None:
        self._docs = docs
        whole_squares, bodied = np.zeros(len(docs)), np.flatnonzero(docs.has_body)
        whole_squares[bodied] = squares(docs.whole_vectors[bodied])
        self._titles = _Known.of(docs, docs.titles, squares(docs.title_vectors))
        self._wholes = _Known.of(docs, docs.wholes, whole_squares)
        self._named = Named.of(docs.wholes, docs.vocabulary)
        self._related, self._agreement = Related.of(docs, kin or load_kin()), Agreement.of(docs.entities)

    def features(self, left: Ints, right: Ints) -> Floats:
        """Compare pairs, as `pair_features` does."""
        return self.likely(left, right, None)[1]

    def likely(self, left: Ints, right: Ints, hopeful: Hopeful | None) -> tuple[Ints, Floats]:
        """Compare pairs, and give up those without hope before what takes longest is measured of them.

        Args:
            left: a document a pair.
            right: the other.
            hopeful: says of some of the pairs, given their places and their features, what is not measured yet at its
                most, whether there is hope.

        Returns:
            The places of the pairs that are left, ascending, and their features, as `pair_features` gives them.
        """
        places, tables = [np.zeros(0, np.int64)], [np.zeros((len(FEATURES), 0), np.float32)]
        for start in range(0, len(left), _AT_ONCE):
            part = np.arange(start, min(start + _AT_ONCE, len(left)))
            place, table = self._table(left, right, part, hopeful)
            places.append(place)
            tables.append(table)
        return np.concatenate(places), np.concatenate(tables, axis=1).T

    def _table(self, left: Ints, right: Ints, places: Ints, hopeful: Hopeful | None) -> tuple[Ints, Floats]:
        """Compare some of the pairs; the table has a row a feature."""
        docs, one, other = self._docs, left[places], right[places]
        table = np.zeros((len(FEATURES), len(places)), np.float32)
        shared = docs.titles.shared(one, other)
        both = docs.has_body[one] & docs.has_body[other]
        known: Mapping[str, Numbers | NDArray[np.bool_] | float] = {
            **_titles(docs, one, other, shared, self._titles),
            **self._agreement.features(one, other),
            **self._named.features(one, other),
            "both_bodies": both,
            **LATE,
        }
        for name, values in known.items():
            table[_PLACE[name]] = values
        there = np.flatnonzero(both)
        for name, measured in _bodies(docs, one[there], other[there], self._titles, self._wholes).items():
            table[_PLACE[name], there] = measured
        for name in LATE:
            if hopeful is not None:
                held = np.flatnonzero(hopeful(places, table.T))
                places, table, shared = places[held], table[:, held], _of_those(shared, held, len(places))
            one, other = left[places], right[places]
            table[_PLACE[name]] = (
                fuzzy(docs, one, other)
                if name == "fuzzy"
                else np.minimum(self._related.rarity(one, other, shared) / _MASS, LATE[name])
            )
        return places, table


def _of_those(shared: Shared, held: Ints, size: int) -> Shared:
    """Give what some of the pairs share, of what `size` pairs do."""
    number = np.full(size, -1)
    number[held] = np.arange(len(held))
    pair = number[shared[0]]
    there = pair >= 0
    return pair[there], shared[1][there], shared[2][there]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of each row of terms by itself: the rarity of its terms and names, and more; and of its vector."""

    total: Numbers
    name_total: Numbers
    norm: Numbers
    has_number: NDArray[np.bool_]
    squared: Squares

    @classmethod
    def of(cls, docs: Encoded, rows: Rows, squared: Squares) -> _Known:
        owners, rarity = rows.owners, docs.idf[rows.terms].astype(np.float64)
        return cls(
            total=sums(rarity, owners, len(rows)),
            name_total=sums(rarity * docs.name[rows.terms], owners, len(rows)),
            norm=np.sqrt(sums(rows.weights**2, owners, len(rows))),
            has_number=sums(docs.number[rows.terms].astype(np.float64), owners, len(rows)) > 0,
            squared=squared,
        )


def fuzzy(docs: Encoded, left: Ints, right: Ints) -> Numbers:
    """Give the normalised indel similarity, 0 to 1, of the sorted words of each pair of titles."""
    title = docs.sorted_titles.__getitem__
    first, second = list(map(title, left.tolist())), list(map(title, right.tolist()))
    if not first:
        return np.zeros(0)
    scores: Numbers = cpdist(first, second, scorer=fuzz.ratio, dtype=np.float32).astype(np.float64)
    return scores / 100


def _titles(docs: Encoded, left: Ints, right: Ints, shared: Shared, known: _Known) -> dict[str, Numbers]:
    """Compare pairs of titles in all but what is `LATE`."""
    size, rows = len(left), docs.titles
    pair, place, other = shared
    term = rows.terms[place]
    rarity = docs.idf[term].astype(np.float64)
    words = _ratio(sums(rows.weights[place] * rows.weights[other], pair, size), known.norm[left] * known.norm[right])
    mass, name_mass = sums(rarity, pair, size), sums(rarity * docs.name[term], pair, size)
    numbers = sums(docs.number[term].astype(np.float64), pair, size)
    name_total = np.minimum(known.name_total[left], known.name_total[right])
    meaning = cosine(docs.title_vectors, left, right, squared=known.squared)
    return {
        "words": words,
        "contained": _ratio(mass, np.minimum(known.total[left], known.total[right])),
        "shared_rarity": np.minimum(mass / _MASS, 1.5),
        "rarest": _greatest(rarity, pair, size) / _RAREST,
        "names": _ratio(name_mass, name_total),
        "name_rarity": np.minimum(name_mass / _MASS, 1.5),
        "other_names": ((name_mass < _SOME_NAME) & (name_total > _A_NAME)).astype(np.float64),
        "meaning": meaning,
        "words_and_meaning": words * meaning,
        "numbers": np.minimum(numbers, 2.0),
        "other_numbers": ((numbers == 0) & known.has_number[left] & known.has_number[right]).astype(np.float64),
    }


def _bodies(docs: Encoded, left: Ints, right: Ints, titles: _Known, known: _Known) -> dict[str, Numbers]:
    size, rows = len(left), docs.wholes
    pair, place, other = rows.shared(left, right)
    term = rows.terms[place]
    rarity = docs.idf[term].astype(np.float64)
    name_mass = sums(rarity * docs.name[term], pair, size)
    words = _ratio(sums(rows.weights[place] * rows.weights[other], pair, size), known.norm[left] * known.norm[right])
    meaning = cosine(docs.whole_vectors, left, right, squared=known.squared)
    number_mass = sums(rarity * docs.number[term], pair, size)
    numbers_apart = (number_mass == 0) & known.has_number[left] & known.has_number[right]
    told = _told(docs, left, right, titles), _told(docs, right, left, titles)
    told_meaning = tuple(
        cosine(
            docs.title_vectors,
            one,
            whole,
            others=docs.whole_vectors,
            squared=titles.squared,
            others_squared=known.squared,
        )
        for one, whole in ((left, right), (right, left))
    )
    return {
        "body_words": words,
        "body_shared_rarity": np.minimum(sums(rarity, pair, size) / _BODY_MASS, 1.5),
        "body_rarest": _three_rarest(rarity, pair, size) / _RAREST,
        "body_names": _ratio(name_mass, np.minimum(known.name_total[left], known.name_total[right])),
        "body_told": np.minimum(*told),
        "body_told_best": np.maximum(*told),
        "body_told_meaning": np.minimum(*told_meaning),
        "body_told_meaning_best": np.maximum(*told_meaning),
        "body_numbers": np.minimum(number_mass / _NUMBER_MASS, 1.5),
        "body_other_numbers": numbers_apart.astype(np.float64),
        "body_meaning": meaning,
        "body_words_and_meaning": words * meaning,
    }


def _told(docs: Encoded, one: Ints, whole: Ints, known: _Known) -> Numbers:
    """Give the share of each title's rarity that lies in terms of the other's whole text."""
    pair, place, _ = docs.titles.shared(one, whole, others=docs.wholes)
    return _ratio(sums(docs.idf[docs.titles.terms[place]].astype(np.float64), pair, len(one)), known.total[one])


def _ratio(above: Numbers, below: Numbers) -> Numbers:
    return np.minimum(above / np.maximum(below, 1e-9), 1.0)


def _greatest(values: Numbers, owners: Ints, size: int) -> Numbers:
    out = np.zeros(size)
    np.maximum.at(out, owners, values)
    return out


def _three_rarest(rarity: Numbers, pair: Ints, size: int) -> Numbers:
    """Average the three greatest of each pair, missing ones as 0."""
    order = np.lexsort((-rarity, pair))
    ordered = pair[order]
    starts = np.searchsorted(ordered, np.arange(size))
    rank = np.arange(len(ordered)) - starts[ordered]
    top = rank < 3
    return sums(rarity[order][top], ordered[top], size) / 3
