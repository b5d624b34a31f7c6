"""Pairs of documents to features: in what, and how far, two documents agree.

Each feature is symmetric and depends on the two documents alone. None knows how many others resemble them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from newsnlp.linking.agree import Agreement
from newsnlp.linking.encode import Encoded
from newsnlp.linking.kin import Kin, Related, load_kin
from newsnlp.linking.named import Named
from newsnlp.linking.rows import Floats, Ints, Rows, Vectors, sums

__all__ = ["FEATURES", "Comparison", "cosine", "fuzzy", "pair_features"]

Numbers = NDArray[np.float64]

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
        self._titles, self._wholes = _Known.of(docs, docs.titles), _Known.of(docs, docs.wholes)
        self._named = Named.of(docs.wholes, docs.vocabulary)
        self._related, self._agreement = Related.of(docs, kin or load_kin()), Agreement.of(docs.entities)

    def features(self, left: Ints, right: Ints) -> Floats:
        """Compare pairs, as `pair_features` does."""
        tables = [np.zeros((0, len(FEATURES)), np.float32)]
        for start in range(0, len(left), _AT_ONCE):
            column = self._columns(left[start : start + _AT_ONCE], right[start : start + _AT_ONCE])
            tables.append(np.stack([column[name] for name in FEATURES], axis=1).astype(np.float32))
        return np.concatenate(tables)

    def _columns(self, left: Ints, right: Ints) -> dict[str, Numbers]:
        docs = self._docs
        column = {
            **_titles(docs, left, right, self._titles, self._related),
            **self._agreement.features(left, right),
        }
        both = docs.has_body[left] & docs.has_body[right]
        column["both_bodies"] = both.astype(np.float64)
        there = np.flatnonzero(both)
        for name, values in _bodies(docs, left[there], right[there], self._titles, self._wholes).items():
            column[name] = np.zeros(len(left))
            column[name][there] = values
        column |= self._named.features(left, right)
        return column


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of each row of terms by itself: the rarity of its terms, that of its names, and the rest."""

    total: Numbers
    name_total: Numbers
    norm: Numbers
    has_number: NDArray[np.bool_]

    @classmethod
    def of(cls, docs: Encoded, rows: Rows) -> _Known:
        owners, rarity = rows.owners, docs.idf[rows.terms].astype(np.float64)
        return cls(
            total=sums(rarity, owners, len(rows)),
            name_total=sums(rarity * docs.name[rows.terms], owners, len(rows)),
            norm=np.sqrt(sums(rows.weights**2, owners, len(rows))),
            has_number=sums(docs.number[rows.terms].astype(np.float64), owners, len(rows)) > 0,
        )


def fuzzy(docs: Encoded, left: Ints, right: Ints) -> Numbers:
    """Give the normalised indel similarity, 0 to 1, of the sorted words of each pair of titles."""
    first = [docs.sorted_titles[i] for i in left.tolist()]
    second = [docs.sorted_titles[j] for j in right.tolist()]
    if not first:
        return np.zeros(0)
    scores: Numbers = cpdist(first, second, scorer=fuzz.ratio, dtype=np.float32).astype(np.float64)
    return scores / 100


def _titles(docs: Encoded, left: Ints, right: Ints, known: _Known, related: Related) -> dict[str, Numbers]:
    size, rows = len(left), docs.titles
    shared = rows.shared(left, right)
    pair, place, other = shared
    term = rows.terms[place]
    rarity = docs.idf[term].astype(np.float64)
    words = _ratio(sums(rows.weights[place] * rows.weights[other], pair, size), known.norm[left] * known.norm[right])
    mass, name_mass = sums(rarity, pair, size), sums(rarity * docs.name[term], pair, size)
    numbers = sums(docs.number[term].astype(np.float64), pair, size)
    name_total = np.minimum(known.name_total[left], known.name_total[right])
    meaning = cosine(docs.title_vectors, left, right)
    return {
        "words": words,
        "contained": _ratio(mass, np.minimum(known.total[left], known.total[right])),
        "shared_rarity": np.minimum(mass / _MASS, 1.5),
        "rarest": _greatest(rarity, pair, size) / _RAREST,
        "names": _ratio(name_mass, name_total),
        "name_rarity": np.minimum(name_mass / _MASS, 1.5),
        "other_names": ((name_mass < _SOME_NAME) & (name_total > _A_NAME)).astype(np.float64),
        "fuzzy": fuzzy(docs, left, right),
        "meaning": meaning,
        "words_and_meaning": words * meaning,
        "kin": np.minimum(related.rarity(left, right, shared) / _MASS, 1.5),
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
    meaning = cosine(docs.whole_vectors, left, right)
    number_mass = sums(rarity * docs.number[term], pair, size)
    numbers_apart = (number_mass == 0) & known.has_number[left] & known.has_number[right]
    told = _told(docs, left, right, titles), _told(docs, right, left, titles)
    told_meaning = tuple(
        cosine(docs.title_vectors, one, whole, others=docs.whole_vectors)
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


def cosine(vectors: Vectors, left: Ints, right: Ints, *, others: Vectors | None = None) -> Numbers:
    """Give the cosine of the vectors of each pair, no less than 0; 0 where one is all zeros.

    Args:
        vectors: those that `left` counts.
        left: a vector a pair.
        right: the other.
        others: those that `right` counts; by default the same.
    """
    one, other = vectors[left], (vectors if others is None else others)[right]
    lengths = np.sqrt(_products(one, one) * _products(other, other))
    found: Numbers = np.maximum(_products(one, other) / np.maximum(lengths, 1.0), 0.0)
    return found


def _products(one: Vectors, other: Vectors) -> Numbers:
    """Multiply vectors of whole numbers row by row: exact, for no sum reaches the 24 bits of a float."""
    product: Numbers = np.einsum("ij,ij->i", one, other, dtype=np.float32).astype(np.float64)
    return product
