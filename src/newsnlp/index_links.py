"""The links of documents, those of an index or one that it is asked about, found for many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from newsnlp.document import Link
from newsnlp.index_records import of_record
from newsnlp.index_state import State
from newsnlp.linking import LinkInput
from newsnlp.linking.encode import Encoded, encode
from newsnlp.linking.evidence import Reasons
from newsnlp.linking.link import weigh
from newsnlp.linking.rows import Ints, distinct
from newsnlp.linking.score import load_scorer
from newsnlp.store.index_file import IndexFile

__all__ = ["links_of"]


def links_of(
    file: IndexFile,
    state: State,
    asked: Sequence[LinkInput],
    own: Encoded,
    known: Ints,
    *,
    size: int,
    least: float,
    limit: int | None = None,
) -> list[tuple[Link, ...]]:
    """Give the links of documents, best first.

    Args:
        file: the file.
        state: what it holds, in memory.
        asked: the documents.
        own: the same, encoded in the words held.
        known: the number of each, 0 for one that is not there.
        size: the number of documents whose rule is used.
        least: the probability from which on there is a link.
        limit: the most links of a document.
    """
    place, slots, chance = state.likely(own, known, size=size, least=least)
    numbers = state.held.numbers.values[slots]
    there = distinct(numbers).tolist()
    names = dict(zip(there, file.ids_of(there), strict=True))
    found: list[list[tuple[float, str, int]]] = [[] for _ in asked]
    for at, number, score in zip(place.tolist(), numbers.tolist(), chance.tolist(), strict=True):
        found[at].append((-score, names[number], number))
    best = [sorted(links)[:limit] for links in found]
    needed = sorted({number for links in best for _, _, number in links})
    others = [LinkInput.of(of_record(record)) for record, _ in file.records(needed)]
    return _told(asked, [[name for _, name, _ in links] for links in best], {given.id: given for given in others})


def _told(
    asked: Sequence[LinkInput], wanted: Sequence[Sequence[str]], others: Mapping[str, LinkInput]
) -> list[tuple[Link, ...]]:
    """Give the links from each document to those that are wanted of it, in their order, with their evidence."""
    every = {**others, **{given.id: given for given in asked}}
    ordered = [every[name] for name in sorted(every)]
    at = {given.id: number for number, given in enumerate(ordered)}
    pairs = [(at[given.id], at[name]) for given, names in zip(asked, wanted, strict=True) for name in names]
    if not pairs:
        return [()] * len(asked)
    mine, theirs = np.array(pairs, np.int64).T
    keys = np.minimum(mine, theirs) * len(ordered) + np.maximum(mine, theirs)
    once = distinct(keys)
    docs, scorer = encode(ordered), load_scorer()
    reasons = Reasons(ordered, docs, scorer, weigh(docs, scorer, *np.divmod(once, len(ordered)), least=0.0))
    found = zip(np.searchsorted(once, keys).tolist(), (theirs < mine).tolist(), strict=True)
    links = iter([reasons.links(number)[int(turned)] for number, turned in found])
    return [tuple(next(links) for _ in names) for names in wanted]
