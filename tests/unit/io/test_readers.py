"""Readers: what becomes an article, and what becomes a failure in its place."""

import io
import os
import sys

import pytest

from newsnlp.article import Article
from newsnlp.errors import InvalidArticle, InvalidDate, UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.readers import read, scan

BOM = b"\xef\xbb\xbf"


@pytest.fixture
def file(tmp_path):
    """Give a function that writes a file and gives its path."""

    def write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def only_failure(path, **options):
    (failure,) = scan([path], **options)
    assert isinstance(failure, Failure)
    assert failure.stage == "read"
    assert str(path) in str(failure.error)
    return failure


def test_a_text_file_is_one_article_as_it_is_written(file):
    path = file("a.txt", " Ölpreis\r\n\r\n“up” \n")
    assert list(read(path)) == [Article(" Ölpreis\r\n\r\n“up” \n", id="a.txt")]


def test_every_line_is_an_article_with_its_number(file):
    path = file("a.txt", "One\r\n\r\n  Two \n\nThree")
    assert list(read(path, lines=True)) == [
        Article("One", id="a.txt:1"),
        Article("Two", id="a.txt:3"),
        Article("Three", id="a.txt:5"),
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "A.JSONL"])
def test_json_lines(file, name):
    path = file(name, '{"id": "x", "title": "T", "text": "B", "desk": 1}\r\n\n{"text": "one\u2028two", "url": null}\n')
    assert list(read(path)) == [
        Article("B", title="T", id="x", meta={"desk": 1, "origin": f"{name}:1"}),
        Article("one\u2028two", id=f"{name}:3"),
    ]


@pytest.mark.parametrize(("name", "lines"), [("a.txt", False), ("a.txt", True), ("a.jsonl", False)])
def test_a_byte_order_mark_is_no_text(file, name, lines):
    content = b'{"text": "Oslo"}' if name.endswith("jsonl") else b"Oslo"
    (article,) = read(file(name, BOM + content), lines=lines)
    assert article.text == "Oslo"


@pytest.mark.parametrize(
    ("line", "error", "says"),
    [
        ("{broken", UnreadableFile, "not JSON"),
        ('{"text": "a"} {"text": "b"}', UnreadableFile, "not JSON"),
        ('{"text": NaN}', UnreadableFile, "NaN"),
        ('{"text": "a", "x": -Infinity}', UnreadableFile, "-Infinity"),
        ("[" * 100_000, UnreadableFile, "nested too deep"),
        ("[1]", InvalidArticle, "list"),
        ('"text"', InvalidArticle, "str"),
        ("null", InvalidArticle, "NoneType"),
        ('{"id": "1"}', InvalidArticle, "neither"),
        ('{"text": 7}', InvalidArticle, "text is 7"),
        ('{"text": "a", "title": ["b"]}', InvalidArticle, "title"),
        ('{"text": "a\\ud83d"}', InvalidArticle, "surrogate"),
        ('{"text": "a", "published": "2023-02-29"}', InvalidDate, "2023-02-29"),
        ('{"text": "a", "published": 2023}', InvalidDate, "2023"),
        (b'{"text": "caf\xe9"}', UnreadableFile, "0xE9"),
    ],
)
def test_a_bad_line_fails_alone_and_is_named(file, line, error, says):
    raw = line if isinstance(line, bytes) else line.encode()
    path = file("a.jsonl", b'{"text": "one"}\n' + raw + b'\n{"text": "three"}\n')
    first, failure, third = scan([path])
    assert (first.text, third.text) == ("one", "three")
    assert type(failure.error) is error
    assert f"{path}, line 2" in str(failure.error)
    assert failure.where == f"{path}, line 2"
    assert says in str(failure.error)


def test_a_line_nested_too_deep_for_us_fails_alone(file):
    path = file("a.jsonl", '{"text": "one", "x": ' + "[" * 900 + "]" * 900 + '}\n{"text": "two"}\n')
    failure, article = scan([path])
    assert "line 1" in str(failure.error)
    assert article.text == "two"


def test_read_raises_where_scan_goes_on(file):
    articles = read(file("a.jsonl", '{"text": "one"}\n{broken\n'))
    assert next(articles).text == "one"
    with pytest.raises(UnreadableFile, match="line 2"):
        next(articles)


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("content", [b"\xff\x00\x01\x00\xfe", bytes(range(256)) * 40])
def test_what_is_no_text_fails(file, content, lines):
    failure = only_failure(file("a.txt", content), lines=lines)
    assert isinstance(failure.error, UnreadableFile)
    assert "UTF-8" in str(failure.error)


@pytest.mark.parametrize("lines", [False, True])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_tells_the_encoding(file, encoding, lines):
    articles = list(read(file("a.txt", "Ølpris i Oslo\nBergen".encode(encoding)), lines=lines))
    assert articles[0].text.startswith("Ølpris i Oslo")
    assert len(articles) == (2 if lines else 1)
    assert ("encoding" in articles[0].meta) == (encoding != "utf-8-sig")


