"""From what a user points at to files, in a stable order."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsnlp.errors import ConfigError, UnreadableFile
from newsnlp.io.archives import ARCHIVE, is_archive
from newsnlp.io.compression import decompressed
from newsnlp.io.files import open_regular, shown_name
from newsnlp.io.formats import SUFFIXES, by_content, by_name
from newsnlp.io.opened import head_of, rejoined

__all__ = ["FAILURES_SUFFIX", "STDIN", "Source", "find_sources", "tells_reader"]

STDIN = "-"
FAILURES_SUFFIX = ".errors.jsonl"
_LOOK = 4096


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and the name that its records get.

    Attributes:
        path: the file, or None for standard input.
        name: its path relative to the argument, with forward slashes; the file's name when the argument is a file.
        place: how messages name it, when it stands in an archive.
    """

    path: Path | None
    name: str
    place: str | None = None

    @property
    def shown(self) -> str:
        """How messages name it."""
        return self.place or ("standard input" if self.path is None else shown_name(str(self.path)))


def find_sources(
    arguments: Iterable[str | Path],
    *,
    outputs: Iterable[Path] = (),
    passed_over: Callable[[Path], None] | None = None,
) -> list[Source]:
    """Give the files that the arguments stand for: `-`, files, and folders with all below them, sorted by name.

    In a folder, files of other kinds, pipes and devices, and symbolic links that lead out of it are passed over and
    told, hidden files and those of failures in silence; a file that is named must be readable. A folder below that
    cannot be looked into is given like a file: whoever opens it learns why.

    Args:
        arguments: what the user points at.
        outputs: files that are about to be written; in a folder they are passed over.
        passed_over: called with each thing in a folder that is no source.

    Raises:
        ConfigError: an argument is one of the outputs.
        UnreadableFile: an argument does not exist, is of a kind that is not read, or is a folder with nothing to read.
    """
    written = {_resolved(output) for output in outputs}
    tell = passed_over if passed_over is not None else _tell_nobody
    return [source for argument in arguments for source in _of_argument(argument, written, tell)]


def _of_argument(argument: str | Path, written: set[Path], tell: Callable[[Path], None]) -> list[Source]:
    if str(argument) == STDIN:
        return [Source(path=None, name="stdin")]
    path = Path(argument)
    if _resolved(path) in written:
        raise ConfigError(f"{path} is both input and output: name another output file")
    mode = _mode(path)
    if stat.S_ISDIR(mode):
        found = list(_below(path, written, tell))
        if not found:
            raise UnreadableFile(f"{path} has no file that newsnlp reads ({', '.join(sorted({*SUFFIXES, ARCHIVE}))})")
        return found
    shown = shown_name(str(path))
    if not mode:
        raise UnreadableFile(f"{shown} does not exist")
    if not stat.S_ISREG(mode):
        raise UnreadableFile(f"{shown} is neither a file nor a folder")
    if not _is_read(path):
        kinds = ", ".join(sorted({*SUFFIXES, ARCHIVE}))
        raise UnreadableFile(f"{shown} is of a kind that newsnlp does not read: give {kinds}, or pipe it to '-'")
    return [Source(path=path, name=shown_name(path.name))]


def _below(folder: Path, written: set[Path], tell: Callable[[Path], None]) -> Iterator[Source]:
    root = _resolved(folder)
    closed: list[Path] = []
    walked = os.walk(folder, onerror=lambda error: closed.append(Path(error.filename)))
    # A link to a folder is not followed.
    paths = [
        Path(at, name)
        for at, folders, files in walked
        for name in files + [f for f in folders if _is_link(Path(at, f))]
    ]
    for name in sorted(path.relative_to(folder) for path in paths + closed):
        path = folder / name
        # What an earlier run left beside its output is no article.
        if name.name.endswith(FAILURES_SUFFIX) or any(part.startswith(".") for part in name.parts):
            continue
        if path in closed or (stat.S_ISREG(_mode(path)) and _resolved(path).is_relative_to(root) and _is_read(path)):
            if _resolved(path) not in written:
                yield Source(path=path, name=shown_name(name.as_posix()))
        else:
            tell(path)


def _tell_nobody(_: Path) -> None:
    """Stand in for one who wants to know."""


def _resolved(path: Path) -> Path:
    """Follow the links of a path; one that leads in a circle stays as it is."""
    return Path(os.path.realpath(path))


def _is_link(path: Path) -> bool:
    try:
        return stat.S_ISLNK(path.lstat().st_mode)
    except OSError:  # such as a path too long for the system
        return False


def _mode(path: Path) -> int:
    """Give what kind of thing a path leads to, as `stat` has it; 0 for nothing, or what cannot be reached."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _is_read(path: Path) -> bool:
    """Tell whether the name tells a reader, or else the first bytes do."""
    if by_name(path.name) is not None or path.suffix.lower() == ARCHIVE:
        return True
    try:
        with open_regular(path) as stream:
            return tells_reader(stream, path.name, str(path))
    except (OSError, UnreadableFile):
        return False


def tells_reader(stream: BinaryIO, name: str, shown: str) -> bool:
    """Tell whether the first bytes tell a reader.

    Raises:
        UnreadableFile: they are damaged.
    """
    head = stream.read(_LOOK)
    unpacked = decompressed(head, rejoined(head, stream), shown)
    inner = head if unpacked is None else head_of(unpacked, _LOOK)
    return by_content(inner) is not None or is_archive(inner, name)
