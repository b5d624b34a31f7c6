"""A run's output on its way: records go to `OUT.part` as they are made, and take the place of `OUT` at the end.

`OUT.part` only ever grows, line by line, so that an end at any moment costs at most the line that was being written. A
run that resumes looks records up in it by a hash of what they were made of: the article and the configuration. Records
that fit nothing any more are left out in the end, and where the order differs from the input's, it is put right then.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from array import array
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError, InvalidRecord
from newsnlp.frozen import thaw
from newsnlp.io.writers import document_line

__all__ = ["Part", "open_part", "part_path"]

_SOURCE = ("id", "title", "text", "published", "source", "url", "meta")


def part_path(out: Path) -> Path:
    """Give where the records of `out` are kept until all are made."""
    return out.with_name(out.name + ".part")


@contextmanager
def open_part(out: Path, provenance: Mapping[str, Any], *, resume: bool) -> Iterator[Part]:
    """Open the records of a run; when the block ends well, they take the place of `out`.

    Args:
        out: the output.
        provenance: of the pipeline that makes the records.
        resume: keep what an earlier run has left, in `OUT.part` or, when that run came to its end, in `out`.

    Raises:
        ConfigError: another run is writing the same output.
    """
    path = part_path(out)
    if resume and not path.exists() and out.exists():
        copy = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        shutil.copyfile(out, copy)
        copy.replace(path)
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b") as file:
        _lock(file, out)
        part = Part(file, provenance)
        if resume:
            part.recall()
        else:
            file.truncate()
        yield part
        in_order = part.is_in_order()
        if in_order:
            os.fsync(file.fileno())
        else:
            part.write_in_order(out)
    if in_order:
        path.replace(out)
    else:
        path.unlink()


class Part:
    """The records of a run, in the order in which they were made, and the places of those that make up the output.

    Args:
        file: at its beginning.
        provenance: of the pipeline that makes the records.
    """

    def __init__(self, file: BinaryIO, provenance: Mapping[str, Any]) -> None:
        self._file, self._provenance = file, thaw(provenance)
        self._end = 0
        self._earlier: dict[bytes, tuple[int, int]] = {}
        self._recalled: deque[tuple[EnrichedDocument, int, int]] = deque()
        self._places = array("Q")

    def recall(self) -> None:
        """Read what an earlier run has made; cut off a line that it did not end."""
        for line in iter(self._file.readline, b""):
            if not line.endswith(b"\n"):
                break
            start, self._end = self._end, self._end + len(line)
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue  # damaged: its article is enriched again
            if isinstance(record, dict):
                made_of = {key: record.get(key) for key in _SOURCE}
                self._earlier[_fingerprint(made_of, record.get("provenance"))] = (start, self._end)
        self._file.seek(self._end)
        self._file.truncate()

    def find(self, article: Article) -> EnrichedDocument | None:
        """Give the record that an earlier run made of the article with the same configuration, if any.

        What is found is to be handed to `write` later, in the same order.
        """
        made_of = {
            "id": article.id if article.id is not None else article.content_id,
            "title": article.title,
            "text": article.full_text,
            "published": article.published,
            "source": article.source,
            "url": article.url,
            "meta": thaw(article.meta),
        }
        place = self._earlier.get(_fingerprint(made_of, self._provenance)) if self._earlier else None
        if place is None:
            return None
        try:
            doc = EnrichedDocument.from_dict(json.loads(self._read(*place)))
        except InvalidRecord:
            return None
        self._recalled.append((doc, *place))
        return doc

    def write(self, doc: EnrichedDocument) -> bool:
        """Put a record at the end of the output; tell whether it is one that `find` gave."""
        if self._recalled and self._recalled[0][0] is doc:
            self._places.extend(self._recalled.popleft()[1:])
            return True
        line = document_line(doc).encode()
        self._file.seek(self._end)
        self._file.write(line)
        self._file.flush()
        self._places.extend((self._end, self._end + len(line)))
        self._end += len(line)
        return False

    def is_in_order(self) -> bool:
        """Tell whether the file is the output, from its first byte to its last."""
        starts, ends = self._places[::2], self._places[1::2]
        return starts == array("Q", [0, *ends])[:-1] and self._end == (ends[-1] if ends else 0)

    def write_in_order(self, out: Path) -> None:
        """Write the output from the records in the file."""
        temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
        try:
            with temporary.open("wb") as file:
                for start, end in zip(self._places[::2], self._places[1::2], strict=True):
                    file.write(self._read(start, end))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(out)
        finally:
            temporary.unlink(missing_ok=True)

    def _read(self, start: int, end: int) -> bytes:
        self._file.seek(start)
        return self._file.read(end - start)


def _fingerprint(made_of: dict[str, Any], provenance: object) -> bytes:
    written = json.dumps([made_of, provenance], sort_keys=True)
    return hashlib.sha256(written.encode()).digest()[:16]


def _lock(file: BinaryIO, out: Path) -> None:
    """Take the file for this run; its end, however it comes, gives it back."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise ConfigError(f"another run is writing {out}: wait for its end, or name another output file") from error
