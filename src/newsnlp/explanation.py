"""What an explanation says: why each mention, entity and link of a document is what it is.

`EnrichedDocument.explain()` gives an `Explanation` from the record alone. `Pipeline.explain(article)` gives one that
also names the candidates: what each component found, what lost, to what and why. `LinkResult.explain(a, b)` gives a
`LinkExplanation`. All are frozen, have `to_dict()` for JSON, and print as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from newsnlp.frozen import FrozenMap, thaw
from newsnlp.rivals import Choice
from newsnlp.values import Quantity, Timex

__all__ = [
    "MADE",
    "OUTCOMES",
    "Candidate",
    "EntityExplanation",
    "Explanation",
    "LinkExplanation",
    "Maker",
    "MentionExplanation",
    "Note",
    "Reason",
    "quantity_value",
    "timex_or_quantity",
]

MADE = frozenset({"won", "gave"})
"""Outcomes of candidates that had a part in the mention."""
OUTCOMES = ("won", "gave", "lost", "voted_down", "less_likely", "other_reading")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a mention could have been.

    Attributes:
        start: first code point.
        end: one past the last code point.
        text: the span.
        label: its label.
        by: the component that found it, and its rule where one fired.
        outcome: `won`: it is the mention; `gave`: it lost, and the mention took its date, quantity or score; `lost`:
            it gave way to another span; `voted_down`: the other mentions of the name said otherwise; `less_likely`:
            the model thought less of this label; `other_reading`: a date could be read so.
        reason: why, in a few words.
        score: the component's own score, or None; of a `less_likely` label the probability of its tags.
        value: the TIMEX3 value or number that it carries, or None.
    """

    start: int
    end: int
    text: str
    label: str
    by: str
    outcome: str
    reason: str = ""
    score: float | None = None
    value: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the candidate as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}

    def __str__(self) -> str:
        value = "" if self.value is None else f" = {self.value}"
        score = "" if self.score is None else f" {self.score:.4g}"
        outcome = self.outcome.replace("_", " ")
        return f"{outcome}: {self.text!r} {self.label}{value}{score} by {self.by}" + _after(": ", self.reason)


@dataclass(frozen=True, slots=True)
class Note:
    """What a component says of a mention that it made: why, and what else the span could have been."""

    start: int
    end: int
    by: str
    reason: str = ""
    candidates: tuple[Candidate, ...] = ()

    def shifted(self, by: int) -> Note:
        """Give the note with its offsets, which counted in a piece of a text, counted in the text."""
        moved = (replace(one, start=one.start + by, end=one.end + by) for one in self.candidates)
        return replace(self, start=self.start + by, end=self.end + by, candidates=tuple(moved))


@dataclass(frozen=True, slots=True)
class Maker:
    """A component that had a part in a mention, and its rule where one fired."""

    component: str
    rule: str | None = None

    def __str__(self) -> str:
        return self.component if self.rule is None else f"{self.component}, rule {self.rule}"


@dataclass(frozen=True, slots=True)
class MentionExplanation:
    """Why a mention is what it is.

    Attributes:
        start: first code point.
        end: one past the last code point.
        text: the span.
        label: its label.
        score: calibrated probability, or None where none was computed.
        entity: id of its entity, or None.
        makers: the component that chose span and label, then those that gave it a value.
        timex: the resolved date, or None.
        quantity: the number and unit, or None.
        reasons: what its makers say, in a few words; only from `Pipeline.explain`.
        candidates: what the span could have been, the winner first; only from `Pipeline.explain`.
    """

    start: int
    end: int
    text: str
    label: str
    score: float | None
    entity: str | None
    makers: tuple[Maker, ...]
    timex: Timex | None = None
    quantity: Quantity | None = None
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def component(self) -> str:
        """The component that chose span and label."""
        return self.makers[0].component

    @property
    def rule(self) -> str | None:
        """The rule that fired, or None: that of the first maker that has one."""
        return next((maker.rule for maker in self.makers if maker.rule is not None), None)

    @property
    def anchor(self) -> str | None:
        """What a relative date was counted from, or None; that of the first end of a range."""
        timexes = () if self.timex is None else (self.timex, *self.timex.parts)
        return next((timex.anchor for timex in timexes if timex.anchor is not None), None)

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as a JSON object."""
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "label": self.label,
            "score": self.score,
            "entity": self.entity,
            "component": self.component,
            "rule": self.rule,
            "makers": [{"component": maker.component, "rule": maker.rule} for maker in self.makers],
            "anchor": self.anchor,
            "timex": None if self.timex is None else self.timex.to_dict(),
            "quantity": None if self.quantity is None else self.quantity.to_dict(),
            "reasons": list(self.reasons),
            "candidates": [candidate.to_dict() for candidate in self.candidates],
        }

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield f"{self.text!r} {self.label} [{self.start}, {self.end})" + _after(" -> ", self.entity)
        yield "  by " + "; then ".join(map(str, self.makers)) + _after(", score ", self.score)
        if self.timex is not None:
            interval = self.timex.interval
            covers = "" if interval is None else f", from {interval[0]} until {interval[1]}"
            anchor = _after(", counted from ", self.anchor)
            yield f"  value {self.timex.value or 'none'}{_after(' ', self.timex.mod)}{covers}{anchor}"
        if self.quantity is not None:
            yield f"  {self.quantity.kind} {quantity_value(self.quantity)}"
        yield from (f"  because {reason}" for reason in self.reasons)
        if any(candidate.outcome != "won" for candidate in self.candidates):
            yield from (f"  {candidate}" for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mention denotes an entity."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class EntityExplanation:
    """Why mentions are one entity.

    Attributes:
        id: of the entity.
        name: its canonical name.
        label: its label.
        qid: Wikidata id, or None.
        score: probability that the id is right, or None.
        salience: how much the document is about it, or None.
        mentions: each mention with its reason.
        ids: other ids by the name of who gave them.
        choice: what else it could have been, and why it got its id or none; only from `Pipeline.explain`.
    """

    id: str
    name: str
    label: str
    qid: str | None
    score: float | None
    salience: float | None
    mentions: tuple[Reason, ...]
    ids: FrozenMap = field(default_factory=FrozenMap)
    choice: Choice | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as a JSON object."""
        return {
            "id": self.id,
            "name": self.name,
            "label": self.label,
            "qid": self.qid,
            "ids": thaw(self.ids),
            "score": self.score,
            "salience": self.salience,
            "mentions": [{"start": m.start, "end": m.end, "text": m.text, "reason": m.reason} for m in self.mentions],
            "choice": None if self.choice is None else self.choice.to_dict(),
        }

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        known = _after(", ", self.qid) + _after(" with score ", self.score) + _after(", salience ", self.salience)
        yield f"{self.id} {self.name!r} {self.label}{known}"
        yield from (f"  {m.text!r} [{m.start}, {m.end}): {m.reason}" for m in self.mentions)
        if self.choice is not None:
            yield from (f"  {line}" for line in self.choice.lines())


