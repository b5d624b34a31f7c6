"""What the names of an entity may mean: which forms are looked up, and which of what they find its label allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsnlp.document import Entity, Mention
from newsnlp.entities.knowledge.records import AliasKind, Candidate
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.weights import FIT

__all__ = ["Found", "find", "fit"]

_MOST_FORMS = 4
_INITIAL = re.compile(r"\s+[A-Z]\.?(?=\s)")
_COMPANY = re.compile(r",? (?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|LLC|SA|AG|NV|Group)\.?$")


@dataclass(frozen=True, slots=True)
class Found:
    """The form that was found, and the candidates of it whose type fits."""

    form: str = ""
    candidates: tuple[Candidate, ...] = ()


def find(base: KnowledgeBase, entity: Entity, mentions: Sequence[Mention], text: str) -> Found:
    """Look up the canonical name, then, while nothing is found, the other forms, longest first.

    Peoples, and what already has an id (from the user's own knowledge), have no candidates.
    """
    if entity.label == "NORP" or entity.qid is not None or entity.ids:
        return Found()
    for form in _forms(entity, mentions, text):
        fitting = tuple(c for c in base.lookup(form) if fit(entity.label, c) is not None)
        if fitting:
            return Found(form, fitting)
    return Found()


def fit(label: str, candidate: Candidate) -> float | None:
    """Give the log odds of the candidate's type under a label, or None where it cannot be."""
    if candidate.kind is AliasKind.DEMONYM or (candidate.kind >= AliasKind.EXONYM and candidate.entity.type != label):
        return None
    return FIT.get((label, candidate.entity.type))


def _forms(entity: Entity, mentions: Sequence[Mention], text: str) -> Iterator[str]:
    """Yield the names to look up, first what a comma adds ("Moscow, Idaho"), then the canonical name and the rest."""
    others = sorted({mentions[i].text for i in entity.mentions} - {entity.name}, key=lambda name: (-len(name), name))
    forms = [entity.name, *others][:_MOST_FORMS]
    if entity.label == "GPE":
        yield from _with_region(mentions, entity.mentions[0], text)
    if entity.label == "PERSON" and any(" " in form for form in forms):
        # A part of a person's name is not another name of theirs.
        forms = [form for form in forms if " " in form]
        forms += [plain for form in forms if (plain := _INITIAL.sub("", form)) != form and " " in plain]
    yield from forms
    if entity.label == "ORG":
        yield from (bare for form in forms if (bare := _COMPANY.sub("", form)) != form)


def _with_region(mentions: Sequence[Mention], place: int, text: str) -> Iterator[str]:
    """Yield a place with the region after its comma, where the text has one."""
    first = mentions[place]
    # Mentions stand in text order, so that what follows is the next one or none.
    follower = next(iter(mentions[place + 1 : place + 2]), None)
    if follower is not None and follower.label == "GPE" and text[first.end : follower.start] == ", ":
        yield f"{first.text}, {follower.text}"
