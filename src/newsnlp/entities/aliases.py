"""From mentions to entities: which names of one article denote the same thing.

Names are joined when they are equal after folding case, points and possessives; when one is the surname of a full
name in the article and no other full name has it; or when one is an acronym of the other.
Names of the user's knowledge denote what it says, under its name and label and with its facts; other names join them.
Mentions vote on the label. Numbers and dates denote nothing.
The idea is that of orthographic coreference (Bontcheva et al., 2002, "Shallow methods for named entity
coreference resolution").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsnlp.document import NAME_LABELS, Entity, Mention
from newsnlp.frozen import FrozenMap
from newsnlp.knowledge.entries import Entry

__all__ = ["name_entities"]

_NAMES = frozenset(NAME_LABELS)
_SUFFIX = re.compile(r"(?:,?\s+(?:Jr|Sr|II|III|IV)\.?)$")
_NOT_INITIALS = frozenset({"of", "the", "and", "for", "to", "in", "on", "at", "de", "la", "a", "an", "&"})
# Labels that the model mixes up for one name; NORP stays apart: "Russian" is not Russia.
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_TITLE_WEIGHT = 2.0


@dataclass(slots=True)
class _Group:
    """The mentions of one entity while it is being found."""

    members: list[int]
    reasons: list[str]
    labels: Counter[str] = field(default_factory=Counter)
    entry: Entry | None = None


def name_entities(
    mentions: Sequence[Mention], title_end: int | None, known: Mapping[int, Entry] | None = None
) -> tuple[list[Mention], list[Entity]]:
    """Give the mentions with the id of their entity, and the entities, most salient first.

    Args:
        mentions: settled mentions in text order.
        title_end: one past the title's last code point; mentions in a title weigh more.
        known: what the user's knowledge says that mentions denote, by their index.
    """
    groups = _equal_names(mentions, known or {})
    groups = _join_surnames(groups, mentions)
    groups = _join_acronyms(groups, mentions)
    length = mentions[-1].end if mentions else 1
    entities = [_entity(group, mentions, title_end, length) for group in groups]
    entities.sort(key=lambda entity: (-(entity.salience or 0.0), entity.mentions[0]))
    named = [replace(entity, id=f"e{number}") for number, entity in enumerate(entities, start=1)]
    owner = {index: entity.id for entity in named for index in entity.mentions}
    return [replace(m, entity=owner.get(i)) for i, m in enumerate(mentions)], named


def fold(name: str) -> str:
    """Give a name's key: lower case, without a leading article, points, final possessive and double space."""
    folded = name.casefold().replace("’", "'").replace(".", "")
    folded = folded.removesuffix("'s").removesuffix("'")
    return " ".join(folded.removeprefix("the ").replace("-", " ").split())


def _known_names(mentions: Sequence[Mention], known: Mapping[int, Entry]) -> dict[tuple[str, str], _Group]:
    """Give a group for each entity that the user knows, under the key of each of its mentions."""
    groups: dict[Entry, _Group] = {}
    keys: dict[tuple[str, str], _Group] = {}
    for index, entry in sorted(known.items()):
        group = groups.setdefault(entry, _Group([], [], entry=entry))
        alias = fold(mentions[index].text) != fold(entry.name)
        group.reasons.append(f"your knowledge: {'alias of ' if alias else ''}{entry.name!r}")
        group.members.append(index)
        group.labels[entry.label] += 1
        keys.setdefault(_key(mentions[index]), group)
    return keys


def _key(mention: Mention) -> tuple[str, str]:
    return fold(mention.text), "people" if mention.label == "NORP" else "name"


def _equal_names(mentions: Sequence[Mention], known: Mapping[int, Entry]) -> list[_Group]:
    groups = _known_names(mentions, known)
    for index, mention in enumerate(mentions):
        if mention.label not in _NAMES or index in known:
            continue
        group = groups.setdefault(_key(mention), _Group([], []))
        group.reasons.append(f"same name as {mentions[group.members[0]].text!r}" if group.members else "first mention")
        group.members.append(index)
        group.labels[mention.label] += 1
    distinct = {id(group): group for group in groups.values()}
    return sorted(distinct.values(), key=lambda group: min(group.members))


