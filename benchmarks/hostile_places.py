"""Hostile names of files, and places that are no files: links, pipes, sockets, devices."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

from hostile_case import Case, Made, several_files

__all__ = ["names", "places"]


def names() -> Iterator[Case]:
    """Give files of odd names."""
    odd: dict[str, bytes] = {
        "line breaks": b"a\nb\r\nc.txt",
        "no UTF-8": b"caf\xe9.txt",
        "escapes": b"\x1b[31m\x1b]0;x\x07.txt",
        "leading dash": b"--out.txt",
        "255 bytes": b"x" * 251 + b".txt",
        "right to left": "\u202etxt.exe.txt".encode(),
        "markup": b"[red]x[bold].txt",
        "blank": b" .txt",
    }
    yield Case("names in a folder", several_files({os.fsdecode(raw): f"Ana {name}" for name, raw in odd.items()}))
    for name, raw in odd.items():
        yield Case(f"name: {name}", lambda folder, big, raw=raw: _named(folder, raw, inside=False))  # noqa: ARG005
    yield Case("name: failure with line breaks", lambda folder, big: _named(folder, b"a\nb.html", b"", inside=True))  # noqa: ARG005
    yield Case("name: failure without UTF-8", lambda folder, big: _named(folder, b"a\xe9.jsonl", b"{", inside=True))  # noqa: ARG005
    yield Case("names that differ in what is no UTF-8", _alike)
    yield Case("folders 300 deep", _deep_folders)


def _named(folder: Path, raw: bytes, content: bytes = b"Ana Ruiz spoke in Lisbon.", *, inside: bool) -> Made:
    path = Path(os.fsdecode(os.path.join(os.fsencode(folder), raw)))  # noqa: PTH118 - bytes
    path.write_bytes(content)
    return ["--", str(folder)] if inside else ["--", str(path)]


def _alike(folder: Path, big: int) -> Made:  # noqa: ARG001
    for raw in (b"a\xe9.txt", b"a\xe8.txt", b"a\\xe8.txt", b"a\xc3\xa9.txt"):
        _named(folder, raw, inside=True)
    return [str(folder)]


def _deep_folders(folder: Path, big: int) -> Made:  # noqa: ARG001
    (folder / "a.txt").write_text("Ana Ruiz spoke.")
    here = os.open(folder, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d" * 40, dir_fd=here)
        below = os.open("d" * 40, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(os.open("b.txt", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    os.close(here)
    return [str(folder)]


def places() -> Iterator[Case]:
    """Give what is no plain file."""

    def links(folder: Path, big: int) -> Made:  # noqa: ARG001
        (folder / "a.txt").write_text("Ana Ruiz spoke.")
        for name, target in {
            "loop": ".", "up": "..", "self": "self", "one": "two", "two": "one", "root": "/",
            "passwd.txt": "/etc/passwd", "zero.txt": "/dev/zero", "mem.txt": "/proc/self/mem",
            "kmsg.txt": "/proc/kmsg", "gone.txt": "nowhere",
        }.items():  # fmt: skip
            (folder / name).symlink_to(target)
        os.mkfifo(folder / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as server:
            here = Path.cwd()
            os.chdir(folder)
            server.bind("s.txt")
            os.chdir(here)
        (folder / "folder.txt").mkdir()
        return [str(folder)]

    yield Case("folder of links, loops, pipes, sockets", links)
    for target in ("/dev/zero", "/proc/kmsg", "/proc/self/mem", "/proc/self/pagemap", "/proc/self/environ", "loop"):
        yield Case(f"link to {target}", lambda folder, big, target=target: _link(folder, target))  # noqa: ARG005
    for target in ("/dev/zero", "/dev/null", "/proc/kmsg", "/proc/self/mem"):
        yield Case(f"given {target}", lambda folder, big, target=target: [target])  # noqa: ARG005
    yield Case("a pipe, given", _pipe)
    yield Case("a folder of 10,000 empty files", _many)


def _link(folder: Path, target: str) -> Made:
    (folder / "x.txt").symlink_to("x.txt" if target == "loop" else target)
    return [str(folder / "x.txt"), "--lines"]


def _pipe(folder: Path, big: int) -> Made:  # noqa: ARG001
    os.mkfifo(folder / "x.txt")
    return [str(folder / "x.txt")]


def _many(folder: Path, big: int) -> Made:
    for number in range(10_000 if big >= 1 << 30 else 500):
        (folder / f"{number}.md").touch()
    return [str(folder)]
