"""From articles to linked documents: the linker's answer, put into records."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, overload

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument, Link, Story
from newsnlp.engines import Engine
from newsnlp.errors import ConfigError, DuplicateId
from newsnlp.explain import explain_link
from newsnlp.explanation import LinkExplanation
from newsnlp.frozen import FrozenMap
from newsnlp.link_frames import Of, link_frame
from newsnlp.linking import LinkInput, compare, link_inputs
from newsnlp.linking.reader import load_reader
from newsnlp.linking.score import load_scorer
from newsnlp.store.artefacts import open_artefact
from newsnlp.version import __version__

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["LINK_ARTEFACTS", "READER", "LinkResult", "as_document", "link_articles", "unique_ids", "with_links"]

LINK_ARTEFACTS = ("headline_idf", "headline_kin", "headline_link", "headline_static")
READER = "headline_reader"


@dataclass(frozen=True, slots=True, repr=False)
class LinkResult:
    """The documents of a collection with their links, and its stories.

    Attributes:
        documents: one for each input, in input order, with `links` and `story`.
        stories: clusters of two or more documents.
        reader: whether pairs were read with `headline_reader` besides.
    """

    documents: tuple[EnrichedDocument, ...]
    stories: tuple[Story, ...]
    reader: bool = False

    def __repr__(self) -> str:
        """Count the parts."""
        return f"LinkResult(documents={len(self.documents)}, stories={len(self.stories)})"

    def _repr_html_(self) -> str:
        """Show the stories in a notebook."""
        from newsnlp.display.stories import stories_html

        return stories_html(self.documents, self.stories)

    @property
    def links(self) -> tuple[tuple[str, Link], ...]:
        """Each link once, best first: the id of one document, and the link to the other."""
        pairs = [(doc.id, link) for doc in self.documents for link in doc.links if doc.id < link.id]
        return tuple(sorted(pairs, key=lambda pair: (-pair[1].score, pair[0], pair[1].id)))

    @overload
    def to_frame(self, of: Of = ..., engine: Literal["pandas"] = ...) -> pd.DataFrame: ...
    @overload
    def to_frame(self, of: Of = ..., *, engine: Literal["polars"]) -> pl.DataFrame: ...
    def to_frame(self, of: Of = "documents", engine: Engine = "pandas") -> pd.DataFrame | pl.DataFrame:
        """Give a DataFrame with one row for each document, link (once) or story.

        Args:
            of: what a row is: documents, links, stories.
            engine: `pandas` or `polars`.

        Raises:
            ConfigError: `of` or `engine` is something else, or the engine is not installed.

        Example:
            >>> result = newsnlp.link(["Quake Hits Chile", "Strong Quake Hits Chile", "Bank Cuts Rates"])
            >>> result.to_frame(of="stories")[["label", "documents"]].values.tolist()
            [['Strong Quake Hits Chile', 2]]
        """
        return link_frame(self.documents, self.stories, self.links, of, engine)

    def explain(self, one: str, other: str) -> LinkExplanation:
        """Say how the score of any two documents of the result comes about, whether they are linked or not.

        Args:
            one: id of a document.
            other: id of another.

        Raises:
            ConfigError: an id is not in the result, or both are the same.

        Example:
            >>> result = newsnlp.link([{"id": "a", "text": "Quake Hits Chile"}, {"id": "b", "text": "Bank Cuts Rates"}])
            >>> result.explain("a", "b").relation
            'candidate'
        """
        if one == other:
            raise ConfigError(f"both ids are {one!r}: give two documents, one is never linked to itself")
        known = {document.id: document for document in self.documents}
        for name in (one, other):
            if name not in known:
                raise ConfigError(f"no document has the id {name!r}: give the ids of two of result.documents")
        reader = load_reader() if self.reader else None
        link = compare(LinkInput.of(known[one]), LinkInput.of(known[other]), reader=reader)
        return explain_link(one, link, threshold=load_scorer().threshold)


def link_articles(
    articles: Sequence[Article | EnrichedDocument],
    *,
    min_score: float | None = None,
    window_days: int | None = None,
    reader: bool = False,
) -> LinkResult:
    """Link articles and enriched documents; the evidence of a link names the entities that both carry.

    Args:
        articles: each with its own id; see `unique_ids`.
        min_score: links below it are left out; by default the threshold above which two are one story.
        window_days: documents that were published more days apart are not compared.
        reader: read pairs with `headline_reader` besides.

    Raises:
        ConfigError: `min_score` is not between 0 and 1, or `window_days` is negative.
    """
    if min_score is not None and not 0 <= min_score <= 1:
        raise ConfigError(f"min_score is {min_score}, expected a probability between 0 and 1")
    if window_days is not None and window_days < 0:
        raise ConfigError(f"window_days is {window_days}, expected 0 or more")
    documents = [as_document(article) for article in articles]
    inputs = [LinkInput.of(document) for document in documents]
    place = {document.id: number for number, document in enumerate(documents)}
    read = load_reader() if reader else None
    linked = link_inputs(inputs, min_score=min_score, window_days=window_days, reader=read)
    return LinkResult(
        documents=tuple(
            with_links(document, links, story, reader=reader)
            for document, links, story in zip(documents, linked.links, linked.story_of, strict=True)
        ),
        stories=tuple(_in_order(story, place) for story in linked.stories),
        reader=reader,
    )


@functools.cache
def _link_models(reader: bool) -> Mapping[str, str]:
    """Give name and version of the linker's artefacts, looked up once a process."""
    return {name: open_artefact(name).version for name in (*LINK_ARTEFACTS, *([READER] if reader else []))}


