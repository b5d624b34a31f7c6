"""Files that appear whole or not at all, compressed when their name says so."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from newsnlp.document import EnrichedDocument, Link
from newsnlp.errors import ConfigError
from newsnlp.frozen import LateMap
from newsnlp.surrogates import compact_json, fits_utf8

__all__ = [
    "COMPRESSED",
    "JSON_LINES",
    "KINDS",
    "atomic_file",
    "atomic_text",
    "check_output",
    "document_line",
    "kind_of",
    "to_line",
]

JSON_LINES = (".jsonl", ".ndjson")
KINDS = (*JSON_LINES, ".parquet", ".csv")
COMPRESSED = (".gz", ".zst")
_text = json.JSONEncoder(ensure_ascii=False).encode


def to_line(record: dict[str, object]) -> str:
    """Give a record as one line of JSON with its line break; the same record gives the same bytes."""
    return compact_json(record) + "\n"


def document_line(doc: EnrichedDocument) -> str:
    """Give the line of a document: what `to_line` gives of its record, in a third of the time for one of many links."""
    if not doc.links:
        return to_line(doc.to_dict())
    items = list(replace(doc, links=()).to_dict().items())
    place = [key for key, _ in items].index("links")
    before, behind = (compact_json(dict(part)) for part in (items[:place], items[place + 1 :]))
    line = f'{before[:-1]},"links":[{",".join(map(_link, doc.links))}],{behind[1:]}\n'
    return line if fits_utf8(line) else to_line(doc.to_dict())


def _link(link: Link) -> str:
    evidence, score = link.evidence, link.score
    if not isinstance(evidence, LateMap) or not isinstance(score, float) or not isfinite(score):
        return compact_json(link.to_dict())
    return (
        f'{{"id":{_text(link.id)},"score":{float.__repr__(score)},"relation":{_text(link.relation)},'
        f'"evidence":{evidence.written()}}}'
    )


@contextmanager
def atomic_file(path: Path, kinds: Sequence[str] = KINDS) -> Iterator[BinaryIO]:
    """Open a temporary file beside `path` that takes its place when the block ends well.

    Raises:
        ConfigError: the name ends in none of `kinds`, or the folder does not exist.
    """
    check_output(path, kinds)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def atomic_text(path: Path, kinds: Sequence[str] = JSON_LINES) -> Iterator[TextIO]:
    """Do as `atomic_file` for text in UTF-8; it is compressed for a name that ends in `.gz` or `.zst`.

    Raises:
        ConfigError: the name ends in none of `kinds`, the folder does not exist, or zstandard is not installed.
    """
    with atomic_file(path, kinds) as file, ExitStack() as stack:
        packed = _compressing(file, path)
        if packed is not file:
            stack.enter_context(packed)
        text = io.TextIOWrapper(packed, encoding="utf-8", newline="\n")
        yield text
        text.flush()
        text.detach()


def check_output(path: Path, kinds: Sequence[str] = KINDS) -> None:
    """Refuse an output file that could not be written at the end of a long run.

    Raises:
        ConfigError: the name ends in none of `kinds`, it is a folder, its folder does not exist, or zstandard is needed
            and not installed.
    """
    kind = kind_of(path)
    if kind not in kinds:
        known = ", ".join(kinds)
        more = "" if kinds == (".parquet",) else "; all but .parquet also with .gz or .zst behind it"
        raise ConfigError(f"the output {path} is of no kind that can be written: name one that ends in {known}{more}")
    if path.is_dir():
        raise ConfigError(f"the output {path} is a folder: name a {kind} file in it")
    if not path.parent.is_dir():
        raise ConfigError(f"the folder {path.parent} does not exist: make it first")
    if path.suffix.lower() == ".zst":
        try:
            import zstandard  # noqa: F401 - to tell whether it is there, before a long run
        except ImportError as error:
            raise ConfigError(f"{path}, a Zstandard file, needs zstandard: pip install 'newsnlp[html]'") from error


def kind_of(path: Path) -> str | None:
    """Give the suffix that tells how the file is written, whatever its compression; None for an unknown one.

    Example:
        >>> from pathlib import Path
        >>> from newsnlp.io.writers import kind_of
        >>> [kind_of(Path(name)) for name in ("a.jsonl", "a.CSV.gz", "a.parquet.gz", "a.txt")]
        ['.jsonl', '.csv', None, None]
    """
    name = path.name.lower()
    packed = name.endswith(COMPRESSED)
    kind = Path(name.rpartition(".")[0] if packed else name).suffix
    return kind if kind in KINDS and not (packed and kind == ".parquet") else None


def _compressing(file: BinaryIO, path: Path) -> BinaryIO:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        # Neither name nor time stand in it: the same records give the same bytes.
        return cast("BinaryIO", gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0))
    if suffix == ".zst":
        import zstandard

        return cast("BinaryIO", zstandard.ZstdCompressor().stream_writer(file, closefd=False))
    return file
