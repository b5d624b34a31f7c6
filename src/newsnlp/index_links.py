"""The links of documents, those of an index or one that it is asked about, found for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np

from newsnlp.document import Link
from newsnlp.index_records import input_of
from newsnlp.index_state import State
from newsnlp.linking import LinkInput
from newsnlp.linking.encode import Encoded, joined
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
    best = [[(name, number) for _, name, number in sorted(links)[:limit]] for links in found]
    mine = {given.id for given in asked}
    needed = sorted({number for links in best for name, number in links if name not in mine})
    others = [input_of(record) for record, _ in file.records(needed)]
    docs = joined(own, state.held.take(state.held.slots(np.array(needed, np.int64)))) if needed else own
    return _told([*asked, *others], docs, [[name for name, _ in links] for links in best])


def _told(inputs: Sequence[LinkInput], docs: Encoded, wanted: Sequence[Sequence[str]]) -> list[tuple[Link, ...]]:
    """Give the links from each of the first documents to those that are wanted of it, in their order, with evidence."""
    order = sorted(range(len(inputs)), key=lambda place: inputs[place].id)
    ordered = [inputs[place] for place in order]
    at = {given.id: number for number, given in enumerate(ordered)}
    pairs = [(at[given.id], at[name]) for given, names in zip(inputs, wanted, strict=False) for name in names]
    if not pairs:
        return [()] * len(wanted)
    mine, theirs = np.array(pairs, np.int64).T
    keys = np.minimum(mine, theirs) * len(ordered) + np.maximum(mine, theirs)
    once = distinct(keys)
    docs, scorer = docs.take(np.array(order)).in_order(), load_scorer()
    reasons = Reasons(ordered, docs, scorer, weigh(docs, scorer, *np.divmod(once, len(ordered)), least=0.0))
    numbers = zip(np.searchsorted(once, keys).tolist(), (theirs < mine).tolist(), strict=True)
    links = (reasons.link(number, back=back) for number, back in numbers)
    return [tuple(islice(links, len(names))) for names in wanted]
