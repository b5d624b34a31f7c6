"""Which real thing an entity of an article is: candidates by name, weighed by what the article says, or none.

A candidate is worth the log odds of its parts: how well known it is, how the name names it, whether its type fits the
label, whether its country is spoken of, whether it held an office on the day. The probability that it is the one also
counts the chance that the article means something that the knowledge base does not hold. A wrong id is worse than
none: below `LEAST` nothing is given.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsnlp.document import Entity, Mention
from newsnlp.entities.chains.items import shared_surnames
from newsnlp.entities.chains.spelling import fold
from newsnlp.entities.knowledge.candidates import Found, find
from newsnlp.entities.knowledge.evidence import weigh
from newsnlp.entities.knowledge.records import AliasKind, KnownEntity
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.told import Told, told_by
from newsnlp.entities.knowledge.weights import (
    DOUBT,
    GIVEN_NIL,
    KIND,
    LEAD,
    LEAST,
    MISLABELLED,
    NIL,
    PRIOR,
    SAID,
    SHARPNESS,
)
from newsnlp.frozen import FrozenMap
from newsnlp.rivals import Choice, Rival

__all__ = ["EntityLinker", "Weighed"]

_SHOWN = 5  # rivals of an explanation


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the terms of its log odds, their sum, and the probability that it is the one."""

    known: KnownEntity
    terms: Mapping[str, float]
    odds: float
    score: float


