"""An article before it is enriched: what a reader yields and what the pipeline takes."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from newsnlp.document import SCHEMA, EnrichedDocument, Entity, Mention
from newsnlp.errors import InvalidArticle, InvalidDate
from newsnlp.frozen import FrozenMap

__all__ = ["FIELDS", "MAX_CHARACTERS", "Article", "check_published"]

MAX_CHARACTERS = 5_000_000
_JOINT = "\n\n"
_CALENDAR_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)", re.ASCII)
FIELDS = ("id", "title", "text", "published", "url", "source")
"""The keys of an input record that mean something; all others go to `meta`."""
# What a record of ours carries besides; `enrich` computes it anew, so it is no part of `meta`.
_COMPUTED = ("schema", "language", "mentions", "entities", "story", "links", "warnings", "provenance", "meta")


@dataclass(frozen=True, slots=True)
class Article:
    """A headline, a text, or both, with what is known of it.

    Attributes:
        text: the body, or the whole text when there is no title.
        title: the headline, or None.
        published: ISO date or date-time, the reference time of every date in it; None when unknown.
        id: unique in its collection, or None: then one is derived from the content.
        url: where it was published, or None.
        source: the outlet, or None.
        meta: whatever else belongs to it, kept in the output.
        mentions: carried by an enriched record; `link` uses them, `enrich` does not.
        entities: carried by an enriched record; `link` uses them, `enrich` does not.

    Raises:
        InvalidArticle: a field is of the wrong type, too long, or holds a lone surrogate.
        InvalidDate: `published` is no ISO date or date-time.
    """

    text: str = ""
    title: str | None = None
    published: str | None = None
    id: str | None = None
    url: str | None = None
    source: str | None = None
    meta: FrozenMap = field(default_factory=FrozenMap)
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()

    def __post_init__(self) -> None:
        for name in ("text", "title", "id", "url", "source"):
            value = getattr(self, name)
            if not isinstance(value, str) and not (value is None and name != "text"):
                raise InvalidArticle(f"{name} is {value!r}, expected a string")
        length = len(self.text) + len(self.title or "")
        if length > MAX_CHARACTERS:
            raise InvalidArticle(f"it has {length:,} characters, the most is {MAX_CHARACTERS:,}: divide the article")
        for name in ("text", "title", "id"):
            _refuse_surrogates(name, getattr(self, name))
        object.__setattr__(self, "published", check_published(self.published))
        object.__setattr__(self, "meta", _meta(self.meta))

    @property
    def full_text(self) -> str:
        """The text that offsets count in: title, blank line, body; or the one of them that there is."""
        if not self._has_title:
            return self.text
        return f"{self.title}{_JOINT}{self.text}" if self.text.strip() else str(self.title)

    @property
    def title_end(self) -> int | None:
        """One past the title's last code point in `full_text`; None without a title."""
        return len(str(self.title)) if self._has_title else None

    @property
    def content_id(self) -> str:
        """The first 16 hex digits of the SHA-256 of the full text in UTF-8."""
        return hashlib.sha256(self.full_text.encode()).hexdigest()[:16]

    @property
    def _has_title(self) -> bool:
        return self.title is not None and bool(self.title.strip())

    def named(self, name: str) -> Article:
        """Give the article with `name` as its id, unless it has one."""
        return self if self.id is not None else replace(self, id=name)

    @classmethod
    def of(cls, given: str | Mapping[str, Any] | Article | EnrichedDocument) -> Article:
        """Make an article of a string, a mapping with the record's keys, or an enriched document.

        Raises:
            InvalidArticle: it is none of these, or a field does not fit.
            InvalidDate: `published` is no ISO date or date-time.
        """
        match given:
            case Article():
                return given
            case str():
                return cls(text=given)
            case EnrichedDocument():
                return _of_document(given)
            case Mapping():
                if given.get("schema") == SCHEMA:
                    return _of_document(EnrichedDocument.from_dict(given))
                return _of_mapping(given)
        raise InvalidArticle(f"an article is {type(given).__name__}, expected a string, a mapping or an Article")


def check_published(value: object) -> str | None:
    """Give a publication date as an ISO string, or None for none.

    Strings are kept as they are written. A date or date-time object gives its ISO form.

    Raises:
        InvalidDate: it is no ISO date or date-time, or one that does not exist.
    """
    if value is None:
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise InvalidDate(f"published is {value!r}, expected an ISO date such as '2025-02-10'")
    if not _CALENDAR_DATE.match(value):
        raise InvalidDate(f"published is {value!r}, expected an ISO date such as '2025-02-10', or a date-time")
    try:
        dt.datetime.fromisoformat(value)
    except ValueError as error:
        raise InvalidDate(f"published is {value!r}, which is no date ({error}): correct it or leave it out") from error
    return value


def _of_mapping(given: Mapping[str, Any]) -> Article:
    text = given.get("text")
    if text is None and given.get("title") is None:
        raise InvalidArticle(
            f"an article with the keys {sorted(map(str, given))} has neither 'text' nor 'title': rename them, or say "
            'which to read when it comes from a file (columns={"text": "body"}, --columns text=body)'
        )
    fields: dict[str, Any] = {key: given.get(key) for key in FIELDS if key != "text"}
    if isinstance(fields["id"], int) and not isinstance(fields["id"], bool):
        fields["id"] = str(fields["id"])
    if fields["published"] == "":
        fields["published"] = None
    nested = given.get("meta")
    unknown = {key: value for key, value in given.items() if key not in FIELDS and key not in _COMPUTED}
    return Article(
        text="" if text is None else text,
        **fields,
        meta=_meta({**(nested if isinstance(nested, Mapping) else {}), **unknown}),
    )


def _meta(given: Mapping[str, Any]) -> FrozenMap:
    try:
        return FrozenMap(given)
    except (TypeError, AttributeError) as error:
        raise InvalidArticle(f"meta is {given!r}, expected a mapping of JSON values ({error})") from error


def _of_document(given: EnrichedDocument) -> Article:
    """Undo the joining of title and body; the mentions keep their offsets, for `full_text` is the same."""
    text, title = given.text, given.title
    if title is not None and title.strip():
        text = "" if text == title else text.removeprefix(title + _JOINT)
    return Article(
        text=text,
        title=title,
        published=given.published,
        id=given.id,
        url=given.url,
        source=given.source,
        meta=given.meta,
        mentions=given.mentions,
        entities=given.entities,
    )


def _refuse_surrogates(name: str, value: str | None) -> None:
    if value is None or value.isascii():
        return
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidArticle(
            f"{name} holds a lone surrogate (U+{ord(value[error.start]):04X}) at offset {error.start}: "
            "decode the source with the right encoding, or with errors='replace'"
        ) from error
