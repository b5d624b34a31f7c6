"""The commands: their output, their exit codes, and what they leave behind."""

import io
import json
import shutil
import sys
from pathlib import Path

import pytest

from newsnlp.cli import run
from newsnlp.entities.model import NewsNer
from newsnlp.io.documents import read_documents
from newsnlp.store import artefacts

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def lines_of(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def typed(monkeypatch):
    def type_in(text: str) -> None:
        stream = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)

    return type_in


def test_enrich_writes_records_and_a_summary(tmp_path, capsys):
    out = tmp_path / "out.jsonl"
    assert run(["enrich", str(SAMPLES / "articles.jsonl"), "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "words a second" in told.err
    assert "people" in told.err
    assert len(lines_of(out)) == len((SAMPLES / "articles.jsonl").read_text(encoding="utf-8").splitlines())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl"]


def test_quiet_says_nothing(tmp_path, capsys):
    assert run(["enrich", str(SAMPLES / "articles.jsonl"), "--out", str(tmp_path / "out.jsonl"), "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_stdin_and_stdout_carry_data_only(capsys, typed):
    typed('{"title": "Xi Jinping Visits Moscow", "published": "2025-05-08"}\n')
    assert run(["enrich", "-", "--out", "-"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["id"] == "stdin:1"
    assert [entity["name"] for entity in record["entities"]] == ["Xi Jinping", "Moscow"]


def test_plain_text_on_stdin_is_one_article_or_one_a_line(capsys, typed):
    typed("Putin spoke in Moscow.\nXi listened in Beijing.\n")
    assert run(["enrich", "-", "--out", "-", "-q"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    typed("Putin spoke in Moscow.\n\nXi listened in Beijing.\n")
    assert run(["enrich", "-", "--lines", "--out", "-", "-q"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["id"] for record in records] == ["stdin:1", "stdin:3"]


def test_published_is_the_default_of_undated_articles(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text(
        '{"id": "1", "text": "He left yesterday."}\n'
        '{"id": "2", "text": "He left yesterday.", "published": "2020-01-02"}\n',
        encoding="utf-8",
    )
    out = tmp_path / "out.jsonl"
    assert run(["enrich", str(source), "--out", str(out), "--published", "2025-02-10", "-q"]) == 0
    values = [record["mentions"][0]["timex"]["value"] for record in lines_of(out)]
    assert values == ["2025-02-09", "2020-01-01"]


def test_unknown_keys_are_kept(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text('{"id": 7, "title": "Xi Visits Moscow", "desk": "foreign", "tags": ["x"]}\n', encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert run(["enrich", str(source), "--out", str(out), "-q"]) == 0
    (record,) = lines_of(out)
    assert record["id"] == "7"
    assert record["meta"] == {"desk": "foreign", "tags": ["x"], "origin": "a.jsonl:1"}


def test_some_documents_fail(tmp_path, capsys):
    source = tmp_path / "a.jsonl"
    source.write_text(
        '{"id": "1", "title": "ok"}\n{broken\n{"id": "1", "title": "again"}\n'
        '{"id": "2", "title": "x", "published": "2023-02-29"}\n'
        '{"id": "3"}\n[1]\n{"id": "4", "title": "ok too"}\n',
        encoding="utf-8",
    )
    out = tmp_path / "out.jsonl"
    assert run(["enrich", str(source), "--out", str(out)]) == 1
    assert [record["id"] for record in lines_of(out)] == ["1", "4"]
    failures = lines_of(tmp_path / "out.errors.jsonl")
    assert [f["error"] for f in failures] == [
        "UnreadableFile", "DuplicateId", "InvalidDate", "InvalidArticle", "InvalidArticle",
    ]  # fmt: skip
    told = capsys.readouterr().err
    assert "a.jsonl, line 2" in told
    assert "2023-02-29" in told


def test_fail_stops_and_keeps_the_good_output(tmp_path, capsys):
    source = tmp_path / "a.jsonl"
    source.write_text('{"id": "1", "title": "ok"}\n{broken\n', encoding="utf-8")
    out = tmp_path / "out.jsonl"
    out.write_text("the good one\n", encoding="utf-8")
    assert run(["enrich", str(source), "--out", str(out), "--on-error", "fail"]) == 2
    assert out.read_text(encoding="utf-8") == "the good one\n"
    assert "line 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["enrich", "nowhere.txt", "--out", "x.jsonl"], "nowhere.txt"),
        (["enrich", str(SAMPLES), "--out", "x.txt"], ".jsonl"),
        (["enrich", str(SAMPLES), "--out", "x.jsonl", "--of", "mentions"], "x.jsonl holds records"),
        (["enrich", str(SAMPLES), "--out", "x.csv", "--of", "words"], "words"),
        (["enrich", str(SAMPLES), "--out", "x.parquet", "--resume"], "cannot be resumed"),
        (["enrich", str(SAMPLES), "--out", "-", "--of", "mentions"], "standard output"),
        (["enrich", str(SAMPLES), "--out", "no/such/x.jsonl"], "no/such"),
        (["enrich", str(SAMPLES), "--out", "x.jsonl", "--published", "2025-02-31"], "2025-02-31"),
        (["enrich", str(SAMPLES), "--out", "x.jsonl", "--model", "huge"], "huge"),
        (["enrich", str(SAMPLES)], "--out"),
        (["enrich", str(SAMPLES), "--out", "-", "--resume"], "resumed"),
        (["link", "nowhere.txt", "--out", "x.jsonl"], "nowhere.txt"),
        (["link", str(SAMPLES), "--out", "x.jsonl", "--min-score", "1.5"], "min-score"),
        (["no-such-command"], "no-such-command"),
    ],
)
def test_usage_errors_exit_with_2(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_model_exits_with_3(tmp_path, capsys, monkeypatch):
    shutil.copytree(artefacts.models_root() / "news_ner", tmp_path / "models" / "news_ner")
    monkeypatch.setattr(artefacts, "models_root", lambda: tmp_path / "models")
    model = next((tmp_path / "models" / "news_ner" / "fast").glob("*.onnx"))
    model.write_bytes(model.read_bytes()[:-1] + b"?")
    NewsNer.load.__func__.cache_clear()  # as in a new process: a model is checked when it is loaded
    assert run(["enrich", str(SAMPLES / "articles.jsonl"), "--out", str(tmp_path / "o.jsonl")]) == 3
    assert model.name in capsys.readouterr().err
    assert run(["doctor"]) == 3
    model.unlink()
    assert run(["enrich", str(SAMPLES / "articles.jsonl"), "--out", str(tmp_path / "o.jsonl")]) == 3
    assert "reinstall" in capsys.readouterr().err
    assert not (tmp_path / "o.jsonl").exists()


def test_link_writes_one_record_a_headline_and_tells_the_stories(tmp_path, capsys):
    out = tmp_path / "out.jsonl"
    assert run(["link", str(SAMPLES / "headlines.txt"), "--out", str(out)]) == 0
    headlines = (SAMPLES / "headlines.txt").read_text(encoding="utf-8").splitlines()
    records = lines_of(out)
    assert [record["text"] for record in records] == headlines
    assert [record["id"] for record in records] == [f"headlines.txt:{n}" for n in range(1, len(headlines) + 1)]
    assert "stories" in capsys.readouterr().err


def test_link_tells_what_it_passed_over_in_a_folder(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Quake Hits Chile\nBank Cuts Rates\n", encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    assert run(["link", str(folder), "--out", str(tmp_path / "out.jsonl")]) == 0
    told = capsys.readouterr().err
    assert "passed over" in told
    assert "photo.png" in told
    (folder / "photo.png").unlink()
    assert run(["link", str(folder), "--out", str(tmp_path / "out.jsonl")]) == 0
    assert "passed over" not in capsys.readouterr().err


def test_min_score_changes_links_but_no_story(tmp_path):
    low, usual = tmp_path / "low.jsonl", tmp_path / "usual.jsonl"
    assert run(["link", str(SAMPLES / "headlines.txt"), "--out", str(usual), "-q"]) == 0
    assert run(["link", str(SAMPLES / "headlines.txt"), "--out", str(low), "--min-score", "0.02", "-q"]) == 0
    assert [r["story"] for r in lines_of(low)] == [r["story"] for r in lines_of(usual)]
    assert sum(len(r["links"]) for r in lines_of(low)) > sum(len(r["links"]) for r in lines_of(usual))


def test_link_uses_what_enriched_records_carry(tmp_path):
    enriched, linked = tmp_path / "enriched.jsonl", tmp_path / "linked.jsonl"
    assert run(["enrich", str(SAMPLES / "articles.jsonl"), "--out", str(enriched), "-q"]) == 0
    assert run(["link", str(enriched), "--out", str(linked), "-q"]) == 0
    for before, after in zip(lines_of(enriched), lines_of(linked), strict=True):
        assert after["mentions"] == before["mentions"]
        assert after["text"] == before["text"]
    assert any(record["story"] for record in lines_of(linked))


def test_enriching_records_again_changes_nothing(tmp_path):
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    assert run(["enrich", str(SAMPLES / "articles.jsonl"), "--out", str(first), "-q"]) == 0
    assert run(["enrich", str(first), "--out", str(second), "-q"]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_dates_are_a_table(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    source = tmp_path / "a.txt"
    source.write_text("The war of 1941-45 ended long ago. He left last Friday.", encoding="utf-8")
    assert run(["dates", str(source), "--published", "2025-02-10"]) == 0
    told = capsys.readouterr().out
    assert "1941/1945" in told
    assert "2025-02-07" in told
    assert run(["dates", str(tmp_path / "no.txt")]) == 2


def test_explain_tells_why(capsys, typed):
    arguments = ["explain", "He left last Friday.", "--title", "Xi in Moscow", "--published", "2025-02-10"]
    assert run(arguments) == 0
    told = capsys.readouterr().out
    assert "by dates, rule near_name" in told
    assert "counted from 2025-02-10" in told
    assert "'Moscow' GPE" in told
    typed("He left last Friday.")
    assert run(["explain", "-", "--published", "2025-02-10", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [(m["rule"], m["anchor"]) for m in record["mentions"]] == [("near_name", "2025-02-10")]


def test_explain_refuses_what_it_cannot_read(capsys, typed):
    assert run(["explain", "x", "--published", "2025-02-31"]) == 2
    typed('{"text": "Putin spoke.", "id": "a"}\n{"id": "b"}\n')
    assert run(["explain", "-", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["id"] == "a"
    assert "line 2" in told.err


def test_schema_is_json(capsys):
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"]


def test_doctor_finds_all_well(capsys):
    assert run(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "news_ner/fast" in told
    assert "onnxruntime" in told


def test_knowledge_and_labels_from_the_command_line(tmp_path, capsys, typed):
    names, more = tmp_path / "names.csv", tmp_path / "more.jsonl"
    names.write_text("name,aliases,label,id\nZorblax Holdings,Zorblax,ORG,z-1\n", encoding="utf-8")
    more.write_text('{"name": "Moscow", "stop": true}\n', encoding="utf-8")
    options = ["--knowledge", str(names), "--knowledge", str(more), "--deny", "DATE"]
    typed("Zorblax met Putin in Moscow on May 9.\n")
    assert run(["enrich", "-", "--out", "-", "-q", *options]) == 0
    record = json.loads(capsys.readouterr().out)
    assert {e["name"]: e.get("ids") for e in record["entities"]} == {"Zorblax Holdings": {"user": "z-1"}, "Putin": None}
    assert [m["text"] for m in record["mentions"]] == ["Zorblax", "Putin"]
    typed("Zorblax Buys Quandrix\nQuandrix Bought by Zorblax\n")
    assert run(["link", "-", "--out", "-", "-q", "--entities", "--knowledge", str(names)]) == 0
    assert [json.loads(line)["entities"][0]["name"] for line in capsys.readouterr().out.splitlines()]
    typed("Zorblax\n")
    assert run(["link", "-", "--out", "-", "--knowledge", str(names)]) == 2
    assert "--entities" in capsys.readouterr().err
    assert run(["enrich", "-", "--out", "-", "--allow", "PLACE"]) == 2
    assert "'PLACE', expected one of PERSON" in capsys.readouterr().err
    names.write_text("name,label\nZorblax,FIRM\n", encoding="utf-8")
    assert run(["enrich", "-", "--out", "-", "--knowledge", str(names)]) == 2
    assert f"{names}:2: label is 'FIRM'" in capsys.readouterr().err.replace("\n", "")


def test_columns_are_mapped_by_every_command(tmp_path, capsys):
    source, out = tmp_path / "wire.csv", tmp_path / "out.jsonl"
    source.write_text(
        "headline,day\nQuake Hits Chile on Friday,2025-02-10\nStrong Quake Hits Chile,2025-02-10\n", encoding="utf-8"
    )
    columns = ["--columns", "title=headline,published=day"]
    assert run(["link", str(source), "--out", str(out), "-q", *columns]) == 0
    assert len({record["story"] for record in lines_of(out)}) == 1
    assert {record["published"] for record in lines_of(out)} == {"2025-02-10"}
    assert run(["dates", str(source), *columns]) == 0
    assert "2025-02-07" in capsys.readouterr().out
    for command in (["link", str(source), "--out", str(out)], ["dates", str(source)]):
        assert run([*command, "--columns", "headline"]) == 2
        assert "FIELD=COLUMN" in capsys.readouterr().err


def test_tables_are_written_as_the_name_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    source = str(SAMPLES / "articles.jsonl")
    assert run(["enrich", source, "--out", "plain.jsonl", "-q"]) == 0
    assert run(["enrich", source, "--out", "a.parquet", "--of", "records", "--of", "mentions", "-q"]) == 0
    assert run(["link", "a.parquet", "--out", "links.csv", "--of", "links", "-q"]) == 0
    assert run(["link", "a.parquet", "--out", "linked.jsonl.gz", "-q"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a.mentions.parquet", "a.parquet", "linked.jsonl.gz", "links.csv", "plain.jsonl",
    ]  # fmt: skip
    assert [doc.to_dict() for doc in read_documents("a.parquet")] == lines_of(tmp_path / "plain.jsonl")
    links = [link for doc in read_documents("linked.jsonl.gz") for link in doc.links]
    assert len((tmp_path / "links.csv").read_text(encoding="utf-8").splitlines()) == 1 + len(links) > 1


def test_two_records_of_one_id_are_both_named(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"title": "Rain"}\n{"id": "x", "title": "Rain"}\n', encoding="utf-8")
    assert run(["link", str(tmp_path), "--out", str(tmp_path / "out.jsonl"), "-q"]) == 1
    (failure,) = lines_of(tmp_path / "out.errors.jsonl")
    assert "id 'x' is there twice (a.jsonl:2 and b.jsonl:2): give each" in failure["message"]


@pytest.mark.parametrize(("options", "read"), [([], False), (["--entities"], True), (["--reader"], True)])
def test_the_reader_comes_with_entities_or_when_asked_for(capsys, typed, options, read):
    typed("Dozens Killed as Motorway Bridge Gives Way in Genoa\nGenoa Motorway Collapse: Death Toll Climbs to 39\n")
    assert run(["link", "-", "--out", "-", "-q", "--min-score", "0", *options]) == 0
    first, _ = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert ("reader" in first["links"][0]["evidence"]["terms"]) is read


def test_entities_without_the_reader(capsys, typed):
    typed("Quake Hits Chile\nStrong Quake Hits Chile\n")
    assert run(["link", "-", "--out", "-", "-q", "--entities", "--no-reader"]) == 0
    first, _ = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert "reader" not in first["links"][0]["evidence"]["terms"]
    assert first["entities"]
