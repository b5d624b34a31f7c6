"""Runs that end before their time: whenever that is, `--resume` makes the output whole, and every record once."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from newsnlp.dates.component import DateComponent
from newsnlp.pipeline import Pipeline
from newsnlp.runs import run_enrichment

SCRIPT = """
import sys
from newsnlp.cli import main
from newsnlp.dates.component import DateComponent
from newsnlp.pipeline import Pipeline
import newsnlp.api

# The command with a pipeline that needs no model: what is tested is what surrounds it.
newsnlp.api.load = lambda *_, **__: Pipeline([DateComponent()])
if __name__ == "__main__":
    main(sys.argv[1:])
"""
DAYS = ["last Friday", "on May 9, 2025", "in March 2024", "two weeks ago", "tomorrow", "in the 1990s"]


@pytest.fixture
def run(tmp_path):
    """Give what starts the command with so many documents, and the files it reads and writes."""
    script = tmp_path / "command.py"
    script.write_text(SCRIPT, encoding="utf-8")
    return Run(script, tmp_path / "in.jsonl", tmp_path / "out.jsonl")


class Run:
    def __init__(self, script, source, out):
        self.script, self.source, self.out = script, source, out
        self.part = out.with_name("out.jsonl.part")

    def write_source(self, number):
        chance = random.Random(number)
        with self.source.open("w", encoding="utf-8") as file:
            for n in range(number):
                text = " ".join(f"The ferry {chance.randint(0, 999)} left {chance.choice(DAYS)}." for _ in range(4))
                file.write(json.dumps({"id": f"d{n}", "text": text, "published": "2025-02-10"}) + "\n")
            file.write("{broken\n")

    def start(self, *options):
        return subprocess.Popen(
            [sys.executable, self.script, "enrich", self.source, "--out", self.out, "-q", *options],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def whole(self, *options):
        """Run the command to its end and give its exit code."""
        process = self.start(*options)
        process.communicate(timeout=600)
        return process.returncode

    def unbroken(self):
        """Give the lines of a run that nothing broke."""
        whole = self.out.with_name("whole.jsonl")
        run_enrichment([self.source], whole, Pipeline([DateComponent()]))
        return whole.read_bytes().splitlines()

    def size(self):
        return self.part.stat().st_size if self.part.exists() else 0

    def until_grown(self, process, by):
        """Wait until the part has grown by so many bytes, or the process has ended."""
        wanted = self.size() + by
        deadline = time.monotonic() + 120
        while self.size() < wanted and process.poll() is None and not self.out.exists():
            assert time.monotonic() < deadline
            time.sleep(0.002)


def end(process, how):
    """End it with a signal, and give its exit code and what it said; none of its children may be left."""
    process.send_signal(how)
    _, told = process.communicate(timeout=60)
    deadline = time.monotonic() + 20
    while left := in_group(process.pid):
        assert time.monotonic() < deadline, left
        time.sleep(0.02)
    return process.returncode, told


def in_group(group):
    """Give the processes of a session that are still running."""
    running = []
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                state, _, _, session = (path / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(session) == group and state != "Z":
                running.append((path / "cmdline").read_text() or path.name)
    return running


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("documents", "kills", "seed"),
    [(200, 2, 1), pytest.param(2000, 50, 8, marks=pytest.mark.nightly)],
)
def test_killed_at_random_points_and_resumed_it_gives_what_an_unbroken_run_gives(run, documents, kills, seed):
    run.write_source(documents)
    whole = run.unbroken()
    chance = random.Random(seed)
    each = sum(map(len, whole)) // (kills + 1)
    killed = 0
    for number in range(kills):
        process = run.start("--resume", "--jobs", str(1 + number % 2))
        # Somewhere in the next stretch, so that all of them are spread over the whole run; some as soon as it starts.
        run.until_grown(process, 0 if chance.random() < 0.1 else chance.randint(1, each))
        time.sleep(chance.random() * 0.005)
        killed += end(process, signal.SIGKILL)[0] == -signal.SIGKILL
    print(f"seed {seed}: killed {killed} times, the part then had {run.size()} bytes")
    assert killed >= kills * 0.9
    assert run.whole("--resume", "--jobs", "2") == 1  # the broken line
    assert sorted(run.out.read_bytes().splitlines()) == sorted(whole)
    assert run.out.read_bytes().splitlines() == whole
    names = sorted(path.name for path in run.out.parent.iterdir() if path.name.startswith("out"))
    assert names == ["out.errors.jsonl", "out.jsonl"]
    assert len((run.out.parent / "out.errors.jsonl").read_text().splitlines()) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")
@pytest.mark.parametrize(("how", "jobs"), [(signal.SIGTERM, "1"), (signal.SIGINT, "2")])
def test_an_interrupt_gives_130_and_leaves_what_resumes(run, how, jobs):
    run.write_source(1000)
    process = run.start("--jobs", jobs)
    run.until_grown(process, 2_000)
    if how == signal.SIGINT:  # a terminal sends it to all of them
        os.killpg(process.pid, how)
        code, told = end(process, 0)
    else:
        code, told = end(process, how)
    said = "error interrupted: enrich into a .jsonl file goes on with --resume, an index keeps what was added\n"
    assert (code, told) == (130, said)
    kept = run.part.read_bytes().splitlines()
    assert 1 < len(kept) < 1000
    assert run.whole("--resume") == 1
    assert run.out.read_bytes().splitlines() == run.unbroken()
    assert run.out.read_bytes().splitlines()[: len(kept) - 1] == kept[:-1]


def test_a_document_that_kills_its_worker_costs_one_error_record(run):
    run.write_source(40)
    lines = run.source.read_text(encoding="utf-8").splitlines()
    lines[7] = json.dumps({"id": "deadly", "text": "KILL"})
    run.source.write_text("\n".join(lines), encoding="utf-8")
    script = run.script.read_text(encoding="utf-8").replace("[DateComponent()]", "[DateComponent(), Deadly()]")
    component = """
import os, signal

class Deadly:
    name = "deadly"

    def annotate(self, doc, so_far):
        if doc.text == "KILL":
            os.kill(os.getpid(), signal.SIGKILL)
        return []

import newsnlp.api"""
    run.script.write_text(script.replace("\nimport newsnlp.api", component), encoding="utf-8")
    code = run.whole("--jobs", "2")
    failures = [json.loads(line) for line in run.out.with_name("out.errors.jsonl").read_text().splitlines()]
    assert code == 1
    assert [(f["where"], f["path"], f["stage"], f["error"]) for f in failures][:1] == [
        ("deadly", "in.jsonl:8", "enrich", "DocumentCrash")
    ]
    assert len(failures) == 2
    assert [json.loads(line)["id"] for line in run.out.read_bytes().splitlines()] == [
        f"d{n}" for n in range(40) if n != 7
    ]
