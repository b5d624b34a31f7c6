"""Speed of dates: documents a CPU second, and whether the cost is linear in the text.

    python benchmarks/dates_speed.py ../shared/data/timex/timebank.jsonl ../shared/data/timex/aquaint.jsonl

One core, no spaCy. The examples of each pattern are found in a text of n and of 10 n of them; a ratio near 10 is
linear cost. Then a megabyte of what could hurt: digits, "may ", quotes and the like.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from newsnlp.dates import find_dates
from newsnlp.dates.families import FAMILIES

MEGABYTE = 1_000_000
HARD = {
    "digits": "1234567890", "digits in groups": "1999 ", "may": "may ", "May": "May ", "quotes": "'",
    "curly quotes": "‘’", "spaces": " ", "lines": "\n", "slashes": "1/2/", "dashes": "1-2-", "the": "the ",
    "last": "last ", "first": "first ",
    "one": "one ", "one-": "one-", "a": "a ", "of the end of": "of the end of ", "letters": "x", "nearly": "nearly ",
    "Friday,": "Friday, ", "June 1,": "June 1, ", "years": "years ", "dots": "12.", "colons": "12:", "to": "2 to ",
}  # fmt: skip


def seconds(text: str, published: str | None) -> float:
    """Give the CPU seconds of one text."""
    start = time.process_time()
    find_dates(text, published)
    return time.process_time() - start


def documents(paths: list[str]) -> None:
    """Print the documents a second of each set."""
    total = spent = 0.0
    for path in paths:
        records = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        find_dates(records[0]["text"], records[0]["published"])  # compiles the patterns
        took = sum(seconds(record["text"], record["published"]) for record in records)
        total, spent = total + len(records), spent + took
        words = sum(len(record["text"].split()) for record in records)
        print(f"{path}: {len(records) / took:.0f} documents, {words / took:,.0f} words a CPU second")
    print(f"all: {total / spent:.0f} documents a CPU second")


def linearity(copies: int) -> None:
    """Print the ratio of 10 n to n for each family and the worst pattern in it."""
    print(f"\n| family | patterns | worst pattern | ms at {copies} | ms at {10 * copies} | ratio |\n|{'---|' * 6}")
    for family, patterns in FAMILIES.items():
        rows = []
        for pattern in patterns:
            text = " ".join(example.text for example in pattern.examples) + " "
            small, big = (min(seconds(text * n, "2025-02-10") for _ in range(3)) for n in (copies, 10 * copies))
            rows.append((big / small, pattern.name, small, big))
        ratio, name, small, big = max(rows)
        print(f"| {family} | {len(patterns)} | {name} | {1000 * small:.1f} | {1000 * big:.1f} | {ratio:.1f} |")


def hard() -> None:
    """Print the seconds of a megabyte of each hard text."""
    print("\n| a megabyte of | CPU seconds |\n|---|---|")
    for name, piece in HARD.items():
        print(f"| {name} | {seconds(piece * (MEGABYTE // len(piece)), '2025-02-10'):.2f} |")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="+")
    options.add_argument("--copies", type=int, default=40)
    arguments = options.parse_args()
    documents(arguments.sets)
    linearity(arguments.copies)
    hard()


if __name__ == "__main__":
    main()
