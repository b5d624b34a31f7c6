"""Why two documents are linked: a link with its relation, the terms of its score, and what the two share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from newsnlp.document import Link, freeze
from newsnlp.linking.compare import FEATURES
from newsnlp.linking.encode import Encoded
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.normalise import words_of
from newsnlp.linking.rows import Floats
from newsnlp.linking.score import Scorer
from newsnlp.linking.veto import VETO, day_log_odds, days_apart, vetoes_of, worth_asking

__all__ = ["Pair", "link_between"]

NEAR = 0.85  # similarity of the sorted letters from which on two titles are one title, edited
NEAR_BODIES = 0.5  # cosine of the whole texts that near-duplicates with bodies have besides
_SHOWN = 8  # shared words
_SHOWN_VALUES = ("words", "fuzzy", "meaning")


@dataclass(frozen=True, slots=True)
class Pair:
    """A scored pair.

    Attributes:
        one: number of a document.
        other: number of the other.
        features: a row of `pair_features`.
        chance: its probability, four places.
    """

    one: int
    other: int
    features: Floats
    chance: float


def link_between(inputs: Sequence[LinkInput], docs: Encoded, scorer: Scorer, pair: Pair, *, to: str) -> Link:
    """Make the link to the document named `to`, with the evidence for it."""
    against = vetoes_of(docs, pair.one, pair.other) if worth_asking(pair.features[None])[0] else []
    one, other = np.array([pair.one]), np.array([pair.other])
    apart = float(days_apart(docs, one, other)[0])
    terms = scorer.contributions(pair.features)
    terms["days"] = float(day_log_odds(np.array([apart]))[0])
    terms |= dict.fromkeys(against, VETO)
    entities = _shared_entities(inputs[pair.one], inputs[pair.other])
    evidence: dict[str, Any] = {
        "similarity": round(scorer.similarity_of(pair.features), 4),
        "terms": {name: round(amount, 3) for name, amount in terms.items() if round(amount, 3)},
        "values": {name: round(float(pair.features[FEATURES.index(name)]), 3) for name in _SHOWN_VALUES},
        "words": _shared_words(docs, pair),
        "entities": entities,
        "days_apart": None if math.isnan(apart) else int(apart),
        "vetoes": against,
    }
    relation = "candidate"
    if pair.chance >= scorer.threshold:
        relation = _relation(inputs[pair.one], inputs[pair.other], pair, against)
    return Link(id=to, score=pair.chance, relation=relation, evidence=freeze(evidence))


def _relation(one: LinkInput, other: LinkInput, pair: Pair, against: Sequence[str]) -> str:
    if against:
        return "same_story"
    near = pair.features[FEATURES.index("fuzzy")] >= NEAR
    if pair.features[FEATURES.index("both_bodies")]:
        if words_of(one.title) == words_of(other.title) and words_of(one.body) == words_of(other.body):
            return "exact_duplicate"
        near = near and pair.features[FEATURES.index("body_words")] >= NEAR_BODIES
    elif words_of(one.title) == words_of(other.title):
        return "exact_duplicate"
    return "near_duplicate" if near else "same_story"


def _shared_words(docs: Encoded, pair: Pair) -> list[str]:
    """Give the stems that both texts have, rarest first."""
    rows = docs.wholes if pair.features[FEATURES.index("both_bodies")] else docs.titles
    shared = set(rows.row(pair.one)) & set(rows.row(pair.other))
    ordered = sorted(shared, key=lambda term: (-docs.idf[term], docs.vocabulary[term]))
    return [docs.vocabulary[term] for term in ordered[:_SHOWN]]


def _shared_entities(one: LinkInput, other: LinkInput) -> list[str]:
    """Give the names of the entities that both have, by Wikidata id or else by name and label."""
    keys = {qid or (name.casefold(), label) for name, label, qid in other.entities}
    return sorted({name for name, label, qid in one.entities if (qid or (name.casefold(), label)) in keys})
