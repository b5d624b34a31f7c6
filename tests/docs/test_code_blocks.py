"""Every example that the README, the docs and the docstrings show is run, and gives what they say."""

import doctest
import importlib
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import newsnlp

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path, language: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(page.read_text(encoding="utf-8")) if kind == language]


@pytest.fixture
def workplace(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    (tmp_path / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "knowledge.csv", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_examples(source: str, name: str, names: dict) -> int:
    test = doctest.DocTestParser().get_doctest(source, names, name, name, 0)
    runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
    report: list[str] = []
    runner.run(test, out=report.append)
    assert runner.failures == 0, "".join(report)
    return len(test.examples)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks(page, workplace):
    names = {"newsnlp": newsnlp}
    for number, source in enumerate(blocks(page, "python"), start=1):
        if ">>>" in source:
            run_examples(source, f"{page.name}, block {number}", names)
        else:
            exec(compile(source, f"{page.name}, block {number}", "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands(page, workplace):
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for source in blocks(page, "sh"):
        for line in source.replace("\\\n", " ").splitlines():
            if line.split("|")[-1].strip().startswith("newsnlp "):
                done = subprocess.run(line, shell=True, env=environment, capture_output=True, text=True, check=False)
                assert done.returncode == 0, f"{shlex.quote(line)}: {done.stderr}"


def test_the_readme_has_examples_and_commands():
    readme = ROOT / "README.md"
    assert any(">>>" in source for source in blocks(readme, "python"))
    assert any("newsnlp enrich" in source for source in blocks(readme, "sh"))


MODULES = sorted(module.name for module in pkgutil.walk_packages(newsnlp.__path__, "newsnlp."))


@pytest.mark.parametrize("module", [name for name in MODULES if "_models" not in name and "__main__" not in name])
def test_docstring_examples(module, workplace):
    for test in doctest.DocTestFinder().find(importlib.import_module(module), extraglobs={"newsnlp": newsnlp}):
        if test.examples:
            runner = doctest.DocTestRunner(optionflags=FLAGS, verbose=False)
            report: list[str] = []
            runner.run(test, out=report.append)
            assert runner.failures == 0, "".join(report)
