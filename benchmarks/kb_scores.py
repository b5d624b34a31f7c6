"""Is the score of an id the probability that it is right? A table by score.

    python benchmarks/kb_scores.py GOLD=ENRICHED.jsonl [GOLD=ENRICHED.jsonl ...]

`GOLD` is a set of `../shared/data/kb/eval/`, `ENRICHED` what `newsnlp enrich GOLD` gives. A mention with an id counts
when the gold annotates its span (overlap of at least half of the longer one) with an id or with none.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

EDGES = (0.42, 0.60, 0.70, 0.80, 0.90, 0.95)


def answers(gold: Path, enriched: Path) -> Iterator[tuple[float, bool]]:
    """Yield the score of each id that the gold judges, and whether it is right."""
    records = {r["id"]: r for r in map(json.loads, enriched.read_text(encoding="utf-8").splitlines())}
    for record in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        found = records[record["id"]]
        entities = {entity["id"]: entity for entity in found["entities"]}
        for mention in found["mentions"]:
            entity = entities.get(mention["entity"])
            if entity is None or not entity["qid"] or mention["label"] == "NORP":
                continue
            start, end = mention["start"], mention["end"]
            told = [
                qid
                for low, high, qid, *_ in record["mentions"]
                if 2 * (min(high, end) - max(low, start)) >= max(high - low, end - start)
            ]
            if told:
                yield entity["score"], entity["qid"] in told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", help="GOLD=ENRICHED")
    judged = [a for pair in parser.parse_args().pairs for a in answers(*map(Path, pair.split("=", 1)))]
    print("| score | mentions | right |\n|---|---|---|")
    for number, low in enumerate(EDGES, start=1):
        inside = [right for score, right in judged if bisect_right(EDGES, score) == number]
        high = EDGES[number] if number < len(EDGES) else 1.0
        share = f"{100 * sum(inside) / len(inside):.0f} %" if inside else ""
        print(f"| {low:.2f} to {high:.2f} | {len(inside)} | {share} |")


if __name__ == "__main__":
    main()
