"""Entities of one article that are one thing of the knowledge base: "Britain" and "United Kingdom"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsnlp.document import Entity, Mention
from newsnlp.entities.chains.spelling import fold
from newsnlp.salience import salience

__all__ = ["join_items", "number", "shared_surnames"]


def join_items(entities: Sequence[Entity], mentions: Sequence[Mention], title_end: int | None) -> list[Entity]:
    """Give the entities with those of one Wikidata id joined, and the names of one people ("Turk", "Turkish").

    The surer one gives the id and the facts, the fullest name the name.

    Args:
        entities: linked to the knowledge base.
        mentions: all mentions of the article.
        title_end: one past the title's last code point, or None.
    """
    first: dict[str, Entity] = {}
    apart: list[Entity] = []
    length = mentions[-1].end if mentions else 1
    surnames = shared_surnames(entities)
    for entity in entities:
        if entity.label == "PERSON" and fold(entity.name) in surnames:
            apart.append(entity)
            continue
        key = entity.qid or (entity.label == "NORP" and entity.country and f"people of {entity.country}")
        if not key:
            apart.append(entity)
            continue
        owner = first.get(key)
        first[key] = entity if owner is None else _joined(owner, entity, mentions, title_end, length)
    return [*apart, *first.values()]


def shared_surnames(entities: Iterable[Entity]) -> frozenset[str]:
    """Give the surnames of several people of an article: which Kennedy "Kennedy" is, the knowledge base cannot tell."""
    counts = Counter(fold(e.name).rpartition(" ")[2] for e in entities if e.label == "PERSON" and " " in e.name)
    return frozenset(surname for surname, count in counts.items() if count > 1)


def number(entities: Iterable[Entity], mentions: Sequence[Mention]) -> tuple[list[Mention], list[Entity]]:
    """Give the entities by salience, with ids in that order, and the mentions with the ids of theirs."""
    ranked = sorted(entities, key=lambda entity: (-(entity.salience or 0.0), entity.mentions[0]))
    named = [replace(entity, id=f"e{place}") for place, entity in enumerate(ranked, start=1)]
    owner = {index: entity.id for entity in named for index in entity.mentions}
    return [replace(m, entity=owner.get(i)) for i, m in enumerate(mentions)], named


def _joined(one: Entity, other: Entity, mentions: Sequence[Mention], title_end: int | None, length: int) -> Entity:
    """Give the entity of both; the members of the less sure one say that they joined."""
    base, more = (one, other) if (one.score or 0.0) >= (other.score or 0.0) else (other, one)
    what = base.qid if base.qid is not None else f"a name of the people of {base.country}"
    why = f"the same as {base.name!r}: {what}"
    reasons = dict(zip(base.mentions, base.reasons, strict=True))
    reasons |= {index: f"{reason}; {why}" for index, reason in zip(more.mentions, more.reasons, strict=True)}
    members = tuple(sorted(reasons))
    return replace(
        base,
        name=more.name if len(more.name) > len(base.name) else base.name,
        mentions=members,
        reasons=tuple(reasons[index] for index in members),
        salience=salience([mentions[index].start for index in members], title_end, length),
    )
