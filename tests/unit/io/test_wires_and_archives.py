"""Feeds, the formats of the wires, web archives and Parquet."""

import gzip
import sys

import pytest

from newsnlp.io.failure import Failure
from newsnlp.io.readers import read, scan

RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>The Harbour Post</title>
<language>en-gb</language>
<item><title>Ferry to Ålesund &amp; Back</title><link>https://harbour.example/1</link><guid>tag:1</guid>
<pubDate>Mon, 10 Feb 2025 08:30:00 +0100</pubDate>
<description>&lt;p&gt;The ferry left.&lt;/p&gt;
&lt;p&gt;It was full.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>Rain</title></item><item></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Coast</title><entry><id>urn:1</id><title>Rain</title>
<updated>2025-02-10T09:00:00Z</updated><content type="html">It &lt;b&gt;rained&lt;/b&gt;.</content></entry></feed>"""
NEWSML = """<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:wire:1" version="2"><itemMeta><provider><name>Coast Wire</name></provider>
<versionCreated>2025-02-10T09:00:00+01:00</versionCreated></itemMeta>
<contentMeta><headline>Ferry Resumes</headline><language tag="en"/></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>The ferry left
 <b>Bergen</b>.</p><p>It was full.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:wire:2"><itemMeta/></newsItem></itemSet></newsMessage>"""
NITF = """<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd"><nitf xml:lang="en"><head><title>X</title><docdata>
<doc-id id-string="n1"/><date.issue norm="20250210T080000Z"/></docdata><pubdata name="Coast Wire"/></head><body>
<body.head><hedline><hl1>Ferry Resumes</hl1></hedline></body.head><body.content><p>The ferry left.</p></body.content>
</body></nitf>"""
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def file(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_rss(file):
    first, second, failure = scan([file("a.xml", RSS.encode("latin-1"))])
    assert (first.title, first.text) == ("Ferry to Ålesund & Back", "The ferry left.\nIt was full.")
    assert (first.id, first.url, first.source) == ("tag:1", "https://harbour.example/1", "The Harbour Post")
    assert (first.published, first.meta["origin"]) == ("2025-02-10T07:30:00+00:00", "a.xml:1")
    assert (second.title, second.id) == ("Rain", "a.xml:2")
    assert isinstance(failure, Failure)


def test_atom(file):
    (article,) = read(file("feed", ATOM))
    assert (article.title, article.text, article.id) == ("Rain", "It rained.", "urn:1")
    assert article.meta["published_from"] == "updated"


def test_newsml(file):
    article, failure = scan([file("a.xml", NEWSML)])
    assert (article.title, article.text) == ("Ferry Resumes", "The ferry left Bergen.\nIt was full.")
    assert (article.id, article.source, article.published) == ("urn:wire:1", "Coast Wire", "2025-02-10T09:00:00+01:00")
    assert article.meta["language"] == "en"
    assert "item 2 has neither" in str(failure.error)


def test_nitf(file):
    (article,) = read(file("a.xml.gz", gzip.compress(NITF.encode())))
    assert (article.title, article.text, article.id) == ("Ferry Resumes", "The ferry left.", "n1")
    assert (article.published, article.source) == ("2025-02-10T08:00:00+00:00", "Coast Wire")


@pytest.mark.parametrize("dtd", [BOMB, OUTSIDE])
@pytest.mark.parametrize("text", [RSS, NEWSML])
def test_entities_are_refused(file, dtd, text):
    body = text.partition("?>")[2].replace("Ferry", "&b;" if dtd is BOMB else "&a;")
    (failure,) = scan([file("a.xml", dtd + body)])
    assert "declares entities" in str(failure.error)


@pytest.mark.parametrize("content", [RSS[:300], NEWSML[:700], "<nitf>" + "<p>" * 50_000, "<rss>" + "<a>" * 50_000])
def test_broken_and_deep_xml_fails(file, content):
    assert any(isinstance(item, Failure) for item in scan([file("a.xml", content)]))


def test_unknown_xml_is_refused_and_passed_over(file, tmp_path):
    file("a.xml", "<invoice/>")
    file("b.txt", "Rain")
    assert [article.id for article in read(tmp_path)] == ["b.txt"]


def answer(status, kind, page):
    body = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/ferry\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def test_a_web_archive(file):
    pytest.importorskip("fastwarc")
    page = "<html><head><title>Ferry</title></head><body><article><p>The ferry left Bergen. " + "It was full. " * 30
    packed = answer("200 OK", "text/html", page) + answer("404 Not Found", "text/html", page)
    packed += answer("200 OK", "image/png", "x")
    for name, content in [("a.warc", packed), ("a.warc.gz", gzip.compress(packed))]:
        (article,) = read(file(name, content))
        assert article.text.startswith("The ferry left Bergen")
        assert (article.id, article.url) == (f"{name}:1", "https://harbour.example/ferry")
    (failure,) = scan([file("b.warc", b"WARC/1.0\r\n\xff")])
    assert "cut off" in str(failure.error)
    *_, failure = scan([file("c.warc.gz", gzip.compress(packed)[:-20])])
    assert isinstance(failure, Failure)


def test_parquet(file, tmp_path):
    pa = pytest.importorskip("pyarrow")
    import datetime as dt

    import pyarrow.parquet as pq

    rows = {"headline": ["A", "B"], "published": [dt.date(2025, 2, 10), None], "n": [1.5, float("nan")]}
    pq.write_table(pa.table(rows), tmp_path / "a.parquet")
    first, second = read(tmp_path / "a.parquet", columns={"title": "headline"})
    assert (first.title, first.published, first.id, dict(first.meta)) == ("A", "2025-02-10", "a.parquet:1", {"n": 1.5})
    assert second.title == "B"
    packed = gzip.compress((tmp_path / "a.parquet").read_bytes())
    assert [a.title for a in read(file("b.parquet.gz", packed), columns={"title": "headline"})] == ["A", "B"]
    (failure,) = scan([file("c.parquet", b"PAR1" + b"\0" * 99 + b"PAR1")])
    assert "damaged" in str(failure.error)


def test_without_the_extra_the_error_names_it(file, monkeypatch):
    for module in ("feedparser", "defusedxml.ElementTree", "fastwarc.warc", "pyarrow"):
        monkeypatch.setitem(sys.modules, module, None)
    for name, content, extra in [
        ("a", RSS, "html"),
        ("b", NEWSML, "html"),
        ("c.warc", "WARC/1.0", "html"),
        ("d", "PAR1", "frames"),
    ]:
        (failure,) = scan([file(name, content)])
        assert f"newsnlp[{extra}]" in str(failure.error)
