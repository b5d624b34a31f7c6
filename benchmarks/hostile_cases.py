"""Input that means harm, or looks like it: each case writes its files into a folder and gives the arguments to read.

Used by `hostile_input.py` at full size and by `tests/hostile` at a small one. Only the standard library is needed,
but for Zstandard and Parquet, whose cases are left out where their packages are missing.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import random
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from hostile_case import Case, Made, one_file, several_files
from hostile_places import names, places

__all__ = ["Case", "cases"]

_OUTSIDE = (
    "../out.txt",
    "/tmp/out.txt",
    "a/../../out.txt",
    "..\\out.txt",
    "C:\\out.txt",
    "a\nb.txt",
    "out.txt\x00.exe",
    "",
)
SUFFIXES = (
    "txt", "md", "html", "xhtml", "json", "jsonl", "ndjson", "csv", "tsv", "rss", "atom", "parquet", "warc", "xml",
    "txt.gz", "jsonl.zst",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Give every case."""
    for part in (_entities, _bombs, _deep, _giants, _random, _encodings, names, places, _texts):
        yield from part()


def _entities() -> Iterator[Case]:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>'
    quadratic = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    remote = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
    dtd = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
    bodies = {
        "rss": "<rss version='2.0'><channel><title>{0}</title><item><title>Ana {0}</title></item></channel></rss>",
        "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Ana {0}</title></entry></feed>",
        "xml": "<nitf><body><body.content><p>Ana {0}</p></body.content></body></nitf>",
        "xhtml": "<html><body><article><p>Ana {0} spoke in Lisbon on Friday.</p></article></body></html>",
    }
    kinds = {
        "billion laughs": (laughs, "&l9;"),
        "quadratic": (quadratic, "&a;" * 50_000),
        "external": (outside, "&a;"),
        "parameter": (remote, "x"),
        "DTD": (dtd, "&a;"),
    }
    for kind, (head, use) in kinds.items():
        pages = {}
        for suffix, body in bodies.items():
            root = {"rss": "rss", "atom": "feed", "xml": "nitf", "xhtml": "html"}[suffix]
            pages[f"x.{suffix}"] = head.replace("DOCTYPE x", f"DOCTYPE {root}") + body.format(use)
        yield Case(f"entities: {kind}", several_files(pages))
    wide = '<?xml version="1.0" encoding="utf-16"?>' + laughs.replace("DOCTYPE x", "DOCTYPE nitf")
    yield Case("entities: UTF-16", one_file("x.xml", (wide + bodies["xml"].format("&l9;")).encode("utf-16")))
    hidden = '<?xml version="1.0" encoding="utf-7"?>' + "+ADwAIQ-ENTITY a 'b'+AD4-" + bodies["rss"].format("&a;")
    yield Case("entities: UTF-7", one_file("x.rss", hidden))


def _bombs() -> Iterator[Case]:
    def zeros(folder: Path, name: str, big: int, first: bytes = b"") -> Made:
        many = gzip.compress(bytes(16 << 20), 1)
        with (folder / name).open("wb") as file:
            file.write(gzip.compress(first, 0) if first else b"")
            for _ in range(big >> 24):
                file.write(many)
        return [str(folder / name)]

    for suffix in ("txt", "jsonl", "csv", "html", "rss", "warc", "json"):
        yield Case(f"gzip bomb, {suffix}", lambda folder, big, suffix=suffix: zeros(folder, f"x.{suffix}.gz", big))
    noise = random.Random(7).randbytes(4_000_000)
    yield Case("gzip bomb behind noise", lambda folder, big: zeros(folder, "x.jsonl.gz", big, b'{"text": "' + noise))
    nested = gzip.compress(gzip.compress(bytes(50_000_000)))
    yield Case("gzip in gzip", one_file("x.txt.gz.gz", nested), heavy=True)
    yield Case("gzip, a million empty members", one_file("x.txt.gz", gzip.compress(b"") * 200_000))
    yield Case("gzip, cut off", one_file("x.txt.gz", gzip.compress(random.Random(1).randbytes(9000))[:5000]))
    yield Case("zip bomb", lambda folder, big: _zip(folder, {"x.jsonl": big}))
    yield Case("zip bomb of many files", lambda folder, big: _zip(folder, {f"{n}.txt": big >> 10 for n in range(1024)}))
    yield Case("zip, names that lead out", lambda folder, big: _zip(folder, dict.fromkeys(_OUTSIDE, 99)))  # noqa: ARG005
    yield Case("zip, bytes that overlap", _overlapping)
    many = {f"{n}.bin": 0 for n in range(60_000)}
    yield Case("zip, a list of 60,000 files", lambda folder, big: _zip(folder, many), heavy=True)  # noqa: ARG005
    if importlib.util.find_spec("zstandard"):
        yield Case("zstd bomb", _zstd_bomb)
        yield Case("zstd, window of 2 GB", one_file("x.txt.zst", b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(50)))
    if importlib.util.find_spec("pyarrow"):
        yield Case("Parquet bomb, one cell", _parquet("[str('Ana ') * (BIG // 4)]"))
        yield Case("Parquet bomb, many rows", _parquet("['Ana ' * 2500] * (BIG // 10000)"))
        yield Case("Parquet bomb, nested", _parquet("[[['a' * 1000] * 1000] * (BIG // 1000000)]"))