class EntityLinker:
    """Gives entities their ids. It keeps no state of a document, may be shared by threads, and can be pickled.

    Args:
        base: where candidates come from.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def link(
        self, entities: Sequence[Entity], mentions: Sequence[Mention], text: str, published: str | None = None
    ) -> list[Entity]:
        """Give the entities with id, score, description, country and coordinates where they are sure enough.

        A city that the model took for a person becomes a place, if nobody is known by its name.

        A people ("Russian") gets no id, but the code of its country, by which it belongs to the country's entity.
        """
        found, told = self._read(entities, mentions, text, published)
        return [_with_best(entity, self._rank(entity, mentions, found[entity.id], told), told) for entity in entities]

    def choices(
        self, entities: Sequence[Entity], mentions: Sequence[Mention], text: str, published: str | None = None
    ) -> dict[str, Choice]:
        """Tell of each entity, by its id, what it could have been, and why it gets its id or none."""
        found, told = self._read(entities, mentions, text, published)
        return {e.id: _choice(e, found[e.id], self._rank(e, mentions, found[e.id], told)) for e in entities}

    def _read(
        self, entities: Sequence[Entity], mentions: Sequence[Mention], text: str, published: str | None
    ) -> tuple[dict[str, Found], Told]:
        surnames = shared_surnames(entities)
        found = {
            entity.id: Found(shared=True)
            if entity.label == "PERSON" and fold(entity.name) in surnames
            else find(self.base, entity, mentions, text)
            for entity in entities
        }
        return found, told_by(self.base, entities, mentions, found, text, published)

    def _rank(self, entity: Entity, mentions: Sequence[Mention], found: Found, told: Told) -> list[Weighed]:
        """Weigh the candidates; the likeliest comes first."""
        first = mentions[entity.mentions[0]]
        weighed = [(c.entity, weigh(self.base, entity, first, found, c, told)) for c in found.candidates]
        odds = [sum(terms.values()) for _, terms in weighed]
        likely = [math.exp(SHARPNESS * one) for one in odds]
        everything = sum(likely) + math.exp(SHARPNESS * _nil(found) + DOUBT)
        ranked = [
            Weighed(k, t, o, math.exp(SHARPNESS * o) / everything) for (k, t), o in zip(weighed, odds, strict=True)
        ]
        return sorted(ranked, key=lambda one: (-one.odds, one.known.number))


def _nil(found: Found) -> float:
    """Give the log odds of none of the candidates: higher for a first name, which many have, and for a wrong label."""
    given = sum(candidate.kind is AliasKind.GIVEN for candidate in found.candidates)
    unknown = math.exp(NIL + GIVEN_NIL * math.log1p(given))
    others = sum(math.exp(PRIOR * c.entity.prior + KIND[c.kind] + MISLABELLED) for c in found.others)
    return math.log(unknown + others)


def _with_best(entity: Entity, ranked: Sequence[Weighed], told: Told) -> Entity:
    if entity.label == "NORP" and entity.country is None:
        return replace(entity, country=_country_of_people(entity, told))
    if not ranked or ranked[0].score < LEAST or _tied(ranked):
        return entity
    known = ranked[0].known
    said = (SAID.get(name, name) for name in ranked[0].terms)
    signs = ", ".join(sign.format(known=known, day=told.published) for sign in said)
    why = f"{known.id} {known.name!r}: {signs}"
    return replace(
        entity,
        label="GPE" if (entity.label, known.type) == ("PERSON", "GPE") else entity.label,
        qid=known.qid,
        score=round(ranked[0].score, 4),
        description=known.description,
        country=known.country,
        lat=known.lat,
        lon=known.lon,
        ids=_ids(known),
        reasons=(f"{entity.reasons[0]}; {why}", *entity.reasons[1:]) if entity.reasons else (why,),
    )


def _tied(ranked: Sequence[Weighed]) -> bool:
    """Tell whether nothing says which of two candidates it is."""
    return len(ranked) > 1 and ranked[0].odds - ranked[1].odds < LEAD


def _country_of_people(people: Entity, told: Told) -> str | None:
    """Give the country whose people it is; of several ("Korean") the only one that the article speaks of besides."""
    codes = [code for code, ids in told.countries.items() if people.id in ids]
    named = codes if len(codes) == 1 else [code for code in codes if len(told.countries[code]) > 1]
    return named[0] if len(named) == 1 else None


def _ids(known: KnownEntity) -> FrozenMap:
    """Give the other ids by who gave them: GeoNames, and that of what has no Wikidata id."""
    ids = {} if known.geonames is None else {"geonames": str(known.geonames)}
    if known.qid is None and known.local is not None:
        giver, _, value = known.local.partition(":")
        ids[giver] = value
    return FrozenMap(ids)


def _choice(entity: Entity, found: Found, ranked: Sequence[Weighed]) -> Choice:
    if entity.qid is not None or entity.ids:
        return Choice("your knowledge says what it is")
    if not ranked:
        people = "peoples get no id" if entity.label == "NORP" else None
        if found.shared:
            people = "none: several people of the article have this surname"
        return Choice(people or f"none: nothing in the knowledge base has its name and can be {entity.label}")
    rivals = tuple(
        Rival(
            id=one.known.id,
            name=one.known.name,
            score=round(one.score, 4),
            odds=round(one.odds, 4),
            terms=FrozenMap(one.terms),
            description=one.known.description,
        )
        for one in ranked[:_SHOWN]
    )
    nothing = round(1.0 - sum(one.score for one in ranked), 4)
    return Choice(_why(ranked), rivals, found.form, nothing)


def _why(ranked: Sequence[Weighed]) -> str:
    """Say why the first was taken, or why it was not."""
    best, others = ranked[0], ranked[1:]
    if best.score >= LEAST and _tied(ranked):
        return f"none: nothing says whether it is {best.known.id} or {others[0].known.id}"
    if best.score < LEAST:
        rival = f", {others[0].known.name!r} {others[0].score:.4g}" if others else ""
        return f"none: {best.known.name!r} has {best.score:.4g}{rival}; an id needs {LEAST}"
    if not others:
        return f"{best.known.id}: nothing else has the name"
    other = others[0]
    names = {*best.terms, *other.terms}
    ahead = {name: best.terms.get(name, 0.0) - other.terms.get(name, 0.0) for name in names}
    most = sorted((name for name in names if ahead[name] > 0), key=lambda name: (-ahead[name], name))
    by = ", ".join(f"{name} {ahead[name]:+.3g}" for name in most[:3])
    return f"{best.known.id} before {other.known.id} by {by or 'its number'}"
