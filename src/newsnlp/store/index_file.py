"""The file of an index: one SQLite database in WAL mode, its tables, and what may be done with them.

```
documents   number (never given twice), id, day, level it was searched at, record (JSON), story, or waits for one
blocks      encoded documents, some thousands a row, under the number of the first
edges       under the number of a document: those before it that it may be in a story with
facts       what the index was made with, and how often documents were removed
```
Nothing here knows what a record, a block or an edge means.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsnlp.errors import ConfigError, IndexBusy, IndexDamaged, IndexMismatch
from newsnlp.surrogates import fits_utf8

__all__ = ["IndexFile"]

MAGIC, VERSION = 0x6E776E6C, 1  # "nwnl"
_AT_ONCE = 500  # values of a query
_WAIT = 120.0  # seconds for another process to finish its transaction
_TABLES = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, day INTEGER, level INTEGER NOT NULL,
    record TEXT NOT NULL, story TEXT, waits INTEGER NOT NULL
);
CREATE INDEX documents_day ON documents (day) WHERE day IS NOT NULL;
CREATE INDEX documents_waiting ON documents (number) WHERE waits;
CREATE INDEX documents_story ON documents (story) WHERE story IS NOT NULL;
CREATE TABLE blocks (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, size INTEGER NOT NULL, numbers BLOB NOT NULL,
    data BLOB NOT NULL
);
CREATE TABLE edges (number INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class IndexFile:
    """An open index file.

    Args:
        path: the file; it is made when there is none.
        made_with: what the contents hang on; a file that was made with something else is refused.

    Raises:
        ConfigError: the folder is not there, or the path is a folder.
        IndexMismatch: it is no index, of another version, or made with something else.
        IndexDamaged: it cannot be read as a database.
        IndexBusy: another process holds it for too long.
    """

    def __init__(self, path: Path, made_with: str) -> None:
        self.path = path
        if path.is_dir() or not path.parent.is_dir():
            raise ConfigError(f"the index {path} is a folder, or in none that exists: name a file such as news.db")
        if path.is_file() and path.stat().st_size and not _is_database(path):
            raise IndexMismatch(f"{path} is no newsnlp index: name another file")
        with self._explained():
            self._base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            try:
                self._prepare(made_with)
            except BaseException:
                self._base.close()
                raise

    def _prepare(self, made_with: str) -> None:
        magic, version, tables = self._look()
        if tables and magic != MAGIC:
            raise IndexMismatch(f"{self.path} is a database of another program: name another file")
        if tables and version != VERSION:
            raise IndexMismatch(f"{self.path} is an index of version {version}, expected {VERSION}: index anew")
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = FULL")
        self._base.execute("PRAGMA secure_delete = ON")
        self._base.execute("PRAGMA cache_size = -65536")
        with self.writing():
            if not self._look()[2]:
                for statement in _TABLES.split(";"):
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA application_id = {MAGIC}")
                self._base.execute(f"PRAGMA user_version = {VERSION}")
                self.set_fact("made_with", made_with)
        found = self.fact("made_with")
        if found != made_with:
            raise IndexMismatch(
                f"{self.path} was made with {found}, this newsnlp has {made_with}: export it with the other, "
                "and index anew"
            )

    def _look(self) -> tuple[int, int, int]:
        names = ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
        magic, version, tables = (int(self._base.execute(name).fetchone()[0]) for name in names)
        return magic, version, tables

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to write; what is done in the block is there whole, or not at all."""
        with self._explained():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state of the file throughout, whatever others write."""
        with self._explained():
            self._base.execute("BEGIN")
            try:
                yield
            finally:
                if self._base.in_transaction:
                    self._base.execute("COMMIT")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise IndexBusy(f"{self.path} is held by another process ({error}): try again") from error
            raise ConfigError(f"{self.path} cannot be used ({error}): see to the file and its folder") from error
        except sqlite3.ProgrammingError as error:
            raise ConfigError(
                f"the index {self.path} cannot do this ({error}): if it is closed, open it again"
            ) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self.path} is damaged ({error}): restore a copy, or index anew") from error

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Ask the database."""
        return self._base.execute(query, values).fetchall()

    def _rows_with(self, query: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Ask for the rows with any of these values, a part of them at once; `query` ends with `IN`."""
        for start in range(0, len(values), _AT_ONCE):
            part = values[start : start + _AT_ONCE]
            yield from self._base.execute(f"{query} ({','.join('?' * len(part))})", part)

    def change(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Change rows, one for each of `values`."""
        self._base.executemany(statement, values)

    def fact(self, name: str) -> str | None:
        """Give a fact, or None."""
        found = self.rows("SELECT value FROM facts WHERE name = ?", (name,))
        return str(found[0][0]) if found else None

    def set_fact(self, name: str, value: str) -> None:
        """Set a fact."""
        self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    @property
    def removals(self) -> str:
        """A count that goes up whenever documents are removed."""
        return self.fact("removals") or "0"

    def add_documents(self, rows: Sequence[tuple[str, int | None, str]]) -> list[int]:
        """Add documents (id, day, record) and give their numbers, ascending."""
        last = self.rows("SELECT seq FROM sqlite_sequence WHERE name = 'documents'")
        first = int(last[0][0]) + 1 if last else 1
        numbered = [(first + place, *row) for place, row in enumerate(rows)]
        self.change("INSERT INTO documents VALUES (?, ?, ?, 0, ?, NULL, 1)", numbered)
        return [row[0] for row in numbered]

    def remove_documents(self, numbers: Sequence[int]) -> None:
        """Remove documents with their edges; those of their stories wait for another."""
        keys = [(number,) for number in numbers]
        waits = "UPDATE documents SET waits = 1 WHERE story = (SELECT story FROM documents WHERE number = ?)"
        self.change(waits, keys)
        self.change("DELETE FROM documents WHERE number = ?", keys)
        self.change("DELETE FROM edges WHERE number = ?", keys)
        self.set_fact("removals", str(int(self.removals) + 1))

    def numbers_of(self, ids: Sequence[str]) -> dict[str, int]:
        """Give the numbers of those ids that are there.

        Raises:
            ConfigError: an id is no string.
        """
        for name in ids:
            if not isinstance(name, str):
                raise ConfigError(f"an id is {name!r}, expected a string")
        return dict(self._rows_with("SELECT id, number FROM documents WHERE id IN", list(filter(fits_utf8, ids))))

    def ids_of(self, numbers: Sequence[int]) -> list[str]:
        """Give the ids of documents that are there."""
        found = dict(self._rows_with("SELECT number, id FROM documents WHERE number IN", numbers))
        return [found[number] for number in numbers]

    def records(self, numbers: Sequence[int]) -> list[tuple[str, str | None]]:
        """Give record and story of documents that are there."""
        rows = self._rows_with("SELECT number, record, story FROM documents WHERE number IN", numbers)
        found = {row[0]: row[1:] for row in rows}
        return [found[number] for number in numbers]

    def set_levels(self, numbers: Iterable[int], level: int) -> None:
        """Say at which level documents were searched."""
        self.change("UPDATE documents SET level = ? WHERE number = ?", ((level, number) for number in numbers))

    def searched_above(self, level: int) -> list[int]:
        """Give the documents that were searched at a higher level, ascending."""
        return [row[0] for row in self.rows("SELECT number FROM documents WHERE level > ? ORDER BY number", (level,))]

    def edges(self, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """Yield number and edges of those of the documents that have some."""
        for number in numbers:
            row = self._base.execute("SELECT data FROM edges WHERE number = ?", (number,)).fetchone()
            if row:
                yield number, row[0]

    def all_edges(self) -> Iterator[tuple[int, bytes]]:
        """Yield number and edges of all documents that have some."""
        yield from self._base.execute("SELECT number, data FROM edges ORDER BY number")

    def put_edges(self, edges: Iterable[tuple[int, bytes]]) -> None:
        """Put the edges of documents in the place of what was there."""
        self.change("INSERT OR REPLACE INTO edges VALUES (?, ?)", edges)

    def blocks_since(self, number: int) -> list[tuple[bytes, bytes]]:
        """Give numbers and contents of the blocks that hold documents after one."""
        return self.rows("SELECT numbers, data FROM blocks WHERE last > ? ORDER BY first", (number,))

    def blocks_with(self, numbers: Iterable[int]) -> list[tuple[int, bytes]]:
        """Give first number, and all numbers, of the blocks that hold documents."""
        query = "SELECT first, numbers FROM blocks WHERE first <= ? ORDER BY first DESC LIMIT 1"
        return sorted({self._base.execute(query, (number,)).fetchone() for number in numbers})

    def last_blocks(self) -> Iterator[tuple[int, int]]:
        """Yield first number and size of the blocks, from the last on; each may be taken away meanwhile."""
        query, before = "SELECT first, size FROM blocks WHERE first < ? ORDER BY first DESC LIMIT 1", 1 << 62
        while row := self._base.execute(query, (before,)).fetchone():
            before = row[0]
            yield row

    def take_block(self, first: int) -> bytes:
        """Take a block away and give its numbers."""
        numbers: bytes = self.rows("SELECT numbers FROM blocks WHERE first = ?", (first,))[0][0]
        self.change("DELETE FROM blocks WHERE first = ?", [(first,)])
        return numbers

    def put_block(self, numbers: Sequence[int], packed: bytes, data: bytes) -> None:
        """Put a block of documents; `packed` are their numbers as bytes."""
        row = (numbers[0], numbers[-1], len(numbers), packed, data)
        self.change("INSERT INTO blocks VALUES (?, ?, ?, ?, ?)", [row])

    def waiting(self) -> list[int]:
        """Give the documents that wait for a story."""
        return [row[0] for row in self.rows("SELECT number FROM documents WHERE waits ORDER BY number")]

    def with_stories_of(self, numbers: Iterable[int]) -> list[tuple[str, int, str | None]]:
        """Give id, number and story of those of the documents that are there, and of their stories', by id."""
        one = "SELECT id, number, story FROM documents WHERE number = ?"
        more = "SELECT id, number, story FROM documents WHERE story = ?"
        found = {row for number in numbers for row in self._base.execute(one, (number,))}
        for story in {row[2] for row in found if row[2] is not None}:
            found.update(self._base.execute(more, (story,)))
        return sorted(found, key=lambda row: row[0])

    def has_story(self, story: str) -> bool:
        """Say whether a story has documents."""
        return bool(self.rows("SELECT 1 FROM documents WHERE story = ? LIMIT 1", (story,)))

    def set_stories(self, stories: Iterable[tuple[str | None, int]]) -> None:
        """Put documents, by number, into stories."""
        self.change("UPDATE documents SET story = ?, waits = 0 WHERE number = ?", stories)

    def members(self) -> list[tuple[str, int, str, str]]:
        """Give id, number, story and record of all documents of stories, by story and id."""
        return self.rows("SELECT id, number, story, record FROM documents WHERE story IS NOT NULL ORDER BY story, id")


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"