def with_links(
    document: EnrichedDocument, links: tuple[Link, ...], story: str | None, *, reader: bool = False
) -> EnrichedDocument:
    """Give the document with its links and its story, and the linker's artefacts among the models of its provenance."""
    known, plain = document.provenance, _not_enriched()
    made = _linked_alone(reader) if known is plain else _with_link_models(known, reader)
    return replace(document, links=links, story=story, provenance=made)


def _with_link_models(known: FrozenMap, reader: bool) -> FrozenMap:
    return FrozenMap({**known, "models": {**known.get("models", {}), **_link_models(reader)}})


@functools.cache
def _not_enriched() -> FrozenMap:
    """Give the provenance of an article that was not enriched, one object for all of them."""
    return FrozenMap({"newsnlp": __version__, "models": {}, "config": None})


@functools.cache
def _linked_alone(reader: bool) -> FrozenMap:
    return _with_link_models(_not_enriched(), reader)


def _in_order(story: Story, place: Mapping[str, int]) -> Story:
    """Give the story with its members in input order."""
    return replace(story, members=tuple(sorted(story.members, key=lambda member: place[member])))


def unique_ids(articles: Iterable[Article]) -> Iterator[Article]:
    """Give each article an id: its own, or its content's, with a number from the second of equal ones on.

    Raises:
        DuplicateId: two articles carry one id of their own.
    """
    articles = list(articles)
    given = Counter(article.id for article in articles if article.id is not None)
    if given and (name := max(given, key=lambda key: given[key])) and given[name] > 1:
        raise DuplicateId(f"id {name!r} is there twice: give each record its own")
    copies: Counter[str] = Counter(dict.fromkeys(given, 1))
    for article in articles:
        if article.id is None:
            name = article.content_id
            copies[name] += 1
            yield article.named(name if copies[name] == 1 else f"{name}-{copies[name]}")
        else:
            yield article


def as_document(article: Article | EnrichedDocument) -> EnrichedDocument:
    """Make an article, with or without an id, the document that is linked."""
    if isinstance(article, EnrichedDocument):
        return article
    return EnrichedDocument(
        id=article.id if article.id is not None else article.content_id,
        text=article.full_text,
        title=article.title,
        published=article.published,
        source=article.source,
        url=article.url,
        meta=article.meta,
        mentions=article.mentions,
        entities=article.entities,
        provenance=_not_enriched(),
    )
