"""The mentions of one entity while it is being found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from newsnlp.document import NAME_LABELS, PLACE_LABELS, Mention
from newsnlp.entities.chains.spelling import fold, singular, tidy
from newsnlp.knowledge.entries import Entry

__all__ = ["Group", "absorb", "equal_names", "longest_name", "merge_labels", "roots", "same_sort"]

_NAMES = frozenset(NAME_LABELS)
_FAMILY = re.compile(r" (?:family|brothers|sisters|siblings|couple|clan|dynasty|household)\b")


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one entity.

    Attributes:
        members: indices of the mentions.
        reasons: why each is one.
        key: the folded name.
        labels: the votes on the label. Names that join later do not vote: a full name says more of what it is.
        entry: what the user's knowledge says.
        into: the group that has taken this one over.
        family: that the name is a whole family's.
    """

    members: list[int]
    reasons: list[str]
    key: str = ""
    labels: Counter[str] = field(default_factory=Counter)
    entry: Entry | None = None
    into: Group | None = None
    family: bool = False

    @property
    def label(self) -> str:
        """The label that most mentions have."""
        if self.entry is not None:
            return self.entry.label
        return min(self.labels, key=lambda label: (-self.labels[label], NAME_LABELS.index(label)))

    @property
    def root(self) -> Group:
        """The group that stands for this one."""
        group = self
        while group.into is not None:
            group = group.into
        return group

    def add(self, index: int, reason: str, label: str) -> None:
        """Take a mention in, with its vote."""
        self.members.append(index)
        self.reasons.append(reason)
        self.labels[label] += 1


def absorb(owner: Group, group: Group, reason: str) -> None:
    """Let the owner take a group over."""
    owner.members += group.members
    owner.reasons += [reason] * len(group.members)
    group.into = owner


def roots(groups: Sequence[Group]) -> list[Group]:
    """Give the groups that stand, each once."""
    return [group for group in groups if group.into is None]


def same_sort(one: str, other: str) -> bool:
    """Tell whether the labels may be of one thing."""
    return one == other or {one, other} <= PLACE_LABELS


def longest_name(group: Group, mentions: Sequence[Mention]) -> str:
    """Give the canonical name: the fullest form, as often written, not in capitals if there is another."""
    forms = Counter(tidy(mentions[i].text) for i in group.members)

    def rank(form: str) -> tuple[int, bool, int, str]:
        shouted = form.isupper() and len(form) > 5
        return (-len(fold(form)), shouted or form.islower(), -forms[form], form)

    return min(forms, key=rank)


def equal_names(mentions: Sequence[Mention], known: Mapping[int, Entry], text: str) -> list[Group]:
    """Give the groups of mentions with one key, in text order; people apart from what else has their name.

    Args:
        mentions: all mentions.
        known: what the user's knowledge says of some, by their index.
        text: the document, for the word "family" behind a name.
    """
    groups = _known_names(mentions, known)
    for index, mention in enumerate(mentions):
        if mention.label not in _NAMES or index in known:
            continue
        key = _key(mention)
        if key[1] == "person" and _FAMILY.match(text, mention.end):
            key = key[0], "family"
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group([], [], key[0], family=key[1] == "family")
        group.add(
            index,
            f"same name as {mentions[group.members[0]].text!r}" if group.members else "first mention",
            mention.label,
        )
    distinct = {id(group): group for group in groups.values()}
    return sorted(distinct.values(), key=lambda group: min(group.members))


def _known_names(mentions: Sequence[Mention], known: Mapping[int, Entry]) -> dict[tuple[str, str], Group]:
    """Give a group for each entity that the user knows, under the key of each of its mentions."""
    groups: dict[Entry, Group] = {}
    keys: dict[tuple[str, str], Group] = {}
    for index, entry in sorted(known.items()):
        group = groups.setdefault(entry, Group([], [], fold(mentions[index].text), entry=entry))
        alias = fold(mentions[index].text) != fold(entry.name)
        group.add(index, f"your knowledge: {'alias of ' if alias else ''}{entry.name!r}", entry.label)
        folded, kind = _key(mentions[index])
        for each in ("person", "thing") if kind != "people" else (kind,):
            keys.setdefault((folded, each), group)
    return keys


def _key(mention: Mention) -> tuple[str, str]:
    folded = fold(mention.text)
    if mention.label == "NORP":
        return singular(folded), "people"
    return folded, "person" if mention.label == "PERSON" else "thing"


def merge_labels(groups: Sequence[Group]) -> None:
    """Join the groups of one name that the model took for a person here and for something else there.

    A word that is also a part of a person's name stays apart: Denzel Washington is not in Washington.
    """
    by_key: dict[str, Group] = {}
    parts = {word for g in groups if g.label == "PERSON" and " " in g.key for word in g.key.split()}
    for group in groups:
        if group.label == "NORP" or group.entry is not None or group.family:
            continue
        first = by_key.setdefault(group.key, group)
        if first is not group and (group.key not in parts or not {first.label, group.label} & PLACE_LABELS):
            absorb(first, group, f"same name as {group.key!r}")
            first.labels += group.labels
