"""The enriched document: frozen objects that stand for one record of the schema `newsnlp/1`.

`EnrichedDocument` holds `Mention`s (spans of its text) and `Entity`s (what the mentions denote). A mention may carry
a `Timex` (a resolved date) or a `Quantity` (a number with its unit). `Link`s lead to other documents of the same
`Story`. All offsets are half-open code-point offsets into `EnrichedDocument.text`.

Every object has `to_dict()` and `from_dict()`; the JSON Schema of the record is `newsnlp/schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from newsnlp.checks import Fields
from newsnlp.errors import InvalidRecord
from newsnlp.explain import explain_document
from newsnlp.explanation import Explanation
from newsnlp.frozen import FrozenMap, freeze, thaw
from newsnlp.places import countries_of
from newsnlp.values import Quantity, Timex

__all__ = [
    "LABELS",
    "NAME_LABELS",
    "NUMBER_LABELS",
    "PLACE_LABELS",
    "RELATIONS",
    "SCHEMA",
    "EnrichedDocument",
    "Entity",
    "Link",
    "Mention",
    "Quantity",
    "Story",
    "Timex",
    "freeze",
]

SCHEMA = "newsnlp/1"
NAME_LABELS = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
)  # fmt: skip
NUMBER_LABELS = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")
LABELS = NAME_LABELS + NUMBER_LABELS
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
RELATIONS = ("exact_duplicate", "near_duplicate", "same_story", "candidate")


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that names or dates or counts something: `doc.text[start:end] == text`.

    Attributes:
        start: first code point.
        end: one past the last code point.
        text: the span.
        label: one of `LABELS`.
        score: calibrated probability that span and label are right, four places; None where none was computed.
        entity: id of the `Entity` that it denotes, or None.
        by: the component that found it, and its rule where one fired (`dates:month_day`).
        timex: the resolved date, if it carries one.
        quantity: the number and unit, if it carries one.
    """

    start: int
    end: int
    text: str
    label: str
    score: float | None = None
    entity: str | None = None
    by: str = ""
    timex: Timex | None = None
    quantity: Quantity | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the mention as a JSON object."""
        record: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "label": self.label,
            "score": self.score,
            "entity": self.entity,
            "by": self.by,
        }
        if self.timex is not None:
            record["timex"] = self.timex.to_dict()
        if self.quantity is not None:
            record["quantity"] = self.quantity.to_dict()
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], where: str = "mention") -> Mention:
        """Build from a JSON object.

        Raises:
            InvalidRecord: a field is missing or of the wrong type.
        """
        get = Fields(record, where)
        timex, quantity = get.optional_object("timex"), get.optional_object("quantity")
        return cls(
            start=get.whole("start"),
            end=get.whole("end"),
            text=get.text("text"),
            label=get.one_of("label", LABELS),
            score=get.optional_number("score"),
            entity=get.optional_text("entity"),
            by=get.text("by"),
            timex=None if timex is None else Timex.from_dict(timex, f"{where}.timex"),
            quantity=None if quantity is None else Quantity.from_dict(quantity, f"{where}.quantity"),
        )


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions of a document denote.

    Attributes:
        id: unique in its document.
        name: the canonical name.
        label: one of `NAME_LABELS`.
        qid: Wikidata id, or None.
        score: probability that the id is right, or None.
        salience: 0 to 1, how much the document is about it; entities stand most salient first.
        mentions: indices into `EnrichedDocument.mentions`, ascending.
        reasons: why each mention belongs here, one string a mention.
        description: a short description, or None.
        country: ISO 3166 alpha-2 code, of a people that of its country; or None.
        lat: latitude in degrees, or None.
        lon: longitude in degrees, or None.
        ids: other ids by the name of who gave them, read-only: `user` for one of the user's own knowledge.
    """

    id: str
    name: str
    label: str
    qid: str | None = None
    score: float | None = None
    salience: float | None = None
    mentions: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    description: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    ids: FrozenMap = field(default_factory=FrozenMap)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ids", freeze(self.ids))

    def to_dict(self) -> dict[str, Any]:
        """Give the entity as a JSON object; unknown facts are left out."""
        record: dict[str, Any] = {
            "id": self.id,
            "name": self.name,
            "label": self.label,
            "qid": self.qid,
            "score": self.score,
            "salience": self.salience,
        }
        facts = {"description": self.description, "country": self.country, "lat": self.lat, "lon": self.lon}
        record |= {key: value for key, value in facts.items() if value is not None}
        if self.ids:
            record["ids"] = thaw(self.ids)
        return record | {"mentions": list(self.mentions), "reasons": list(self.reasons)}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], where: str = "entity") -> Entity:
        """Build from a JSON object.

        Raises:
            InvalidRecord: a field is missing or of the wrong type.
        """
        get = Fields(record, where)
        return cls(
            id=get.text("id"),
            name=get.text("name"),
            label=get.one_of("label", LABELS),
            qid=get.optional_text("qid"),
            score=get.optional_number("score"),
            salience=get.optional_number("salience"),
            mentions=tuple(get.wholes("mentions")),
            reasons=tuple(get.texts("reasons")),
            description=get.optional_text("description"),
            country=get.optional_text("country"),
            lat=get.optional_number("lat"),
            lon=get.optional_number("lon"),
            ids=FrozenMap(get.optional_object("ids") or {}),
        )


