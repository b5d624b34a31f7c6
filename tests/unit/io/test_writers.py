"""Writers: whole or not at all."""

import json

import pytest

from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError
from newsnlp.io.outputs import write
from newsnlp.io.readers import read
from newsnlp.io.writers import atomic_text, check_output, to_line

DOCS = [EnrichedDocument(id=str(n), text=f"Ølpris “{n}”\u2028") for n in range(3)]


def test_a_line_is_one_line_of_utf8():
    line = to_line({"text": "Ø\u2028\n\x00🎉", "n": 1.5})
    assert line == '{"text":"Ø\u2028\\n\\u0000🎉","n":1.5}\n'
    assert json.loads(line)["text"] == "Ø\u2028\n\x00🎉"


def test_a_surrogate_in_the_free_parts_is_written_as_an_escape():
    line = to_line({"meta": {"x": "\ud83d"}, "text": "Ø"})
    assert line.encode()
    assert json.loads(line) == {"meta": {"x": "\ud83d"}, "text": "Ø"}


def test_nan_is_never_written():
    with pytest.raises(ValueError, match="JSON"):
        to_line({"score": float("nan")})


def test_write_counts_and_what_it_wrote_reads_back(tmp_path):
    path = tmp_path / "out.jsonl"
    assert write(iter(DOCS), path) == 3
    assert [article.text for article in read(path)] == [doc.text for doc in DOCS]
    assert [EnrichedDocument.from_dict(json.loads(line)) for line in path.read_bytes().splitlines()] == DOCS
    assert write([], path) == 0
    assert path.read_bytes() == b""


def test_nothing_half_written_replaces_a_good_file(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text("good\n", encoding="utf-8")

    def breaks():
        yield DOCS[0]
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        write(breaks(), path)
    assert path.read_text(encoding="utf-8") == "good\n"
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_appears_at_the_end(tmp_path):
    path = tmp_path / "out.jsonl"
    with atomic_text(path) as stream:
        stream.write("x\n")
        assert not path.exists()
    assert path.read_bytes() == b"x\n"


def test_an_output_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "folder.jsonl").mkdir()
    for name, says in [
        ("out.txt", "out.txt"),
        ("out", "out"),
        ("out.parquet.gz", "no kind"),
        ("folder.jsonl", "folder"),
        ("no/out.jsonl", "no"),
    ]:
        with pytest.raises(ConfigError, match=says):
            check_output(tmp_path / name)
    check_output(tmp_path / "out.jsonl")
    check_output(tmp_path / "out.ndjson")
