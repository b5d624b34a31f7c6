"""Gzip and Zstandard, in pieces: what is packed tighter than text ever is counts as a bomb."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Any, BinaryIO

from newsnlp.errors import UnreadableFile
from newsnlp.io.opened import HEAD_BYTES, missing_extra

__all__ = ["COMPRESSIONS", "Meter", "bounded", "decompressed"]

COMPRESSIONS = {".gz": b"\x1f\x8b", ".zst": b"\x28\xb5\x2f\xfd"}
_FREE_BYTES = 8_000_000
_MAX_RATIO = 200
_MAX_WINDOW = 1 << 27
# A block of Zstandard takes three bytes at least and gives 128 KB at most: so much in, 45 MB out in the worst case.
_ZSTD_PIECE = 1024


def decompressed(head: bytes, stream: BinaryIO, shown: str) -> BinaryIO | None:
    """Give the stream behind the compression that `head` shows, or None when there is none.

    Raises:
        UnreadableFile: it is Zstandard, and the package for it is not installed.
    """
    meter = Meter(shown)
    counted = _Counted(stream, meter)
    if head.startswith(COMPRESSIONS[".gz"]):
        inner = gzip.GzipFile(fileobj=counted, mode="rb")  # type: ignore[call-overload]
        return io.BufferedReader(bounded(inner, meter, shown), HEAD_BYTES)
    if head.startswith(COMPRESSIONS[".zst"]):
        try:
            import zstandard
        except ImportError as error:
            raise missing_extra(f"{shown}, a Zstandard file,", "zstandard", "html") from error
        frames = _Frames(counted, zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW))
        return io.BufferedReader(bounded(frames, meter, shown), HEAD_BYTES)
    return None


class Meter:
    """Compares what came out with what went in.

    Attributes:
        packed: bytes that were read.
        unpacked: bytes that they gave.
    """

    def __init__(self, shown: str) -> None:
        self.packed = self.unpacked = 0
        self._shown = shown

    @property
    def over(self) -> bool:
        """Whether more came out than any text holds."""
        return self.unpacked > _FREE_BYTES and self.unpacked > _MAX_RATIO * self.packed

    def add(self, count: int) -> None:
        """Count what came out.

        Raises:
            UnreadableFile: it is more than any text holds.
        """
        self.unpacked += count
        if self.over:
            raise UnreadableFile(
                f"{self._shown} unpacks to more than {_MAX_RATIO} times its size, as no text does: unpack it yourself "
                "if you trust it"
            )


def bounded(opened: Any, meter: Meter, shown: str) -> io.RawIOBase:
    """Give a stream that tells its damage as `UnreadableFile`, and ends with one when the meter says so."""
    return _Bounded(opened, meter, shown)


class _Counted:
    """What the decompressor reads from."""

    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self._stream, self._meter = stream, meter

    def read(self, size: int = -1, /) -> bytes:
        piece = self._stream.read(size)
        self._meter.packed += len(piece)
        return piece


class _Frames:
    """The frames of a Zstandard file, one after the other; unlike the package's own reader it tells a cut."""

    def __init__(self, stream: _Counted, opener: Any) -> None:
        self._stream, self._opener = stream, opener
        self._frame: Any = None
        self._rest, self._given, self._at = b"", b"", 0

    def read1(self, size: int) -> bytes:
        while self._at >= len(self._given):
            packed = self._rest or self._stream.read(_ZSTD_PIECE)
            if not packed:
                if self._frame is not None:
                    raise EOFError("it ends in the middle of a frame")
                return b""
            if self._frame is None:
                self._frame = self._opener.decompressobj()
            self._given, self._at = self._frame.decompress(packed), 0
            self._rest = b""
            if self._frame.eof:
                self._rest, self._frame = self._frame.unused_data, None
        piece = self._given[self._at : self._at + size]
        self._at += len(piece)
        return piece


class _Bounded(io.RawIOBase):
    def __init__(self, opened: Any, meter: Meter, shown: str) -> None:
        self._opened, self._meter, self._shown = opened, meter, shown

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._opened.read1(len(buffer))
        except (OSError, EOFError, zlib.error) as error:
            raise self._damaged(error) from error
        except Exception as error:  # zstandard's error has no base but Exception
            raise self._damaged(error) from error
        self._meter.add(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)

    def _damaged(self, error: Exception) -> UnreadableFile:
        return UnreadableFile(f"{self._shown} cannot be unpacked ({error}): it is damaged or cut off, get it anew")
