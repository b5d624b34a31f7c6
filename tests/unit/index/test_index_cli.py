"""The commands of the index: what they read, print, refuse and leave behind."""

import io
import json
import sys

import pytest

import newsnlp
from newsnlp.cli import run

SUEZ = ["Suez Canal Reopens as Stranded Ship Ever Given Is Freed", "Ever Given Freed, Suez Canal Traffic Resumes"]
HEADLINES = [*SUEZ, "ECB Cuts Rates", "Quake Hits Chile", "Strong Quake Hits Chile"]


@pytest.fixture
def file(tmp_path):
    (tmp_path / "headlines.txt").write_text("\n".join(HEADLINES), encoding="utf-8")
    return str(tmp_path / "news.db")


@pytest.fixture
def filled(file, tmp_path):
    assert run(["index", "add", file, str(tmp_path / "headlines.txt"), "--quiet"]) == 0
    return file


def pipe(monkeypatch, text):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))


def printed(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_what_is_added_is_exported_as_link_writes_it(file, tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "headlines.txt").rename(folder / "headlines.txt")
    newsnlp.write([newsnlp.enrich("Chile was hit by a strong quake.", published="2024-05-01")], folder / "more.jsonl")
    assert run(["index", "add", file, str(folder), "--batch", "2"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.split() for line in told.err.splitlines() if line.startswith(("records", "new"))] == [
        ["records", "6"],
        ["new", "6"],
    ]
    assert run(["index", "export", file, "--settle", "--out", str(tmp_path / "index.jsonl")]) == 0
    assert run(["link", str(folder), "--out", str(tmp_path / "link.jsonl"), "--quiet"]) == 0
    lines = (tmp_path / "link.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = sorted(lines, key=lambda line: json.loads(line)["id"])
    assert any(json.loads(line)["entities"] for line in wanted)
    assert (tmp_path / "index.jsonl").read_text(encoding="utf-8").splitlines() == wanted


def test_standard_input_is_named_by_content(file, monkeypatch, capsys):
    for _ in range(2):
        pipe(monkeypatch, "Quake Hits Chile\nStrong Quake Hits Chile\n")
        assert run(["index", "add", file, "-"]) == 0
    pipe(monkeypatch, '{"title": "ECB Cuts Rates"}\n{"id": "own", "title": "Chile Hit by Quake"}\n')
    assert run(["index", "add", file, "-", "--quiet"]) == 0
    capsys.readouterr()
    assert run(["index", "export", file, "--out", "-"]) == 0
    records = printed(capsys)
    assert len(records) == 4
    assert "own" in [record["id"] for record in records]
    assert not [record["id"] for record in records if record["id"].startswith("stdin")]


def test_query_prints_links_with_their_reasons(filled, capsys):
    assert run(["index", "query", filled, SUEZ[1], "--json"]) == 0
    found = printed(capsys)
    assert [record["text"] for record in found] == SUEZ[::-1]
    assert found[0]["relation"] == "exact_duplicate"
    assert found[1]["evidence"]["terms"]
    assert run(["index", "query", filled, SUEZ[1], "--limit", "1", "--json"]) == 0
    assert printed(capsys) == found[:1]
    assert run(["index", "query", filled, SUEZ[1]]) == 0
    table = capsys.readouterr().out
    assert "exact_duplicate" in table
    assert "given" in table
    assert run(["index", "query", filled, "zebra xylophone quark"]) == 0
    told = capsys.readouterr()
    assert (told.out, "nothing" in told.err) == ("", True)


def test_stories_since_a_day(filled, monkeypatch, capsys):
    pipe(
        monkeypatch,
        '{"id": "late", "title": "Strong Quake Hits Chile Coast", "published": "2024-05-02T23:00:00-05:00"}',
    )
    assert run(["index", "add", filled, "-", "--quiet"]) == 0
    assert run(["index", "stories", filled, "--json"]) == 0
    found = printed(capsys)
    assert [len(story["members"]) for story in found] == [3, 2]
    for since, number in (("2024-05-02", 1), ("2024-05-03", 0)):
        assert run(["index", "stories", filled, "--settle", "--since", since, "--json"]) == 0
        assert len(printed(capsys)) == number
    assert run(["index", "stories", filled, "--limit", "1"]) == 0
    table = capsys.readouterr()
    assert "2024-05-02" in table.out
    assert "Suez" not in table.out
    assert "2 stories" in table.err


def test_a_record_that_cannot_be_read_is_told(file, monkeypatch, capsys):
    pipe(monkeypatch, '{"title": "Quake Hits Chile"}\n{"title": 7}\n{"title": "ECB Cuts Rates"}\n')
    assert run(["index", "add", file, "-"]) == 1
    told = capsys.readouterr().err
    assert "standard input, line 2" in told
    assert "1 records failed" in told
    assert run(["index", "export", file, "--out", "-"]) == 0
    assert len(printed(capsys)) == 2


@pytest.mark.parametrize("command", [["query", "Quake"], ["stories"], ["export", "--out", "-"]])
def test_a_mistyped_name_makes_no_index(tmp_path, capsys, command):
    name, *rest = command
    assert run(["index", name, str(tmp_path / "nwes.db"), *rest]) == 2
    assert "newsnlp index add" in capsys.readouterr().err.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_index_is_refused(filled, tmp_path, capsys):
    headlines = str(tmp_path / "headlines.txt")
    for arguments, message in (
        (["add", headlines, headlines], "both input and output"),
        (["stories", headlines], "no newsnlp index"),
        (["add", str(tmp_path / "no" / "news.db"), headlines], "in none that exists"),
        (["add", str(tmp_path / "new.db"), str(tmp_path / "nothing.txt")], "does not exist"),
        (["add", filled, headlines, "--published", "May"], "published"),
        (["stories", filled, "--since", "May"], "May"),
        (["export", filled, "--out", filled], ".jsonl"),
        (["export", filled, "--out", str(tmp_path / "no" / "a.jsonl")], "folder"),
    ):
        assert run(["index", *arguments]) == 2
        assert message in capsys.readouterr().err.replace("\n", " ")
    assert not (tmp_path / "new.db").exists()