@dataclass(frozen=True, slots=True)
class LinkExplanation:
    """Why two documents are linked, or are not.

    Attributes:
        one: id of a document.
        other: id of the other.
        score: probability that the two tell one story.
        relation: one of `newsnlp.document.RELATIONS`; `candidate` below the threshold.
        similarity: plain uncalibrated similarity of the two, 0 to 1; None when the record does not say.
        terms: what each feature adds to the log-odds; their sum is that of the score. `start` is what every pair
            has, a veto is named by its kind.
        values: the values of the main features.
        words: stems that both have, rarest first.
        entities: names of the entities that both have.
        days_apart: days between publication, or None where one is unknown.
        vetoes: what speaks against one story although the words agree.
        threshold: the probability from which on two documents are linked, when it is known.
    """

    one: str
    other: str
    score: float
    relation: str
    similarity: float | None = None
    terms: FrozenMap = field(default_factory=FrozenMap)
    values: FrozenMap = field(default_factory=FrozenMap)
    words: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    days_apart: int | None = None
    vetoes: tuple[str, ...] = ()
    threshold: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as a JSON object."""
        return {name: thaw(getattr(self, name)) for name in self.__slots__}

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        threshold = _after(", linked from ", self.threshold)
        yield f"{self.one} - {self.other}: {self.relation}, score {self.score}{threshold}"
        if self.similarity is not None:
            yield f"  similarity {self.similarity}"
        if self.terms:
            yield "  log-odds " + ", ".join(f"{name} {amount:+.3g}" for name, amount in _by_size(self.terms))
        if self.words:
            yield "  both have the words " + ", ".join(self.words)
        if self.entities:
            yield "  both have the entities " + ", ".join(self.entities)
        if self.days_apart is not None:
            yield f"  published {self.days_apart} days apart"
        yield from (f"  against it: {veto}" for veto in self.vetoes)

    def __str__(self) -> str:
        return "\n".join(self.lines())


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a document is annotated and linked as it is.

    Attributes:
        id: of the document.
        mentions: one for each mention, in text order.
        entities: one for each entity, most salient first.
        links: one for each link, best first.
        dropped: candidates that touch no mention of the document; only from `Pipeline.explain`.
        story: id of its story, or None.
        warnings: those of the document.
    """

    id: str
    mentions: tuple[MentionExplanation, ...] = ()
    entities: tuple[EntityExplanation, ...] = ()
    links: tuple[LinkExplanation, ...] = ()
    dropped: tuple[Candidate, ...] = ()
    story: str | None = None
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as a JSON object."""
        return {
            "id": self.id,
            "mentions": [mention.to_dict() for mention in self.mentions],
            "entities": [entity.to_dict() for entity in self.entities],
            "links": [link.to_dict() for link in self.links],
            "dropped": [candidate.to_dict() for candidate in self.dropped],
            "story": self.story,
            "warnings": list(self.warnings),
        }

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"document {self.id}" + _after(", story ", self.story)
        for title, parts in (("mentions", self.mentions), ("entities", self.entities), ("links", self.links)):
            if parts:
                yield title
                yield from (f"  {line}" for part in parts for line in part.lines())
        if self.dropped:
            yield "dropped"
            yield from (f"  {candidate}" for candidate in self.dropped)
        yield from (f"warning: {warning}" for warning in self.warnings)


def timex_or_quantity(timex: Timex | None, quantity: Quantity | None) -> str | None:
    """Give the value that a mention carries, as text."""
    if timex is not None:
        return timex.value
    return None if quantity is None else quantity_value(quantity)


def quantity_value(quantity: Quantity) -> str:
    """Give the number or range of a quantity with its unit."""
    number = f"{quantity.low} to {quantity.high}" if quantity.value is None else f"{quantity.value}"
    return number + _after(" ", quantity.unit)


def _after(before: str, value: object) -> str:
    """Give the value behind some text, and nothing for nothing."""
    return "" if value is None or value == "" else f"{before}{value}"


def _by_size(terms: Mapping[str, float]) -> list[tuple[str, float]]:
    """Give the terms, the greatest first."""
    return sorted(terms.items(), key=lambda term: (-abs(term[1]), term[0]))
