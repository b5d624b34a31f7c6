"""Names that the article itself puts beside each other: in brackets, after "also called", as marks of speakers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from newsnlp.document import PLACE_LABELS, Mention
from newsnlp.entities.chains.groups import Group, absorb, longest_name, same_sort
from newsnlp.entities.chains.spelling import fold, is_acronym

__all__ = ["NOT_THINGS", "join_introduced", "join_speakers"]

NOT_THINGS = frozenset({"PERSON", "NORP"})
_FARTHEST = 30
_OPENING = re.compile(r"\s?[(\[]\s?(?:the |or |known as |also known as |formerly )?[\"“']?$")
_CLOSING = re.compile(r"[\"”']?(?:['’]s)?\s?[)\]]")
_ALSO = re.compile(
    r"[\"”']?,? \(?(?:which is |who is )?(?:also|formerly|previously|better|otherwise|locally|commonly|originally|now) "
    r"(?:known|called|named|referred to|spelled|written)(?: as)? (?:the )?[\"“']?"
)
_MARK_BEFORE = re.compile(r"(?:^|\n)[\s*•_(\[]*$")
_MARK_AFTER = re.compile(r"[\s*_]*(?:\)\)|\]|:|\)[\s*_]*:)")


def join_introduced(groups: Sequence[Group], mentions: Sequence[Mention], text: str) -> None:
    """Join a name and its other name: "Consumer Financial Protection Bureau (CFPB)", "Rapa Nui, also called ..."."""
    owner_of = {index: group for group in groups for index in group.members}
    for index in range(len(mentions) - 1):
        one, other = mentions[index], mentions[index + 1]
        if index not in owner_of or index + 1 not in owner_of or other.start - one.end > _FARTHEST:
            continue
        first, second = owner_of[index].root, owner_of[index + 1].root
        if first is second or not _introduces(one, other, text):
            continue
        long, short = (first, second) if len(one.text) >= len(other.text) else (second, first)
        if short.entry is not None:  # what the user knows is taken over by nothing
            long, short = short, long
        if short.entry is None:
            absorb(long, short, f"introduced beside {longest_name(long, mentions)!r}")


def _introduces(one: Mention, other: Mention, text: str) -> bool:
    """Tell whether the text says that the second name is another one of the first."""
    between = text[one.end : other.start]
    if _ALSO.fullmatch(between):
        return same_sort(one.label, other.label)
    return bool(_OPENING.fullmatch(between) and _CLOSING.match(text, other.end)) and _is_short(one, other)


def _is_short(one: Mention, other: Mention) -> bool:
    """Tell whether of two names, the second in brackets, one is an acronym, and the second does not say where it is."""
    labels = {one.label, other.label}
    if labels & NOT_THINGS or (other.label in PLACE_LABELS and one.label not in PLACE_LABELS):
        return False
    short, long = sorted((one.text.replace(".", ""), other.text), key=len)
    return is_acronym(short) and " " in long and (short[0].casefold() == fold(long)[0] or labels == {"ORG"})


def join_speakers(groups: Sequence[Group], mentions: Sequence[Mention], text: str) -> None:
    """Join the letters that mark a speaker of an interview ("AR: ...") to the only name that begins so.

    A speaker's letters stand at the head of two paragraphs or more. They are those of a full name, or letters of one
    word, from its first on, in its order.
    """
    names: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if group.into is None and group.label in {"PERSON", "ORG"}:
            names[group.key[0]].append(group)
    for group in groups:
        if group.into is not None or group.entry is not None or not _marks_speaker(group, mentions, text):
            continue
        owners = [g for g in names[group.key[0]] if g.into is None and _abbreviates(group.key, g.key)]
        if len(owners) == 1:
            owner = owners[0]
            absorb(owner, group, f"mark of the speaker {longest_name(owner, mentions)!r}")


def _marks_speaker(group: Group, mentions: Sequence[Mention], text: str) -> bool:
    if group.label not in {"PERSON", "ORG"} or not is_acronym(mentions[group.members[0]].text.replace(".", "")):
        return False
    marks = 0
    for index in group.members:
        mention = mentions[index]
        before = text[max(mention.start - 8, 0) : mention.start]
        marks += bool(_MARK_BEFORE.search(before) and _MARK_AFTER.match(text, mention.end))
    return marks > 1


def _abbreviates(letters: str, name: str) -> bool:
    """Tell whether letters are the initials of a name, or those of one word in its order, from its first on."""
    words = name.split()
    if len(words) > 1:
        return letters == "".join(word[0] for word in words)
    rest = iter(name)
    return len(letters) < len(name) and letters[0] == name[0] and all(letter in rest for letter in letters)