@pytest.mark.parametrize("lines", [False, True])
def test_another_encoding_is_told_by_the_bytes_and_recorded(file, lines):
    text = "Le président a été reçu à l’Élysée, où les députés débattaient déjà de la réforme très contestée."
    (article,) = read(file("a.txt", text.encode("cp1252")), lines=lines)
    assert article.text == text
    assert article.meta["encoding"] == "cp1252"


def test_control_characters_are_kept(file):
    (article,) = read(file("a.txt", "a\x00b\x1b[31mc\u200d"))
    assert article.text == "a\x00b\x1b[31mc\u200d"


def test_an_empty_file(file):
    assert list(read(file("a.txt", b""))) == [Article("", id="a.txt")]
    assert list(read(file("b.txt", b""), lines=True)) == []
    assert list(read(file("c.jsonl", b" \n\n"))) == []


def test_the_default_date_is_for_those_without_one(file):
    path = file("a.jsonl", '{"text": "a"}\n{"text": "b", "published": "2020-01-02"}\n')
    assert [article.published for article in read(path, published="2025-02-10")] == ["2025-02-10", "2020-01-02"]
    with pytest.raises(InvalidDate, match="2025-02-30"):
        next(read(path, published="2025-02-30"))


def test_a_folder_is_read_in_order_with_relative_names(file, tmp_path):
    for name in ["b.txt", "a.txt", "a/z.txt", "a/b/c.txt", "B.txt", "c.jsonl"]:
        file(name, '{"text": "x"}' if name.endswith("jsonl") else "x")
    for name in [".hidden.txt", ".git/x.txt", "a/.x/y.txt", "notes.pdf", "d.docx", "txt"]:
        file(name, "x")
    (tmp_path / "folder.txt").mkdir()
    assert [article.id for article in read(tmp_path)] == [
        "B.txt", "a/b/c.txt", "a/z.txt", "a.txt", "b.txt", "c.jsonl:1",
    ]  # fmt: skip


def test_several_arguments_are_read_one_after_the_other(file):
    paths = [file("z.txt", "z"), file("a.txt", "a")]
    assert [article.id for article in scan(paths)] == ["z.txt", "a.txt"]


@pytest.mark.parametrize(
    ("name", "says"), [("nowhere.txt", "does not exist"), ("a.pdf", "does not read"), ("empty", "no file")]
)
def test_what_cannot_be_read_at_all_is_an_error(file, tmp_path, name, says):
    file("a.pdf", b"%PDF")
    (tmp_path / "empty").mkdir()
    file("empty/.hidden.txt", b"x")
    with pytest.raises(UnreadableFile, match=says) as refused:
        list(scan([tmp_path / name]))
    assert name in str(refused.value)


def test_a_file_that_vanishes_fails_alone(file, tmp_path, monkeypatch):
    file("a.txt", "x")
    gone = file("b.txt", "x")
    file("c.txt", "x")
    items = scan([tmp_path])
    assert next(items).id == "a.txt"
    gone.unlink()
    failure, last = items
    assert isinstance(failure.error, UnreadableFile)
    assert "b.txt" in str(failure.error)
    assert last.id == "c.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_name_that_is_no_text_is_told_with_its_bytes(tmp_path):
    for raw in (b"/caf\xe9.txt", b"/caf\xe8.txt"):
        with open(os.fsencode(tmp_path) + raw, "wb") as stream:  # noqa: PTH123 - a name in bytes
            stream.write(b"x")
    assert [item.id for item in scan([tmp_path])] == ["caf\\xe8.txt", "caf\\xe9.txt"]


@pytest.mark.parametrize(
    ("typed", "lines", "expected"),
    [
        (b"Oslo\nBergen\n", False, [("Oslo\nBergen\n", None)]),
        (b"Oslo\n\nBergen\n", True, [("Oslo", "stdin:1"), ("Bergen", "stdin:3")]),
        (b'{"text": "Oslo"}\n{"id": "b", "text": "Bergen"}\n', False, [("Oslo", "stdin:1"), ("Bergen", "b")]),
        (BOM + b'\n {"text": "Oslo"}\n', False, [("Oslo", "stdin:2")]),
        (BOM + b"Oslo", False, [("Oslo", None)]),
        (b"", True, []),
    ],
)
def test_standard_input(monkeypatch, typed, lines, expected):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
    assert [(article.text, article.id) for article in read("-", lines=lines)] == expected


def test_a_bad_line_of_standard_input_is_named(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "a"}\n{x\n'), encoding="utf-8"))
    _, failure = scan(["-"])
    assert failure.where == "standard input, line 2"
