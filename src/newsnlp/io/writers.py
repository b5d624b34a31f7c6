"""Writers: records go to a file as JSON lines, whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError

__all__ = ["atomic_text", "check_output", "to_line", "write"]

JSON_LINES = (".jsonl", ".ndjson")


def to_line(record: dict[str, object]) -> str:
    """Give a record as one line of JSON with its line break; the same record gives the same bytes."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        # A lone surrogate in `meta` or `url`: kept as the escape that it came as.
        return json.dumps(record, separators=(",", ":"), allow_nan=False) + "\n"
    return line


def write(docs: Iterable[EnrichedDocument], path: str | Path) -> int:
    """Write enriched documents to a `.jsonl` file, one a line, and give their number.

    The file appears when all is written; until then, and if anything fails, what was there stays.

    Raises:
        ConfigError: the file's name does not end in `.jsonl`, or its folder does not exist.

    Example:
        >>> newsnlp.write([newsnlp.enrich("Moscow hosts a parade.")], "parade.jsonl")
        1
    """
    count = 0
    with atomic_text(Path(path)) as file:
        for doc in docs:
            file.write(to_line(doc.to_dict()))
            count += 1
    return count


@contextmanager
def atomic_text(path: Path, suffixes: Sequence[str] = JSON_LINES) -> Iterator[TextIO]:
    """Open a temporary file beside `path` that takes its place when the block ends well.

    Raises:
        ConfigError: the name ends in none of `suffixes`, or the folder does not exist.
    """
    check_output(path, suffixes)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def check_output(path: Path, suffixes: Sequence[str] = JSON_LINES) -> None:
    """Refuse an output file that could not be written at the end of a long run.

    Raises:
        ConfigError: the name ends in none of `suffixes`, it is a folder, or its folder does not exist.
    """
    kind = suffixes[0]
    if path.suffix.lower() not in suffixes:
        raise ConfigError(f"the output {path} is no {kind} file: name one that ends in {kind}")
    if path.is_dir():
        raise ConfigError(f"the output {path} is a folder: name a {kind} file in it")
    if not path.parent.is_dir():
        raise ConfigError(f"the folder {path.parent} does not exist: make it first")
