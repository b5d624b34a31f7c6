"""What the linker reads of a document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument, Entity, Mention
from newsnlp.linking.agree import DATE, QUANTITY

__all__ = ["LinkInput"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d(T|$)")
_FEW = 12
_TITLE_END = 250  # characters; a text without a title whose first line is longer has no headline


@dataclass(frozen=True, slots=True)
class LinkInput:
    """A headline, with whatever else is known of its document.

    Attributes:
        id: unique in its collection.
        title: the headline.
        body: the text below it, or "".
        published: ISO date or date-time, or None.
        entities: (name, label, Wikidata id or None) of each entity.
        facts: (value, `DATE` or `QUANTITY`, None) of the dates and quantities that its record carries.
    """

    id: str
    title: str
    body: str = ""
    published: str | None = None
    entities: tuple[tuple[str, str, str | None], ...] = ()
    facts: tuple[tuple[str, str, str | None], ...] = ()

    @property
    def day(self) -> int | None:
        """The calendar date as written, as a count of days; None without one."""
        return None if self.published is None else dt.date.fromisoformat(self.published[:10]).toordinal()

    @classmethod
    def of(cls, given: Article | EnrichedDocument) -> LinkInput:
        """Make the input of an article (which needs its id) or an enriched document.

        Without a title the first line is the headline, and what follows is the body.
        """
        if given.id is None:
            raise ValueError("an article that is linked needs an id")
        text = given.full_text if isinstance(given, Article) else given.text
        return replace(
            cls.bare(given.id, given.title, text, given.published),
            entities=tuple(_entity(entity) for entity in given.entities),
            facts=tuple(sorted({fact for mention in given.mentions for fact in _facts(mention)})),
        )

    @classmethod
    def bare(cls, id: str, title: str | None, text: str, published: str | None) -> LinkInput:  # noqa: A002 - its field
        """Make the input of a document that carries nothing but its text, which starts with the title."""
        head = (title or "").strip()
        if head:
            body = text.removeprefix(title or "")
        else:
            head, body = _first_line(text.strip())
        return cls(id, head, body.strip(), published)


def _first_line(text: str) -> tuple[str, str]:
    line, _, rest = text.partition("\n")
    return (line, rest) if len(line) <= _TITLE_END else ("", text)


def _facts(mention: Mention) -> Iterator[tuple[str, str, str | None]]:
    """Give the day, and the quantity, of a mention; a small count, such as that of two senators, tells nothing."""
    timex, quantity = mention.timex, mention.quantity
    if timex is not None and timex.value is not None and _DAY.match(timex.value):
        yield timex.value[:10], DATE, None
    if quantity is not None and quantity.value is not None and (quantity.kind != "count" or quantity.value > _FEW):
        unit = "" if quantity.kind == "count" else quantity.unit or ""
        yield f"{quantity.kind} {float(quantity.value)!r} {unit}".strip(), QUANTITY, None


def _entity(entity: Entity) -> tuple[str, str, str | None]:
    return entity.name, entity.label, entity.qid
