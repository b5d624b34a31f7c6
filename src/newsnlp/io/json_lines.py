"""JSON lines: one JSON object a line, in UTF-8."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from newsnlp.article import Article
from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.io.opened import MAX_BYTES, Opened
from newsnlp.io.records import article_of, made

__all__ = ["decoder", "read_json_lines"]


def read_json_lines(opened: Opened) -> Iterator[Article | Failure]:
    """Read every line that is not blank as an article."""
    for number, line in enumerate(opened.lines(), start=1):
        raw = line.removeprefix(b"\xef\xbb\xbf") if number == 1 and line is not None else line
        if raw is None or raw.strip():
            where = f"{opened.shown}, line {number}"
            name = f"{opened.name}:{number}"
            yield made(where, lambda raw=raw, where=where, name=name: _of_line(raw, where, name, opened))  # type: ignore[misc]


def decoder() -> json.JSONDecoder:
    """Give a decoder of strict JSON: no NaN, no infinities."""
    return json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite)


def _of_line(raw: bytes | None, where: str, name: str, opened: Opened) -> Article:
    if raw is None:
        raise UnreadableFile(f"{where} has more than {MAX_BYTES:,} bytes: divide it")
    try:
        record: Any = decoder().decode(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{where} is not UTF-8 (byte 0x{raw[error.start]:02X} at {error.start}): convert it to UTF-8"
        ) from error
    except ValueError as error:
        raise UnreadableFile(f"{where} is not JSON ({error}): correct the line, or leave it out") from error
    return article_of(record, opened.options.columns, name)


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse_constant(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")
