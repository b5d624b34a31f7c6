"""Which real thing an entity of an article is: candidates by name, weighed by what the article says, or none.

A candidate is worth the log odds of its parts: how well known it is, how the name names it, whether its type fits the
label, whether its country is spoken of, whether it held an office on the day. The probability that it is the one also
counts the chance that the article means something that the knowledge base does not hold. A wrong id is worse than
none: below `LEAST` nothing is given.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsnlp.document import Entity, Mention
from newsnlp.entities.knowledge.records import AliasKind, Candidate, KnownEntity, Role
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.weights import FIT, KIND, LEAST, NIL, PRIOR, SAID, SINGLE_NAME, WEIGHT
from newsnlp.frozen import FrozenMap

__all__ = ["EntityLinker", "Weighed"]

_MOST_FORMS = 4
_INITIAL = re.compile(r"\s+[A-Z]\.?(?=\s)")
_COMPANY = re.compile(r",? (?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|LLC|SA|AG|NV|Group)\.?$")
# Most sources of offices stop in January 2023; the others, which start later, are of mid-2026.
_SNAPSHOT, _OPEN_END, _NEVER = "2023", "2024", "9999"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with its log odds and what they are made of."""

    candidate: Candidate
    odds: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The form that was found, and the candidates of it whose type fits."""

    form: str = ""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of: countries with the entities that say so, people named in full, its day."""

    countries: Mapping[str, frozenset[str]]
    people: frozenset[int]
    published: str | None


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
        """Give the entities with id, score, description, country and coordinates where they are sure enough."""
        found = {e.id: self._candidates(e, mentions, text) for e in entities}
        told = self._told(entities, mentions, found, published)
        return [_with_best(entity, self._weigh_all(entity, found[entity.id], told)) for entity in entities]

    def _candidates(self, entity: Entity, mentions: Sequence[Mention], text: str) -> Found:
        """Look up the canonical name, then, while nothing is found, the other forms, longest first.

        Peoples, and what already has an id (from the user's own knowledge), have no candidates.
        """
        if entity.label == "NORP" or entity.qid is not None or entity.ids:
            return Found()
        for form in _forms(entity, mentions, text):
            fitting = tuple(c for c in self.base.lookup(form) if _fit(entity.label, c) is not None)
            if fitting:
                return Found(form, fitting)
        return Found()

    def _told(
        self,
        entities: Sequence[Entity],
        mentions: Sequence[Mention],
        found: dict[str, Found],
        published: str | None,
    ) -> Told:
        """Gather what the article tells of: countries named, by their people's name too, and people named in full."""
        countries: dict[str, set[str]] = {}
        people: set[int] = set()
        for entity in entities:
            candidates = found[entity.id].candidates
            if entity.label == "NORP":
                named = self.base.lookup(mentions[entity.mentions[0]].text)
                codes = {c.entity.country for c in named if c.entity.is_country and c.entity.country}
            else:
                codes = {code} if (code := _sure_country(candidates)) else set()
            for code in codes:
                countries.setdefault(code, set()).add(entity.id)
            if candidates and entity.label == "PERSON" and " " in entity.name:
                people.add(candidates[0].entity.number)
        return Told({code: frozenset(ids) for code, ids in countries.items()}, frozenset(people), published)

    def _weigh_all(self, entity: Entity, found: Found, told: Told) -> list[Weighed]:
        weighed = [self._weigh(entity, found, c, told) for c in found.candidates]
        return sorted(weighed, key=lambda w: (-w.odds, w.candidate.entity.number))

    def _weigh(self, entity: Entity, found: Found, candidate: Candidate, told: Told) -> Weighed:
        known = candidate.entity
        odds = PRIOR * known.prior + KIND[candidate.kind] + (_fit(entity.label, candidate) or 0.0)
        why = [f"named as {candidate.kind.name.lower()}", f"known {known.prior:.2f}"]
        for name in self._signs(entity, found, candidate, told):
            odds += WEIGHT[name]
            why.append(SAID[name].format(country=known.country, day=told.published))
        if known.type == "PERSON" and " " not in entity.name:
            odds += SINGLE_NAME
        return Weighed(candidate, odds, tuple(why))

    def _signs(self, entity: Entity, found: Found, candidate: Candidate, told: Told) -> list[str]:
        """Name the signs of `WEIGHT` that hold for a candidate."""
        known = candidate.entity
        signs: list[str] = []
        if known.country is not None and told.countries.get(known.country, frozenset()) - {entity.id}:
            signs.append("country")
        elif known.type == "GPE" and not known.is_country and set(told.countries) - {known.country}:
            signs.append("elsewhere")
        if entity.label == "GPE" and "," in found.form:
            signs.append("qualified")
        if known.type == "GPE" and _is_city(known):
            signs.append("city")
        if known.type == "PERSON" and " " not in entity.name and known.number in told.people:
            signs.append("named")
        if known.type == "PERSON" and told.published and _holds_office(self.base.roles(known), told.published):
            signs.append("office")
        return signs


