"""How many number spans of an annotated set get a value, and how well the finder meets them.

    python benchmarks/quantities.py ../shared/data/ner/newsgold_dev.jsonl

The rows have `text` and `spans` ([start, end, label]). A found span is right when offsets and label are the same.
CARDINAL recall is low by design: the finder yields only sure counts, the entity model the rest.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from newsnlp.quantities import find_quantities, parse_quantity

LABELS = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")


def measure(rows: list[dict]) -> dict[str, dict[str, int]]:
    """Give, for each label, the counts gold, parsed (gold spans with a value), found and right."""
    counts = {label: Counter(gold=0, parsed=0, found=0, right=0) for label in LABELS}
    for row in rows:
        text = row["text"]
        gold = {(start, end, label) for start, end, label in row["spans"] if label in LABELS}
        for start, end, label in gold:
            counts[label]["gold"] += 1
            counts[label]["parsed"] += parse_quantity(text[start:end], label) is not None
        for found in find_quantities(text):
            counts[found.label]["found"] += 1
            counts[found.label]["right"] += (found.start, found.end, found.label) in gold
    return {label: dict(count) for label, count in counts.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    rows = [json.loads(line) for line in parser.parse_args().path.read_text(encoding="utf-8").splitlines()]
    print(f"{'label':9} {'gold':>5} {'with value':>11} {'found':>6} {'precision':>10} {'recall':>7}")
    for label, n in measure(rows).items():
        share, precision = n["parsed"] / max(n["gold"], 1), n["right"] / max(n["found"], 1)
        recall = n["right"] / max(n["gold"], 1)
        print(f"{label:9} {n['gold']:5} {share:11.3f} {n['found']:6} {precision:10.3f} {recall:7.3f}")


if __name__ == "__main__":
    main()
