"""Files that appear whole or not at all, compressed when their name says so."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from newsnlp.errors import ConfigError
from newsnlp.surrogates import compact_json

__all__ = ["COMPRESSED", "JSON_LINES", "KINDS", "atomic_file", "atomic_text", "check_output", "kind_of", "to_line"]

JSON_LINES = (".jsonl", ".ndjson")
KINDS = (*JSON_LINES, ".parquet", ".csv")
COMPRESSED = (".gz", ".zst")


def to_line(record: dict[str, object]) -> str:
    """Give a record as one line of JSON with its line break; the same record gives the same bytes."""
    return compact_json(record) + "\n"


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