@dataclass(frozen=True, slots=True)
class Link:
    """A scored link to another document.

    Attributes:
        id: id of the other document.
        score: probability that the two tell one story, four places.
        relation: one of `RELATIONS`.
        evidence: why: the terms of the score and the vetoes, read-only.
    """

    id: str
    score: float
    relation: str
    evidence: FrozenMap = field(default_factory=FrozenMap)

    def __post_init__(self) -> None:
        object.__setattr__(self, "evidence", freeze(self.evidence))

    def to_dict(self) -> dict[str, Any]:
        """Give the link as a JSON object."""
        return {"id": self.id, "score": self.score, "relation": self.relation, "evidence": thaw(self.evidence)}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], where: str = "link") -> Link:
        """Build from a JSON object.

        Raises:
            InvalidRecord: a field is missing or of the wrong type.
        """
        get = Fields(record, where)
        return cls(
            id=get.text("id"),
            score=get.number("score"),
            relation=get.one_of("relation", RELATIONS),
            evidence=FrozenMap(get.optional_object("evidence") or {}),
        )


@dataclass(frozen=True, slots=True)
class Story:
    """A cluster of two or more documents on one event.

    Attributes:
        id: stable for the same members, whatever their order.
        members: ids of the documents, in input order.
        representative: id of the most central member.
        label: a few words that tell what it is about.
        days: first and last publication date (ISO), or None when no member has one.
    """

    id: str
    members: tuple[str, ...]
    representative: str
    label: str = ""
    days: tuple[str, str] | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the story as a JSON object."""
        return {
            "id": self.id,
            "members": list(self.members),
            "representative": self.representative,
            "label": self.label,
            "days": list(self.days) if self.days else None,
        }


@dataclass(frozen=True, slots=True, repr=False)
class EnrichedDocument:
    """One article or headline with all that newsnlp found in it; one line of an output file.

    Attributes:
        id: unique in its collection.
        text: the text that all offsets count in; title and body are joined by a blank line.
        title: the title as given, or None.
        published: ISO date or date-time as given, or None.
        language: ISO 639-1 code, or None when it was not determined.
        source: the outlet, or None.
        url: where it was published, or None.
        meta: unknown keys of the input, read-only.
        mentions: every annotated span, in text order, never overlapping.
        entities: what the mentions denote, most salient first.
        story: id of its story, or None when it stands alone or was not linked.
        links: links to other documents, best first.
        warnings: what a reader of the record should know.
        provenance: `newsnlp` (version), `models`, `config`.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None
    url: str | None = None
    meta: FrozenMap = field(default_factory=FrozenMap)
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    story: str | None = None
    links: tuple[Link, ...] = ()
    warnings: tuple[str, ...] = ()
    provenance: FrozenMap = field(default_factory=FrozenMap)

    def __post_init__(self) -> None:
        object.__setattr__(self, "meta", freeze(self.meta))
        object.__setattr__(self, "provenance", freeze(self.provenance))

    def __repr__(self) -> str:
        """Name the document and count its parts; the parts themselves would fill pages."""
        return (
            f"EnrichedDocument(id={self.id!r}, mentions={len(self.mentions)}, "
            f"entities={len(self.entities)}, links={len(self.links)}, story={self.story!r})"
        )

    def _repr_html_(self) -> str:
        """Show the document in a notebook."""
        from newsnlp.display.html import document_html

        return document_html(self)

    @property
    def people(self) -> tuple[Entity, ...]:
        """The entities that are people."""
        return tuple(entity for entity in self.entities if entity.label == "PERSON")

    @property
    def organisations(self) -> tuple[Entity, ...]:
        """The entities that are organisations."""
        return tuple(entity for entity in self.entities if entity.label == "ORG")

    @property
    def places(self) -> tuple[Entity, ...]:
        """The entities that are places: GPE, LOC or FAC."""
        return tuple(entity for entity in self.entities if entity.label in PLACE_LABELS)

    @property
    def countries(self) -> tuple[str, ...]:
        """The ISO codes of the countries of its places and peoples, the main one first: a city counts for its own."""
        told = (entity for entity in self.entities if entity.label == "NORP" or entity.label in PLACE_LABELS)
        return countries_of(told, self.mentions, len(self.title) if self.title else None)

    @property
    def dates(self) -> tuple[Mention, ...]:
        """The mentions that carry a timex, in text order."""
        return tuple(mention for mention in self.mentions if mention.timex is not None)

    @property
    def quantities(self) -> tuple[Mention, ...]:
        """The mentions that carry a quantity, in text order."""
        return tuple(mention for mention in self.mentions if mention.quantity is not None)

    def explain(self) -> Explanation:
        """Say why each mention, entity and link is there; `Pipeline.explain` also names the candidates that lost."""
        return explain_document(self)

    def to_dict(self) -> dict[str, Any]:
        """Give the record as a JSON object of the schema `newsnlp/1`."""
        return {
            "schema": SCHEMA,
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "published": self.published,
            "language": self.language,
            "source": self.source,
            "url": self.url,
            "meta": thaw(self.meta),
            "mentions": [mention.to_dict() for mention in self.mentions],
            "entities": [entity.to_dict() for entity in self.entities],
            "story": self.story,
            "links": [link.to_dict() for link in self.links],
            "warnings": list(self.warnings),
            "provenance": thaw(self.provenance),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> EnrichedDocument:
        """Build from a JSON object that `to_dict` made.

        Raises:
            InvalidRecord: the schema is another one, or a field is missing or of the wrong type.
        """
        get = Fields(record, "record")
        if record.get("schema") != SCHEMA:
            raise InvalidRecord(f"schema is {record.get('schema')!r}, expected {SCHEMA!r}: enrich the article anew")
        return cls(
            id=get.text("id"),
            text=get.text("text"),
            title=get.optional_text("title"),
            published=get.optional_text("published"),
            language=get.optional_text("language"),
            source=get.optional_text("source"),
            url=get.optional_text("url"),
            meta=FrozenMap(get.optional_object("meta") or {}),
            mentions=tuple(Mention.from_dict(m, f"mentions[{i}]") for i, m in enumerate(get.items("mentions"))),
            entities=tuple(Entity.from_dict(e, f"entities[{i}]") for i, e in enumerate(get.items("entities"))),
            story=get.optional_text("story"),
            links=tuple(Link.from_dict(k, f"links[{i}]") for i, k in enumerate(get.items("links"))),
            warnings=tuple(get.texts("warnings")),
            provenance=FrozenMap(get.optional_object("provenance") or {}),
        )
