"""From what a user points at to files."""

from newsnlp.io.sources import find_sources


def test_the_failures_of_an_earlier_run_are_no_articles(tmp_path):
    for name in ("a.jsonl", "out.errors.jsonl"):
        (tmp_path / name).write_text("{}\n", encoding="utf-8")
    assert [source.name for source in find_sources([tmp_path])] == ["a.jsonl"]