def _forms(entity: Entity, mentions: Sequence[Mention], text: str) -> list[str]:
    """Give the names to look up, first what a comma adds ("Moscow, Idaho"), then the canonical name and the rest."""
    first = mentions[entity.mentions[0]]
    others = sorted({mentions[i].text for i in entity.mentions} - {entity.name}, key=lambda name: (-len(name), name))
    forms = [entity.name, *others][:_MOST_FORMS]
    if entity.label == "GPE" and text[first.end : first.end + 2] == ", ":
        # Mentions stand in text order, so that what follows is the next one or none.
        follower = next(iter(mentions[entity.mentions[0] + 1 : entity.mentions[0] + 2]), None)
        if follower is not None and follower.start == first.end + 2 and follower.label == "GPE":
            forms.insert(0, f"{first.text}, {follower.text}")
    if entity.label == "PERSON" and any(" " in form for form in forms):
        # A part of a person's name is not another name of theirs.
        forms = [form for form in forms if " " in form]
        forms += [plain for form in forms if (plain := _INITIAL.sub("", form)) != form and " " in plain]
    if entity.label == "ORG":
        forms += [bare for form in forms if (bare := _COMPANY.sub("", form)) != form]
    return forms


def _sure_country(candidates: Sequence[Candidate]) -> str | None:
    """Give the country of a place that can hardly be another: a country, or far the best known of its name."""
    places = [c.entity for c in candidates if c.entity.type == "GPE" and c.kind <= AliasKind.ACRONYM]
    if not places or (len(places) > 1 and not places[0].is_country and not _far_best(places)):
        return None
    return places[0].country


def _is_city(known: KnownEntity) -> bool:
    return not {"geonames_cities", "ne_places"}.isdisjoint(known.sources.split())


def _far_best(places: Sequence[KnownEntity]) -> bool:
    """Tell whether the first place is much better known than the second."""
    return len(places) == 1 or places[0].prior - places[1].prior > 0.25


def _fit(label: str, candidate: Candidate) -> float | None:
    """Give the log odds of the candidate's type under a label, or None where it cannot be."""
    if candidate.kind is AliasKind.DEMONYM or (candidate.kind >= AliasKind.EXONYM and candidate.entity.type != label):
        return None
    return FIT.get((label, candidate.entity.type))


def _holds_office(roles: Sequence[Role], published: str) -> bool:
    """Tell whether an office was held on the day; one without an end counts until a year after the sources stop."""
    day = published[:10]
    for role in roles:
        end = role.end or (_OPEN_END if role.start < _SNAPSHOT else _NEVER)
        if role.start and role.start <= day and day[: len(end)] <= end:
            return True
    return False


def _with_best(entity: Entity, weighed: Sequence[Weighed]) -> Entity:
    if not weighed:
        return entity
    best = weighed[0]
    likelihoods = [math.exp(w.odds) for w in weighed]
    score = round(likelihoods[0] / (sum(likelihoods) + math.exp(NIL)), 4)
    if score < LEAST:
        return entity
    known = best.candidate.entity
    why = f"{known.qid} {known.name!r}: {', '.join(best.why)}"
    return replace(
        entity,
        qid=known.qid,
        score=score,
        description=known.description,
        country=known.country,
        lat=known.lat,
        lon=known.lon,
        ids=FrozenMap({} if known.geonames is None else {"geonames": str(known.geonames)}),
        reasons=(f"{entity.reasons[0]}; {why}", *entity.reasons[1:]) if entity.reasons else (why,),
    )
