"""Why the entity model says what it says: the labels that it weighed for each span, and what the votes changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from newsnlp.entities.cleaning import clean, mend_label
from newsnlp.entities.decoding import Span
from newsnlp.explanation import Candidate, Note

__all__ = ["label_notes"]

_SHOWN = 3  # other labels
_LEAST = 0.01  # probability of a label that is shown


def label_notes(
    text: str, spans: Sequence[tuple[int, int, Span]], labels: Sequence[str], names: Sequence[str], by: str
) -> Iterator[Note]:
    """Yield a note for each span.

    Args:
        text: the document.
        spans: half-open offsets of each span, and what the model says of it.
        labels: the label of each span after the votes.
        names: the labels, in the order of a span's evidence.
        by: the component.
    """
    for (start, end, span), voted in zip(spans, labels, strict=True):
        first, last = clean(text, start, end, voted)
        if first >= last:
            continue
        written = text[first:last]
        chances = np.exp(span.evidence.astype(np.float64)).round(4).tolist()
        own = chances[names.index(span.label)]
        label = mend_label(written, voted)
        reason = f"the model gives {span.label} a mean tag probability of {own:.4g}"
        others: list[Candidate] = []
        if voted != span.label:
            why = f"the other mentions of the name speak for {voted}"
            reason += f"; {why}"
            others.append(Candidate(first, last, written, span.label, by, "voted_down", why, own))
        if label != voted:
            reason += f"; its words make it {label}"
        ranked = sorted(range(len(names)), key=lambda place: (-chances[place], names[place]))
        rivals = [p for p in ranked if names[p] not in {span.label, voted, label} and chances[p] >= _LEAST]
        others += [
            Candidate(first, last, written, names[p], by, "less_likely", "", chances[p]) for p in rivals[:_SHOWN]
        ]
        yield Note(first, last, by, reason, tuple(others))
