"""From the evidence of a span to the probability that it is right: Platt scaling, one line a label.

Platt 1999, on the logit of the mean tag probability. The lines are fitted by the recipe on held-out news.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

__all__ = ["Calibration", "logit"]

_CLOSEST = 1e-4
_ANY = "*"


def logit(log_probability: float) -> float:
    """Give the log odds of a mean log probability, kept away from the two infinities."""
    p = min(1 - _CLOSEST, max(_CLOSEST, math.exp(log_probability)))
    return math.log(p / (1 - p))


class Calibration:
    """The fitted lines.

    Args:
        lines: label -> slope and intercept; `*` is for labels too rare to have a line of their own.
    """

    def __init__(self, lines: Mapping[str, Sequence[float]]) -> None:
        self._lines = {label: (float(slope), float(intercept)) for label, (slope, intercept) in lines.items()}

    def probability(self, label: str, evidence: float) -> float | None:
        """Give the probability, four places, or None where nothing was fitted.

        Args:
            label: of the span.
            evidence: the mean log probability of its tags.
        """
        line = self._lines.get(label) or self._lines.get(_ANY)
        if line is None:
            return None
        p = 1 / (1 + math.exp(-(line[0] * logit(float(evidence)) + line[1])))
        return round(min(1 - _CLOSEST, max(_CLOSEST, p)), 4)
