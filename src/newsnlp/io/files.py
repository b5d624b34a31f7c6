"""Opening a file that may be no file: a pipe, a device, or one that the system makes up as it is read."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from newsnlp.errors import UnreadableFile

__all__ = ["open_regular", "shown_name"]

# Without it the open of a pipe waits for a writer, and a read from a log of the system for the next line.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading bytes, without ever waiting for what it may be instead.

    Raises:
        UnreadableFile: it is a folder, pipe, socket or device.
        OSError: it cannot be opened or read.
    """
    descriptor = os.open(path, os.O_RDONLY | _NO_WAITING)
    try:
        _refuse_other(os.fstat(descriptor).st_mode, path)
        if hasattr(os, "pread"):
            os.pread(descriptor, 1, 0)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _refuse_other(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        raise UnreadableFile(f"{shown_name(str(path))} is neither a file nor a folder")


def shown_name(name: str) -> str:
    r"""Give a file's name as text: bytes that are no UTF-8 become `\xNN`, so that each name stays its own.

    Example:
        >>> from newsnlp.io.files import shown_name
        >>> shown_name("caf\udce9.txt")
        'caf\\xe9.txt'
    """
    return name if name.isascii() else name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
