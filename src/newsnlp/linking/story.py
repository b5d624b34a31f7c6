"""A cluster of documents as a story: its most central member, a label and its days."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from newsnlp.document import Story
from newsnlp.linking.encode import Encoded
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.normalise import stem, words_of

__all__ = ["describe"]

_POSSESSIVE = re.compile(r"(?<=\w)['’][sS]$")
_WORDS = 5  # of a label
_CENTRAL = 200  # members compared; of a larger story the first, by id


def describe(inputs: Sequence[LinkInput], docs: Encoded, cluster: Sequence[int], name: str) -> Story:
    """Make a story of a cluster.

    The representative is the member whose words the others share most, the earliest of equal ones; the label has the
    words that most members share, weighted by rarity, as the representative writes them.

    Args:
        inputs: the documents.
        docs: the same, encoded.
        cluster: numbers of the members, ascending.
        name: the story's id.
    """
    weight: dict[int, float] = {}
    for member in cluster:
        for term in docs.titles.row(member):
            weight[term] = weight.get(term, 0.0) + float(docs.idf[term])
    central = min(cluster[:_CENTRAL], key=lambda member: (-_centrality(docs, member, weight), member))
    days = sorted(given.published[:10] for given in (inputs[member] for member in cluster) if given.published)
    return Story(
        id=name,
        members=tuple(inputs[member].id for member in cluster),
        representative=inputs[central].id,
        label=" ".join(_label(docs, inputs[central].title, weight)),
        days=(days[0], days[-1]) if days else None,
    )


def _centrality(docs: Encoded, member: int, weight: dict[int, float]) -> float:
    terms = docs.titles.row(member)
    return sum(weight[term] for term in terms) / float(np.sqrt(max(len(terms), 1)))


def _label(docs: Encoded, title: str, weight: dict[int, float]) -> list[str]:
    """Give the title's most telling words, in its order and spelling."""
    by_stem = {docs.vocabulary[term]: amount for term, amount in weight.items()}
    written: dict[str, str] = {}
    for token in title.split():
        for word in words_of(token):
            written.setdefault(stem(word), _POSSESSIVE.sub("", token.strip("\"'“”‘’.,:;!?()")))
    best = sorted(written, key=lambda term: (-by_stem.get(term, 0.0), term))[:_WORDS]
    return list(dict.fromkeys(written[term] for term in written if term in best))
