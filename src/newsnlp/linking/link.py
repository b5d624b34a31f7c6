"""The linker: documents in, links and stories out.

```
inputs ── encode ──> numbers       each document's depend on itself alone
       ── candidate_pairs ──> the pairs worth comparing, by a rule for collections of this size
       ── weigh ──> their probabilities, less what days apart and vetoes take, with what a reader adds, if there is one
       ── average_link ──> stories
       ──> Linked
```
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsnlp.document import Link, Story
from newsnlp.linking.cluster import average_link
from newsnlp.linking.compare import Comparison
from newsnlp.linking.encode import Encoded, encode
from newsnlp.linking.evidence import Reasons, Scored
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.join import candidate_pairs
from newsnlp.linking.reader import READ_FROM, Reader, Reading
from newsnlp.linking.rows import Floats, Ints
from newsnlp.linking.rule import rule_for
from newsnlp.linking.score import Scorer, load_scorer, probability
from newsnlp.linking.story import describe
from newsnlp.linking.veto import VETO, VETOES, day_log_odds, days_apart, vetoes, worth_asking

__all__ = ["Linked", "compare", "gather", "link_inputs", "story_id", "weigh"]

_AT_ONCE = 200_000  # pairs; bounds the memory of their features
_LEAST = 0.02  # a pair less likely than this is not even shown
_FEW = 2_000  # pairs that are compared in all at once
_HALF = 0.000051  # of a step of a probability of four places, and a little more


@dataclass(frozen=True, slots=True)
class Linked:
    """What the linker found, one entry for each input where not said otherwise.

    Attributes:
        links: the links of each document, best first.
        story_of: the id of its story; None when it stands alone.
        stories: the stories, largest first.
    """

    links: tuple[tuple[Link, ...], ...]
    story_of: tuple[str | None, ...]
    stories: tuple[Story, ...]


def link_inputs(
    inputs: Sequence[LinkInput],
    *,
    min_score: float | None = None,
    window_days: int | None = None,
    reader: Reader | None = None,
) -> Linked:
    """Link documents that tell one story, and gather the stories.

    Neither the order of the inputs nor `min_score` changes a story, a score or a link's evidence. Pairs above its floor
    are those that the rule for the number of documents makes candidates; below it, more are looked at, and nothing
    depends on them.

    Args:
        inputs: the documents, each with its own id.
        min_score: links with a lower probability are left out; by default the decision threshold. Those between it
            and the threshold are `candidate`s.
        window_days: documents published more days apart are not compared; one without a date always is.
        reader: what reads pairs of `READ_FROM` and more besides.
    """
    scorer = load_scorer()
    order = sorted(range(len(inputs)), key=lambda number: inputs[number].id)
    ordered = [inputs[number] for number in order]
    docs = encode(ordered)
    reading = None if reader is None else Reading(ordered, reader)
    rule, least = rule_for(len(docs)), scorer.threshold if min_score is None else min_score
    if least >= rule.floor:
        pairs = candidate_pairs(docs, rule, window_days=window_days)
        scored = weigh(docs, scorer, *pairs, least=rule.floor, reading=reading)
    else:
        pairs = candidate_pairs(docs, rule.loosened(), window_days=window_days)
        scored = weigh(docs, scorer, *pairs, least=_LEAST, reading=reading)
        scored = scored.take((scored.chance < rule.floor) | rule.holds(docs, scored.left, scored.right))
    strong = scored.take(scorer.counts(scored.features, scored.chance, rule.floor))
    clusters = gather(strong.left, strong.right, strong.chance, scorer)
    stories = [describe(ordered, docs, cluster, story_id(ordered[cluster[0]].id)) for cluster in clusters]
    story_of: list[str | None] = [None] * len(inputs)
    for story, cluster in zip(stories, clusters, strict=True):
        for member in cluster:
            story_of[order[member]] = story.id
    shown = scored.take(scored.chance >= least)
    return Linked(
        links=_links(order, shown, Reasons(ordered, docs, scorer, shown)),
        story_of=tuple(story_of),
        stories=tuple(sorted(stories, key=lambda story: (-len(story.members), story.id))),
    )


def _links(order: Sequence[int], pairs: Scored, reasons: Reasons) -> tuple[tuple[Link, ...], ...]:
    """Give the links of each input, best first, those of equal score by id; `order` is the input of each document."""
    found: list[list[Link]] = [[] for _ in order]
    # Documents are in the order of their ids. Going up in both ends, each gets its links to others in that order.
    for number in np.lexsort((pairs.right, pairs.left, -pairs.chance)).tolist():
        there, back = reasons.links(number)
        found[order[pairs.left[number]]].append(there)
        found[order[pairs.right[number]]].append(back)
    return tuple(map(tuple, found))


def compare(one: LinkInput, other: LinkInput, *, reader: Reader | None = None) -> Link:
    """Give the link from `one` to `other`, whatever its score, with all its evidence.

    The score is the one that `link_inputs` gives the pair in any collection, with the same reader or none.
    """
    ordered = sorted((one, other), key=lambda given: given.id)
    docs, scorer = encode(ordered), load_scorer()
    reading = None if reader is None else Reading(ordered, reader)
    scored = weigh(docs, scorer, np.array([0]), np.array([1]), least=0.0, reading=reading)
    return Reasons(ordered, docs, scorer, scored).links(0)[ordered[0] is not one]


def weigh(
    docs: Encoded, scorer: Scorer, left: Ints, right: Ints, *, least: float, reading: Reading | None = None
) -> Scored:
    """Score pairs, to four places, and keep those that are not below `least`."""
    worth = least if reading is None else min(least, READ_FROM)
    kept: list[Scored] = []
    comparison = Comparison(docs)
    for start in range(0, max(len(left), 1), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        one, other = left[part], right[part]
        days = day_log_odds(days_apart(docs, one, other))

        def hopeful(places: Ints, features: Floats, days: NDArray[np.float64] = days) -> NDArray[np.bool_]:
            may: NDArray[np.bool_] = probability(scorer.log_odds(features) + days[places]) >= worth - _HALF
            return may

        few = len(one) < _FEW or worth <= 0
        places, features = comparison.likely(one, other, None if few else hopeful)
        one, other, told = one[places], other[places], scorer.log_odds(features)
        odds = told + days[places]
        against = np.zeros((len(places), len(VETOES)), np.bool_)
        asked = np.flatnonzero(worth_asking(features))
        against[asked] = vetoes(docs, one[asked], other[asked])
        odds += VETO * against.sum(axis=1)
        read = np.zeros(len(places))
        if reading is not None:
            open_ = np.flatnonzero(probability(odds) >= READ_FROM)
            read[open_] = reading.log_odds(one[open_], other[open_], told[open_] - scorer.of_named(features[open_]))
        odds += read
        found = Scored(one, other, features, against, read, np.round(probability(odds), 4))
        kept.append(found.take(found.chance >= least))
    columns = ((found.left, found.right, found.features, found.against, found.read, found.chance) for found in kept)
    return Scored(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def gather(left: Ints, right: Ints, chance: NDArray[np.float64], scorer: Scorer) -> list[list[int]]:
    """Gather documents, numbered in the order of their ids, into stories by the chances of their pairs."""
    return average_link(
        left,
        right,
        chance,
        threshold=scorer.story_threshold,
        growth=scorer.story_growth,
        free=scorer.story_free,
    )


def story_id(first: str) -> str:
    """Name a story by its smallest member: the same members have the same name in every collection."""
    return "s" + hashlib.sha256(first.encode()).hexdigest()[:15]
