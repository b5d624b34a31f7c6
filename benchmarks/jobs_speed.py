"""CPU seconds a document with several worker processes against one, and the cost of starting them.

    python benchmarks/jobs_speed.py [ARTICLES.jsonl] [--articles 3000] [--jobs 2] [--model fast] [--rounds 3]

Without a file, articles are generated. CPU seconds are those of this process and of its worker processes. The start is
measured apart, with the first few documents alone, and taken off; it is paid once a run. Rounds take turns, and the
median counts. A word is what `str.split` gives.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import statistics
import time

import newsnlp
from generated import articles as generated
from newsnlp.batch import enrich_in_order
from newsnlp.io.writers import to_line

MOST = 1.1
FEW = 4


def measured(articles, pipeline, **options) -> tuple[float, float]:
    """Give the CPU seconds, children included, and the wall seconds of enriching and writing the articles."""
    cpu, wall = spent(), time.perf_counter()
    for outcome in enrich_in_order(articles, pipeline, **options):
        to_line(outcome.to_dict())
    return spent() - cpu, time.perf_counter() - wall


def spent() -> float:
    """Give the CPU seconds of this process and of its children that have ended."""
    each = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in each)


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", nargs="?")
    options.add_argument("--articles", type=int, default=3000)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--model", default="fast")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    source = newsnlp.read(given.file) if given.file else generated(given.articles, seed=8)
    articles = list(itertools.islice(source, given.articles))
    words = sum(len(article.full_text.split()) for article in articles)
    pipeline = newsnlp.load(given.model)
    pipeline(articles[0])
    ways = {
        "this process": {},
        "1 worker": {"jobs": 1, "timeout": 30},
        f"{given.jobs} workers": {"jobs": given.jobs},
    }
    starts, wholes = ({name: [] for name in ways} for _ in range(2))
    for _ in range(given.rounds):
        for name, how in ways.items():
            # Enough lists for each process, with hardly a word in them.
            few = [newsnlp.Article(f"Oslo {n}") for n in range(how.get("jobs", 0) * FEW * 16)]
            starts[name].append(measured(few, pipeline, **how))
            wholes[name].append(measured(articles, pipeline, **how))
    print(f"{len(articles):,} articles, {words:,} words, model {given.model}, median of {given.rounds} rounds")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'':16}{'start CPU s':>12}{'start s':>9}{'CPU ms a doc':>14}{'wall s':>9}{'us a word':>11}")
    costs = {}
    for name in ways:
        start, start_wall = (statistics.median(values) for values in zip(*starts[name], strict=True))
        whole, wall = (statistics.median(values) for values in zip(*wholes[name], strict=True))
        costs[name] = (whole - start) / len(articles)
        print(
            f"{name:16}{start:12.2f}{start_wall:9.2f}{costs[name] * 1e3:14.3f}{wall:9.1f}"
            f"{costs[name] * len(articles) / words * 1e6:11.1f}"
        )
    here, one, several = costs.values()
    print(f"{given.jobs} workers / this process {several / here:.3f} (at most {MOST}); / 1 worker {several / one:.3f}")


if __name__ == "__main__":
    main()
