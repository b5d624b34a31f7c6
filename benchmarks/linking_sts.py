"""Semantic textual similarity of headlines: Pearson's r of the linker's plain similarity with people's judgement.

    python benchmarks/linking_sts.py ../shared/data/link/sts_headlines.jsonl --year 2015

The similarity is the one that the evidence of a link shows (`similarity`, uncalibrated, 0 to 1). Beside it, on the
same pairs, stand the linker's probability and what others use: rapidfuzz's token_sort_ratio and token_set_ratio.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from newsnlp.linking.compare import pair_features
from newsnlp.linking.encode import encode
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.score import load_scorer, probability


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, help='lines of {"a", "b", "score", "year"}')
    parser.add_argument("--year", type=int, action="append", help="only these years (default: 2015)")
    options = parser.parse_args()
    years = options.year or [2015]
    rows = [json.loads(line) for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["year"] in years]
    gold = np.array([row["score"] for row in rows])
    scorer = load_scorer()
    titles = [row["a"] for row in rows] + [row["b"] for row in rows]
    docs = encode([LinkInput(id=str(number), title=title) for number, title in enumerate(titles)])
    left = np.arange(len(rows))
    features = pair_features(docs, left, left + len(rows))
    measures = {
        "similarity of the evidence": scorer.similarity_of(features),
        "probability of one story": probability(scorer.log_odds(features)),
        "token_sort_ratio": [fuzz.token_sort_ratio(row["a"].lower(), row["b"].lower()) for row in rows],
        "token_set_ratio": [fuzz.token_set_ratio(row["a"].lower(), row["b"].lower()) for row in rows],
    }
    print(f"{len(rows)} pairs of {', '.join(map(str, years))}")
    for name, values in measures.items():
        print(f"{name:28}  r = {np.corrcoef(gold, np.asarray(values, float))[0, 1]:.3f}")


if __name__ == "__main__":
    main()
