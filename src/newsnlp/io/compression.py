"""Gzip and Zstandard, in pieces: what is packed tighter than text ever is counts as a bomb."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import BinaryIO

from newsnlp.errors import UnreadableFile
from newsnlp.io.opened import HEAD_BYTES, missing_extra

__all__ = ["COMPRESSIONS", "decompressed"]

COMPRESSIONS = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
_FREE_BYTES = 8_000_000
_MAX_RATIO = 200
_MAX_WINDOW = 1 << 27


def decompressed(head: bytes, stream: BinaryIO, shown: str) -> BinaryIO | None:
    """Give the stream behind the compression that `head` shows, or None when there is none.

    Raises:
        UnreadableFile: it is Zstandard, and the package for it is not installed.
    """
    if head.startswith(COMPRESSIONS[".gz"]):
        counted = _Counted(stream)
        inner = gzip.GzipFile(fileobj=counted, mode="rb")  # type: ignore[call-overload]
        return io.BufferedReader(_Bounded(inner, counted, shown), HEAD_BYTES)
    if head.startswith(COMPRESSIONS[".zst"]):
        try:
            import zstandard
        except ImportError as error:
            raise missing_extra(f"{shown}, a Zstandard file,", "zstandard", "html") from error
        counted = _Counted(stream)
        opener = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW)
        opened = opener.stream_reader(counted, read_across_frames=True)  # type: ignore[arg-type]
        return io.BufferedReader(_Bounded(opened, counted, shown), HEAD_BYTES)
    return None


class _Counted:
    """What the decompressor reads from."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self.count = stream, 0

    def read(self, size: int = -1, /) -> bytes:
        piece = self._stream.read(size)
        self.count += len(piece)
        return piece


class _Bounded(io.RawIOBase):
    def __init__(self, opened: BinaryIO, packed: _Counted, shown: str) -> None:
        self._opened, self._packed, self._shown, self._count = opened, packed, shown, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._opened.read(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise self._damaged(error) from error
        except Exception as error:  # zstandard's error has no base but Exception
            raise self._damaged(error) from error
        self._count += len(piece)
        if self._count > _FREE_BYTES and self._count > _MAX_RATIO * self._packed.count:
            raise UnreadableFile(
                f"{self._shown} unpacks to more than {_MAX_RATIO} times its size, as no text does: unpack it yourself "
                "if you trust it"
            )
        buffer[: len(piece)] = piece
        return len(piece)

    def _damaged(self, error: Exception) -> UnreadableFile:
        return UnreadableFile(f"{self._shown} cannot be unpacked ({error}): it is damaged or cut off, get it anew")
