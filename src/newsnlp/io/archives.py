"""Zip archives, read as a folder: its files one after the other, in the order of their names."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from newsnlp.errors import UnreadableFile
from newsnlp.io.compression import Meter, bounded
from newsnlp.io.failure import Failure
from newsnlp.io.formats import SUFFIXES, by_name, without_compression
from newsnlp.io.opened import HEAD_BYTES

__all__ = ["ARCHIVE", "is_archive", "members"]

ARCHIVE = ".zip"
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
# The list of an archive's files is held whole: so much of it is half a million of them.
_MAX_LIST = 64_000_000
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, struct.error, ValueError)


def is_archive(head: bytes, name: str) -> bool:
    """Tell whether a file is a zip archive, and not one of the many formats that are zip archives inside."""
    if not head.startswith(_MAGIC):
        return False
    suffix = PurePosixPath(without_compression(name)).suffix.lower()
    return suffix in ("", ARCHIVE, *SUFFIXES)


def members(file: BinaryIO, size: int, shown: str) -> Iterator[tuple[str, BinaryIO] | Failure]:
    """Give the name and the bytes of each file that is not hidden; what cannot be opened is a `Failure`.

    Args:
        file: the archive, in which one can move about.
        size: its bytes.
        shown: how messages name it.

    Raises:
        UnreadableFile: it is no archive, its list of files is too long, or it unpacks to more than texts do.
    """
    try:
        archive = zipfile.ZipFile(_Careful(file, shown))
    except _DAMAGED as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(f"{shown} is no zip archive that can be read ({error}): get it anew") from error
    meter = Meter(shown)
    with archive:
        for name, info in sorted(_named(archive), key=lambda pair: pair[0].parts):
            place = f"{shown}/{name}"
            reason = _refused(name, info)
            if reason:
                yield Failure(place, "read", UnreadableFile(f"{place} {reason}"))
                continue
            # Files of a bomb may share their bytes: all together never count as more than there are.
            meter.packed = min(size, meter.packed + info.compress_size)
            try:
                stream = archive.open(info)
            except _DAMAGED as error:
                yield Failure(place, "read", UnreadableFile(f"{place} cannot be unpacked ({error}): get it anew"))
                continue
            with stream:
                yield str(name), io.BufferedReader(bounded(stream, meter, place), HEAD_BYTES)
            if meter.over:
                return


def _named(archive: zipfile.ZipFile) -> Iterator[tuple[PurePosixPath, zipfile.ZipInfo]]:
    for info in archive.infolist():
        name = PurePosixPath(info.filename.replace("\\", "/"))
        if not info.filename.endswith("/") and not any(_is_hidden(part) for part in name.parts):
            yield name, info


def _is_hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part != "..")


def _refused(name: PurePosixPath, info: zipfile.ZipInfo) -> str | None:
    """Say why a file is not read, or None."""
    if name.is_absolute() or ".." in name.parts or not name.parts:
        return "has a name that leads out of the archive: pack it anew"
    if info.flag_bits & _ENCRYPTED:
        return "is encrypted: unpack the archive with its password, and give the folder"
    if info.compress_type not in _METHODS and by_name(str(name)) is not None:
        return "is packed by a method other than deflate: unpack the archive, and give the folder"
    if name.suffix.lower() == ARCHIVE:
        return "is an archive in an archive: unpack it, and give the folder"
    return None


class _Careful:
    """The file of an archive, of which nobody reads too much at once."""

    def __init__(self, file: BinaryIO, shown: str) -> None:
        self._file, self._shown = file, shown

    def read(self, size: int = -1, /) -> bytes:
        if size > _MAX_LIST:
            raise UnreadableFile(f"{self._shown} holds more files than can be listed: unpack it, and give the folder")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def seekable(self) -> bool:
        return True
