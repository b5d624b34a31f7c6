"""Fit `models/headline_link`: the additive model that scores pairs, its thresholds, and the plain similarity.

    python models/headline_link/recipe.py ../shared/data --work FOLDER

`--work` is that of the recipe of `headline_static`: the features of each half of the stories are made with the
table that was trained without that half. Fitted on `link/allsides_train.jsonl` (with and without the leads) and, for
the similarity, `link/sts_headlines.jsonl` of 2013 and 2014. Weights only; takes two minutes.

Negatives are all pairs that the blocking brings together, not random ones, weighted as in a collection of
`REFERENCE` headlines: among n headlines the false pairs grow with n squared, the true ones with n.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, nnls

from newsnlp.linking.block import candidate_pairs
from newsnlp.linking.cluster import average_link
from newsnlp.linking.compare import FEATURES, pair_features
from newsnlp.linking.embed import Embedding
from newsnlp.linking.encode import encode
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.pieces import Pieces
from newsnlp.linking.score import Scorer, Term, probability
from newsnlp.store.artefacts import write_manifest

HERE = Path(__file__).resolve().parent
FOLDS, REFERENCE, REGULAR = 2, 1_500, 0.02
KNOTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9)
AGAINST = frozenset({"other_numbers", "other_names"})
SIMILAR = ("words", "contained", "fuzzy", "meaning", "names")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one half of the stories."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    features: NDArray[np.float32]
    same: NDArray[np.bool_]
    story: NDArray[np.int64]

    @property
    def weights(self) -> Numbers:
        """1 for a true pair; less for a false one, as in a collection of the reference size."""
        return np.where(self.same, 1.0, REFERENCE / len(self.story))


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def embedding(folder: Path) -> Embedding:
    pieces = Pieces((folder / "pieces.txt").read_text(encoding="utf-8").splitlines())
    table, scales = np.load(folder / "table.npy"), np.load(folder / "scales.npy").astype(np.float32)
    return Embedding(pieces, table, scales, np.load(HERE.parent / "headline_static" / "centres.npy"))


def half(given: list[dict[str, str]], fold: int, work: Path, *, bodies: bool) -> Pairs:
    """Compare the headlines of one half of the stories."""
    order = {story: number for number, story in enumerate(dict.fromkeys(row["story"] for row in given))}
    mine = [row for row in given if order[row["story"]] % FOLDS == fold]
    inputs = [LinkInput(row["id"], row["title"], (row.get("text") or "") if bodies else "") for row in mine]
    docs = encode(inputs, embedding=embedding(work / f"without-{fold}"))
    left, right = candidate_pairs(docs)
    features = pair_features(docs, left, right)
    story = np.array([order[row["story"]] for row in mine])
    return Pairs(left, right, features, story[left] == story[right], story)


def basis(features: NDArray[np.float32], names: list[str]) -> Numbers:
    """Give for each feature the steps between its knots, each rising from 0 to 1, negative where it speaks against."""
    columns = []
    for name in names:
        values = features[:, FEATURES.index(name)].astype(np.float64)
        sign = -1.0 if name in AGAINST else 1.0
        columns += [sign * np.clip((values - low) / (high - low), 0, 1) for low, high in steps(name)]
    return np.stack(columns, axis=1)


def steps(name: str) -> list[tuple[float, float]]:
    """Give the intervals in which a feature is linear."""
    if name in AGAINST:
        return [(0.0, 1.0)]
    if name == "numbers":
        return [(0.0, 1.0), (1.0, 2.0)]
    return list(zip(KNOTS, [*KNOTS[1:], 1.2], strict=True))


def fit(pairs: list[Pairs], names: list[str]) -> tuple[float, list[tuple[str, list[float]]]]:
    """Fit bias and non-negative heights of the steps by penalised maximum likelihood."""
    x = np.concatenate([basis(part.features, names) for part in pairs])
    y = np.concatenate([part.same for part in pairs]).astype(np.float64)
    w = np.concatenate([part.weights for part in pairs])

    def loss(theta: Numbers) -> tuple[float, Numbers]:
        odds = theta[0] + x @ theta[1:]
        error = w * (probability(odds) - y)
        value = float((w * (np.logaddexp(0, odds) - y * odds)).sum()) / y.sum()
        slope = np.concatenate([[error.sum()], x.T @ error]) / y.sum()
        return value + REGULAR * float(theta[1:] @ theta[1:]) / 2, slope + np.concatenate([[0.0], REGULAR * theta[1:]])

    bounds = [(None, None), *[(0.0, None)] * x.shape[1]]
    start = np.concatenate([[-8.0], np.full(x.shape[1], 0.3)])
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": 300})
    print(f"loss {found.fun:.4f} after {found.nit} steps, {len(y)} pairs, {int(y.sum())} true")
    heights, place = [], 1
    for name in names:
        heights.append((name, found.x[place : place + len(steps(name))].tolist()))
        place += len(steps(name))
    return float(found.x[0]), heights


def as_term(name: str, regime: str, heights: list[float]) -> Term | None:
    """Turn heights of steps into slopes that change at knots; None where they are all flat."""
    sign = -1.0 if name in AGAINST else 1.0
    knots, slopes, before = [], [], 0.0
    for (low, high), height in zip(steps(name), heights, strict=True):
        slope = round(sign * height / (high - low), 4)
        if slope != before:
            knots.append(low)
            slopes.append(round(slope - before, 4))
        before = slope
    if before:
        knots.append(steps(name)[-1][1])
        slopes.append(-before)
    return Term(name, regime, tuple(knots), tuple(slopes)) if knots else None


def fit_similarity(folder: Path, table: Embedding) -> dict[str, float]:
    """Fit a similarity, 0 to 1, to the graded pairs of 2013 and 2014, with no negative weight."""
    given = [row for row in rows(folder / "link" / "sts_headlines.jsonl") if int(row["year"]) < 2015]
    inputs = [LinkInput(f"{side}{k}", row[side]) for side in "ab" for k, row in enumerate(given)]
    docs, number = encode(inputs, embedding=table), np.arange(len(given))
    features = pair_features(docs, number, number + len(given)).astype(np.float64)
    x = np.stack([*(features[:, FEATURES.index(name)] for name in SIMILAR), np.ones(len(given))], axis=1)
    weights, _ = nnls(x, np.array([float(row["score"]) / 5 for row in given]))
    return {name: round(float(weight), 4) for name, weight in zip([*SIMILAR, "start"], weights, strict=True)}


def b_cubed(story: NDArray[np.int64], clusters: list[list[int]]) -> float:
    """Give the B-cubed F1 of clusters (Bagga and Baldwin 1998)."""
    found = np.arange(len(story)) + len(story)
    for number, cluster in enumerate(clusters):
        found[cluster] = number
    _, both = np.unique(story * 3 * len(story) + found, return_inverse=True)
    count = [np.bincount(np.unique(key, return_inverse=True)[1]) for key in (both, found, story)]
    size = [number[np.unique(key, return_inverse=True)[1]] for number, key in zip(count, (both, found, story), strict=True)]
    precision, recall = (size[0] / size[1]).mean(), (size[0] / size[2]).mean()
    return float(2 * precision * recall / (precision + recall))


def part(pairs: Pairs, number: int, of: int) -> tuple[Pairs, int]:
    """Give the pairs among every `of`-th story: a collection of the size that the weights stand for."""
    held = np.unique(pairs.story)[number::of]
    inside = np.isin(pairs.story, held)
    keep = inside[pairs.left] & inside[pairs.right]
    place = np.cumsum(inside) - 1
    cut = Pairs(
        place[pairs.left[keep]], place[pairs.right[keep]], pairs.features[keep], pairs.same[keep], pairs.story[inside]
    )
    return cut, int(inside.sum())


def choose_story_threshold(scorer: Scorer, variants: list[list[Pairs]]) -> float:
    """Choose the least average probability of a story that gives the best B-cubed F1 on parts of the halves."""
    parts = [part(pairs, number, 3) for halves in variants for pairs in halves for number in range(3)]
    chances = [probability(scorer.log_odds(pairs.features)) for pairs, _ in parts]
    best = (0.0, 0.5)
    for threshold in np.arange(0.1, 0.6, 0.05):
        f1 = [
            b_cubed(pairs.story, average_link(size, pairs.left, pairs.right, chance.tolist(), threshold=threshold))
            for (pairs, size), chance in zip(parts, chances, strict=True)
        ]
        print(f"story threshold {threshold:.2f}: B-cubed F1 {np.mean(f1):.4f}")
        best = max(best, (float(np.mean(f1)), round(float(threshold), 2)))
    return best[1]


def main() -> None:
    """Fit both regimes, then the thresholds, and write the artefact."""
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("--work", type=Path, required=True)
    given = options.parse_args()
    stories = rows(given.data / "link" / "allsides_train.jsonl")
    bias, terms, variants = {}, [], []
    for regime, bodies in (("bare", False), ("bodies", True)):
        names = [name for name in FEATURES if name != "both_bodies" and (bodies or not name.startswith("body_"))]
        halves = [half(stories, fold, given.work, bodies=bodies) for fold in range(FOLDS)]
        start, heights = fit(halves, names)
        bias[regime] = round(start, 4)
        terms += [term for name, found in heights if (term := as_term(name, regime, found))]
        variants.append(halves)
    similarity = fit_similarity(given.data, embedding(HERE.parent / "headline_static"))
    scorer = Scorer(bias, tuple(terms), 0.5, 0.3, similarity)
    record: dict[str, Any] = {
        "bias": bias,
        "threshold": 0.5,
        "story_threshold": choose_story_threshold(scorer, variants),
        "similarity": similarity,
        "terms": [
            {"feature": t.feature, "regime": t.regime, "knots": list(t.knots), "slopes": list(t.slopes)} for t in terms
        ],
    }
    (HERE / "model.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    write_manifest(HERE, "headline_link", "1", ("model.json",))


if __name__ == "__main__":
    main()
