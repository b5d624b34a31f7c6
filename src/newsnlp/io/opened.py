"""A file that is open for reading: its bytes behind any compression, and what the user asked for."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from newsnlp.article import FIELDS, MAX_CHARACTERS
from newsnlp.errors import ConfigError, UnreadableFile
from newsnlp.io.files import open_regular

__all__ = ["HEAD_BYTES", "MAX_BYTES", "Opened", "Options", "head_of", "missing_extra", "on_disk", "rejoined"]

HEAD_BYTES = 65_536
# The longest article in the widest encoding. A line or a file that must be read whole is not longer than that.
MAX_BYTES = 4 * MAX_CHARACTERS
_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Options:
    """How to read.

    Attributes:
        lines: every line of a `.txt` is an article.
        columns: for tables and JSON, the column or key that each field of an article is read from.
    """

    lines: bool = False
    columns: Mapping[str, str] = field(default_factory=lambda: _NO_COLUMNS)

    def __post_init__(self) -> None:
        for name in self.columns:
            if name not in FIELDS:
                raise ConfigError(f"columns maps the field {name!r}, expected one of {', '.join(FIELDS)}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file behind its compression.

    Attributes:
        stream: its bytes from the start.
        head: the first of them, for a look ahead.
        shown: how messages name it.
        name: what the ids of its articles begin with.
        whole_id: the id of an article that is the whole file; None for standard input.
        options: how to read.
        path: the file itself, when it is one and not compressed.
    """

    stream: BinaryIO
    head: bytes
    shown: str
    name: str
    whole_id: str | None
    options: Options
    path: Path | None = None

    def whole(self) -> bytes:
        """Give all bytes.

        Raises:
            UnreadableFile: there are more than `MAX_BYTES`.
        """
        raw = self.stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise UnreadableFile(f"{self.shown} has more than {MAX_BYTES:,} bytes in one piece: divide it")
        return raw

    def lines(self) -> Iterator[bytes | None]:
        """Give the lines with their breaks; None stands for a line of more than `MAX_BYTES`."""
        while line := self.stream.readline(MAX_BYTES + 1):
            if len(line) <= MAX_BYTES:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(HEAD_BYTES)
            yield None


class _Rejoined(io.RawIOBase):
    """A stream and what was read off its start."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        # Not `read`, which waits for all that it is asked for, and loses it where the stream breaks.
        self._head, self._read = memoryview(head), cast("io.BufferedReader", rest).read1

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] if self._head else self._read(len(buffer))
        self._head = self._head[len(piece) :] if self._head else self._head
        buffer[: len(piece)] = piece
        return len(piece)


def head_of(stream: BinaryIO, size: int = HEAD_BYTES) -> bytes:
    """Read the first bytes of a stream; where it breaks, those before are given, and the next read tells."""
    head = b""
    read = cast("io.BufferedReader", stream).read1
    try:
        while len(head) < size and (piece := read(size - len(head))):
            head += piece
    except UnreadableFile:
        if not head:
            raise
    return head


def rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """Give a stream of `head` and what `rest` still holds."""
    return io.BufferedReader(_Rejoined(head, rest), HEAD_BYTES)


def on_disk(stream: BinaryIO, path: Path | None) -> tuple[BinaryIO, UnreadableFile | None]:
    """Open the file at `path`, or else put what is left of the stream into a temporary one; the caller closes it.

    Where the stream breaks, what came before is there, and so is the error.
    """
    if path is not None:
        return open_regular(path), None
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    broken = None
    try:
        while piece := cast("io.BufferedReader", stream).read1(HEAD_BYTES):
            file.write(piece)
    except UnreadableFile as error:
        broken = error
    file.seek(0)
    return cast("BinaryIO", file), broken


def missing_extra(what: str, package: str, extra: str) -> UnreadableFile:
    """Give the error of a reader whose package is not installed."""
    return UnreadableFile(f"{what} needs {package}: pip install 'newsnlp[{extra}]'")
