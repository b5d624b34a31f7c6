"""CSV files that a spreadsheet shows and does not compute."""

import csv

import pytest

from newsnlp.document import EnrichedDocument, Entity, Link, Mention, Quantity, Timex
from newsnlp.errors import ConfigError
from newsnlp.frames import to_frame
from newsnlp.io.outputs import write
from newsnlp.io.tables import csv_cell, csv_file

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    " =1",
    "\t=1",
    "\r=1",
    "\n@x",
    "\u00a0=1",
    "\ufeff=1",
    "\u200b=1",
    "＝1",
    "\tx",
]
PLAIN = ["", "a=1", "'=1", "2025-02-10", "$3", "(=1)", "“=1”"]
KINDS = ["mentions", "entities", "dates", "links", "documents"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_get_an_apostrophe(text):
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [*PLAIN, -3.5, 0, None])
def test_other_cells_stay(value):
    assert csv_cell(value) == value


def test_what_a_file_cannot_hold_is_replaced():
    assert csv_cell("a\x00b\ud800") == "a\ufffdb\ufffd"
    assert csv_cell("😀") == "😀"


def test_rows_are_read_back(tmp_path):
    rows = [["a,b", 'c"d\ne', -1.5], ["x;=1", "", None]]
    with csv_file(tmp_path / "x.csv", ["p", "q", "r"]) as write_row:
        for row in rows:
            write_row(row)
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["p", "q", "r"], ["a,b", 'c"d\ne', "-1.5"], ["x;=1", "", ""]]
    assert '"x;=1"' in (tmp_path / "x.csv").read_text(encoding="utf-8")


EVIL = "=HYPERLINK(1)"
DOC = EnrichedDocument(
    id=EVIL, text="May 9 $3-5", title=EVIL, published="2025-02-10", language="en", source=EVIL, url=EVIL, story=EVIL,
    mentions=(
        Mention(0, 5, EVIL, "DATE", 0.5, None, EVIL, Timex("DATE", EVIL, (0, 5), EVIL, EVIL, (EVIL, EVIL), EVIL)),
        Mention(6, 10, EVIL, "MONEY", None, "e1", EVIL, None, Quantity("money", None, EVIL, 3, 5)),
    ),
    entities=(Entity("e1", EVIL, "ORG", EVIL, 0.5, 0.5, (1,), (EVIL,), EVIL, EVIL, -1.5, 2.5),),
    links=(Link(EVIL, 0.9, "same_story", {"words": (EVIL, "x"), "days_apart": 1}),),
    warnings=(EVIL,),
)  # fmt: skip


@pytest.mark.parametrize("of", KINDS)
def test_no_cell_of_any_table_is_a_formula(tmp_path, of):
    path = tmp_path / "x.csv"
    assert write([DOC], path, of=of) == 1
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    frame = to_frame([DOC], of=of)
    assert len(rows) == len(frame) > 0
    assert header == list(frame.columns)
    assert len(set(header)) == len(header)
    cells = [cell for row in rows for cell in row if cell != "-1.5"]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(tuple("=+-@")) for cell in cells)


def test_tables_hold_what_documents_hold():
    def row(of, number=0):
        return to_frame([DOC], of=of).astype(object).iloc[number].to_dict()

    assert {key: row("mentions", 1)[key] for key in ("unit", "kind", "low", "high", "name")} == {
        "unit": EVIL, "kind": "money", "low": 3, "high": 5, "name": EVIL,
    }  # fmt: skip
    assert (row("entities")["lat"], row("entities")["score"], row("entities")["description"]) == (-1.5, 0.5, EVIL)
    assert (row("dates")["from"], row("dates")["by"], row("dates")["label"]) == (EVIL, EVIL, "DATE")
    assert (row("links")["words"], row("links")["days_apart"], row("links")["story"]) == (f"{EVIL}, x", 1, EVIL)
    documents = row("documents")
    assert [documents[key] for key in ("dates", "quantities", "language", "characters")] == [1, 1, "en", 10]


@pytest.mark.parametrize("of", KINDS)
def test_no_documents_give_a_header_alone(tmp_path, of):
    assert write([], tmp_path / "x.csv", of=of) == 0
    assert (tmp_path / "x.csv").read_text(encoding="utf-8").count("\n") == 1
    assert len(to_frame([], of=of)) == 0


def test_what_cannot_be_written_is_refused(tmp_path):
    for name, of, says in [
        ("x.csv", "words", "'words', expected one of mentions"),
        ("x.csv", "records", "cannot hold records"),
        ("x.jsonl", "mentions", "holds records, no mentions"),
        ("x.csv", ["links", "links"], "each table once"),
        ("x.txt", None, r"\.jsonl, \.ndjson, \.parquet, \.csv"),
        ("no/x.csv", None, "does not exist"),
    ]:
        with pytest.raises(ConfigError, match=says):
            write([], tmp_path / name, of=of)
    assert list(tmp_path.iterdir()) == []


def test_pandas_escapes_what_a_notebook_shows_of_a_table():
    shown = to_frame([EnrichedDocument("a", "x", title="<script>")], of="documents")._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
