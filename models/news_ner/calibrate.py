"""Fit what turns the evidence of a span into a probability, on the held-out `newsgold_dev`.

`python models/news_ner/calibrate.py fast|accurate` prints the reliability table of the card: each half of the set is
measured with the lines that were fitted on the other half.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from newsnlp.entities.cleaning import clean
from newsnlp.entities.model import NewsNer
from newsnlp.entities.scores import Calibration, logit

_ENOUGH = 80  # spans of a label, for a line of its own
_PRIOR = 4.0  # strength of the pull toward slope 1 and intercept 0
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)

Judged = tuple[str, float, bool]


def judged_spans(ner: NewsNer, data: Path) -> list[Judged]:
    """Give label, evidence and rightness of every span found in the held-out set."""
    judged = []
    with (data / "ner" / "newsgold_dev.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            text, gold = record["text"], {tuple(span) for span in record["spans"]}
            for start, end, span in ner.spans(text, [(0, len(text))]):
                evidence = float(span.evidence[ner.labels.index(span.label)])
                judged.append((span.label, evidence, (*clean(text, start, end, span.label), span.label) in gold))
    return judged


def fit(judged: Sequence[Judged]) -> dict[str, list[float]]:
    """Give slope and intercept of each label that is frequent enough, and of all together (`*`)."""
    by_label: dict[str, list[Judged]] = defaultdict(list)
    for item in judged:
        by_label[item[0]].append(item)
    lines = {"*": _line(judged)}
    lines |= {label: _line(items) for label, items in sorted(by_label.items()) if len(items) >= _ENOUGH}
    return lines


def _line(items: Iterable[Judged]) -> list[float]:
    """Fit one logistic line by Newton's method."""
    pairs = [(logit(evidence), right) for _, evidence, right in items]
    inputs = np.array([[x, 1.0] for x, _ in pairs])
    right = np.array([float(y) for _, y in pairs])
    line = prior = np.array([1.0, 0.0])
    for _ in range(200):
        p = 1 / (1 + np.exp(-inputs @ line))
        slope = inputs.T @ (right - p) - _PRIOR * (line - prior)
        curve = (inputs * (p * (1 - p))[:, None]).T @ inputs + _PRIOR * np.eye(2)
        # Short steps: where nearly all spans are right, a full step of Newton's goes past the optimum.
        line = line + np.clip(np.linalg.solve(curve, slope), -0.1, 0.1)
    return [round(float(value), 4) for value in line]


def calibration(ner: NewsNer, data: Path) -> dict[str, list[float]]:
    """Fit the lines of a model."""
    return fit(judged_spans(ner, data))


def reliability(judged: Sequence[Judged]) -> list[tuple[str, int, float, float]]:
    """Give, for each bin of the score: its name, how many spans, their mean score, the share that is right."""
    scored = []
    for part in (0, 1):
        lines = Calibration(fit(judged[1 - part :: 2]))
        scored += [(lines.probability(label, evidence) or 0.0, right) for label, evidence, right in judged[part::2]]
    rows = []
    for low, high in pairwise(_BINS):
        inside = [(p, right) for p, right in scored if low <= p < high or (high == p == 1)]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            rows.append((f"{low:.2f}-{high:.2f}", len(inside), mean, share))
    return rows


def main() -> None:
    """Print the reliability table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=["fast", "accurate"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    rows = reliability(judged_spans(NewsNer.load(options.model), options.data))
    total = sum(count for _, count, _, _ in rows)
    print("| score | spans | mean score | right |\n|---|---|---|---|")
    for name, count, mean, share in rows:
        print(f"| {name} | {count} | {mean:.3f} | {share:.3f} |")
    print(f"expected calibration error {sum(n * abs(m - s) for _, n, m, s in rows) / total:.4f}, {total} spans")


if __name__ == "__main__":
    main()