def _join_surnames(groups: list[_Group], mentions: Sequence[Mention]) -> list[_Group]:
    """Join a bare surname (or first name) to the only person of the article who has it."""
    full: dict[str, list[_Group]] = {}
    for group in groups:
        if _label(group) == "PERSON":
            words = _person_words(mentions[group.members[0]].text)
            for word in {words[-1], words[0]} if len(words) > 1 else ():
                full.setdefault(word, []).append(group)
    kept: list[_Group] = []
    for group in groups:
        words = _person_words(mentions[group.members[0]].text)
        free = len(words) == 1 and group.entry is None and _label(group) in {"PERSON", "ORG", "GPE"}
        owners = full.get(words[0], []) if free else []
        if len(owners) == 1 and _plausible_person(group, mentions, owners[0]):
            _absorb(owners[0], group, f"name part of {_longest(owners[0], mentions)!r}")
        else:
            kept.append(group)
    return kept


def _plausible_person(group: _Group, mentions: Sequence[Mention], owner: _Group) -> bool:
    """Tell whether a single word is the person: labelled so, or an unsure label on the person's last name."""
    if _label(group) == "PERSON":
        return True
    surname = _person_words(mentions[owner.members[0]].text)[-1]
    scores = [mentions[i].score for i in group.members]
    unsure = all(score is not None and score < 0.6 for score in scores)
    return unsure and fold(mentions[group.members[0]].text) == surname


def _join_acronyms(groups: list[_Group], mentions: Sequence[Mention]) -> list[_Group]:
    """Join "CFPB" to "Consumer Financial Protection Bureau", whichever comes first."""
    by_initials: dict[str, list[_Group]] = {}
    for group in groups:
        if _label(group) not in {"PERSON", "NORP"}:
            for initials in _initials(mentions[group.members[0]].text):
                by_initials.setdefault(initials, []).append(group)
    kept: list[_Group] = []
    for group in groups:
        short = mentions[group.members[0]].text.replace(".", "")
        owners = by_initials.get(short.upper(), []) if group.entry is None and _is_acronym(short) else []
        owners = [owner for owner in owners if _same_sort(_label(owner), _label(group))]
        if len(owners) == 1 and owners[0] is not group:
            _absorb(owners[0], group, f"acronym of {_longest(owners[0], mentions)!r}")
        else:
            kept.append(group)
    return kept


def _is_acronym(short: str) -> bool:
    """Tell whether it is written like "CFPB" or "BoE"."""
    return short.isalpha() and 2 <= len(short) <= 7 and sum(map(str.isupper, short)) >= 2


def _initials(name: str) -> set[str]:
    words = [word for word in re.split(r"[\s\-]+", name) if word]
    if len(words) < 2:
        return set()
    strong = "".join(word[0] for word in words if word.casefold() not in _NOT_INITIALS).upper()
    return {strong, "".join(word[0] for word in words).upper()}


def _absorb(owner: _Group, group: _Group, reason: str) -> None:
    owner.members += group.members
    owner.reasons += [reason] * len(group.members)
    # A full name says more of what it is than its parts do: the parts' labels do not vote.


def _entity(group: _Group, mentions: Sequence[Mention], title_end: int | None, length: int) -> Entity:
    order = sorted(range(len(group.members)), key=lambda k: group.members[k])
    members = tuple(group.members[k] for k in order)
    entity = Entity(
        id="",
        name=_longest(group, mentions),
        label=_label(group),
        salience=_salience([mentions[i].start for i in members], title_end, length),
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


def _salience(starts: Sequence[int], title_end: int | None, length: int) -> float:
    """Give 0 to 1 from three signs: in the title, early in the text, often in the text."""
    in_title = _TITLE_WEIGHT if title_end is not None and starts[0] < title_end else 0.0
    early = 1.0 - starts[0] / max(length, 1)
    often = 1.0 - 1.0 / (1.0 + len(starts))
    return round((in_title + early + 2.0 * often) / (_TITLE_WEIGHT + 3.0), 4)


def _longest(group: _Group, mentions: Sequence[Mention]) -> str:
    """Give the canonical name: the fullest form, as often written, not in capitals if there is another."""
    forms = Counter(_tidy(mentions[i].text) for i in group.members)

    def rank(form: str) -> tuple[int, bool, int, str]:
        shouted = form.isupper() and len(form) > 5
        return (-len(fold(form)), shouted or form.islower(), -forms[form], form)

    return min(forms, key=rank)


def _tidy(name: str) -> str:
    return " ".join(re.sub(r"['’]s$", "", name).split()) or name


def _label(group: _Group) -> str:
    if group.entry is not None:
        return group.entry.label
    return min(group.labels, key=lambda label: (-group.labels[label], NAME_LABELS.index(label)))


def _same_sort(one: str, other: str) -> bool:
    return one == other or {one, other} <= _PLACES


def _person_words(name: str) -> list[str]:
    return fold(_SUFFIX.sub("", _tidy(name))).split() or [""]
