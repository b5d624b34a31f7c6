"""Reading a knowledge base: opened read-only, once a thread and process, and only when it is first asked."""

from __future__ import annotations

import functools
import hashlib
import os
import sqlite3
import threading
from pathlib import Path
from typing import Any

from newsnlp.entities.knowledge.keys import keys_of
from newsnlp.entities.knowledge.records import TYPES, AliasKind, Candidate, KnownEntity, Role
from newsnlp.entities.knowledge.write import PER_DEGREE, PER_PRIOR
from newsnlp.errors import ModelDamaged, ModelMissing
from newsnlp.store.artefacts import open_artefact

__all__ = ["KnowledgeBase"]

_FILE = "knowledge.sqlite"
_COLUMNS = (
    "e.id, e.qid, e.name, e.type, e.prior, e.description, e.country, e.lat, e.lon, e.population, e.geonames,"
    " e.is_country, s.text, e.local, e.born, e.topics"
)
_LOOKUP = (
    f"SELECT {_COLUMNS}, min(a.kind) FROM alias a JOIN entity e ON e.id = a.entity JOIN word s ON s.id = e.sources"  # noqa: S608 - constants only
    " WHERE a.key IN (?, ?) GROUP BY e.id ORDER BY e.prior DESC, e.id LIMIT ?"
)
_ROLES = (
    "SELECT w.text, o.text, r.start, r.end FROM role r JOIN word w ON w.id = r.role JOIN word o ON o.id = r.of"
    " WHERE r.entity = ? ORDER BY r.number"
)


class KnowledgeBase:
    """Candidates for written names, from one SQLite file.

    It may be called from several threads and survives a fork and a pickle: each thread of each process opens the
    file anew, when it first asks.

    Args:
        path: a file that `write_knowledge` made.
        version: version of the artefact, for the provenance.

    Raises:
        ModelMissing: there is no such file.
    """

    def __init__(self, path: Path, version: str = "") -> None:
        if not path.is_file():
            raise ModelMissing(f"knowledge base {path} is missing: reinstall newsnlp, or give the path of one")
        self.path = path
        self.version = version
        self._local = threading.local()

    @classmethod
    @functools.cache
    def shipped(cls) -> KnowledgeBase:
        """Give the one that ships with the package, checked against its manifest.

        Raises:
            ModelMissing: it is not there.
            ModelDamaged: it differs from its manifest.
        """
        artefact = open_artefact("knowledge")
        return cls(artefact.path(_FILE), artefact.version)

    @classmethod
    def built(cls, path: Path) -> KnowledgeBase:
        """Give one that `newsnlp kb build` made; the SHA-256 of its content begins with its version.

        Raises:
            ModelMissing: there is no such file.
            ModelDamaged: it is no knowledge base.
        """
        base = cls(path)
        for query, values in ((_LOOKUP, ("", "", 0)), (_ROLES, (0,))):
            base._ask(query, values)
        with path.open("rb") as file:
            base.version = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        return base

    def lookup(self, name: str, limit: int = 16) -> list[Candidate]:
        """Give what `name` may mean, best known first.

        Raises:
            ModelDamaged: the file is no knowledge base.
        """
        rows = self._ask(_LOOKUP, (*keys_of(name), limit))
        return [Candidate(_entity(row[:-1]), AliasKind(row[-1])) for row in rows]

    def roles(self, entity: KnownEntity) -> list[Role]:
        """Give the offices of a person, oldest first."""
        return [Role(*row) for row in self._ask(_ROLES, (entity.number,))]

    def counts(self) -> dict[str, int]:
        """Count entities of each type, names and offices."""
        counts = dict.fromkeys(TYPES, 0)
        counts |= {TYPES[n]: c for n, c in self._ask("SELECT type, count(*) FROM entity GROUP BY type", ())}
        names = self._ask("SELECT count(*) FROM alias", ())[0][0]
        return counts | {"names": names, "roles": self._ask("SELECT count(*) FROM role", ())[0][0]}

    def __getstate__(self) -> dict[str, Any]:
        return {"path": self.path, "version": self.version}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._local = threading.local()

    def _ask(self, query: str, values: tuple[object, ...]) -> list[Any]:
        held: tuple[int, sqlite3.Connection] | None = getattr(self._local, "held", None)
        if held is None or held[0] != os.getpid():
            address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            held = self._local.held = (os.getpid(), sqlite3.connect(address, uri=True))
        try:
            return held[1].execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise ModelDamaged(
                f"knowledge base {self.path} cannot be read ({error}): reinstall newsnlp, or build yours anew"
            ) from error


def _entity(row: tuple[Any, ...]) -> KnownEntity:
    number, qid, name, kind, prior, description, country, lat, lon, population, geonames, is_country = row[:12]
    sources, local, born, topics = row[12:]
    return KnownEntity(
        number=number,
        qid=None if qid is None else f"Q{qid}",
        name=name,
        type=TYPES[kind],
        prior=prior / PER_PRIOR,
        description=description,
        country=country,
        lat=None if lat is None else lat / PER_DEGREE,
        lon=None if lon is None else lon / PER_DEGREE,
        population=population,
        geonames=geonames,
        is_country=bool(is_country),
        sources=sources,
        local=local,
        born=born,
        topics=topics,
    )
