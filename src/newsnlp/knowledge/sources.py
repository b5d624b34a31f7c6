"""From what a user gives as knowledge (paths, mappings) to records, each with its place."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from newsnlp.errors import ConfigError, UnreadableFile

__all__ = ["Given", "records"]

Given = str | Path | Mapping[str, Any]
_SEPARATORS = {".csv": ",", ".tsv": "\t"}
_LINES = frozenset({".jsonl", ".ndjson"})


def records(given: Given | Iterable[Given]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the records, each with what names it in messages (`FILE:LINE`).

    Args:
        given: a path, a mapping (one record), or several of these.

    Raises:
        UnreadableFile: a file is not there, not UTF-8, or of a kind that is not read.
        ConfigError: something is neither path nor mapping, or a line is no record.
    """
    if isinstance(given, (str, Path, Mapping)):
        given = [given]
    elif not isinstance(given, Iterable):
        raise ConfigError(f"knowledge is {given!r}, expected a path, a mapping, or a list of these")
    for number, item in enumerate(given, start=1):
        if isinstance(item, Mapping):
            yield item, f"knowledge record {number}"
        elif isinstance(item, (str, Path)):
            yield from _of_file(Path(item))
        else:
            raise ConfigError(f"knowledge has {item!r}, expected a path or a mapping")


def _of_file(path: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    kind = path.suffix.lower()
    if kind not in _LINES and kind not in _SEPARATORS:
        raise UnreadableFile(f"{path} is of a kind that is not read as knowledge: give a .csv, .tsv or .jsonl")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8 (byte {error.start}): convert it to UTF-8") from error
    yield from _json_lines(text, path) if kind in _LINES else _table(text, path, _SEPARATORS[kind])


def _json_lines(text: str, path: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield json.loads(line), f"{path}:{number}"
            except (ValueError, RecursionError) as error:
                raise ConfigError(f"{path}:{number} is not JSON ({error}): correct or remove the line") from error


def _table(text: str, path: Path, separator: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] | None = None
    try:
        for row in rows:
            where = f"{path}:{rows.line_num}"
            if not any(cell.strip() for cell in row):
                continue
            if header is None:
                header = _header(row, where)
            elif len(row) > len(header):
                raise ConfigError(
                    f"{where} has {len(row)} cells for {len(header)} columns: put quotes around {row[-1]!r} and others "
                    f"that hold {separator!r}"
                )
            else:
                yield {key: cell for key, cell in zip(header, row, strict=False) if cell.strip()}, where
    except csv.Error as error:
        raise ConfigError(f"{path}:{rows.line_num} is no row ({error}): close its quotes") from error


def _header(row: list[str], where: str) -> list[str]:
    header = [cell.strip().casefold() for cell in row]
    if "name" not in header or len(set(header)) < len(header):
        raise ConfigError(f"{where} is {row!r}, expected a header: 'name', 'label' and others, each once")
    return header