def _zip(folder: Path, sizes: Mapping[str, int]) -> Made:
    with zipfile.ZipFile(folder / "x.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, size in sizes.items():
            with archive.open(name, "w") as file:
                for start in range(0, size, 1 << 20):
                    file.write(bytes(min(1 << 20, size - start)))
    return [str(folder / "x.zip")]


def _overlapping(folder: Path, big: int) -> Made:
    """Many names of one file's bytes: what is small when packed is large without any ratio that shows it."""
    (place,) = _zip(folder, {"0.txt": big >> 6})
    raw = Path(place).read_bytes()
    at = raw.index(b"PK\x01\x02")
    end = raw.rindex(b"PK\x05\x06")
    entry = raw[at:end]
    entries = b"".join(entry.replace(b"0.txt", f"{n:05}"[:1].encode() + b".txt") for n in range(1000))
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), at, 0)
    Path(place).write_bytes(raw[:at] + entries + tail)
    return [place]


def _zstd_bomb(folder: Path, big: int) -> Made:
    import zstandard

    with zstandard.open(folder / "x.jsonl.zst", "wb") as file:
        for _ in range(big >> 20):
            file.write(bytes(1 << 20))
    return [str(folder / "x.jsonl.zst")]


def _parquet(cells: str) -> Callable[[Path, int], Made]:
    def make(folder: Path, big: int) -> Made:
        # In a child: what it took would count for the command that is measured next.
        child = os.fork()
        if child == 0:
            import pyarrow as pa
            import pyarrow.parquet as pq

            column = eval(cells, {"BIG": big // 2})
            table = pa.table({"title": ["Ana"] * len(column), "text": column})
            pq.write_table(table, folder / "x.parquet", compression="zstd", row_group_size=1 << 30)
            os._exit(0)
        os.waitpid(child, 0)
        return [str(folder / "x.parquet")]

    return make


def _deep() -> Iterator[Case]:
    for depth in (10_000, 1_000_000):
        lists, objects = "[" * depth + "]" * depth, '{"a":' * depth + "1" + "}" * depth
        yield Case(f"JSON {depth:,} deep", one_file("x.json", lists))
        yield Case(f"JSON {depth:,} deep, cut off", one_file("x.json", "[" * depth))
        yield Case(f"JSON lines {depth:,} deep", one_file("x.jsonl", f'{{"text": "Ana", "a": {lists}}}\n{objects}\n'))
        tags = "<div>" * depth + "Ana spoke in Lisbon." + "</div>" * depth
        yield Case(f"HTML {depth:,} deep", one_file("x.html", f"<html><body>{tags}</body></html>"))
        yield Case(f"XML {depth:,} deep", one_file("x.xml", f"<nitf><body>{tags}</body></nitf>"))
        item = f"<rss version='2.0'><channel><item><title>Ana</title><description>{tags}</description></item>"
        yield Case(f"RSS {depth:,} deep", one_file("x.rss", f"{item}</channel></rss>"))
        page = (
            f'<html><script type="application/ld+json">{lists}</script><body><p>Ana spoke in Lisbon.</p></body></html>'
        )
        yield Case(f"JSON-LD {depth:,} deep", one_file("x.html", page), heavy=True)
    yield Case("HTML, open tags only", one_file("x.html", "<html><body>" + "<a><b><i>" * 200_000), heavy=True)
    yield Case(
        "HTML, one tag of a megabyte", one_file("x.html", "<html><body><p " + "a=1 " * 250_000 + ">Ana</p>"), heavy=True
    )
    yield Case("HTML, unclosed comments", one_file("x.html", "<html><body>" + "<!--<!" * 300_000), heavy=True)
    yield Case("HTML, unclosed brackets", one_file("x.html", "<html><body>" + "<![" * 500_000))
    yield Case(
        "HTML, 10,000 paragraphs of links",
        one_file("x.html", "<html><body>" + '<p><a href="/">x</a></p>' * 10_000),
        heavy=True,
    )
    yield Case(
        "XML, many attributes",
        one_file("x.xml", "<nitf " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>"),
        heavy=True,
    )
    yield Case(
        "XML, millions of elements",
        one_file("x.xml", "<nitf><body>" + "<p/>" * 4_500_000 + "</body></nitf>"),
        heavy=True,
    )
    yield Case("JSON, number of a million digits", one_file("x.jsonl", f'{{"text": "Ana", "n": {"9" * 1_000_000}}}\n'))
    yield Case("JSON, infinite number", one_file("x.jsonl", '{"text": "Ana", "n": 1e999}\n{"text": "Ana", "n": NaN}\n'))
    yield Case(
        "JSON, a million keys",
        one_file("x.json", json.dumps({"text": "Ana", **{str(n): n for n in range(300_000)}})),
        heavy=True,
    )
    yield Case(
        "CSV, a quote that never closes", one_file("x.csv", 'title,text\n"Ana,x\n' + "a,b\n" * 1_250_100), heavy=True
    )
    yield Case(
        "CSV, 100,000 columns",
        one_file("x.csv", ",".join(f"c{n}" for n in range(100_000)) + ",title\n" + ",,\n" * 999),
        heavy=True,
    )


def _giants() -> Iterator[Case]:
    starts = {
        "txt": b"", "md": b"", "html": b"<html><body><p>", "json": b'[{"text": "', "jsonl": b'{"text": "',
        "csv": b"title,text\nAna,", "tsv": b"title\ttext\nAna\t", "rss": b"<rss><channel><item><title>",
        "xml": b"<nitf><body><p>", "warc": b"WARC/1.0\r\n", "parquet": b"PAR1",
    }  # fmt: skip
    for kind in ("letters", "zeros"):
        for suffix, start in starts.items():
            yield Case(f"giant line of {kind}, {suffix}", _giant(f"x.{suffix}", start, kind))
        yield Case(f"giant line of {kind}, --lines", _giant("x.txt", b"Ana\n", kind, "--lines"))
    yield Case("giant header, csv", _giant("x.csv", b"title,", "letters"))
    yield Case("giant line, standard input", _giant("x.txt", b"", "letters", stdin=True))


def _giant(name: str, start: bytes, kind: str, *more: str, stdin: bool = False) -> Callable[[Path, int], Made]:
    def make(folder: Path, big: int) -> Made:
        with (folder / name).open("wb") as file:
            file.write(start)
            if kind == "zeros":
                file.truncate(big)
            else:
                for _ in range(big >> 20):
                    file.write(b"a" * (1 << 20))
        return [f"<{folder / name}"] if stdin else [str(folder / name), *more]

    return make


def _random() -> Iterator[Case]:
    draw = random.Random(3)
    yield Case(
        "random bytes under each suffix", several_files({f"x.{suffix}": draw.randbytes(100_000) for suffix in SUFFIXES})
    )
    few = {f"{n}.{suffix}": draw.randbytes(n) for suffix in SUFFIXES for n in (1, 2, 3, 5, 9, 40, 900)}
    yield Case("few random bytes under each suffix", several_files(few))
    magics = {
        "gz": b"\x1f\x8b\x08\x00", "zst": b"\x28\xb5\x2f\xfd", "parquet": b"PAR1", "warc": b"WARC/1.0\r\n",
        "html": b"<html>", "rss": b"<rss>", "xml": b"<nitf>", "json": b"[", "jsonl": b"{", "zip": b"PK\x03\x04",
    }  # fmt: skip
    behind = {f"x.{suffix}": magic + draw.randbytes(100_000) for suffix, magic in magics.items()}
    yield Case("random bytes behind each magic number", several_files(behind))
    heads = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: "
    yield Case("WARC, a length of exabytes", one_file("x.warc", heads + b"9" * 19 + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
    yield Case("WARC, a negative length", one_file("x.warc", heads + b"-5\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
    yield Case("WARC, endless headers", one_file("x.warc", b"WARC/1.0\r\n" + b"a: b\r\n" * 500_000))
    yield Case("Parquet, length of its index", one_file("x.parquet", b"PAR1" + struct.pack("<I", 2**31 - 1) + b"PAR1"))


def _encodings() -> Iterator[Case]:
    text = "Ángel Ruiz habló en Málaga el viernes."
    for declared in ("utf-16", "utf-32", "utf-7", "idna", "punycode", "zip", "rot13", "unicode_escape", "x" * 900):
        head = f'<?xml version="1.0" encoding="{declared}"?>'
        page = f'<html><head><meta charset="{declared}"></head><body><article><p>{text * 9}</p></article></body></html>'
        files = {
            "x.rss": head + f"<rss><channel><item><title>{text}</title></item></channel></rss>",
            "x.html": page,
            "x.xml": head + f"<nitf><body><body.content><p>{text}</p></body.content></body></nitf>",
        }
        latin = {name: content.encode("latin-1") for name, content in files.items()}
        yield Case(f"declared {declared[:20]}, but Latin-1", several_files(latin))
    slow = f'<html><head><meta charset="punycode"></head><body><!--{"ab-9" * 200_000}--><p>Ana spoke.</p></body></html>'
    yield Case("declared punycode, long", one_file("x.html", slow))
    marks = {"UTF-8": b"\xef\xbb\xbf", "UTF-16": b"\xff\xfe", "UTF-16-BE": b"\xfe\xff", "UTF-32": b"\xff\xfe\x00\x00"}
    lies = {
        f"{name}.{suffix}": mark + text.encode("latin-1") * 99
        for name, mark in marks.items()
        for suffix in ("txt", "jsonl", "json", "csv", "html", "rss", "xml")
    }
    yield Case("byte order marks on Latin-1", several_files(lies))
    lone = '{"text": "Ana \\ud83d"}\n{"title": "\\udc00"}\n{"id": "\\ud800", "text": "Ana"}\n'
    kept = '{"text": "Ana", "\\ud83d": "\\ud83d", "url": "\\ud83d", "source": "\\ud83d"}\n'
    yield Case("lone surrogates, jsonl", one_file("x.jsonl", lone + kept))
    yield Case("lone surrogates, json", one_file("x.json", "[" + ",".join((lone + kept).split("\n")[:-1]) + "]"))
    yield Case("lone surrogates as UTF-8", one_file("x.txt", b"Ana \xed\xa0\xbd spoke."))
    zeros = b'title,text\nA\x00na,\x00"\x00spoke.\n' * 99
    suffixes = ("txt", "csv", "json", "jsonl", "html", "rss", "xml")
    yield Case("NULs", several_files({f"x.{suffix}": zeros for suffix in suffixes}))
    yield Case("NULs in JSON", one_file("x.jsonl", '{"text": "A\\u0000na", "id": "\\u0000", "url": "\\u0000"}\n'))
    halves = b"title,text\n" + (b"Ana spoke," + b" " * 990 + b"x\n") * 70 + text.encode("latin-1")
    yield Case("Latin-1 behind 64 KB of ASCII", several_files({f"x.{suffix}": halves for suffix in suffixes}))


def _texts() -> Iterator[Case]:
    units = (
        "a", "A", "1", "1,", "1.", "1 ", "1-", "9/", "(", "[", '"', "'", ".", "-", "$", "$1 ", "%", "<", "<a ", "&",
        "&lt;", "\n", " ", "\t", "\u0301", "\u200b", "🎉", "京", "e\u0301", "May ", "May 1 ", "half ", "the ", "last ",
        "twenty-", "million ", "and ", "to ", "from 1 to ", "Monday to ", "two or three ", "of the ", "A. ", "A.",
        "U.S.", "Mr. ", "“", "Ana Ruiz, ", "1st ", "10:00 ", "$1 million and ", "a quarter of ", "between ",
        "http://a.b/", "@a ", "#a ", "x@y.", "\x00", "\ufeff", "years ago ", "of May ", "'s ", "’s", "Inc. ", "al-",
        "de la ",
    )  # fmt: skip
    for start in range(0, len(units), 11):
        some = units[start : start + 11]
        texts = {f"{number}.txt": (unit * 3_000)[:3_000] for number, unit in enumerate(some)}
        yield Case(f"3,000 characters each of {' '.join(map(repr, some))}", several_files(texts))
