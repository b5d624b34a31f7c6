"""What the names of an entity may mean: which forms are looked up, and which of what they find its label allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from newsnlp.document import Entity, Mention
from newsnlp.entities.chains.lexicon import HONORIFICS
from newsnlp.entities.knowledge.keys import fold_key
from newsnlp.entities.knowledge.records import AliasKind, Candidate
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.weights import FIT

__all__ = ["Found", "find", "fit", "followed"]

_MOST = 40  # candidates of a name
_MOST_FORMS = 4
_LONGEST_ACRONYM = 3
_LONGEST_TITLE = 20
_LEAST_ALIKE = 90.0  # of 100, between two spellings of one person's name
_INITIAL = re.compile(r"\s+[A-Z]\.?(?=\s)")
_COMPANY = re.compile(
    r"(?:,? (?:Inc|Corp|Corporation|Co|Company|Companies|Ltd|Limited|plc|LLC|SA|AG|NV|Group)\b\.?)+$", re.IGNORECASE
)
_UNIT = re.compile(r"^(?:city|municipality|province|state) of | (?:province|state|region|governorate)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a lookup found.

    Attributes:
        form: the form that was found.
        candidates: those whose type fits the label.
        others: those whose type does not.
        respelled: whether the form is only like the names of the candidates.
        shared: whether several people of the article have the surname, so that nothing is looked up.
    """

    form: str = ""
    candidates: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    respelled: bool = False
    shared: bool = False


def find(base: KnowledgeBase, entity: Entity, mentions: Sequence[Mention], text: str) -> Found:
    """Look up the canonical name, then, while nothing with a Wikidata id is found, the other forms, longest first.

    Peoples, and what already has an id (from the user's own knowledge), have no candidates.
    """
    if entity.label == "NORP" or entity.qid is not None or entity.ids:
        return Found()
    local: Found | None = None
    for form in _forms(entity, mentions, text):
        named = base.lookup(form, _MOST)
        fitting = tuple(c for c in named if fit(entity.label, c) is not None)
        found = Found(form, fitting, tuple(c for c in named if c not in fitting))
        if any(candidate.entity.qid is not None for candidate in fitting):
            return found
        local = local or (found if fitting else None)
    if local is not None:
        return local
    if entity.label != "PERSON":
        return Found()
    if alike := _spelled_otherwise(base, entity.name):
        return Found(entity.name, alike, respelled=True)
    cities = _cities(base, entity, mentions, text)
    return Found(entity.name, cities) if cities else Found()


def fit(label: str, candidate: Candidate) -> float | None:
    """Give the log odds of the candidate's type under a label, or None where it cannot be."""
    known, kind = candidate.entity, candidate.kind
    if kind is AliasKind.DEMONYM or (kind >= AliasKind.EXONYM and known.type != label):
        return None
    if label == "ORG" and known.type == "GPE" and not known.is_country:
        return None  # a team, not its town
    return FIT.get((label, known.type))


def _forms(entity: Entity, mentions: Sequence[Mention], text: str) -> Iterator[str]:
    """Yield the names to look up, first what a comma adds ("Moscow, Idaho"), then the canonical name and the rest."""
    others = sorted({mentions[i].text for i in entity.mentions} - {entity.name}, key=lambda name: (-len(name), name))
    forms = [entity.name, *others][:_MOST_FORMS]
    if entity.label == "GPE":
        yield from (f"{place.text}, {region.text}" for place, region in followed(entity, mentions, text))
    if entity.label == "PERSON" and any(" " in form for form in forms):
        # A part of a person's name is not another name of theirs.
        forms = [form for form in forms if " " in form]
        forms += [plain for form in forms if (plain := _INITIAL.sub("", form)) != form and " " in plain]
    yield from forms
    if entity.label == "ORG":
        forms = [bare for form in forms if (bare := _COMPANY.sub("", form))]
        yield from forms
    if entity.label == "GPE":
        yield from (bare for form in forms if (bare := _UNIT.sub("", form)) != form)
    if entity.label in {"ORG", "GPE"}:  # written as two words ("Face Book")
        least = 3 if entity.label == "ORG" else 1
        yield from ("".join(form.split()) for form in forms if " " in form and min(map(len, form.split())) >= least)
    # "FED" in a headline of capitals.
    yield from (form.title() for form in forms if form.isupper() and len(form) <= _LONGEST_ACRONYM)


def _spelled_otherwise(base: KnowledgeBase, name: str) -> tuple[Candidate, ...]:
    """Give people of the same first or last word and nearly the same name ("Qassem Soleimani")."""
    words = name.split()
    if len(words) < 2:
        return ()
    key = fold_key(name)
    same = {c.entity.number: c for word in (words[-1], words[0]) for c in base.lookup(word, _MOST)}
    return tuple(
        Candidate(c.entity, AliasKind.SHORT)
        for c in same.values()
        if c.entity.type == "PERSON"
        and fuzz.ratio(key, fold_key(c.entity.name), score_cutoff=_LEAST_ALIKE)
        and key[0] == fold_key(c.entity.name)[0]
    )


def _cities(base: KnowledgeBase, entity: Entity, mentions: Sequence[Mention], text: str) -> tuple[Candidate, ...]:
    """Give the places of the name of somebody whom nobody is called: models take "Kinshasa accused Rwanda" for one."""
    before = (text[max(0, mentions[i].start - _LONGEST_TITLE) : mentions[i].start].split() for i in entity.mentions)
    if any(words and words[-1].rstrip(".").casefold() in HONORIFICS for words in before):
        return ()
    named = base.lookup(entity.name, _MOST)
    return tuple(c for c in named if c.entity.type == "GPE" and c.kind is AliasKind.FULL and c.entity.qid is not None)


def followed(entity: Entity, mentions: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """Yield the mentions of a place that another place follows after a comma ("Moscow, Idaho"), with that place."""
    for index in entity.mentions:
        # Mentions stand in text order, so that what follows is the next one or none.
        place, follower = mentions[index], next(iter(mentions[index + 1 : index + 2]), None)
        if follower is not None and follower.label == "GPE" and text[place.end : follower.start] == ", ":
            yield place, follower
