"""Outputs chosen by name: what is written reads back, and nothing half-written stays."""

import csv
import gzip
import json
import subprocess
import sys

import pytest

from newsnlp.document import EnrichedDocument, Entity, Link, Mention, Quantity, Timex
from newsnlp.errors import ConfigError, InputError, InvalidRecord
from newsnlp.io.documents import read_documents
from newsnlp.io.outputs import open_output, write
from newsnlp.io.readers import read
from newsnlp.io.writers import to_line

pq = pytest.importorskip("pyarrow.parquet")

PROVENANCE = {"newsnlp": "0", "models": {"m": "1"}, "config": None}
FULL = EnrichedDocument(
    id="a", text="1941-45 cost $5-7 in Oslo", title="1941-45", published="2025-02-10", language="en", source="Ø",
    url="https://x.example", meta={"n": 1, "deep": [{"x": None}, 1.5]},
    mentions=(
        Mention(0, 7, "1941-45", "DATE", 1, None, "dates:range", Timex("DATE", "1941/1945", (0, 7), parts=(
            Timex("DATE", "1941", (0, 4), "START", "year", ("1941-01-01", "1942-01-01"), "x"),
            Timex("DATE", "1945", (5, 7)),
        ))),
        Mention(13, 17, "$5-7", "MONEY", 0.5, None, "q", None, Quantity("money", None, "USD", 5, 7.5)),
        Mention(21, 25, "Oslo", "GPE", 0.25, "e1", "entities"),
    ),
    entities=(
        Entity("e1", "Oslo", "GPE", "Q585", 0.9, 1, (2,), ("first",), "capital", "NO", 59.9, 10.7, {"user": "o"}),
    ),
    story="s1", links=(Link("b", 0.9, "same_story", {"words": ("x",), "days_apart": 1, "none": None}),),
    warnings=("w",), provenance=PROVENANCE,
)  # fmt: skip
BARE = EnrichedDocument("b", "", provenance=PROVENANCE)
DOCS = [FULL, BARE]


def documents_of(path):
    return list(read_documents(path))


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl.gz", "a.jsonl.zst", "a.NDJSON"])
def test_every_form_of_record_reads_back_as_json_lines_do(tmp_path, name):
    assert write(DOCS, tmp_path / "a.jsonl") == write(iter(DOCS), tmp_path / name) == 2
    assert list(read(tmp_path / name)) == list(read(tmp_path / "a.jsonl"))


