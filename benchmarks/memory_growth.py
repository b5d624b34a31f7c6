"""Resident memory over a long run of generated articles: what it grows by after the first thousand.

    python benchmarks/memory_growth.py [--articles 20000] [--model fast] [--jobs 1] [--seed 8]

With one job this process enriches, as `enrich_many` does. With more, this process and its workers are added up. The
table says how many megabytes there are after each thousand articles; the last line is the growth, which must be 5 % at
most.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

import newsnlp
from generated import articles
from newsnlp.batch import enrich_in_order

EACH = 1000
MOST = 5.0


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    options.add_argument("--model", default="fast")
    options.add_argument("--jobs", type=int, default=1)
    options.add_argument("--seed", type=int, default=8)
    given = options.parse_args()
    pipeline = newsnlp.load(given.model)
    first = last = words = 0.0
    start = time.process_time()
    for n, outcome in enumerate(enrich_in_order(articles(given.articles, given.seed), pipeline, jobs=given.jobs), 1):
        words += len(outcome.text.split())
        if n % EACH == 0:
            last = resident()
            first = first or last
            print(f"{n:7,} articles {last:8.1f} MB {time.process_time() - start:8.1f} CPU s", flush=True)
    growth = (last / first - 1) * 100
    print(f"{words / given.articles:.0f} words an article; growth after the first {EACH:,}: {growth:.1f} %")
    sys.exit(growth > MOST)


def resident() -> float:
    """Give the resident megabytes of this process and its children."""
    own = os.getpid()
    pids = [
        own,
        *(p for p in (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()) if _parent(p) == own),
    ]
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


if __name__ == "__main__":
    main()
