"""Which pairs are compared at all: those that share rare terms or lie close in meaning, found by inverted indices.

The terms of a collection are taken from the rarest (in the collection) on, and the pairs of documents that each
brings together are gathered, until a budget of pairs is spent: a small collection is thereby compared on nearly every
term, a large one on rare ones. Frequent terms then still count two by two: two of them together are as rare as one
rare term. Paraphrases that share no word are found as neighbours among the vectors of one cell (an inverted file,
Jegou et al. 2011, whose cells are frozen).

What depends on the rest of the collection is only which pairs are looked at. The score of a pair never does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.encode import Encoded
from newsnlp.linking.rows import Floats, Ints, Rows, spread

__all__ = ["candidate_pairs", "distinct"]

LEAST_RARITY = 2.5  # nats; "the" and "says" bring nothing together
PAIRS_A_DOCUMENT, LEAST_PAIRS = 60, 4_000_000
TOGETHER = 6  # rarest of the frequent terms of a document that are taken two by two
NEAR, CELL_ROWS = 0.35, 2_000
PROBES, MOST_PROBES, SMALL = 2, 16, 2_000  # cells that a vector is put into; all that help up to `SMALL` documents
_AT_ONCE = 4_000_000  # pairs; bounds the memory


def candidate_pairs(docs: Encoded, *, window_days: int | None = None) -> tuple[Ints, Ints]:
    """Find the pairs worth comparing, each once, `left < right`, ascending.

    Args:
        docs: the encoded documents.
        window_days: pairs of documents published more days apart are left out.
    """
    found = [*_by_terms(docs, docs.titles), _by_meaning(docs.title_vectors, docs.centres)]
    if docs.has_body.any():
        found += [*_by_terms(docs, docs.wholes), _by_meaning(docs.whole_vectors, docs.centres)]
    left, right = np.divmod(distinct(np.concatenate(found)), max(len(docs), 1))
    if window_days is not None:
        # an unknown day is no reason against
        near = ~(np.abs(docs.days[left] - docs.days[right]) > window_days)
        left, right = left[near], right[near]
    return left, right


def distinct(keys: Ints) -> Ints:
    """Give the distinct keys, ascending (much faster than `numpy.unique` on millions of integers)."""
    keys = np.sort(keys)
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def _by_terms(docs: Encoded, rows: Rows) -> Iterator[Ints]:
    """Yield pairs that share an affordable term, then those that share two of the others."""
    telling = docs.idf[rows.terms] >= LEAST_RARITY
    terms, owners = rows.terms[telling], rows.owners[telling]
    counts = np.bincount(terms, minlength=len(docs.vocabulary))
    budget = max(LEAST_PAIRS, PAIRS_A_DOCUMENT * len(docs))
    cheap = _affordable(counts, budget)
    yield _pairs(terms[cheap[terms]], owners[cheap[terms]], len(docs))
    dear = ~cheap[terms] & (counts[terms] > 1)
    both, owners = _two_by_two(terms[dear], owners[dear], counts, docs)
    counts = np.bincount(both)
    cheap = _affordable(counts, budget)
    yield _pairs(both[cheap[both]], owners[cheap[both]], len(docs))


def _affordable(counts: Ints, budget: float) -> NDArray[np.bool_]:
    """Say which groups, from the smallest on, bring together no more pairs than the budget allows."""
    order = np.argsort(counts, kind="stable")
    cost = np.cumsum(counts[order].astype(np.float64) * (counts[order] - 1) / 2)
    within = np.zeros(len(counts), np.bool_)
    within[order[cost <= budget]] = True
    return within & (counts > 1)


def _two_by_two(terms: Ints, owners: Ints, counts: Ints, docs: Encoded) -> tuple[Ints, Ints]:
    """Give a group number for every two of the rarest terms of each owner, and the owner."""
    order = np.lexsort((terms, counts[terms], owners))
    terms, owners = terms[order], owners[order]
    begins = np.searchsorted(owners, np.arange(len(docs)))
    rank = np.arange(len(owners)) - begins[owners]
    terms, owners = terms[rank < TOGETHER], owners[rank < TOGETHER]
    ends = np.searchsorted(owners, owners, side="right")
    after = np.arange(1, len(owners) + 1)
    first, second = spread(after, ends - after)
    low, high = np.minimum(terms[first], terms[second]), np.maximum(terms[first], terms[second])
    keys = low * len(docs.vocabulary) + high
    return np.searchsorted(distinct(keys), keys), owners[first]


def _pairs(groups: Ints, owners: Ints, size: int) -> Ints:
    """Give every pair of owners that share a group, each once, as `left * size + right`, ascending."""
    order = np.argsort(groups * size + owners)
    groups, owners = groups[order], owners[order]
    after = np.arange(1, len(groups) + 1)
    lengths = np.searchsorted(groups, groups, side="right") - after
    found: list[Ints] = []
    cuts = np.searchsorted(np.cumsum(lengths), np.arange(0, lengths.sum() + _AT_ONCE, _AT_ONCE))
    for start, end in zip(cuts, [*cuts[1:], len(groups)], strict=True):
        first, second = spread(after[start:end], lengths[start:end])
        found.append(distinct(owners[start:end][first] * size + owners[second]))
    return distinct(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _by_meaning(vectors: Floats, centres: Floats) -> Ints:
    """Give the pairs of one cell whose vectors are near, as `left * size + right`."""
    size, found = len(vectors), [np.zeros(0, np.int64)]
    cells = _cells(vectors, centres)
    owners = np.repeat(np.arange(size), cells.shape[1])
    order = np.argsort(cells.ravel() * size + owners)
    bounds = np.searchsorted(cells.ravel()[order], np.arange(len(centres) + 1))
    for start, end in pairwise(bounds.tolist()):
        members = owners[order[start:end]]
        for at in range(0, len(members), CELL_ROWS):
            near = vectors[members[at : at + CELL_ROWS]] @ vectors[members[at:]].T >= NEAR
            one, other = np.nonzero(near)
            one, other = members[at + one], members[at + other]
            found.append((one * size + other)[one < other])
    return distinct(np.concatenate(found))


def _cells(vectors: Floats, centres: Floats) -> Ints:
    """Give the nearest cells of each vector, shape (vectors, probes): the fewer, the larger the collection."""
    wanted = round(MOST_PROBES * float(np.sqrt(SMALL / max(len(vectors), SMALL))))
    probes = min(max(PROBES, wanted), len(centres))
    found = np.zeros((len(vectors), probes), np.int64)
    for start in range(0, len(vectors), CELL_ROWS):
        far = -(vectors[start : start + CELL_ROWS] @ centres.T)
        found[start : start + CELL_ROWS] = np.argpartition(far, probes - 1, axis=1)[:, :probes]
    return found
