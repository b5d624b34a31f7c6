"""What speaks for a candidate and against it, in log odds: each sign by its name."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from newsnlp.document import Entity, Mention
from newsnlp.entities.knowledge.candidates import Found, fit
from newsnlp.entities.knowledge.records import AliasKind, Candidate, KnownEntity, Role
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.titles import title_before, titles_of
from newsnlp.entities.knowledge.told import CITY_FILES, Told, bits, surname
from newsnlp.entities.knowledge.weights import KIND, LEAST_TOPIC, MISLABELLED, MOST_TOPIC, PRIOR, WEIGHT

__all__ = ["weigh"]

# Most sources of offices stop in January 2023: what has no end there counts until a year later. Of those whom a list
# of 2026 names, an office without an end goes on.
_OPEN_END, _NEVER = "2024", "9999"
_OF_2026 = frozenset({"factbook_leaders", "us_congress", "us_executive", "us_state_officials"})
# What a description names a place by stands between these: "capital of the state of Texas, United States".
_PARTS = re.compile(r"[,;]\s*|\b(?:of|in)\s+(?:the\s+)?(?:(?:U\.S\.\s+)?(?:state|province)\s+of\s+)?")
_GROWN = 18  # years at which people come into the news


def weigh(
    base: KnowledgeBase, entity: Entity, first: Mention, found: Found, candidate: Candidate, told: Told
) -> dict[str, float]:
    """Give the terms of a candidate's log odds, each by its name; what adds nothing is left out."""
    known, fits = candidate.entity, fit(entity.label, candidate)
    terms = {
        "known": PRIOR * known.prior,
        f"named by {candidate.kind.name.lower()}": KIND[candidate.kind],
        f"{known.type} as {entity.label}": MISLABELLED if fits is None else fits,
    }
    signs = [_place_signs(entity, found.form, known, told), _topic_signs(entity, known, told)]
    if found.respelled:
        signs.append(iter([("respelled", 1.0)]))
    if known.type == "PERSON":
        signs.append(_person_signs(base, entity, first, candidate, told))
    for name, strength in (sign for given in signs for sign in given):
        terms[name] = WEIGHT[name] * strength
    return {name: round(amount, 4) for name, amount in terms.items() if amount}


def _place_signs(entity: Entity, form: str, known: KnownEntity, told: Told) -> Iterator[tuple[str, float]]:
    """Yield the signs of a country, of a region and of a city, each with its strength."""
    if known.country is not None and (others := told.countries.get(known.country, frozenset()) - {entity.id}):
        strength = 2.0 if known.is_country else 1.5 if known.type == "GPE" and len(others) > 1 else 1.0
        yield "country", strength if others - told.vague else strength / 2
    elif known.type == "GPE" and not known.is_country and told.countries.keys() - {known.country}:
        yield "elsewhere", 1.0
    if known.type != "GPE":
        return
    if entity.label == "GPE" and "," in form:
        yield "qualified", 1.0
    elif after := told.after.get(entity.id):
        yield ("qualified" if known.country in after else "not there"), 1.0
    if not CITY_FILES.isdisjoint(known.sources.split()):
        yield "city", 1.0
    elif entity.id in told.regions and not known.is_country:
        yield "a region", 1.0
    for name in _PARTS.split(known.description or ""):
        if name != known.name and told.places.get(name, entity.id) != entity.id:
            yield "region", 1.0
            return


def _topic_signs(entity: Entity, known: KnownEntity, told: Told) -> Iterator[tuple[str, float]]:
    """Yield whether the article tells of what the candidate has to do with, or only of other things."""
    if not known.topics:
        return
    most = max(told.topic(number, entity.id) for number in bits(known.topics))
    if most >= LEAST_TOPIC:
        yield "topic", math.log1p(min(most, MOST_TOPIC)) / math.log1p(MOST_TOPIC)
    elif told.topics:
        yield "other topics", 1.0


def _person_signs(
    base: KnowledgeBase, entity: Entity, first: Mention, candidate: Candidate, told: Told
) -> Iterator[tuple[str, float]]:
    """Yield the signs of a person: the rest of the name, the family, office and title, and the age."""
    known = candidate.entity
    if " " not in entity.name:
        yield "single name", 1.0
        if known.number in told.people:
            yield "named", 1.0
        if candidate.kind is AliasKind.GIVEN and told.surnames.get(surname(known), frozenset()) - {entity.id}:
            yield "family", 1.0
    day = told.published[:10] if told.published else None
    roles = base.roles(known)
    end = _OPEN_END if _OF_2026.isdisjoint(known.sources.split()) else _NEVER
    held = [role for role in roles if day and _held(role, day, end)]
    if held:
        yield "office", 1.0
    if any(_of_region(role, told, entity.id) for role in held or roles):
        yield "office there", 1.0
    title = title_before(told.text, first.start)
    if title is not None:
        yield _title_sign(title, titles_of(held), titles_of(roles, known.description), dated=day is not None)
    if day and ((known.born and int(day[:4]) - known.born < _GROWN) or (roles and not held and _later(roles, day))):
        yield "too early", 1.0


def _title_sign(title: str, now: set[str], ever: set[str], *, dated: bool) -> tuple[str, float]:
    """Give the sign of a title before the name; who has another title now is hardly called by a former one."""
    if title in now or (not dated and title in ever):
        return "title", 1.0
    if title in ever:
        return "past title", 0.5 if now else 1.0
    return "no title", 1.0


def _of_region(role: Role, told: Told, but: str) -> bool:
    """Tell whether an office is that of a region or city which the article names ("Governor of Florida")."""
    words = f" {role.role}, {role.of}, "
    return any(f" {name}, " in words for name, owner in told.places.items() if owner != but)


def _held(role: Role, day: str, open_end: str) -> bool:
    """Tell whether an office was held on the day; `open_end` is until when one without an end counts."""
    end = role.end or open_end
    return bool(role.start) and role.start <= day and day[: len(end)] <= end


def _later(roles: Sequence[Role], day: str) -> bool:
    """Tell whether all that is known of someone began more than ten years after the day."""
    starts = [role.start for role in roles if role.start]
    return bool(starts) and int(min(starts)[:4]) > int(day[:4]) + 10
