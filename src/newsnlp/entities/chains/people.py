"""Names of people: full names and their parts, titles, families."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from newsnlp.document import Mention
from newsnlp.entities.chains.groups import Group, absorb, longest_name
from newsnlp.entities.chains.lexicon import FORMAL, GENERATIONS, HE, HONORIFICS, LETTERS_AFTER, SHE, SHIPS
from newsnlp.entities.chains.spelling import fold, is_variant

__all__ = ["join_people"]

_QUOTED = re.compile(r"\s[\"“‘(]([A-Z]\w+)[\"”’)]\s")
_BRACKETS = str.maketrans("", "", '[]()"“”')
_LEAST_SURNAME = 5
_CROWD = 50  # more people of one name in an article are not compared, so that the time grows with the text
_MAIN = 3  # times as often as any other of a family
_CLUSTER = re.compile(r"\b([A-Z])\.(?=[A-Z])")
_KIN = re.compile(r"\b(?:father|mother|son|daughter|brother|sister|husband|wife|uncle|aunt|cousin|nephew|niece),? $")
_BEFORE = re.compile(r"([A-Za-z]+)\.?\s+$")


class _Person:
    """A group of mentions with the words of its name."""

    __slots__ = ("generation", "group", "nickname", "words")

    def __init__(self, group: Group, mentions: Sequence[Mention]) -> None:
        self.group = group
        name = longest_name(group, mentions)
        quoted = _QUOTED.search(name)
        self.nickname = fold(quoted[1]) if quoted else ""
        self.words, self.generation = _words(_QUOTED.sub(" ", name) if quoted else name)

    @property
    def is_full(self) -> bool:
        return len(self.words) > 1


def join_people(groups: Sequence[Group], mentions: Sequence[Mention], text: str, title_end: int = 0) -> None:
    """Join the names of one person: shorter and other forms of a full name, then surnames, then first names.

    Args:
        groups: those of people and of other names, in text order.
        mentions: all mentions.
        text: the document, for the titles before names.
        title_end: one past the title's last code point; a surname in a title is that of who is named first.
    """
    people = [
        _Person(group, mentions)
        for group in groups
        if group.label == "PERSON" and group.into is None and not group.family and group.key.split()[0] not in SHIPS
    ]
    _join_equal([p for p in people if p.group.entry is None], mentions)
    full = [person for person in people if person.is_full and person.group.into is None]
    _join_full(full, mentions, text)
    families = _Families(people, mentions, text, title_end)
    for person in people:
        if person.group.into is None and person.group.entry is None and person not in families:
            families.join(person)
    families.join_unsure(groups)


def _words(name: str) -> tuple[list[str], str]:
    """Give the folded words of a person's name without titles, and "jr" or the like."""
    words = fold(_CLUSTER.sub(r"\1. ", name)).translate(_BRACKETS).split()
    generation = ""
    while len(words) > 1 and (words[-1] in GENERATIONS or words[-1] in LETTERS_AFTER):
        last = words.pop()
        generation = last if last in GENERATIONS else generation
    while len(words) > 1 and words[0] in HONORIFICS:
        words = words[1:]
    return words or [""], generation


def _join_equal(people: Iterable[_Person], mentions: Sequence[Mention]) -> None:
    """Join names that differ in their titles only."""
    first: dict[tuple[str, ...], _Person] = {}
    for person in people:
        owner = first.setdefault((*person.words, person.generation), person)
        if owner is not person:
            absorb(owner.group, person.group, f"same name as {longest_name(owner.group, mentions)!r} without titles")


