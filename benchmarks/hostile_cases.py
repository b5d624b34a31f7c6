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
import socket
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Case", "cases"]

Made = list[str]
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


@dataclass(frozen=True)
class Case:
    """One kind of hostile input.

    Attributes:
        name: what the table calls it.
        make: writes it into a folder, with a giant of so many bytes, and gives the arguments of `enrich`.
        heavy: its size is fixed, and it takes some time.
    """

    name: str
    make: Callable[[Path, int], Made]
    heavy: bool = False


def cases() -> Iterator[Case]:
    """Give every case."""
    for part in (_entities, _bombs, _deep, _giants, _random, _encodings, _names, _places, _texts):
        yield from part()


def _file(name: str, content: bytes | str) -> Callable[[Path, int], Made]:
    def make(folder: Path, big: int) -> Made:  # noqa: ARG001 - the shape of all
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return [str(folder / name)]

    return make


def _folder(files: Mapping[str, bytes | str]) -> Callable[[Path, int], Made]:
    """Several files at once: what all of them take together is more than what each takes."""

    def make(folder: Path, big: int) -> Made:
        for name, content in files.items():
            _file(name, content)(folder, big)
        return [str(folder)]

    return make


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
        yield Case(f"entities: {kind}", _folder(pages))
    wide = '<?xml version="1.0" encoding="utf-16"?>' + laughs.replace("DOCTYPE x", "DOCTYPE nitf")
    yield Case("entities: UTF-16", _file("x.xml", (wide + bodies["xml"].format("&l9;")).encode("utf-16")))
    hidden = '<?xml version="1.0" encoding="utf-7"?>' + "+ADwAIQ-ENTITY a 'b'+AD4-" + bodies["rss"].format("&a;")
    yield Case("entities: UTF-7", _file("x.rss", hidden))


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
    yield Case("gzip in gzip", _file("x.txt.gz.gz", nested), heavy=True)
    yield Case("gzip, a million empty members", _file("x.txt.gz", gzip.compress(b"") * 200_000))
    yield Case("gzip, cut off", _file("x.txt.gz", gzip.compress(random.Random(1).randbytes(9000))[:5000]))
    yield Case("zip bomb", lambda folder, big: _zip(folder, {"x.jsonl": big}))
    yield Case("zip bomb of many files", lambda folder, big: _zip(folder, {f"{n}.txt": big >> 10 for n in range(1024)}))
    yield Case("zip, names that lead out", lambda folder, big: _zip(folder, dict.fromkeys(_OUTSIDE, 99)))  # noqa: ARG005
    yield Case("zip, bytes that overlap", _overlapping)
    many = {f"{n}.bin": 0 for n in range(60_000)}
    yield Case("zip, a list of 60,000 files", lambda folder, big: _zip(folder, many), heavy=True)  # noqa: ARG005
    if importlib.util.find_spec("zstandard"):
        yield Case("zstd bomb", _zstd_bomb)
        yield Case("zstd, window of 2 GB", _file("x.txt.zst", b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(50)))
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
        yield Case(f"JSON {depth:,} deep", _file("x.json", lists))
        yield Case(f"JSON {depth:,} deep, cut off", _file("x.json", "[" * depth))
        yield Case(f"JSON lines {depth:,} deep", _file("x.jsonl", f'{{"text": "Ana", "a": {lists}}}\n{objects}\n'))
        tags = "<div>" * depth + "Ana spoke in Lisbon." + "</div>" * depth
        yield Case(f"HTML {depth:,} deep", _file("x.html", f"<html><body>{tags}</body></html>"))
        yield Case(f"XML {depth:,} deep", _file("x.xml", f"<nitf><body>{tags}</body></nitf>"))
        item = f"<rss version='2.0'><channel><item><title>Ana</title><description>{tags}</description></item>"
        yield Case(f"RSS {depth:,} deep", _file("x.rss", f"{item}</channel></rss>"))
        page = (
            f'<html><script type="application/ld+json">{lists}</script><body><p>Ana spoke in Lisbon.</p></body></html>'
        )
        yield Case(f"JSON-LD {depth:,} deep", _file("x.html", page), heavy=True)
    yield Case("HTML, open tags only", _file("x.html", "<html><body>" + "<a><b><i>" * 200_000), heavy=True)
    yield Case(
        "HTML, one tag of a megabyte", _file("x.html", "<html><body><p " + "a=1 " * 250_000 + ">Ana</p>"), heavy=True
    )
    yield Case("HTML, unclosed comments", _file("x.html", "<html><body>" + "<!--<!" * 300_000), heavy=True)
    yield Case("HTML, unclosed brackets", _file("x.html", "<html><body>" + "<![" * 500_000))
    yield Case(
        "HTML, 10,000 paragraphs of links",
        _file("x.html", "<html><body>" + '<p><a href="/">x</a></p>' * 10_000),
        heavy=True,
    )
    yield Case(
        "XML, many attributes",
        _file("x.xml", "<nitf " + " ".join(f'a{n}="1"' for n in range(200_000)) + "/>"),
        heavy=True,
    )
    yield Case(
        "XML, millions of elements", _file("x.xml", "<nitf><body>" + "<p/>" * 4_500_000 + "</body></nitf>"), heavy=True
    )
    yield Case("JSON, number of a million digits", _file("x.jsonl", f'{{"text": "Ana", "n": {"9" * 1_000_000}}}\n'))
    yield Case("JSON, infinite number", _file("x.jsonl", '{"text": "Ana", "n": 1e999}\n{"text": "Ana", "n": NaN}\n'))
    yield Case(
        "JSON, a million keys",
        _file("x.json", json.dumps({"text": "Ana", **{str(n): n for n in range(300_000)}})),
        heavy=True,
    )
    yield Case(
        "CSV, a quote that never closes", _file("x.csv", 'title,text\n"Ana,x\n' + "a,b\n" * 1_250_100), heavy=True
    )
    yield Case(
        "CSV, 100,000 columns",
        _file("x.csv", ",".join(f"c{n}" for n in range(100_000)) + ",title\n" + ",,\n" * 999),
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
        "random bytes under each suffix", _folder({f"x.{suffix}": draw.randbytes(100_000) for suffix in SUFFIXES})
    )
    few = {f"{n}.{suffix}": draw.randbytes(n) for suffix in SUFFIXES for n in (1, 2, 3, 5, 9, 40, 900)}
    yield Case("few random bytes under each suffix", _folder(few))
    magics = {
        "gz": b"\x1f\x8b\x08\x00", "zst": b"\x28\xb5\x2f\xfd", "parquet": b"PAR1", "warc": b"WARC/1.0\r\n",
        "html": b"<html>", "rss": b"<rss>", "xml": b"<nitf>", "json": b"[", "jsonl": b"{", "zip": b"PK\x03\x04",
    }  # fmt: skip
    behind = {f"x.{suffix}": magic + draw.randbytes(100_000) for suffix, magic in magics.items()}
    yield Case("random bytes behind each magic number", _folder(behind))
    heads = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: "
    yield Case("WARC, a length of exabytes", _file("x.warc", heads + b"9" * 19 + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
    yield Case("WARC, a negative length", _file("x.warc", heads + b"-5\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
    yield Case("WARC, endless headers", _file("x.warc", b"WARC/1.0\r\n" + b"a: b\r\n" * 500_000))
    yield Case("Parquet, length of its index", _file("x.parquet", b"PAR1" + struct.pack("<I", 2**31 - 1) + b"PAR1"))


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
        yield Case(f"declared {declared[:20]}, but Latin-1", _folder(latin))
    slow = f'<html><head><meta charset="punycode"></head><body><!--{"ab-9" * 200_000}--><p>Ana spoke.</p></body></html>'
    yield Case("declared punycode, long", _file("x.html", slow))
    marks = {"UTF-8": b"\xef\xbb\xbf", "UTF-16": b"\xff\xfe", "UTF-16-BE": b"\xfe\xff", "UTF-32": b"\xff\xfe\x00\x00"}
    lies = {
        f"{name}.{suffix}": mark + text.encode("latin-1") * 99
        for name, mark in marks.items()
        for suffix in ("txt", "jsonl", "json", "csv", "html", "rss", "xml")
    }
    yield Case("byte order marks on Latin-1", _folder(lies))
    lone = '{"text": "Ana \\ud83d"}\n{"title": "\\udc00"}\n{"id": "\\ud800", "text": "Ana"}\n'
    kept = '{"text": "Ana", "\\ud83d": "\\ud83d", "url": "\\ud83d", "source": "\\ud83d"}\n'
    yield Case("lone surrogates, jsonl", _file("x.jsonl", lone + kept))
    yield Case("lone surrogates, json", _file("x.json", "[" + ",".join((lone + kept).split("\n")[:-1]) + "]"))
    yield Case("lone surrogates as UTF-8", _file("x.txt", b"Ana \xed\xa0\xbd spoke."))
    zeros = b'title,text\nA\x00na,\x00"\x00spoke.\n' * 99
    suffixes = ("txt", "csv", "json", "jsonl", "html", "rss", "xml")
    yield Case("NULs", _folder({f"x.{suffix}": zeros for suffix in suffixes}))
    yield Case("NULs in JSON", _file("x.jsonl", '{"text": "A\\u0000na", "id": "\\u0000", "url": "\\u0000"}\n'))
    halves = b"title,text\n" + (b"Ana spoke," + b" " * 990 + b"x\n") * 70 + text.encode("latin-1")
    yield Case("Latin-1 behind 64 KB of ASCII", _folder({f"x.{suffix}": halves for suffix in suffixes}))


def _names() -> Iterator[Case]:
    names: dict[str, bytes] = {
        "line breaks": b"a\nb\r\nc.txt",
        "no UTF-8": b"caf\xe9.txt",
        "escapes": b"\x1b[31m\x1b]0;x\x07.txt",
        "leading dash": b"--out.txt",
        "255 bytes": b"x" * 251 + b".txt",
        "right to left": "\u202etxt.exe.txt".encode(),
        "markup": b"[red]x[bold].txt",
        "blank": b" .txt",
    }
    yield Case("names in a folder", _folder({os.fsdecode(raw): f"Ana {name}" for name, raw in names.items()}))
    for name, raw in names.items():
        yield Case(f"name: {name}", lambda folder, big, raw=raw: _named(folder, raw, inside=False))  # noqa: ARG005
    yield Case("name: failure with line breaks", lambda folder, big: _named(folder, b"a\nb.html", b"", inside=True))  # noqa: ARG005
    yield Case("name: failure without UTF-8", lambda folder, big: _named(folder, b"a\xe9.jsonl", b"{", inside=True))  # noqa: ARG005
    yield Case("names that differ in what is no UTF-8", _alike)
    yield Case("folders 300 deep", _deep_folders)


def _named(folder: Path, raw: bytes, content: bytes = b"Ana Ruiz spoke in Lisbon.", *, inside: bool) -> Made:
    path = Path(os.fsdecode(os.path.join(os.fsencode(folder), raw)))  # noqa: PTH118 - bytes
    path.write_bytes(content)
    return ["--", str(folder)] if inside else ["--", str(path)]


def _alike(folder: Path, big: int) -> Made:  # noqa: ARG001
    for raw in (b"a\xe9.txt", b"a\xe8.txt", b"a\\xe8.txt", b"a\xc3\xa9.txt"):
        _named(folder, raw, inside=True)
    return [str(folder)]


def _deep_folders(folder: Path, big: int) -> Made:  # noqa: ARG001
    (folder / "a.txt").write_text("Ana Ruiz spoke.")
    here = os.open(folder, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d" * 40, dir_fd=here)
        below = os.open("d" * 40, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("b.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    return [str(folder)]


def _places() -> Iterator[Case]:
    def links(folder: Path, big: int) -> Made:  # noqa: ARG001
        (folder / "a.txt").write_text("Ana Ruiz spoke.")
        for name, target in {
            "loop": ".", "up": "..", "self": "self", "one": "two", "two": "one", "root": "/",
            "passwd.txt": "/etc/passwd", "zero.txt": "/dev/zero", "mem.txt": "/proc/self/mem",
            "kmsg.txt": "/proc/kmsg", "gone.txt": "nowhere",
        }.items():  # fmt: skip
            (folder / name).symlink_to(target)
        os.mkfifo(folder / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as server:
            here = Path.cwd()
            os.chdir(folder)
            server.bind("s.txt")
            os.chdir(here)
        (folder / "folder.txt").mkdir()
        return [str(folder)]

    yield Case("folder of links, loops, pipes, sockets", links)
    for target in ("/dev/zero", "/proc/kmsg", "/proc/self/mem", "/proc/self/pagemap", "/proc/self/environ", "loop"):
        yield Case(f"link to {target}", lambda folder, big, target=target: _link(folder, target))  # noqa: ARG005
    for target in ("/dev/zero", "/dev/null", "/proc/kmsg", "/proc/self/mem"):
        yield Case(f"given {target}", lambda folder, big, target=target: [target])  # noqa: ARG005
    yield Case("a pipe, given", _pipe)
    yield Case("a folder of 10,000 empty files", _many)


def _link(folder: Path, target: str) -> Made:
    (folder / "x.txt").symlink_to("x.txt" if target == "loop" else target)
    return [str(folder / "x.txt"), "--lines"]


def _pipe(folder: Path, big: int) -> Made:  # noqa: ARG001
    os.mkfifo(folder / "x.txt")
    return [str(folder / "x.txt")]


def _many(folder: Path, big: int) -> Made:
    for number in range(10_000 if big >= 1 << 30 else 500):
        (folder / f"{number}.md").touch()
    return [str(folder)]


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
        yield Case(f"3,000 characters each of {' '.join(map(repr, some))}", _folder(texts))
