"""Zip archives as folders, and files that end too early."""

import gzip
import io
import struct
import zipfile

import pytest

from newsnlp.article import Article
from newsnlp.io import archives
from newsnlp.io.failure import Failure
from newsnlp.io.readers import read, scan


def packed(members, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


MEMBERS = [
    ("b/two.jsonl", '{"title": "Rain"}\n{broken\n{"id": "x", "title": "Snow"}\n'),
    ("b/", ""),
    ("a.txt", "The ferry left."),
    ("c.csv.gz", gzip.compress(b"headline\nWind\n")),
    (
        "page",
        "<html><head><title>Fog</title></head><body><p>" + "Fog came in from the sea. " * 30 + "</p></body></html>",
    ),
    (".hidden.txt", "no"),
    ("__MACOSX/a.txt", "no"),
    ("logo.png", b"\x89PNG\r\n"),
    ("old.errors.jsonl", '{"title": "no"}\n'),
]


def test_an_archive_is_read_as_a_folder(file):
    path = file("news.zip", packed(MEMBERS))
    items = list(scan([path], columns={"title": "headline"}))
    titles = [item.title or item.text[:9] for item in scan([path]) if isinstance(item, Article)]
    assert titles == ["The ferry", "Rain", "Snow", "Fog"]
    assert [item.id for item in items if isinstance(item, Article)] == [
        "news.zip/a.txt", "news.zip/b/two.jsonl:1", "x", "news.zip/c.csv.gz:2", "news.zip/page",
    ]  # fmt: skip
    (failure,) = (item for item in items if isinstance(item, Failure))
    assert failure.where == f"{path}/b/two.jsonl, line 2"
    assert items[3].meta["origin"] == "news.zip/b/two.jsonl:3"


def test_archives_stand_in_folders_and_pipes_and_are_compressed(file, tmp_path, monkeypatch):
    raw = packed([("a.txt", "Rain")])
    file("one.zip", raw)
    file("two.zip.gz", gzip.compress(raw))
    file("three", raw)
    file("report.docx", raw)
    assert [a.id for a in read(tmp_path)] == ["one.zip/a.txt", "three/a.txt", "two.zip.gz/a.txt"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert [a.id for a in read("-")] == ["stdin/a.txt"]


def encrypted(raw):
    at = raw.index(b"PK\x01\x02")
    return raw[:6] + b"\x01" + raw[7 : at + 8] + b"\x01" + raw[at + 9 :]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (encrypted(packed([("a.txt", "x")])), "a.zip/a.txt is encrypted"),
        (packed([("a.txt", "x")], zipfile.ZIP_LZMA), "other than deflate"),
        (packed([("../../a.txt", "x")]), "leads out of the archive"),
        (packed([("/etc/a.txt", "x")]), "leads out of the archive"),
        (packed([("in.zip", packed([("a.txt", "x")]))]), "archive in an archive"),
        (packed([("logo.png", "x")]), "no file that newsnlp reads"),
        (packed([]), "no file that newsnlp reads"),
        (packed([("a.txt", "x" * 99)])[:-30], "no zip archive"),
        (packed([("a.txt", "x" * 99)]).replace(b"PK\x03\x04", b"PK\x03\x05"), "a kind that newsnlp does not read"),
        (b"PK\x03\x04" + bytes(range(256)), "no zip archive"),
        (b"no archive", "a kind that newsnlp does not read"),
    ],
)
def test_what_cannot_be_read_says_why(file, content, says):
    (failure,) = scan([file("a.zip", content)])
    assert says in str(failure.error)


def test_a_damaged_file_costs_one_failure(file):
    raw = packed([("a.txt", "Fog" * 99), ("b.txt", "Rain")], zipfile.ZIP_STORED)
    items = list(scan([file("a.zip", raw.replace(b"FogFogFog", b"FogGogFog", 1))]))
    assert "cannot be unpacked" in str(items[0].error)
    assert items[1].text == "Rain"