def _join_full(people: Sequence[_Person], mentions: Sequence[Mention], text: str) -> None:
    """Join a full name to the only fuller or like form of it."""
    by_word: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        for word in dict.fromkeys(person.words):
            if len(word) > 1:
                by_word[word].append(person)
    for person in sorted(people, key=lambda p: (-len(p.words), p.group.members[0])):
        shared = [by_word[word] for word in dict.fromkeys(person.words) if 1 < len(by_word.get(word, ())) <= _CROWD]
        rivals = {id(rival): rival for namesakes in shared for rival in namesakes}
        owners: dict[int, tuple[Group, str]] = {}
        for rival in rivals.values():
            if rival is person or rival.group.root is person.group.root or person.group.entry is not None:
                continue
            why = _how_same(person, rival)
            later = max(person, rival, key=lambda p: p.group.members[0])
            if why and not _is_kin(mentions[later.group.members[0]], text):
                owners.setdefault(id(rival.group.root), (rival.group.root, why))
        if len(owners) == 1:
            owner, why = next(iter(owners.values()))
            absorb(owner, person.group, f"{why} of {longest_name(owner, mentions)!r}")


def _is_kin(mention: Mention, text: str) -> bool:
    """Tell whether a name stands as that of a relative: "her mother, Ana Maria Ruiz" is not Ana Ruiz."""
    return bool(_KIN.search(text[max(mention.start - 20, 0) : mention.start]))


def _how_same(short: _Person, long: _Person) -> str:
    """Say in which way a full name is another form of a longer or equally long one; nothing when it is not."""
    one, other = short.words, long.words
    if short.generation != long.generation and (one == other or (short.generation and long.generation)):
        return ""  # a father and his son
    if long.nickname and one == [long.nickname, *other[-len(one) + 1 :]]:
        return "nickname"
    if len(one) == len(other):
        return _how_alike(one, other)
    if len(one) > len(other):
        return ""
    if other[: len(one)] == one or (one[0] == other[0] and one[-1] == other[-1] and len(one) == 2):
        return "shorter form"
    if len(one) == 2 and one[-1] == other[-1] and _same_first(one[0], other[0]):
        return "shorter form"
    bare, fuller = [w for w in one if len(w) > 1], [w for w in other if len(w) > 1]
    if len(bare) > 1 and len(fuller) > len(bare) and fuller[: len(bare)] == bare and len(one) - len(bare) <= 1:
        return "shorter form"
    return "end" if other[-len(one) :] == one and len(one[0]) > 1 else ""


