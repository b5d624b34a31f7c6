"""Names of organisations, places and other things: acronyms, short forms, countries' other names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from newsnlp.document import PLACE_LABELS, Mention
from newsnlp.entities.chains.groups import Group, absorb, longest_name, same_sort
from newsnlp.entities.chains.introduced import NOT_THINGS, join_introduced
from newsnlp.entities.chains.lexicon import GENERIC, GENERIC_PLACE, HEADS, LEGAL, PEOPLE_OF, PLACE, SHIPS, TURNED
from newsnlp.entities.chains.spelling import fold, initials_of, is_acronym, is_variant, singular, tidy

__all__ = ["join_things"]

_CROWD = 50  # more names of one beginning and end are not compared, so that the time grows with the text
_FORMS_OF_STATE = re.compile(r"^(?:(?:islamic |federal |peoples )?republic|state|city|kingdom|commonwealth) of ")
_COUNTRY_INSIDE = re.compile(r"\bunited states(?: of america)?\b")
# "University of Miami" is another one than "Miami University".
_BOUND = frozenset({"university", "bank", "city", "state", "republic", "gulf"})
_YEAR = re.compile(r"^(?:19|20)\d\d | (?:19|20)\d\d$")


class _Thing:
    """A group of mentions with the forms of its name."""

    __slots__ = ("core", "forms", "group", "place")

    def __init__(self, group: Group, mentions: Sequence[Mention], places: frozenset[str]) -> None:
        self.group = group
        self.forms = list(dict.fromkeys(tidy(mentions[i].text) for i in group.members))
        folded = _COUNTRY_INSIDE.sub("us", fold(longest_name(group, mentions)))
        year = _YEAR.search(folded) if group.label == "EVENT" else None
        self.core, place = _core(_YEAR.sub("", folded) if year else folded, places)
        self.place = " ".join(filter(None, (place, year.group().strip() if year else "")))


_CORED = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
Owners = list[tuple[Group, str]]


def join_things(groups: Sequence[Group], mentions: Sequence[Mention], text: str) -> None:
    """Join the names of one thing.

    Args:
        groups: those of people and of other names, in text order.
        mentions: all mentions.
        text: the document, for the brackets between names.
    """
    join_introduced(groups, mentions, text)
    free = [group for group in groups if group.into is None]
    places = frozenset(g.key for g in free if g.label in {"GPE", "NORP"}) | set(PLACE) | set(PEOPLE_OF)
    things = [_Thing(g, mentions, places) for g in free if g.label not in NOT_THINGS or g.labels["ORG"]]
    for owners_of in (_same_places, _same_cores, _acronyms, _short_forms, _variants):
        find = owners_of(things, mentions)
        for thing in things:
            if thing.group.into is None and thing.group.entry is None:
                _join(thing.group, find(thing))


def _join(group: Group, found: Iterable[tuple[Group, str]]) -> None:
    """Join a group to its owner, if that is only one."""
    owners = {id(owner.root): (owner.root, why) for owner, why in found if owner.root is not group}
    if len(owners) == 1:
        owner, why = next(iter(owners.values()))
        absorb(owner, group, why)


def _core(folded: str, places: frozenset[str]) -> tuple[str, str]:
    """Give a name without the country or place that it begins or ends with, and that place."""
    words = folded.split()
    for count in (3, 2, 1):
        head, rest = " ".join(words[:count]), words[count:]
        if rest and head in places and " ".join(rest) not in places:
            return _turn(rest), _land(head)
    for at in range(1, len(words) - 1):
        if words[at] == "of":
            tail = " ".join(words[at + 1 :]).removeprefix("the ")
            if tail in places and words[0] not in _BOUND:
                return _turn(words[:at]), _land(tail)
    return _turn(words), ""


def _turn(words: list[str]) -> str:
    """Give "department of justice" as "justice department"."""
    if len(words) > 2 and words[0] in TURNED and words[1] == "of":
        rest = words[3:] if words[2] == "the" else words[2:]
        return " ".join([*rest, words[0]])
    return " ".join(words)


def _land(name: str) -> str:
    return PLACE.get(name) or PEOPLE_OF.get(name) or name


def _same_land(one: str, other: str) -> bool:
    """Tell whether the places may be one: "tunisia" and "tunisian"."""
    return one == other or (len(one) > 3 and one[:4] == other[:4])


def _same_places(things: Sequence[_Thing], mentions: Sequence[Mention]) -> Callable[[_Thing], Owners]:
    first: dict[str, Group] = {}
    for thing in things:
        if thing.group.label in PLACE_LABELS:
            first.setdefault(_state(thing.group.key), thing.group)

    def find(thing: _Thing) -> Owners:
        if thing.group.label not in PLACE_LABELS:
            return []
        owner = first[_state(thing.group.key)]
        return [(owner, f"another name of {longest_name(owner, mentions)!r}")]

    return find


def _state(folded: str) -> str:
    return PLACE.get(folded) or _FORMS_OF_STATE.sub("", folded)


def _same_cores(things: Sequence[_Thing], mentions: Sequence[Mention]) -> Callable[[_Thing], Owners]:
    placed: dict[str, list[_Thing]] = defaultdict(list)
    bare: dict[str, _Thing] = {}
    for thing in things:
        if thing.group.label in _CORED:
            if thing.place:
                placed[thing.core].append(thing)
            else:
                bare.setdefault(thing.core, thing)

    def find(thing: _Thing) -> Owners:
        """Find the equal one, or for a name without a place the only one with a place."""
        if thing.group.label not in _CORED:
            return []
        same = [t for t in placed[thing.core] if not thing.place or _same_land(thing.place, t.place)]
        if not thing.place and bare[thing.core] is not thing:
            same = [bare[thing.core]]
        elif thing.place:
            same = same[:1]
        return [
            (other.group, f"the same but for the place or year as {longest_name(other.group, mentions)!r}")
            for other in same
            if same_sort(thing.group.label, other.group.label)
        ]

    return find


def _acronyms(things: Sequence[_Thing], mentions: Sequence[Mention]) -> Callable[[_Thing], Owners]:
    by_initials: dict[str, list[_Thing]] = defaultdict(list)
    for thing in things:
        for letters in {letters for form in thing.forms for letters in _acronyms_of(form, thing)}:
            by_initials[letters].append(thing)

    def find(thing: _Thing) -> Owners:
        shorts = [short for form in thing.forms if is_acronym(short := form.replace(".", ""))]
        return [
            (owner.group, f"acronym of {longest_name(owner.group, mentions)!r}")
            for short in shorts[:1]
            for owner in by_initials.get(short.upper(), ())
            if same_sort(owner.group.label, thing.group.label)
        ]

    return find


def _acronyms_of(form: str, thing: _Thing) -> Iterator[str]:
    """Yield the acronyms of a name, and of what is left of it without its country."""
    words = [word for word in re.split(r"[\s\-]+", form) if word and word[0].isalnum()]
    yield from initials_of(words)
    if thing.place:
        yield from initials_of(thing.core.split())


def _short_forms(things: Sequence[_Thing], mentions: Sequence[Mention]) -> Callable[[_Thing], Owners]:
    by_part: dict[str, list[tuple[_Thing, str]]] = defaultdict(list)
    for thing in things:
        for part, kind in dict(_parts(thing)).items():
            by_part[part].append((thing, kind))

    def find(thing: _Thing) -> Owners:
        label = thing.group.label
        return [
            (owner.group, f"{kind} of {longest_name(owner.group, mentions)!r}")
            for owner, kind in by_part.get(_bare(thing.group.key), ())
            if owner.group.label == label or (label == "PERSON" and owner.group.label == "ORG")
        ]

    return find


def _bare(folded: str) -> str:
    """Give a name without the words for its legal form, and a product's in the singular."""
    words = folded.split() or [folded]
    while len(words) > 1 and words[-1] in LEGAL:
        words.pop()
    if any(c.isdigit() for c in words[-1]):
        words[-1] = words[-1].rstrip("s")
    return " ".join(words)