def test_bombs_are_refused_together(file):
    zeros = bytes(7_000_000)
    items = list(scan([file("a.zip", packed([(f"{n}.jsonl", zeros) for n in range(9)]))]))
    assert len(items) < 5
    assert "more than 200 times its size" in str(items[-1].error)


def test_files_that_share_their_bytes_do_not_count_twice(file):
    # Every entry of the list points at the one file that there is.
    raw = packed([("a.txt", b"Rain " * 1_000_000)])
    at, end = raw.index(b"PK\x01\x02"), raw.index(b"PK\x05\x06")
    count = 200
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, (end - at) * count, at, 0)
    items = list(scan([file("a.zip", raw[:at] + raw[at:end] * count + tail)]))
    assert len(items) < 20
    assert isinstance(items[-1], Failure)


def test_a_list_that_is_too_long_is_refused(file, monkeypatch):
    monkeypatch.setattr(archives, "_MAX_LIST", 1_000)
    (failure,) = scan([file("a.zip", packed([(f"{n}.txt", "x") for n in range(30)]))])
    assert "more files than can be listed" in str(failure.error)


LINES = "".join(f'{{"title": "Title {n * 7_654_321 % 999_983}"}}\n' for n in range(6_000)).encode()


@pytest.mark.parametrize("kind", ["gz", "zst"])
@pytest.mark.parametrize("cut", [-1, -5, -2_000])
def test_a_compressed_file_that_is_cut_off_ends_with_a_failure(file, kind, cut):
    if kind == "zst":
        zstandard = pytest.importorskip("zstandard")
        raw = zstandard.ZstdCompressor(write_checksum=True).compress(LINES)
    else:
        raw = gzip.compress(LINES)
    whole = list(scan([file(f"a.jsonl.{kind}", raw)]))
    assert len(whole) == 6_000
    *articles, failure = scan([file(f"b.jsonl.{kind}", raw[:cut])])
    assert "damaged or cut off" in str(failure.error)
    assert all(isinstance(article, Article) for article in articles)
    assert len(articles) > 1_000


def test_frames_of_zstandard_stand_one_behind_the_other(file):
    zstandard = pytest.importorskip("zstandard")
    raw = zstandard.ZstdCompressor().compress(LINES)
    skipped = b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd"
    assert len(list(read(file("a.jsonl.zst", raw + raw)))) == 12_000
    assert len(list(read(file("b.jsonl.zst", raw + skipped + raw)))) == 12_000
    *_, failure = scan([file("c.jsonl.zst", raw + b"garbage")])
    assert isinstance(failure, Failure)


def record(kind, body):
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://harbour.example/\r\n"
    head += f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><article><p>" + b"It rained. " * 50
WARC = [record("response", PAGE), record("request", b"GET / HTTP/1.1\r\n\r\n" + b"x" * 300), record("response", PAGE)]


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize(
    ("end", "whole"),
    [(-5, 1), (-400, 1), (-len(WARC[2]) + 100, 1), (-len(WARC[2]) + 190, 1), (-len(WARC[2]) - 100, 1), (-3, 2)],
)
def test_an_archive_of_pages_that_is_cut_off_ends_with_a_failure(file, compressed, end, whole):
    pytest.importorskip("fastwarc")
    raw = b"".join(WARC)[:end]
    name = "a.warc.gz" if compressed else "a.warc"
    items = list(scan([file(name, gzip.compress(raw) if compressed else raw)]))
    assert sum(isinstance(item, Article) for item in items) == whole
    assert [isinstance(item, Failure) for item in items[whole:]] == [True] * (whole < 2)


def test_a_compressed_archive_of_pages_keeps_what_stands_before_the_cut(file):
    pytest.importorskip("fastwarc")
    raw = b"".join(gzip.compress(part) for part in WARC)
    first, *_, last = scan([file("a.warc.gz", raw[:-40])])
    assert first.text.startswith("It rained")
    assert "cut off" in str(last.error)
