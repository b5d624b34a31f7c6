"""From mentions to entities: which names of one article denote the same thing.

Names are joined when they are equal after folding case, points, diacritics and possessives; when one is a part or
another form of a full name and no other name of the article has it (`chains/people.py`); or when one is an acronym,
a short form or another name of the other (`chains/things.py`). What is unsure stays apart.
Names of the user's knowledge denote what it says, under its name and label and with its facts; other names join them.
Mentions vote on the label. Numbers and dates denote nothing.
The idea is that of orthographic coreference (Bontcheva et al., 2002, "Shallow methods for named entity
coreference resolution").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsnlp.document import Entity, Mention
from newsnlp.entities.chains.groups import Group, equal_names, longest_name, merge_labels, roots
from newsnlp.entities.chains.introduced import join_speakers
from newsnlp.entities.chains.items import number
from newsnlp.entities.chains.people import join_people
from newsnlp.entities.chains.things import join_things
from newsnlp.frozen import FrozenMap
from newsnlp.knowledge.entries import Entry
from newsnlp.salience import salience

__all__ = ["name_entities"]


def name_entities(
    mentions: Sequence[Mention], title_end: int | None, known: Mapping[int, Entry] | None = None, text: str = ""
) -> tuple[list[Mention], list[Entity]]:
    """Give the mentions with the id of their entity, and the entities, most salient first.

    Args:
        mentions: settled mentions in text order.
        title_end: one past the title's last code point; mentions in a title weigh more.
        known: what the user's knowledge says that mentions denote, by their index.
        text: the document, for the titles and brackets beside names.
    """
    groups = equal_names(mentions, known or {}, text)
    merge_labels(groups)
    join_people(groups, mentions, text, title_end or 0)
    join_things(groups, mentions, text)
    join_speakers(groups, mentions, text)
    length = mentions[-1].end if mentions else 1
    entities = [_entity(group, mentions, title_end, length) for group in roots(groups)]
    return number(entities, mentions)


def _entity(group: Group, mentions: Sequence[Mention], title_end: int | None, length: int) -> Entity:
    order = sorted(range(len(group.members)), key=lambda k: group.members[k])
    members = tuple(group.members[k] for k in order)
    entity = Entity(
        id="",
        name=longest_name(group, mentions),
        label=group.label,
        salience=salience([mentions[i].start for i in members], title_end, length),
        mentions=members,
        reasons=tuple(group.reasons[k] for k in order),
    )
    return entity if group.entry is None else _with_facts(entity, group.entry)


def _with_facts(entity: Entity, entry: Entry) -> Entity:
    """Give the entity with what the user knows of it."""
    return replace(
        entity,
        name=entry.name,
        qid=entry.qid,
        ids=FrozenMap({"user": entry.id} if entry.id is not None else {}),
        description=entry.description,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
    )
