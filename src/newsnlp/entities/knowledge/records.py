"""What the knowledge base holds: entities, their names with a kind, their offices with dates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

__all__ = ["TYPES", "AliasKind", "Candidate", "KnownEntity", "Role"]

TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT")


class AliasKind(IntEnum):
    """How a name names: the smaller, the surer."""

    FULL = 0
    SHORT = 1
    ACRONYM = 2
    EXONYM = 3
    CODE = 4
    SURNAME = 5
    DEMONYM = 6
    GIVEN = 7


@dataclass(frozen=True, slots=True)
class Role:
    """An office: what, of what, and from when until when (ISO prefixes; empty is unknown)."""

    role: str
    of: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """One real thing.

    Attributes:
        number: its number in the file; nothing outside refers to it.
        qid: Wikidata id, or None.
        name: its usual name.
        type: one of `TYPES`.
        prior: 0 to 1, how well known it is.
        description: what it is, or None.
        country: ISO 3166 alpha-2, or None.
        lat: latitude in degrees, or None.
        lon: longitude in degrees, or None.
        population: inhabitants, or None.
        geonames: GeoNames id, or None.
        is_country: whether it is a country or dependent territory.
        sources: the source files its facts come from.
        local: another id, with who gave it before a colon ("geonames:605155"), of what has no Wikidata id.
        born: year of birth, or None.
        topics: what it has to do with, as bits in the order of `newsnlp.entities.knowledge.topics.TOPICS`.
    """

    number: int
    qid: str | None
    name: str
    type: str
    prior: float
    description: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    geonames: int | None = None
    is_country: bool = False
    sources: str = ""
    local: str | None = None
    born: int | None = None
    topics: int = 0

    @property
    def id(self) -> str:
        """The Wikidata id, or the other one where there is none."""
        return self.qid or self.local or ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a written name may mean, and how the name names it."""

    entity: KnownEntity
    kind: AliasKind
