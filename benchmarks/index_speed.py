"""What an index costs as it grows: adding, opening, asking, stories, settling, bytes on disk and memory.

    python ../shared/score/make_headlines.py 100000 > headlines.txt
    python benchmarks/index_speed.py headlines.txt [MORE.txt ...] [--queries 500] [--keep FOLDER]

Every line is a headline; each file is measured in a process of its own, a row of the table each. CPU seconds are those
of that process. Queries are headlines of the file, shuffled, without one of their words; each is one call of
`Index.query`. `opening` is `Index(path)` and its first query, which reads what is encoded; `stories` gives a story to
all that was added (the first call of `Index.stories`), `settle` gathers all anew. Bytes are those of the closed file.
`export` reads
the first thousand records with their links. Memory is the most that the process ever held, Python and the models
included: after adding, and at the end.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import newsnlp

AT_ONCE, EXPORTED = 50_000, 1_000


class Clock:
    """Wall and CPU seconds of named steps."""

    def __init__(self) -> None:
        self.wall, self.cpu = {}, {}

    @contextmanager
    def step(self, name):
        """Measure a step, again under the same name adds to it."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall[name] = self.wall.get(name, 0) + time.perf_counter() - wall
        self.cpu[name] = self.cpu.get(name, 0) + time.process_time() - cpu


def most_memory() -> float:
    """Give the most memory of this process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def questions(file: str, number: int) -> list[str]:
    """Draw headlines of a file, each without one of its words."""
    chance = random.Random(3)
    with Path(file).open(encoding="utf-8") as lines:
        drawn = chance.sample([line for line in lines if len(line.split()) > 4], number)
    found = []
    for line in drawn:
        words = line.split()
        del words[chance.randrange(len(words))]
        found.append(" ".join(words))
    return found


def asked(path: Path, queries: list[str], clock: Clock) -> tuple[list[float], list[float]]:
    """Open an index and ask; give the wall and CPU ms of each query but the first, which belongs to opening."""
    with clock.step("opening"):
        index = newsnlp.Index(path)
        index.query(queries[0])
    wall, cpu = [], []
    with index:
        for query in queries[1:]:
            starts = time.perf_counter(), time.process_time()
            index.query(query)
            wall.append((time.perf_counter() - starts[0]) * 1e3)
            cpu.append((time.process_time() - starts[1]) * 1e3)
    return sorted(wall), sorted(cpu)


def measured(file: str, queries: int, keep: str | None) -> list[str]:
    """Measure one file and give the cells of its row."""
    newsnlp.link(["Quake Hits Chile", "Strong Quake Hits Chile"])  # the models are loaded
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(keep or folder) / f"{Path(file).stem}.db"
        with Path(file).open(encoding="utf-8") as lines, newsnlp.Index(path) as index:
            added = 0
            while block := [line.rstrip("\n") for line in islice(lines, AT_ONCE)]:
                with clock.step("add"):
                    added += index.add(block)
                print(
                    f"{file}: {added:,} added, {clock.wall['add']:.0f} s, {clock.cpu['add']:.0f} CPU s",
                    file=sys.stderr,
                    flush=True,
                )
            size = len(index)
            after_add = most_memory()
        bytes_added = path.stat().st_size
        wall, cpu = asked(path, questions(file, queries), clock)
        with newsnlp.Index(path) as index:
            with clock.step("stories"):
                stories = len(index.stories())
            with clock.step("settle"):
                index.settle()
            settled = len(index.stories())
            with clock.step("export"):
                exported = sum(1 for _ in islice(index.export(), EXPORTED))
        grown = path.stat().st_size
    return [
        f"{size:,}",
        f"{added / clock.wall['add']:,.0f}",
        f"{added / clock.cpu['add']:,.0f}",
        *(f"{times[int(len(times) * share)]:.1f}" for times in (wall, cpu) for share in (0.5, 0.95)),
        f"{bytes_added / 1e6:,.0f}",
        f"{grown / 1e6:,.0f}",
        f"{clock.cpu['opening']:.1f}",
        f"{clock.cpu['stories']:.1f}",
        f"{clock.cpu['settle']:.1f}",
        f"{stories:,}",
        f"{settled:,}",
        f"{exported / clock.cpu['export']:,.0f}",
        f"{after_add:,.0f}",
        f"{most_memory():,.0f}",
    ]


COLUMNS = (
    "headlines", "adds/s", "adds/CPU s", "query p50 ms", "p95 ms", "p50 CPU ms",
    "p95 CPU ms", "MB added", "MB end", "opening CPU s",
    "stories CPU s", "settle CPU s", "stories", "settled", "exports/CPU s", "MB RAM added", "MB RAM end",
)  # fmt: skip


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", metavar="FILE")
    options.add_argument("--queries", type=int, default=500)
    options.add_argument("--keep", metavar="FOLDER", help="leave the indices there")
    given = options.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {given.queries} queries", flush=True)
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS), flush=True)
    for file in given.files:
        with multiprocessing.get_context("spawn").Pool(1) as alone:
            row = alone.apply(measured, (file, given.queries, given.keep))
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