def _how_alike(one: Sequence[str], other: Sequence[str]) -> str:
    """Say how two names of equally many words are one: all words equal but one."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pairs) == 1:
        a, b = pairs[0]
        if is_variant(a, b, _LEAST_SURNAME):
            return "another spelling"
        if _is_initial(a, b) and one[-1] == other[-1]:
            return "initials"
        return "another form" if a is one[0] and _same_first(a, b) else ""
    initials = all(_is_initial(a, b) or a == b for a, b in zip(one, other, strict=True))
    return "initials" if initials and one[-1] == other[-1] else ""


def _same_first(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) > 3 and len(long) - len(short) > 1 and long.startswith(short):
        return True
    return _is_initial(one, other) or not FORMAL.get(one, frozenset()).isdisjoint(FORMAL.get(other, frozenset()))


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


class _Families:
    """The full names of an article by their parts, to find whose a part is."""

    def __init__(self, people: Sequence[_Person], mentions: Sequence[Mention], text: str, title_end: int) -> None:
        self.mentions, self.text, self.title_end = mentions, text, title_end
        self._held = {id(person) for person in people if person.is_full or person.generation}
        self._last: dict[str, list[Group]] = defaultdict(list)
        self._first: dict[str, list[Group]] = defaultdict(list)
        self._inner: dict[str, list[Group]] = defaultdict(list)
        self._genders: dict[int, str] = {}
        self._shapes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for person in people:
            root = person.group.root
            if not person.is_full:
                if person.generation:
                    self._first[person.words[0]].append(root)
                continue
            self._last[person.words[-1]].append(root)
            self._first[person.words[0]].append(root)
            for word in person.words[1:-1]:
                if len(word) > 2:
                    self._inner[word].append(root)
            self._genders[id(root)] = self._genders.get(id(root)) or self._gender(person.group)

        for last in self._last:
            self._shapes[last[:2], last[-1:]].append(last)

    def __contains__(self, person: _Person) -> bool:
        return id(person) in self._held

    def join(self, person: _Person) -> None:
        """Join a person's name of one word to the full name whose part it is."""
        word = person.words[0]
        for owners, what in ((self._last, "surname"), (self._first, "first name"), (self._inner, "part")):
            found = _distinct(owners.get(word, ()))
            if len(found) == 1:
                absorb(found[0], person.group, f"{what} of {longest_name(found[0], self.mentions)!r}")
            elif found and what == "surname":
                self._share(person.group, found)
            if found:
                return
        self._join_misspelt(person)

    def join_unsure(self, groups: Sequence[Group]) -> None:
        """Join a person's surname that the model took for something else, when a title or its doubt says so."""
        for group in groups:
            if group.into is not None or group.entry is not None or group.label in {"PERSON", "NORP"}:
                continue
            owners = _distinct(self._last.get(group.key, ()))
            if len(owners) == 1 and owners[0] is not group and self._plausible(group):
                absorb(owners[0], group, f"surname of {longest_name(owners[0], self.mentions)!r}")

    def _plausible(self, group: Group) -> bool:
        scores = [self.mentions[i].score for i in group.members]
        if all(score is not None and score < 0.6 for score in scores):
            return True
        return any(self._title(i) for i in group.members)

    def _join_misspelt(self, person: _Person) -> None:
        word = person.words[0]
        alike = self._shapes.get((word[:2], word[-1:]), ())
        found = [g for last in alike if is_variant(word, last) for g in self._last[last]]
        owners = _distinct(found)
        if len(owners) == 1:
            absorb(owners[0], person.group, f"spelling of the surname of {longest_name(owners[0], self.mentions)!r}")

    def _share(self, group: Group, owners: Sequence[Group]) -> None:
        """Give each mention of a family's surname to the one it must be; the rest stays apart."""
        kept: list[tuple[int, str]] = []
        names = {id(owner): longest_name(owner, self.mentions) for owner in owners}
        ranked = sorted((min(owner.members), place) for place, owner in enumerate(owners))
        first = [(start, owners[place]) for start, place in ranked]
        for index, reason in zip(group.members, group.reasons, strict=True):
            owner, why = self._choose(index, first)
            if owner is None:
                kept.append((index, reason))
            else:
                owner.members.append(index)
                owner.reasons.append(f"surname of {names[id(owner)]!r}, {why}")
        if kept:
            group.members, group.reasons = [i for i, _ in kept], [reason for _, reason in kept]
        else:
            group.into = owners[0]
            group.members, group.reasons = [], []

    def _choose(self, index: int, owners: Sequence[tuple[int, Group]]) -> tuple[Group | None, str]:
        """Choose of a family, given by where each is first named; nobody when unsure."""
        gender = _gender_of(self._title(index))
        if gender:
            fitting = [owner for _, owner in owners if self._genders[id(owner)] == gender]
            if len(fitting) == 1:
                return fitting[0], "by the title"
        before = [owner for start, owner in owners[:2] if start < index]
        if len(before) == 1:
            return before[0], "the only one named before"
        if not before:
            in_title = self.mentions[index].start < self.title_end
            return (owners[0][1], "whom the text names first") if in_title else (None, "")
        main = owners[0][1]
        rivals = owners[1:]
        if len(main.members) > _MAIN and all(len(main.members) >= _MAIN * len(other.members) for _, other in rivals):
            return main, "far the most often named"
        return None, ""

    def _gender(self, group: Group) -> str:
        return next((g for i in group.members if (g := _gender_of(self._title(i)))), "")

    def _title(self, index: int) -> str:
        """Give the title before or at the head of a mention, or nothing."""
        mention = self.mentions[index]
        head, _, rest = mention.text.partition(" ")
        if rest and (word := head.rstrip(".").casefold()) in HONORIFICS:
            return word
        before = _BEFORE.search(self.text[max(mention.start - 16, 0) : mention.start])
        word = before.group(1).casefold() if before and before.group(1)[0].isupper() else ""
        return word if word in HONORIFICS else ""


def _gender_of(title: str) -> str:
    return "he" if title in HE else "she" if title in SHE else ""


def _distinct(groups: Iterable[Group]) -> list[Group]:
    return list({id(group.root): group.root for group in groups}.values())
