"""Names of organisations, places and other things: acronyms, short forms, countries' other names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from newsnlp.document import PLACE_LABELS, Mention
from newsnlp.entities.chains.groups import Group, absorb, longest_name, same_sort
from newsnlp.entities.chains.spelling import fold, initials_of, is_acronym, is_variant, singular, tidy

__all__ = ["join_things"]

# Names that are said of one country or city alone.
_SAME_PLACES = (
    "united states|us|usa|united states of america|america", "united kingdom|uk|britain|great britain",
    "united arab emirates|uae|emirates", "russia|russian federation", "china|peoples republic of china|prc",
    "north korea|dprk|democratic peoples republic of korea", "south korea|republic of korea", "myanmar|burma",
    "turkey|turkiye", "czech republic|czechia", "ivory coast|cote divoire", "netherlands|holland",
    "eswatini|swaziland", "democratic republic of the congo|democratic republic of congo|drc|dr congo",
    "washington dc|dc|district of columbia", "new york city|nyc|city of new york",
)  # fmt: skip
_PLACE = {name: line.split("|")[0] for line in _SAME_PLACES for name in line.split("|")}
_PEOPLE_OF = {"american": "united states", "british": "united kingdom", "russian": "russia", "chinese": "china"}
_FORMS_OF_STATE = re.compile(
    r"^(?:(?:islamic |federal |kingdom |peoples )?republic|state|city|kingdom|commonwealth) of "
)
# Words after a name that only say what it is.
_LEGAL = frozenset({
    "inc", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "sa", "ag", "nv", "group", "se",
    "holdings", "gmbh", "spa", "lp", "llp", "incorporated",
})  # fmt: skip
_GENERIC = _LEGAL | {
    "motor", "motors", "airlines", "airways", "air", "university", "college", "bank", "institution", "institute",
    "association", "party", "agency", "police", "foundation", "industries", "technologies", "systems", "international",
    "entertainment", "pictures", "energy", "oil", "petroleum", "pharmaceuticals", "brothers", "sachs", "news", "media",
    "newspaper", "magazine", "organization", "organisation", "movement", "militia", "charity", "aircraft",
}  # fmt: skip
_GENERIC_PLACE = frozenset({
    "sea", "ocean", "river", "mountains", "desert", "rainforest", "forest", "basin", "peninsula", "region", "province",
    "district", "county", "cathedral", "governorate", "oblast", "airport", "stadium", "strip", "prefecture", "valley",
})  # fmt: skip
_SHIPS = frozenset({"mv", "ms", "ss", "hms", "uss", "rms", "mt", "ins", "hmas"})
_TURNED = frozenset({
    "department", "ministry", "parliament", "senate", "court", "embassy", "office", "government", "bureau",
    "legislature",
})  # fmt: skip
_HEADS = frozenset({
    "assembly", "parliament", "senate", "congress", "court", "council", "commission", "committee", "party", "ministry",
    "department", "house", "bank", "university", "college", "board", "agency", "union", "league", "army", "navy",
    "supreme court", "olympiad", "channel", "church", "institute", "association", "cathedral", "museum", "authority",
    "games", "cup", "championship", "festival", "constitution", "act", "coast guard", "air force",
})  # fmt: skip
_OPENING = re.compile(r"\s?\(\s?(?:the |or |known as |also known as |formerly )?[\"“']?$")
_NOT_THINGS = frozenset({"PERSON", "NORP"})


class _Thing:
    """A group of mentions with the forms of its name."""

    __slots__ = ("core", "forms", "group", "place")

    def __init__(self, group: Group, mentions: Sequence[Mention], places: frozenset[str]) -> None:
        self.group = group
        self.forms = list(dict.fromkeys(tidy(mentions[i].text) for i in group.members))
        self.core, self.place = _core(fold(longest_name(group, mentions)), places)


Owners = list[tuple[Group, str]]


def join_things(groups: Sequence[Group], mentions: Sequence[Mention], text: str) -> None:
    """Join the names of one thing.

    Args:
        groups: those of people and of other names, in text order.
        mentions: all mentions.
        text: the document, for the brackets between names.
    """
    _join_introduced(groups, mentions, text)
    free = [group for group in groups if group.into is None]
    places = frozenset(g.key for g in free if g.label in {"GPE", "NORP"}) | set(_PLACE) | set(_PEOPLE_OF)
    things = [_Thing(g, mentions, places) for g in free if g.label not in _NOT_THINGS or g.labels["ORG"]]
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


def _join_introduced(groups: Sequence[Group], mentions: Sequence[Mention], text: str) -> None:
    """Join what stands in brackets behind a name: "Consumer Financial Protection Bureau (CFPB)", and the other way."""
    owner_of = {index: group for group in groups for index in group.members}
    for index in range(len(mentions) - 1):
        first, second = owner_of.get(index), owner_of.get(index + 1)
        one, other = mentions[index], mentions[index + 1]
        if (
            first is None
            or second is None
            or other.start - one.end > 20
            or text[other.end : other.end + 1] not in ")\"”'"
        ):
            continue
        if not _OPENING.fullmatch(text[one.end : other.start]):
            continue
        first, second = first.root, second.root
        if first is second or not _may_be_introduced(one, other):
            continue
        long, short = (first, second) if len(one.text) >= len(other.text) else (second, first)
        if short.entry is None:
            absorb(long, short, f"introduced beside {longest_name(long, mentions)!r}")


def _may_be_introduced(one: Mention, other: Mention) -> bool:
    """Tell whether of two names, the second in brackets, one is an acronym, and neither says where the other is."""
    labels = {one.label, other.label}
    if labels & _NOT_THINGS or (other.label in PLACE_LABELS and one.label not in PLACE_LABELS):
        return False
    short, long = sorted((one.text.replace(".", ""), other.text), key=len)
    return is_acronym(short) and " " in long and (short[0].casefold() == fold(long)[0] or labels == {"ORG"})


def _core(folded: str, places: frozenset[str]) -> tuple[str, str]:
    """Give a name without the country or place that it begins or ends with, and that place."""
    words = folded.split()
    for count in (3, 2, 1):
        head = " ".join(words[:count])
        if len(words) > count and head in places:
            return _turn(words[count:]), _land(head)
    for at in range(1, len(words) - 1):
        if words[at] == "of":
            tail = " ".join(words[at + 1 :]).removeprefix("the ")
            if tail in places and words[0] not in {"university", "bank", "city", "state", "republic", "gulf"}:
                return _turn(words[:at]), _land(tail)
    return _turn(words), ""


def _turn(words: list[str]) -> str:
    """Give "department of justice" as "justice department"."""
    if len(words) > 2 and words[0] in _TURNED and words[1] == "of":
        rest = words[3:] if words[2] == "the" else words[2:]
        return " ".join([*rest, words[0]])
    return " ".join(words)


def _land(name: str) -> str:
    return _PLACE.get(name) or _PEOPLE_OF.get(name) or name


def _same_land(one: str, other: str) -> bool:
    """Tell whether the places may be one: "tunisia" and "tunisian"."""
    return not one or not other or one == other or (len(one) > 3 and one[:4] == other[:4])


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
    return _PLACE.get(folded) or _FORMS_OF_STATE.sub("", folded)


def _same_cores(things: Sequence[_Thing], mentions: Sequence[Mention]) -> Callable[[_Thing], Owners]:
    by_core: dict[str, list[_Thing]] = defaultdict(list)
    first: dict[tuple[str, str], _Thing] = {}
    for thing in things:
        by_core[thing.core].append(thing)
        first.setdefault((thing.core, thing.place), thing)

    def find(thing: _Thing) -> Owners:
        if thing.group.label in _NOT_THINGS:
            return []
        same = first[thing.core, thing.place]
        others = by_core[thing.core] if same is thing else [same]
        return [
            (other.group, f"the same without the place as {longest_name(other.group, mentions)!r}")
            for other in others
            if (thing.place or other.place)
            and _same_land(thing.place, other.place)
            and same_sort(thing.group.label, other.group.label)
            and thing.core not in _PLACE
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
            if same_sort(owner.group.label, label) or (label == "PERSON" and owner.group.label == "ORG")
        ]

    return find


def _bare(folded: str) -> str:
    """Give a name without the words for its legal form, and a product's in the singular."""
    words = folded.split() or [folded]
    while len(words) > 1 and words[-1] in _LEGAL:
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
    generic = _GENERIC_PLACE if label in PLACE_LABELS else _GENERIC
    if words[0] in _SHIPS and label == "PRODUCT":
        yield " ".join(words[1:]), "name"
    for count in range(1, len(words)):
        if all(word in generic for word in words[count:]) or (words[count] == "of" and words[0] in _HEADS):
            yield " ".join(words[:count]), "short form"
            break
    if label == "PRODUCT" and any(c.isdigit() for c in words[-1]):
        yield words[-1], "short form"
    for count in (2, 1):
        head = " ".join(words[-count:])
        if head in _HEADS and len(words) > count:
            yield head, "short form"


def _variants(things: Sequence[_Thing], mentions: Sequence[Mention]) -> Callable[[_Thing], Owners]:
    by_shape: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for thing in things:
        if len(thing.group.key) > 6:
            by_shape[thing.group.key[0], thing.group.key[-1]].append(thing.group)

    def find(thing: _Thing) -> Owners:
        key = thing.group.key
        return [
            (other, f"spelling of {longest_name(other, mentions)!r}")
            for other in by_shape.get((key[:1], key[-1:]), ())
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
    return singular(a) == singular(b) or is_variant(a, b)
