"""Reading the source files: JSON Lines, one entity a line, checked as they are read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from newsnlp.errors import UnreadableFile

__all__ = ["check_sources", "rows"]

_NEEDED = ("name", "type", "source", "licence")
_TEXTS = (
    "qid", "name", "type", "source", "licence", "description", "country", "country_qid", "ticker",
    "role", "of", "start", "end", "admin1", "iso", "kind", "dob",
)  # fmt: skip
_NUMBERS = ("lat", "lon", "population", "rank", "sl", "pv")
_KINDS = {**dict.fromkeys(_TEXTS, (str,)), **dict.fromkeys(_NUMBERS, (int, float))}
_QID = re.compile(r"Q[1-9]\d*")


def check_sources(folder: Path, files: Iterable[str]) -> None:
    """Refuse a folder that does not hold all the files, before any is read.

    Raises:
        UnreadableFile: it is no folder, or files are missing.
    """
    if not folder.is_dir():
        raise UnreadableFile(f"{folder} is no folder: name the one that holds the source files of the knowledge base")
    missing = sorted(f"{file}.jsonl" for file in files if not (folder / f"{file}.jsonl").is_file())
    if missing:
        raise UnreadableFile(f"{folder} lacks {', '.join(missing)}: the knowledge base is built from all its sources")


def rows(folder: Path, file: str) -> Iterator[dict[str, Any]]:
    """Stream the rows of a source file.

    Raises:
        UnreadableFile: the file cannot be read, or a line is no row.
    """
    path = folder / f"{file}.jsonl"
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                row = json.loads(line)
                if (wrong := _wrong(row)) is not None:
                    raise UnreadableFile(f"{path}:{number} is no row of a source file: {wrong}; mend the line")
                yield row
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{path} is not UTF-8 (after line {number}): convert it to UTF-8") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{path}:{number} is not JSON ({error}): mend or remove the line") from error


def _wrong(row: object) -> str | None:
    """Say what is wrong with a row, or None."""
    if not isinstance(row, dict):
        return f"it is {type(row).__name__}, expected an object"
    extra, roles = row.get("extra") or {}, row.get("roles") or []
    if not isinstance(extra, dict):
        return f"'extra' is {extra!r}, expected an object"
    if not isinstance(roles, list) or not all(isinstance(role, dict) and role.get("role") for role in roles):
        return f"'roles' is {roles!r}, expected a list of objects with a 'role'"
    if not isinstance(row.get("aliases"), list) or not all(isinstance(alias, str) for alias in row["aliases"]):
        return f"'aliases' is {row.get('aliases')!r}, expected a list of texts"
    for key in _NEEDED:
        if not row.get(key):
            return f"'{key}' is {row.get(key)!r}, expected a text"
    for held in (row, extra, *roles):
        for key in held.keys() & _KINDS.keys():
            if held[key] is not None and not isinstance(held[key], _KINDS[key]):
                return f"'{key}' is {held[key]!r}, which it cannot be"
    if row["qid"] is not None and not _QID.fullmatch(row["qid"]):
        return f"'qid' is {row['qid']!r}, expected null or an id as 'Q649'"
    return None
