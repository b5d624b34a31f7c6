"""Input that means harm: read or refused, in little memory, and nothing is written but the output.

The cases are those of `benchmarks/hostile_input.py`, which runs them at full size through the command.
"""

import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsnlp.errors import NewsNlpError
from newsnlp.pipeline import Pipeline
from newsnlp.runs import run_enrichment

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
import hostile_cases

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes, devices and limits as Linux has them")

CASES = {case.name: case for case in hostile_cases.cases() if "giant" not in case.name and "bomb" not in case.name}
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
from newsnlp.errors import NewsNlpError
from newsnlp.io.readers import scan
told = []
try:
    for item in scan(sys.argv[1:]):
        told.append(str(item.error))
except NewsNlpError as error:
    told.append(str(error))
# Not getrusage: its number begins with what the process that started this one held.
(most,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(int(most) // 1024, *told)
"""


def tree(folder):
    return sorted(str(path) for name in ("out", "cwd") for path in (folder / name).rglob("*"))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(case.name, marks=[pytest.mark.nightly] if case.heavy else [])
        for case in CASES.values()
        if "characters" not in case.name
    ],
)
def test_read_or_refused(name, tmp_path, monkeypatch):
    for folder in ("in", "out", "cwd"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    before = tree(tmp_path)
    paths = [path for path in CASES[name].make(tmp_path / "in", 1 << 20) if path not in ("--", "--lines")]
    out = tmp_path / "out" / "o.jsonl"
    with contextlib.suppress(NewsNlpError):
        run_enrichment(paths, out, Pipeline([]), lines="/x.txt" in paths[0])
    for line in out.read_text(encoding="utf-8").splitlines() if out.exists() else []:
        assert "root:x:0" not in json.loads(line)["text"]  # of /etc/passwd
    allowed = {"o.jsonl", "o.errors.jsonl", "o.jsonl.part"}
    assert {Path(path).name for path in set(tree(tmp_path)) - set(before)} <= allowed


@pytest.mark.parametrize("suffix", ["txt", "jsonl", "csv"])
def test_a_giant_line_is_not_held(suffix, tmp_path):
    (case,) = [case for case in hostile_cases.cases() if case.name == f"giant line of zeros, {suffix}"]
    assert _megabytes(case, tmp_path, 1 << 29) < 250


@pytest.mark.parametrize(
    "name",
    [
        "gzip bomb, jsonl",
        "zstd bomb",
        pytest.param("Parquet bomb, one cell", marks=pytest.mark.nightly),
        "Parquet bomb, nested",
    ],
)
def test_a_bomb_is_refused(name, tmp_path):
    (case,) = [case for case in hostile_cases.cases() if case.name == name]
    assert _megabytes(case, tmp_path, 1 << 28) < 250


def _megabytes(case, tmp_path, giant):
    """Read the case in a process of its own, which must refuse it, and give the most memory that it had."""
    (tmp_path / "in").mkdir()
    paths = case.make(tmp_path / "in", giant)
    told = subprocess.run(
        [sys.executable, "-c", LIMITED, *paths],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    number, _, message = told.strip().partition(" ")
    assert message
    return int(number)
