"""Writing a knowledge base: one SQLite file, the same bytes for the same entities."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from newsnlp.entities.knowledge.keys import alias_key
from newsnlp.entities.knowledge.records import TYPES, AliasKind, KnownEntity, Role

__all__ = ["Entry", "write_knowledge"]

SCHEMA = """
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, qid INTEGER, name TEXT NOT NULL, type INTEGER NOT NULL, prior INTEGER NOT NULL,
  country TEXT, lat INTEGER, lon INTEGER, population INTEGER, geonames INTEGER, is_country INTEGER NOT NULL,
  sources INTEGER NOT NULL, description TEXT, local TEXT, born INTEGER, topics INTEGER NOT NULL);
CREATE TABLE alias (key TEXT NOT NULL, entity INTEGER NOT NULL, kind INTEGER NOT NULL, PRIMARY KEY (key, entity))
  WITHOUT ROWID;
CREATE TABLE role (entity INTEGER NOT NULL, number INTEGER NOT NULL, role INTEGER NOT NULL, of INTEGER NOT NULL,
  start TEXT NOT NULL, end TEXT NOT NULL, PRIMARY KEY (entity, number)) WITHOUT ROWID;
CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
"""
# Coordinates are kept as whole numbers of this part of a degree, priors as thousandths.
PER_DEGREE = 10_000
PER_PRIOR = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with its names, each with its kind, and its offices, oldest first."""

    entity: KnownEntity
    aliases: tuple[tuple[str, AliasKind], ...]
    roles: tuple[Role, ...] = ()


def write_knowledge(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries, numbered in their order, to a file that appears at `path` when all is written.

    The number in each entity is not read; of the kinds that one key has for one entity the surest is kept.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        _write(temporary, entries)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _write(path: Path, entries: Iterable[Entry]) -> None:
    words: dict[str, int] = {}

    def word(text: str) -> int:
        return words.setdefault(text, len(words) + 1)

    with closing(sqlite3.connect(path)) as db:
        db.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
        aliases: list[tuple[str, int, int]] = []
        for number, entry in enumerate(entries, start=1):
            db.execute(f"INSERT INTO entity VALUES ({','.join('?' * 16)})", _row(number, entry.entity, word))  # noqa: S608
            aliases += _keys(number, entry)
            for order, role in enumerate(entry.roles):
                row = (number, order, word(role.role), word(role.of), role.start, role.end)
                db.execute("INSERT INTO role VALUES (?,?,?,?,?,?)", row)
        db.executemany("INSERT INTO alias VALUES (?,?,?)", sorted(aliases))
        db.executemany("INSERT INTO word VALUES (?,?)", [(number, text) for text, number in words.items()])
        db.commit()
        db.execute("VACUUM")


def _row(number: int, entity: KnownEntity, word: Callable[[str], int]) -> tuple[object, ...]:
    return (
        number,
        None if entity.qid is None else int(entity.qid.removeprefix("Q")),
        entity.name,
        TYPES.index(entity.type),
        round(entity.prior * PER_PRIOR),
        entity.country,
        None if entity.lat is None else round(entity.lat * PER_DEGREE),
        None if entity.lon is None else round(entity.lon * PER_DEGREE),
        entity.population,
        entity.geonames,
        int(entity.is_country),
        word(entity.sources),
        entity.description,
        entity.local,
        entity.born,
        entity.topics,
    )


def _keys(number: int, entry: Entry) -> list[tuple[str, int, int]]:
    best: dict[str, int] = {}
    for name, kind in entry.aliases:
        key = alias_key(name)
        if key.strip("="):
            best[key] = min(best.get(key, kind), kind)
    return [(key, number, kind) for key, kind in best.items()]
