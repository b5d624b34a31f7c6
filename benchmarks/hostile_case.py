"""A case of hostile input, and what writes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Case", "Made", "one_file", "several_files"]

Made = list[str]


@dataclass(frozen=True)
class Case:
    """One kind of hostile input.

    Attributes:
        name: what the table calls it.
        make: writes it into a folder, with a giant of so many bytes, and gives the arguments of `enrich`.
        heavy: its size is fixed, and it takes some time.
    """

    name: str
    make: Callable[[Path, int], Made]
    heavy: bool = False


def one_file(name: str, content: bytes | str) -> Callable[[Path, int], Made]:
    """Give what writes a file."""

    def make(folder: Path, big: int) -> Made:  # noqa: ARG001 - the shape of all
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return [str(folder / name)]

    return make


def several_files(files: Mapping[str, bytes | str]) -> Callable[[Path, int], Made]:
    """Give what writes several files at once: what all of them take together is more than what each takes."""

    def make(folder: Path, big: int) -> Made:
        for name, content in files.items():
            one_file(name, content)(folder, big)
        return [str(folder)]

    return make