def _parts(thing: _Thing) -> Iterator[tuple[str, str]]:
    """Yield the short forms that a name may have, and what they are."""
    label = thing.group.label
    words = _bare(thing.group.key).split()
    if " ".join(words) != thing.group.key:
        yield " ".join(words), "short form"
    if len(words) < 2:
        return
    generic = GENERIC_PLACE if label in PLACE_LABELS else GENERIC
    if words[0] in SHIPS and label == "PRODUCT":
        yield " ".join(words[1:]), "name"
    for count in range(1, len(words)):
        if all(word in generic for word in words[count:]) or (words[count] == "of" and words[0] in HEADS):
            yield " ".join(words[:count]), "short form"
            break
    numbered = next((at for at, word in enumerate(words) if any(c.isdigit() for c in word)), 0)
    if label == "PRODUCT" and numbered:
        yield " ".join(words[numbered:]), "short form"
    for count in (2, 1):
        head = " ".join(words[-count:])
        if head in HEADS and len(words) > count:
            yield head, "short form"
    if words[-1] == "committee":
        for first in range(1, len(words) - 1):
            for last in range(first + 1, len(words)):
                yield " ".join([*words[first:last], words[-1]]), "short form"


def _variants(things: Sequence[_Thing], mentions: Sequence[Mention]) -> Callable[[_Thing], Owners]:
    by_shape: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for thing in things:
        if len(thing.group.key) > 6:
            by_shape[thing.group.key[:2], thing.group.key[-1:]].append(thing.group)

    def find(thing: _Thing) -> Owners:
        key = thing.group.key
        alike = by_shape.get((key[:2], key[-1:]), ())
        return [
            (other, f"spelling of {longest_name(other, mentions)!r}")
            for other in (alike if len(alike) <= _CROWD else ())
            if other is not thing.group
            and same_sort(other.label, thing.group.label)
            and len(other.members) >= len(thing.group.members)
            and _misspelt(key, other.key)
        ]

    return find


def _misspelt(one: str, other: str) -> bool:
    """Tell whether two names have the same words, but one that is spelt otherwise."""
    pairs = [(a, b) for a, b in zip(one.split(), other.split(), strict=False) if a != b]
    if one.count(" ") != other.count(" ") or len(pairs) != 1:
        return False
    a, b = pairs[0]
    return singular(a) == singular(b) or is_variant(a, b, 5 if " " in one else 7)
