"""What an article tells that helps to say who and what it means: countries, places, people, topics, its day."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsnlp.document import Entity, Mention
from newsnlp.entities.knowledge.candidates import Found, followed
from newsnlp.entities.knowledge.records import AliasKind, Candidate, KnownEntity
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.topics import topics_in
from newsnlp.entities.knowledge.weights import KIND, NIL, PRIOR

__all__ = ["CITY_FILES", "Told", "bits", "surname", "told_by"]

_FAR = 0.25  # in known-ness, from which on a place is hardly the other of its name
_NEAR = 0.1  # in known-ness, up to which a place may as well be the other of its name
_STATE_OF = ("state of ", "State of ", "province of ", "Province of ")
_STATE = re.compile(r"(?:['’]s)? (?:[Ss]tate|[Pp]rovince)\b")
CITY_FILES = frozenset({"geonames_cities", "ne_places"})
"""The source files that hold cities alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of.

    Attributes:
        countries: codes of countries with the entities that say so.
        vague: peoples of several countries ("Korean").
        after: of places, the countries of what stands after their comma ("Tripoli, Lebanon").
        regions: places that stand after the comma of one of their cities ("Vancouver, Washington") or are called a
            state or province.
        places: names of places that are no countries, with the entity that has them.
        people: numbers of the people that are named in full.
        surnames: last names with the entities that a person of that name may be.
        topics: for each topic, the words that tell of it.
        shares: for each topic and entity, how likely the entity has to do with it.
        published: the article's day, or None.
        text: the article.
    """

    countries: Mapping[str, frozenset[str]]
    vague: frozenset[str]
    after: Mapping[str, frozenset[str]]
    regions: frozenset[str]
    places: Mapping[str, str]
    people: frozenset[int]
    surnames: Mapping[str, frozenset[str]]
    topics: Counter[int]
    shares: Mapping[int, Mapping[str, float]]
    published: str | None
    text: str

    def topic(self, number: int, but: str) -> float:
        """Give how much the article tells of a topic, all entities but one considered."""
        others = sum(share for entity, share in self.shares.get(number, {}).items() if entity != but)
        return self.topics[number] + others


def told_by(
    base: KnowledgeBase,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    found: Mapping[str, Found],
    text: str,
    published: str | None,
) -> Told:
    """Gather what the article tells of."""
    countries: dict[str, set[str]] = {}
    country_of: dict[str, set[str]] = {}
    surnames: dict[str, set[str]] = {}
    shares: dict[int, dict[str, float]] = {}
    people: set[int] = set()
    for entity in entities:
        candidates = found[entity.id].candidates
        country_of[entity.id] = _countries(base, entity, mentions, candidates)
        for code in country_of[entity.id]:
            countries.setdefault(code, set()).add(entity.id)
        if candidates and entity.label == "PERSON":
            if " " in entity.name:
                people.add(candidates[0].entity.number)
            for candidate in candidates:
                surnames.setdefault(surname(candidate.entity), set()).add(entity.id)
        for number, share in _topics(candidates):
            held = shares.setdefault(number, {})
            held[entity.id] = held.get(entity.id, 0.0) + share
    return Told(
        countries={code: frozenset(ids) for code, ids in countries.items()},
        vague=frozenset(entity for entity, codes in country_of.items() if len(codes) > 1),
        after=dict(_after(entities, mentions, text, country_of, found)),
        regions=frozenset(_regions(base, entities, mentions, text)),
        places={e.name: e.id for e in entities if e.label == "GPE" and _is_region(e, found[e.id].candidates)},
        people=frozenset(people),
        surnames={name: frozenset(ids) for name, ids in surnames.items()},
        topics=topics_in(text),
        shares=shares,
        published=published,
        text=text,
    )


def _after(
    entities: Iterable[Entity],
    mentions: Sequence[Mention],
    text: str,
    country_of: Mapping[str, set[str]],
    found: Mapping[str, Found],
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the places with a country or region after a comma, and its countries.

    In "London, Toronto and New York" no name says where another lies: a city after the comma is the next of a list.
    """
    for entity in entities:
        for _, follower in followed(entity, mentions, text) if entity.label == "GPE" else ():
            other = follower.entity or ""
            codes = country_of.get(other, set()) & {c.entity.country for c in found[entity.id].candidates}
            if codes and _may_hold_cities(found[other].candidates):
                yield entity.id, frozenset(code for code in codes if code is not None)
                break


def _regions(base: KnowledgeBase, entities: Iterable[Entity], mentions: Sequence[Mention], text: str) -> Iterator[str]:
    """Yield the places that the article speaks of as regions."""
    for entity in entities:
        if entity.label != "GPE":
            continue
        for place, follower in followed(entity, mentions, text):
            if follower.entity and base.lookup(f"{place.text}, {follower.text}", 1):
                yield follower.entity
        spots = (mentions[index] for index in entity.mentions)
        if any(text[max(0, m.start - 12) : m.start].endswith(_STATE_OF) or _STATE.match(text, m.end) for m in spots):
            yield entity.id


def _may_hold_cities(candidates: Sequence[Candidate]) -> bool:
    """Tell whether one of the best known that have the name is a country or a region, as New York is."""
    least = max((c.entity.prior for c in candidates), default=0.0) - _NEAR
    return any(
        c.entity.is_country or CITY_FILES.isdisjoint(c.entity.sources.split())
        for c in candidates
        if c.entity.prior >= least and c.entity.type == "GPE" and c.kind <= AliasKind.ACRONYM
    )


def surname(known: KnownEntity) -> str:
    """Give the last word of a name."""
    return known.name.rsplit(" ", 1)[-1]


def bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _topics(candidates: Iterable[Candidate]) -> Iterator[tuple[int, float]]:
    """Yield the topics of the candidates with how likely each candidate is by its name alone."""
    worth = [(c, math.exp(PRIOR * c.entity.prior + KIND[c.kind])) for c in candidates]
    everything = sum(amount for _, amount in worth) + math.exp(NIL)
    for candidate, amount in worth:
        for number in bits(candidate.entity.topics):
            yield number, amount / everything


def _countries(
    base: KnowledgeBase, entity: Entity, mentions: Sequence[Mention], candidates: Sequence[Candidate]
) -> set[str]:
    """Give the countries of which an entity tells: its own, or that of a people."""
    if entity.label == "NORP":
        named = base.lookup(mentions[entity.mentions[0]].text)
        return {c.entity.country for c in named if c.entity.is_country and c.entity.country}
    return {code} if (code := _sure_country(candidates)) else set()


def _is_region(entity: Entity, candidates: Sequence[Candidate]) -> bool:
    return len(entity.name) > 3 and not any(candidate.entity.is_country for candidate in candidates[:1])


def _sure_country(candidates: Sequence[Candidate]) -> str | None:
    """Give the country of a place that can hardly lie in another: that of all the well-known ones of its name."""
    places = [c.entity for c in candidates if c.entity.type == "GPE" and c.kind <= AliasKind.ACRONYM]
    if not places:
        return None
    alone = all(place.country == places[0].country for place in places if places[0].prior - place.prior <= _FAR)
    rival = any(place.is_country or place.prior > 0.9 for place in places[1:])
    return places[0].country if alone or (places[0].is_country and not rival) else None
