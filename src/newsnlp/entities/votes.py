"""Document evidence: the mentions of one name in an article vote on its label.

A headline in Title Case says little about "Honduras"; the body says it in full sentences. Each mention of the same
words brings its evidence for every label. A mention keeps its own label unless the others, taken together, speak
clearly against it. A headline's mention counts half, and gives way sooner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsnlp.document import NAME_LABELS
from newsnlp.entities.decoding import Span

__all__ = ["vote"]

_NAMES = frozenset(NAME_LABELS)
_TITLE_WEIGHT = 0.5
_OTHERS = 0.5
"""What the mean evidence of the other mentions weighs beside a mention's own."""
_FLOOR = -6.0
"""Log probability below which evidence says only "no": one odd sentence must not outvote all others."""
_NEVER = -1e4


def vote(text: str, spans: Sequence[tuple[int, int, Span]], names: Sequence[str], title_end: int | None) -> list[str]:
    """Give the label of each span.

    Args:
        text: the document.
        spans: half-open offsets of each span, and what the model says of it.
        names: the labels, in the order of a span's evidence.
        title_end: one past the title's last code point, None without a title.
    """
    labels = [span.label for _, _, span in spans]
    same: dict[str, list[int]] = defaultdict(list)
    for place, (start, end, span) in enumerate(spans):
        if span.label in _NAMES:
            same[text[start:end].casefold()].append(place)
    votable = np.array([name in _NAMES for name in names])
    for places in same.values():
        if len({labels[place] for place in places}) > 1:
            weights = [_TITLE_WEIGHT if title_end is not None and spans[p][0] < title_end else 1.0 for p in places]
            chosen = _chosen([spans[place][2].evidence for place in places], weights, votable)
            for place, choice in zip(places, chosen, strict=True):
                labels[place] = names[choice]
    return labels


def _chosen(evidence: Sequence[NDArray[np.float32]], weights: Sequence[float], votable: NDArray[np.bool_]) -> list[int]:
    said = np.where(votable, np.maximum(np.array(evidence), _FLOOR), _NEVER)
    counted = said * np.array(weights)[:, None]
    total, weight = counted.sum(axis=0), sum(weights)
    chosen = []
    for place, own in enumerate(said):
        others = (total - counted[place]) / (weight - weights[place])
        share = _OTHERS if weights[place] == 1.0 else 1.0
        chosen.append(int((own + share * others).argmax()))
    return chosen
