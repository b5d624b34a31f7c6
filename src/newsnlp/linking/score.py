"""Features to a probability that two documents tell one story: the artefact `headline_link`.

An additive model (a logistic regression on piecewise linear terms): the log-odds are a sum of one term a feature,
none of which falls where the feature speaks for one story and none of which rises where it speaks against. So each
score can be taken apart into what each feature gave.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsnlp.errors import ModelDamaged
from newsnlp.linking.agree import FACTS
from newsnlp.linking.compare import FEATURES
from newsnlp.linking.named import NAMED
from newsnlp.linking.rows import Floats, Ints
from newsnlp.store.artefacts import open_artefact

__all__ = ["Scorer", "Term", "load_scorer", "probability"]

Numbers = NDArray[np.float64]
REGIMES = ("bare", "bodies", "entities", "facts")
SIMILARITY = ("start", "meaning", "words")


@dataclass(frozen=True, slots=True)
class Term:
    """What one feature adds to the log-odds: the sum of `slope * max(0, value - knot)`.

    Attributes:
        feature: one of `FEATURES`.
        regime: `bare` (at least one of the two has only a headline), `bodies` (both have a body), `entities` (added
            to what `bare` gives where both records carry entities), or `facts` (added to either where both carry dates
            or quantities).
        knots: where the slope changes, ascending.
        slopes: how much it changes there.
    """

    feature: str
    regime: str
    knots: tuple[float, ...]
    slopes: tuple[float, ...]

    def of(self, values: Numbers) -> Numbers:
        """Give what the values add."""
        added = np.zeros(len(values))
        for knot, slope in zip(self.knots, self.slopes, strict=True):
            added += slope * np.maximum(values - knot, 0.0)
        return added


@dataclass(frozen=True, slots=True)
class Scorer:
    """The fitted model.

    Attributes:
        bias: log-odds of a pair that agrees in nothing, by regime; `entities` and `facts` have none of their own.
        terms: what each feature adds.
        threshold: the probability from which on two documents are linked.
        story_threshold: the least average probability between two clusters that are joined.
        story_growth: what each e-fold of pairs between two clusters beyond `story_free` adds to the log-odds of their
            average.
        story_free: so many pairs add nothing yet.
        story_floor_bodies: the probability below which a pair of two bodies counts as nothing for stories.
        similarity: weights of a plain similarity of two headlines, 0 to 1, by feature, and of 1.
    """

    bias: Mapping[str, float]
    terms: tuple[Term, ...]
    threshold: float
    story_threshold: float
    story_growth: float
    story_free: int
    story_floor_bodies: float
    similarity: Mapping[str, float]

    def log_odds(self, features: Floats) -> Numbers:
        """Give the log-odds of each pair; `features` as `pair_features` gives them."""
        total = np.zeros(len(features))
        for rows, _, values in self._added(features):
            total[rows] += values
        return total

    def contributions(self, features: Floats) -> Numbers:
        """Take the log-odds of each pair apart: first the bias, then what each of `FEATURES` adds."""
        found = np.zeros((len(features), 1 + len(FEATURES)))
        for rows, column, values in self._added(features):
            found[rows, column] += values
        return found

    def _added(self, features: Floats) -> Iterator[tuple[Ints | slice, int, Numbers | float]]:
        """Yield what is added to which pairs, and the column of `contributions` that it belongs to."""
        bodies = features[:, FEATURES.index("both_bodies")] > 0
        entities = ~bodies & (features[:, FEATURES.index("both_entities")] > 0)
        facts = (features[:, [FEATURES.index(name) for name in FACTS]] > 0).any(axis=1)
        for regime, held in zip(REGIMES, (~bodies, bodies, entities, facts), strict=True):
            if held.any():
                rows = slice(None) if held.all() else np.flatnonzero(held)
                yield rows, 0, self.bias[regime]
                for term in self.terms:
                    if term.regime == regime:
                        column = FEATURES.index(term.feature)
                        yield rows, 1 + column, term.of(features[rows, column].astype(np.float64))

    def of_named(self, features: Floats) -> Numbers:
        """Give what days and months that both name add to the log-odds of each pair: no reader knows it so well."""
        total = np.zeros(len(features))
        for rows, column, values in self._added(features):
            if column and FEATURES[column - 1] in NAMED:
                total[rows] += values
        return total

    def counts(self, features: Floats, chance: Numbers, floor: float) -> NDArray[np.bool_]:
        """Say which pairs, of a given probability, count for stories: of two bodies those above a higher floor."""
        bodies = features[:, FEATURES.index("both_bodies")] > 0
        least = np.where(bodies, max(floor, self.story_floor_bodies), floor)
        enough: NDArray[np.bool_] = chance >= least
        return enough

    def similarity_of(self, features: Floats) -> Numbers:
        """Give the plain similarity of each pair, 0 to 1."""
        total = np.full(len(features), self.similarity["start"])
        for name, weight in self.similarity.items():
            if name != "start":
                total += weight * features[:, FEATURES.index(name)].astype(np.float64)
        similarity: Numbers = np.clip(total, 0.0, 1.0)
        return similarity


def probability(log_odds: Numbers) -> Numbers:
    """Give the probability of each log-odds."""
    chance: Numbers = 1.0 / (1.0 + np.exp(-log_odds))
    return chance


@lru_cache(maxsize=1)
def load_scorer() -> Scorer:
    """Read the artefact, once.

    Raises:
        ModelMissing: it is not there.
        ModelDamaged: it differs from its manifest, or lacks what a model has.
    """
    path = open_artefact("headline_link").path("model.json")
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        terms = [Term(t["feature"], t["regime"], tuple(t["knots"]), tuple(t["slopes"])) for t in record["terms"]]
        scorer = Scorer(
            bias={regime: record["bias"][regime] for regime in REGIMES},
            terms=tuple(terms),
            threshold=record["threshold"],
            story_threshold=record["story_threshold"],
            story_growth=record["story_growth"],
            story_free=record["story_free"],
            story_floor_bodies=record["story_floor_bodies"],
            similarity={name: record["similarity"][name] for name in SIMILARITY},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelDamaged(f"{path} cannot be used ({error!r}): reinstall newsnlp") from error
    if unknown := sorted({term.feature for term in terms} - set(FEATURES)):
        raise ModelDamaged(f"{path} has a term of the unknown feature {unknown[0]!r}: reinstall newsnlp")
    return scorer
