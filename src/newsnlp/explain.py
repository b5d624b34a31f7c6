"""From a record to its explanation, and from a run of the pipeline to one with candidates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsnlp.explanation import (
    MADE,
    OUTCOMES,
    Candidate,
    EntityExplanation,
    Explanation,
    LinkExplanation,
    Maker,
    MentionExplanation,
    Note,
    Reason,
)
from newsnlp.frozen import FrozenMap
from newsnlp.rivals import Choice

if TYPE_CHECKING:
    from newsnlp.document import EnrichedDocument, Entity, Link, Mention

__all__ = ["explain_document", "explain_link", "with_candidates", "with_choices"]

_LEFT_OUT = "mentions of its label are left out"


def explain_document(document: EnrichedDocument) -> Explanation:
    """Explain a document from its record alone."""
    return Explanation(
        id=document.id,
        mentions=tuple(_mention(mention) for mention in document.mentions),
        entities=tuple(_entity(entity, document.mentions) for entity in document.entities),
        links=tuple(explain_link(document.id, link) for link in document.links),
        story=document.story,
        warnings=document.warnings,
    )


def explain_link(one: str, link: Link, *, threshold: float | None = None) -> LinkExplanation:
    """Explain a link of the document `one`; what its evidence does not say, or says in another form, is left out."""
    evidence = link.evidence
    return LinkExplanation(
        one=one,
        other=link.id,
        score=link.score,
        relation=link.relation,
        similarity=_number(evidence.get("similarity")),
        terms=_numbers(evidence.get("terms")),
        values=_numbers(evidence.get("values")),
        words=_texts(evidence.get("words")),
        entities=_texts(evidence.get("entities")),
        days_apart=days if isinstance(days := evidence.get("days_apart"), int) else None,
        vetoes=_texts(evidence.get("vetoes")),
        threshold=threshold,
    )


def with_candidates(explanation: Explanation, candidates: Sequence[Candidate], notes: Iterable[Note]) -> Explanation:
    """Give the explanation with what each mention could have been.

    Args:
        explanation: of a document.
        candidates: what became of all that the components found.
        notes: what the components say of it.
    """
    said = {(note.start, note.end, note.by): note for note in notes}
    starts, ends = [m.start for m in explanation.mentions], [m.end for m in explanation.mentions]
    reasons: list[list[str]] = [[] for _ in starts]
    offered: list[list[Candidate]] = [[] for _ in starts]
    dropped: list[Candidate] = []
    for candidate in candidates:
        note = said.get((candidate.start, candidate.end, candidate.by))
        for one in (candidate, *(note.candidates if note is not None else ())):
            touched = range(bisect_right(ends, one.start), bisect_left(starts, one.end))
            for place in touched:
                offered[place].append(one)
                if note is not None and note.reason and one.outcome in MADE:
                    reasons[place].append(f"{one.by}: {note.reason}")
            if not touched:
                dropped.append(replace(one, outcome="lost", reason=_LEFT_OUT) if one.outcome == "won" else one)
    mentions = (
        replace(mention, reasons=tuple(why), candidates=tuple(sorted(found, key=_rank)))
        for mention, why, found in zip(explanation.mentions, reasons, offered, strict=True)
    )
    return replace(explanation, mentions=tuple(mentions), dropped=tuple(dropped))


def with_choices(explanation: Explanation, choices: Mapping[str, Choice]) -> Explanation:
    """Give the explanation with what each entity could have been, by the entity's id."""
    entities = (replace(entity, choice=choices.get(entity.id)) for entity in explanation.entities)
    return replace(explanation, entities=tuple(entities))


def _mention(mention: Mention) -> MentionExplanation:
    return MentionExplanation(
        start=mention.start,
        end=mention.end,
        text=mention.text,
        label=mention.label,
        score=mention.score,
        entity=mention.entity,
        makers=tuple(_makers(mention.by)),
        timex=mention.timex,
        quantity=mention.quantity,
    )


def _makers(by: str) -> Iterator[Maker]:
    """Take `by` apart: makers are joined by `+`, and so are the rules of one ("entities+dates:weekday+clock")."""
    makers: list[tuple[str, list[str]]] = []
    for piece in by.split("+"):
        component, colon, rule = piece.partition(":")
        if makers and not colon and makers[-1][1]:
            makers[-1][1].append(piece)
        else:
            makers.append((component, [rule] if colon else []))
    for component, rules in makers:
        yield Maker(component, "+".join(rules) or None)


def _entity(entity: Entity, mentions: Sequence[Mention]) -> EntityExplanation:
    reasons = [*entity.reasons, *[""] * (len(entity.mentions) - len(entity.reasons))]
    members = [(mentions[i], why) for i, why in zip(entity.mentions, reasons, strict=False) if i < len(mentions)]
    return EntityExplanation(
        id=entity.id,
        name=entity.name,
        label=entity.label,
        qid=entity.qid,
        ids=entity.ids,
        score=entity.score,
        salience=entity.salience,
        mentions=tuple(Reason(mention.start, mention.end, mention.text, why) for mention, why in members),
    )


def _rank(candidate: Candidate) -> int:
    return OUTCOMES.index(candidate.outcome)


def _number(value: Any) -> float | None:
    return value if isinstance(value, (int, float)) else None


def _numbers(value: Any) -> FrozenMap:
    if not isinstance(value, FrozenMap):
        return FrozenMap()
    return FrozenMap({name: number for name, number in value.items() if _number(number) is not None})


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, tuple) else ()