@pytest.mark.parametrize("name", ["a.parquet", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_documents_are_read_back_whole(tmp_path, name):
    write(DOCS, tmp_path / name)
    assert list(read_documents(tmp_path / name)) == DOCS


def test_what_holds_no_documents_says_why(tmp_path):
    write(DOCS, tmp_path / "flat.parquet", of="mentions")
    (tmp_path / "other.jsonl").write_text('{"schema": "other"}\n', encoding="utf-8")
    (tmp_path / "list.jsonl").write_text("[1]\n", encoding="utf-8")
    (tmp_path / "cut.jsonl").write_text('{"schema"', encoding="utf-8")
    (tmp_path / "cut.parquet").write_bytes(b"PAR1")
    for name, says in [
        ("flat.parquet", "holds no records, but the columns doc"),
        ("a.csv", "holds no records"),
        ("none.jsonl", "does not exist"),
        ("other.jsonl", "line 1: schema is 'other'"),
        ("list.jsonl", "line 1 is no record but a list"),
        ("cut.jsonl", "line 1 is not JSON"),
        ("cut.parquet", "damaged behind row 0"),
    ]:
        with pytest.raises(InputError, match=says):
            list(read_documents(tmp_path / name))


def test_a_table_that_pandas_copied_is_still_one_of_records(tmp_path):
    pd = pytest.importorskip("pandas")
    write(DOCS, tmp_path / "a.parquet")
    pl = pytest.importorskip("polars")
    pl.read_parquet(tmp_path / "a.parquet").write_parquet(tmp_path / "polars.parquet")
    pd.read_parquet(tmp_path / "a.parquet").to_parquet(tmp_path / "pandas.parquet")
    for name in ("polars", "pandas"):
        assert documents_of(tmp_path / f"{name}.parquet") == DOCS


def test_a_parquet_file_holds_the_whole_record(tmp_path):
    write(DOCS, tmp_path / "a.parquet")
    assert documents_of(tmp_path / "a.parquet") == DOCS
    again = [to_line(doc.to_dict()) for doc in documents_of(tmp_path / "a.parquet")]
    # A score of 1 is 1.0 behind a column of floats; quantities keep their form.
    assert again == [
        to_line(doc.to_dict()).replace('"score":1,', '"score":1.0,').replace('"salience":1,', '"salience":1.0,')
        for doc in DOCS
    ]


def test_no_documents_give_an_empty_table_of_the_same_schema(tmp_path):
    write([], tmp_path / "none.parquet", of=["records", "mentions"])
    write(DOCS, tmp_path / "some.parquet", of=["records", "mentions"])
    for table in ("", ".mentions"):
        none, some = (pq.read_table(tmp_path / f"{name}{table}.parquet") for name in ("none", "some"))
        assert none.num_rows == 0
        assert none.schema == some.schema
    assert list(read(tmp_path / "none.parquet")) == []


def test_every_definition_of_the_schema_is_in_the_table():
    import newsnlp.io.parquet_files as parquet_files

    schema = parquet_files.record_schema()
    assert schema.names == list(FULL.to_dict())
    mention = schema.field("mentions").type.value_type
    assert [mention.field(i).name for i in range(mention.num_fields)] == [
        "start", "end", "text", "label", "score", "entity", "by", "timex", "quantity",
    ]  # fmt: skip
    assert "parts" not in str(mention.field("timex").type.field("parts").type)


def test_what_the_schema_does_not_know_is_refused_with_the_document(tmp_path):
    part = Timex("DATE", "1941", (0, 4), parts=(Timex("DATE", "1941", (0, 4)),))
    deep = Mention(0, 7, "1941-45", "DATE", timex=Timex("DATE", "x", (0, 7), parts=(part,)))
    for doc in [
        EnrichedDocument("bad", "", provenance={"x": 1}),
        EnrichedDocument("bad", "", mentions=(deep,)),
        EnrichedDocument("bad", "", mentions=(Mention(0, 2**70, "", "GPE"),)),
    ]:
        with pytest.raises(InvalidRecord, match="document 'bad' does not fit"):
            write([FULL, doc], tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_lone_surrogate_of_a_free_field_does_not_stop_a_table(tmp_path):
    doc = EnrichedDocument("a", "x", url="\ud800", source="é\ud800", meta={"x": "\ud800é"})
    write([doc], tmp_path / "a.parquet", of=["records", "documents"])
    (again,) = documents_of(tmp_path / "a.parquet")
    assert (again.url, again.source, again.meta["x"]) == ("\ufffd", "é\ufffd", "\ud800é")
    assert pq.read_table(tmp_path / "a.documents.parquet").to_pylist()[0]["source"] == "é\ufffd"


def test_several_tables_stand_beside_each_other(tmp_path):
    write(DOCS, tmp_path / "a.parquet", of=["records", "mentions", "links"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.links.parquet", "a.mentions.parquet", "a.parquet"]
    rows = pq.read_table(tmp_path / "a.mentions.parquet").to_pylist()
    assert [(row["doc"], row["text"], row["low"], row["value"]) for row in rows] == [
        ("a", "1941-45", None, "1941/1945"), ("a", "$5-7", 5.0, None), ("a", "Oslo", None, None),
    ]  # fmt: skip
    write(DOCS, tmp_path / "b.csv.gz", of=["documents", "entities"])
    with gzip.open(tmp_path / "b.entities.csv.gz", "rt", encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == ["Oslo"]
    assert (tmp_path / "b.csv.gz").exists()


def test_a_csv_holds_documents_unless_told(tmp_path):
    write(DOCS, tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert [row["doc"] for row in csv.DictReader(file)] == ["a", "b"]


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.jsonl.gz", "a.jsonl.zst"])
def test_nothing_half_written_stays(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"good")

    def breaks():
        yield FULL
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        write(breaks(), path, of=["documents", "mentions"] if name in ("a.parquet", "a.csv") else None)
    assert path.read_bytes() == b"good"
    assert list(tmp_path.iterdir()) == [path]


def test_the_same_documents_give_the_same_bytes(tmp_path):
    for name in ("a.parquet", "a.jsonl.gz", "a.jsonl.zst", "a.csv"):
        write(DOCS, tmp_path / name)
        first = (tmp_path / name).read_bytes()
        write(DOCS, tmp_path / name)
        assert (tmp_path / name).read_bytes() == first


def test_row_groups_are_written_as_they_fill(tmp_path, monkeypatch):
    import newsnlp.io.parquet_files as parquet_files

    monkeypatch.setattr(parquet_files, "_GROUP_DOCS", 10)
    monkeypatch.setattr(parquet_files, "_GROUP_ROWS", 10)
    docs = (EnrichedDocument(str(n), "x", mentions=FULL.mentions, provenance=PROVENANCE) for n in range(25))
    write(docs, tmp_path / "a.parquet", of=["records", "mentions"])
    assert pq.ParquetFile(tmp_path / "a.parquet").num_row_groups == 3
    assert pq.ParquetFile(tmp_path / "a.mentions.parquet").num_row_groups == 7
    assert [article.id for article in read(tmp_path / "a.parquet")] == [str(n) for n in range(25)]


def test_without_the_package_the_error_says_what_to_install(tmp_path, monkeypatch):
    for name, module, extra in [("a.parquet", "pyarrow", "frames"), ("a.jsonl.zst", "zstandard", "html")]:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ConfigError, match=rf"pip install 'newsnlp\[{extra}\]'"):
            write(DOCS, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_writing_lines_and_csv_needs_no_extra(tmp_path):
    code = (
        "import sys\nfor name in ('pandas', 'polars', 'pyarrow', 'zstandard'): sys.modules[name] = None\n"
        "import newsnlp\ndocs = [newsnlp.EnrichedDocument('a', 'x')]\n"
        "newsnlp.write(docs, 'a.csv'), newsnlp.write(docs, 'a.jsonl.gz')"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    assert json.loads(gzip.decompress((tmp_path / "a.jsonl.gz").read_bytes()))["id"] == "a"


def test_one_output_takes_documents_one_at_a_time(tmp_path):
    with open_output(tmp_path / "a.jsonl") as add:
        add(FULL)
        assert not (tmp_path / "a.jsonl").exists()
    assert (tmp_path / "a.jsonl").exists()
