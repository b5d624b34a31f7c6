"""What speaks for a candidate and against it, in log odds: each sign by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from newsnlp.document import Entity, Mention
from newsnlp.entities.knowledge.candidates import Found, fit
from newsnlp.entities.knowledge.records import AliasKind, Candidate, KnownEntity, Role
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.weights import KIND, PRIOR, SINGLE_NAME, WEIGHT

__all__ = ["Told", "told_by", "weigh"]

# Most sources of offices stop in January 2023; the others, which start later, are of mid-2026.
_SNAPSHOT, _OPEN_END, _NEVER = "2023", "2024", "9999"


@dataclass(frozen=True, slots=True)
class Told:
    """What an article tells of: countries with the entities that say so, people named in full, its day."""

    countries: Mapping[str, frozenset[str]]
    people: frozenset[int]
    published: str | None


def told_by(
    base: KnowledgeBase,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    found: Mapping[str, Found],
    published: str | None,
) -> Told:
    """Gather what the article tells of: countries named, by their people's name too, and people named in full."""
    countries: dict[str, set[str]] = {}
    people: set[int] = set()
    for entity in entities:
        candidates = found[entity.id].candidates
        if entity.label == "NORP":
            named = base.lookup(mentions[entity.mentions[0]].text)
            codes = {c.entity.country for c in named if c.entity.is_country and c.entity.country}
        else:
            codes = {code} if (code := _sure_country(candidates)) else set()
        for code in codes:
            countries.setdefault(code, set()).add(entity.id)
        if candidates and entity.label == "PERSON" and " " in entity.name:
            people.add(candidates[0].entity.number)
    return Told({code: frozenset(ids) for code, ids in countries.items()}, frozenset(people), published)


def weigh(base: KnowledgeBase, entity: Entity, form: str, candidate: Candidate, told: Told) -> dict[str, float]:
    """Give the terms of a candidate's log odds, each by its name; what adds nothing is left out."""
    known = candidate.entity
    terms = {
        "known": PRIOR * known.prior,
        f"named by {candidate.kind.name.lower()}": KIND[candidate.kind],
        f"{known.type} as {entity.label}": fit(entity.label, candidate) or 0.0,
    }
    terms |= {name: WEIGHT[name] for name in _signs(base, entity, form, candidate, told)}
    if known.type == "PERSON" and " " not in entity.name:
        terms["single name"] = SINGLE_NAME
    return {name: round(amount, 4) for name, amount in terms.items() if amount}


def _signs(base: KnowledgeBase, entity: Entity, form: str, candidate: Candidate, told: Told) -> Iterator[str]:
    """Name the signs of `WEIGHT` that hold for a candidate."""
    known = candidate.entity
    if known.country is not None and told.countries.get(known.country, frozenset()) - {entity.id}:
        yield "country"
    elif known.type == "GPE" and not known.is_country and set(told.countries) - {known.country}:
        yield "elsewhere"
    if entity.label == "GPE" and "," in form:
        yield "qualified"
    if known.type == "GPE" and _is_city(known):
        yield "city"
    if known.type == "PERSON" and " " not in entity.name and known.number in told.people:
        yield "named"
    if known.type == "PERSON" and told.published and _holds_office(base.roles(known), told.published):
        yield "office"


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


def _holds_office(roles: Sequence[Role], published: str) -> bool:
    """Tell whether an office was held on the day; one without an end counts until a year after the sources stop."""
    day = published[:10]
    for role in roles:
        end = role.end or (_OPEN_END if role.start < _SNAPSHOT else _NEVER)
        if role.start and role.start <= day and day[: len(end)] <= end:
            return True
    return False
