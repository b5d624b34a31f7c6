"""What it costs to find near-duplicate headlines and to link them, as collections grow, beside what others use.

    python benchmarks/linking_speed.py ../shared/score/make_headlines.py --work /tmp/speed [--size 10000 --size 100000]

Each measurement is a process of its own, on one thread: CPU seconds and the most memory it held, import included.
Recall is against rapidfuzz's token_set_ratio of 85 and up, of a sample of the headlines with all of them, computed once
and kept in the work folder; "near" is the share found of those pairs that also have a token_sort_ratio of 85. Peers'
pairs count unverified. `rapidfuzz cdist` is measured on some rows and its time multiplied to all.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, utils
from rapidfuzz.process import cpdist

from linking_peers import WAYS, cdist

LEAST = 85.0
COMPARISONS = 150_000_000  # of the exact pairs: 1,500 rows of 100,000 headlines
ROWS, CDIST_ROWS = 1_500, 100
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
LINK = "newsnlp link"


def headlines_of(generator: Path, size: int, work: Path) -> Path:
    """Give the file of so many headlines, made once."""
    path = work / f"headlines-{size}.txt"
    if not path.exists():
        made = subprocess.run([sys.executable, generator, str(size)], check=True, capture_output=True)
        path.write_bytes(made.stdout)
    return path


def exact_pairs(path: Path, work: Path) -> dict[str, np.ndarray]:
    """Give the exact pairs of sampled rows with all (`near`: that are near-duplicates as well), computed once."""
    kept = work / f"exact-{path.stem}.npz"
    if not kept.exists():
        headlines = path.read_text(encoding="utf-8").splitlines()
        most = min(ROWS, COMPARISONS // len(headlines))
        rows = sorted(random.Random(6).sample(range(len(headlines)), most))
        left, right = cdist(headlines, rows, LEAST)
        one, other = ([utils.default_process(headlines[number]) for number in side] for side in (left, right))
        near = cpdist(one, other, scorer=fuzz.token_sort_ratio) >= LEAST
        keys, first = np.unique(np.minimum(left, right) * len(headlines) + np.maximum(left, right), return_index=True)
        np.savez(kept, rows=rows, keys=keys, near=near[first])
    return dict(np.load(kept))


class Lines:
    """The lines of a file, read anew each time they are gone through."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = sum(1 for _ in self)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        with self._path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file)


def measure_here(way: str, path: Path, out: Path) -> None:
    """Run one way in this process, and write what it cost and found."""
    headlines = Lines(path)
    rows = range(CDIST_ROWS) if way == "rapidfuzz cdist" else None
    start = time.process_time()
    left, right = WAYS[way](headlines) if rows is None else WAYS[way](headlines, rows)
    cpu = time.process_time()
    cpu += (cpu - start) * (0 if rows is None else len(headlines) / len(rows) - 1)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    keys = np.unique(np.minimum(left, right) * len(headlines) + np.maximum(left, right))
    np.savez(out, keys=keys, cost=[cpu, most])


def measured(way: str, path: Path, exact: dict[str, np.ndarray]) -> list[str]:
    """Measure one way in a process of its own; give the cells of its row."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "found.npz"
        subprocess.run(
            [sys.executable, __file__, "-", "--here", way, str(path), str(out)], check=True, env=os.environ | ONE_THREAD
        )
        found = dict(np.load(out))
    cpu, most = found["cost"].tolist()
    if way == "rapidfuzz cdist":
        return [f"{cpu:,.0f} (of {CDIST_ROWS} rows)", f"{most:,.0f}", "", "1", "1"]
    held = np.isin(exact["keys"], found["keys"])
    shares = [f"{held.mean():.3f}", f"{held[exact['near']].mean():.3f}"]
    return [f"{cpu:,.1f}", f"{most:,.0f}", f"{len(found['keys']):,}", *shares]


def linked(path: Path) -> list[str]:
    """Measure the command, with default options; give the cells of its row."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "linked.jsonl"
        command = [sys.executable, "-m", "newsnlp", "link", str(path), "--out", str(out), "--quiet"]
        process = subprocess.Popen(command, env=os.environ | ONE_THREAD)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"newsnlp link failed with {process.returncode}")
        with out.open(encoding="utf-8") as lines:
            links = sum(len(json.loads(line)["links"]) for line in lines) // 2
    return [f"{used.ru_utime + used.ru_stime:,.1f}", f"{used.ru_maxrss / 1024:,.0f}", f"{links:,} links", "", ""]


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("generator", type=Path, help="a script that writes so many headlines, one a line")
    options.add_argument("--work", type=Path, help="folder of the headlines and of their exact pairs")
    options.add_argument("--size", type=int, action="append", help="default: 10000 and 100000")
    options.add_argument("--way", action="append", choices=[*WAYS, LINK], help="default: all")
    options.add_argument("--here", nargs=3, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.here:
        way, path, out = given.here
        measure_here(way, Path(path), Path(out))
        return
    if given.work is None:
        options.error("--work is needed")
    given.work.mkdir(parents=True, exist_ok=True)
    ways = given.way or [*WAYS, LINK]
    for peer in [name for name in ways if name in ("datasketch", "rensa") and not importlib.util.find_spec(name)]:
        print(f"{peer} is left out: pip install {peer}")
        ways.remove(peer)
    print("| headlines | way | CPU s | MB | pairs | recall | near |\n|---|---|---|---|---|---|---|")
    for size in given.size or [10_000, 100_000]:
        path = headlines_of(given.generator, size, given.work)
        exact = exact_pairs(path, given.work)
        for way in ways:
            cells = linked(path) if way == LINK else measured(way, path, exact)
            print(f"| {size:,} | {way} | {' | '.join(cells)} |", flush=True)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
