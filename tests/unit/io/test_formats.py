"""Each format on a small file of our own: what is read, and what is refused."""

import gzip
import json

import pytest

from newsnlp.article import Article
from newsnlp.errors import ConfigError
from newsnlp.io.failure import Failure
from newsnlp.io.readers import read, scan

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Ferry Resumes | The Harbour Post</title>
<meta property="og:title" content="Ferry Resumes After Storm"><meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2025-02-10T08:30:00Z">
<link rel="canonical" href="https://harbour.example/ferry"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Ferry Resumes After Storm</h1><p>The ferry between Bergen and Ålesund resumed on Monday after a storm that had
kept it in port for three days, the company said in a statement to passengers.</p><p>More than four hundred people
had waited in the two towns, and the first crossing was full, according to the harbour master.</p></article>
<footer>Cookies</footer></body></html>"""


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def only_failure(path, **options):
    (failure,) = scan([path], **options)
    assert isinstance(failure, Failure)
    assert str(path) in str(failure.error)
    return str(failure.error)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page(file, charset):
    (article,) = read(file("page.html", PAGE.format(charset=charset).encode(charset)))
    assert article.title == "Ferry Resumes After Storm"
    assert article.text.startswith("The ferry between Bergen and Ålesund")
    assert "Cookies" not in article.text
    assert (article.published, article.meta["published_from"]) == ("2025-02-10T08:30:00Z", "article:published_time")
    assert (article.url, article.source) == ("https://harbour.example/ferry", "The Harbour Post")
    assert (article.id, article.meta["language"]) == ("page.html", "en")
    assert article.meta.get("encoding") == (None if charset == "utf-8" else "cp1252")


def test_content_goes_before_the_name(file, tmp_path):
    file("saved", PAGE.format(charset="utf-8"))
    file("page.txt", PAGE.format(charset="utf-8"))
    file("plain", "no page")
    assert [(article.id, article.source) for article in read(tmp_path)] == [
        ("page.txt", "The Harbour Post"),
        ("saved", "The Harbour Post"),
    ]


def test_json_ld_tells_the_date_and_a_page_without_an_article_fails(file):
    graph = {"@graph": [{"@type": "NewsArticle", "headline": "Ferry  Back", "datePublished": "2025-02-09"}]}
    block = f'<script type="application/ld+json">{json.dumps(graph)}</script></head>'
    (article,) = read(file("a.html", PAGE.format(charset="utf-8").replace("</head>", block)))
    assert (article.title, article.published) == ("Ferry Back", "2025-02-09")
    assert article.meta["published_from"] == "JSON-LD datePublished"
    assert "no text" in only_failure(file("b.html", "<html><body></body></html>"))


def test_a_table_with_columns_by_name_and_by_option(file):
    path = file("a.csv", 'Title,text,desk\n"Rain, Again","It rained.\nAll day.",weather\nDry,,\n\n')
    assert list(read(path)) == [
        Article("It rained.\nAll day.", title="Rain, Again", id="a.csv:2", meta={"desk": "weather"}),
        Article("", title="Dry", id="a.csv:3"),
    ]
    path = file("b.tsv", "headline\tbody\twhen\nRain\tIt rained.\t2025-02-10\n")
    columns = {"title": "headline", "text": "body", "published": "when"}
    assert list(read(path, columns=columns)) == [
        Article("It rained.", title="Rain", published="2025-02-10", id="b.tsv:2")
    ]
    assert "--columns title=headline" in only_failure(path)
    assert "no column 'kicker'" in only_failure(path, columns={"title": "kicker"})
    with pytest.raises(ConfigError, match="headline"):
        list(read(path, columns={"headline": "title"}))


def test_a_bad_row_fails_alone(file):
    rows = b"title;published\nA;2025-02-10\nB;2025-02-30\nC;2025-02-10;x\nD;2025-02-11\n"
    items = list(scan([file("a.csv", rows)]))
    assert [isinstance(item, Failure) for item in items] == [False, True, True, False]
    assert "row 3" in items[1].where
    assert "3 cells for 2 columns" in str(items[2].error)
    late = b"title\n" + b"Rain\n" * 20_000 + b"caf\xe9\nDry\n"
    *_, failure, last = scan([file("b.csv", late)])
    assert "another encoding" in str(failure.error)
    assert last.title == "Dry"


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ('{"title": "A"}', ["a.json"]),
        ('[{"title": "A"}, {"title": "B", "id": "b"}]', ["a.json:1", "b"]),
        ('{"status": "ok", "articles": [{"title": "A"}, {"title": "B"}]}', ["a.json:1", "a.json:2"]),
        ('{"title": "A"}\n{"title": "B"}\n', ["a.json:1", "a.json:2"]),
        ("[]", []),
    ],
)
def test_json(file, content, ids):
    assert [article.id for article in read(file("a.json", content))] == ids


def test_a_long_list_is_read_in_pieces(file):
    records = [{"title": f"Rain {n}", "text": "Ø" * (n * 37 % 5000)} for n in range(2000)]
    articles = list(read(file("a.json", json.dumps(records, ensure_ascii=False))))
    assert [(article.title, article.text) for article in articles] == [(r["title"], r["text"]) for r in records]


@pytest.mark.parametrize(
    "content", ['{"title": ', '[{"title": "A"}', '[{"title": "A"} 3]', "[1,", "[" * 100_000, "[] x"]
)
def test_broken_json_fails(file, content):
    *_, failure = scan([file("a.json", content)])
    assert isinstance(failure, Failure)


def test_compressed_files_are_read_as_what_they_hold(file):
    zstandard = pytest.importorskip("zstandard")
    line = b'{"title": "A"}\n'
    assert [a.id for a in read(file("a.jsonl.gz", gzip.compress(line) + gzip.compress(line)))] == [
        "a.jsonl.gz:1",
        "a.jsonl.gz:2",
    ]
    packed = zstandard.ZstdCompressor().compress(PAGE.format(charset="utf-8").encode())
    (article,) = read(file("b.html.zst", packed))
    assert article.source == "The Harbour Post"
    (article,) = read(file("c.txt", gzip.compress(b"Rain in Oslo.")))
    assert article.text == "Rain in Oslo."


def test_what_is_damaged_or_a_bomb_is_refused(file):
    zstandard = pytest.importorskip("zstandard")
    assert "cut off" in only_failure(file("a.txt.gz", gzip.compress(b"Rain" * 999)[:-9]))
    assert "damaged" in only_failure(file("b.txt.zst", b"\x28\xb5\x2f\xfd" + b"\xff" * 40))
    zeros = b"\0" * 32_000_000
    for name, packed in [
        ("c.jsonl.gz", gzip.compress(zeros)),
        ("d.jsonl.zst", zstandard.ZstdCompressor().compress(zeros)),
    ]:
        assert "unpacks to more" in only_failure(file(name, packed))


def test_a_line_that_is_too_long_fails_alone(file, monkeypatch):
    monkeypatch.setattr("newsnlp.io.opened.MAX_BYTES", 1000)
    monkeypatch.setattr("newsnlp.io.opened.HEAD_BYTES", 64)
    path = file("a.jsonl", b'{"title": "A"}\n{"title": "' + b"x" * 5000 + b'"}\n{"title": "C"}\n')
    first, failure, last = scan([path])
    assert (first.title, last.title) == ("A", "C")
    assert "line 2 has more than" in str(failure.error)


def test_links_out_of_the_folder_and_pipes_are_passed_over(tmp_path):
    import os

    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("secret", encoding="utf-8")
    (inside / "a.txt").write_text("Rain", encoding="utf-8")
    (inside / "b.txt").symlink_to(outside)
    (inside / "c.txt").symlink_to(inside / "a.txt")
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "d.txt")
    assert [article.id for article in read(inside)] == ["a.txt", "c.txt"]


def test_without_the_extra_the_error_names_it(file, monkeypatch):
    for module in ("trafilatura", "zstandard", "charset_normalizer"):
        monkeypatch.setitem(__import__("sys").modules, module, None)
    for name, content in [("a.html", PAGE), ("b.txt.zst", b"\x28\xb5\x2f\xfd"), ("c.txt", b"caf\xe9")]:
        assert "pip install 'newsnlp[html]'" in only_failure(file(name, content))
