"""Print the per-label table of the card: `python models/news_ner/measure.py fast|accurate [--data ../shared/data]`.

Exact spans and labels on `newsgold_dev`; 95 % intervals by the bootstrap over texts (Efron 1979), seeded.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsnlp.document import LABELS, NAME_LABELS
from newsnlp.entities.model import NewsNer

_RESAMPLES = 1000
_GROUPS = {"all names": NAME_LABELS, "all labels": LABELS} | {label: (label,) for label in LABELS}


def counts(ner: NewsNer, records: list[dict]) -> NDArray[np.int64]:
    """Give hits, found and gold of each text and group, (texts, groups, 3)."""
    table = np.zeros((len(records), len(_GROUPS), 3), np.int64)
    for row, record in enumerate(records):
        gold = {tuple(span) for span in record["spans"]}
        found = {(m.start, m.end, m.label) for m in ner.find(record["text"], [(0, len(record["text"]))])}
        for column, labels in enumerate(_GROUPS.values()):
            one, two = ({span for span in side if span[2] in labels} for side in (found, gold))
            table[row, column] = len(one & two), len(one), len(two)
    return table


def f1(table: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give F1 in percent from counts summed over texts, (..., groups, 3)."""
    return 200 * table[..., 0] / np.maximum(1, table[..., 1] + table[..., 2])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=["fast", "accurate"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    with (options.data / "ner" / "newsgold_dev.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    table = counts(NewsNer.load(options.model), records)
    chance = np.random.default_rng(0)
    drawn = chance.integers(0, len(records), (_RESAMPLES, len(records)))
    low, high = np.percentile(f1(np.array([table[rows].sum(axis=0) for rows in drawn])), [2.5, 97.5], axis=0)
    whole = table.sum(axis=0)
    print("| label | gold | precision | recall | F1 | 95 % interval |\n|---|---|---|---|---|---|")
    for column, name in enumerate(_GROUPS):
        hits, found, gold = whole[column]
        if gold:
            rates = f"{100 * hits / max(1, found):.1f} | {100 * hits / gold:.1f} | {f1(whole)[column]:.1f}"
            print(f"| {name} | {gold} | {rates} | {low[column]:.1f}-{high[column]:.1f} |")


if __name__ == "__main__":
    main()
