"""The component that CONTRIBUTING.md shows is a good one."""

import importlib
import re
import sys
from pathlib import Path

import pytest

import newsnlp
from newsnlp.pipeline import Pipeline
from newsnlp.testing import check_component

PAGE = Path(__file__).resolve().parents[2] / "CONTRIBUTING.md"


@pytest.fixture
def speakers(tmp_path, monkeypatch):
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    (tmp_path / "speakers.py").write_text(blocks[0], encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("speakers")
    del sys.modules["speakers"]


def test_it_keeps_the_contract(speakers):
    check_component(speakers.Speakers())


def test_it_finds_who_speaks(speakers):
    doc = Pipeline([speakers.Speakers()])(newsnlp.Article("“We have a deal,” said Ana Ruiz. “Not yet,” warned O’Hara."))
    assert [(m.text, m.label) for m in doc.mentions] == [("Ana Ruiz", "PERSON"), ("O’Hara", "PERSON")]
