"""How rare a term is in headlines, frozen: the artefact `headline_idf`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from newsnlp.store.artefacts import open_artefact

__all__ = ["STEPS", "Rarity", "in_steps", "load_rarity"]

STEPS = 4096.0  # to one nat; sums of weights, and of their products, are exact: no order of adding changes them


@dataclass(frozen=True, slots=True)
class Rarity:
    """Of each known term (a stem): its inverse document frequency, and how often it is written as a name.

    Attributes:
        terms: idf in nats and the share of sightings with a capital, by stem.
        unseen: the same of a term that is not known.
    """

    terms: dict[str, tuple[float, float]]
    unseen: tuple[float, float]

    def of(self, term: str) -> tuple[float, float]:
        """Give idf and name share of a term."""
        return self.terms.get(term, self.unseen)

    def facts(self, terms: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]:
        """Give idf, name share, and whether it is a number, of each term."""
        facts = np.array([self.of(term) for term in terms], np.float32).reshape(len(terms), 2)
        return facts[:, 0], facts[:, 1], np.array([term[0].isdigit() for term in terms], np.bool_)


@lru_cache(maxsize=1)
def load_rarity() -> Rarity:
    """Read the artefact, once.

    Raises:
        ModelError: it is missing or damaged.
    """
    artefact = open_artefact("headline_idf")
    terms = artefact.path("terms.txt").read_text(encoding="utf-8").splitlines()
    idf, name = (in_steps(np.load(artefact.path(file))).tolist() for file in ("idf.npy", "name.npy"))
    unseen = json.loads(artefact.path("unseen.json").read_text(encoding="utf-8"))
    rare, named = in_steps(np.array([unseen["idf"], unseen["name"]])).tolist()
    return Rarity(dict(zip(terms, zip(idf, name, strict=True), strict=True)), (rare, named))


def in_steps(weights: NDArray[np.floating]) -> NDArray[np.float64]:
    """Round weights to whole steps of 1/4096."""
    rounded: NDArray[np.float64] = np.rint(weights.astype(np.float64) * STEPS) / STEPS
    return rounded
