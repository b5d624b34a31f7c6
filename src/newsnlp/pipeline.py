"""The way of the data, from an article to an enriched document.

```
Article ── divide ──> pieces, of a long text    each read as follows
        ── make_doc ──> spaCy Doc (tokens, sentences)
        ── components, in order ──> mentions        each checked as it comes
        ── settle, value_numbers ──> mentions that do not overlap, numbers with their quantity
        ── name_entities ──> mentions with entity ids, entities
        ──> EnrichedDocument (the Doc is dropped)
```
The document depends on the article and the configuration alone.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Sequence
from typing import Any

from spacy.language import Language

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument, Mention
from newsnlp.entities.aliases import name_entities
from newsnlp.errors import ComponentError, ConfigError, NewsNlpError
from newsnlp.explain import with_candidates
from newsnlp.explanation import Explanation, Note
from newsnlp.frozen import FrozenMap, thaw
from newsnlp.mentions import check_mention, outcomes, settle, value_numbers
from newsnlp.pieces import PIECE, divide, shifted
from newsnlp.protocols import Component, Explains
from newsnlp.tokens import make_doc, news_tokens
from newsnlp.version import __version__

__all__ = ["Pipeline"]

_UNDATED = "no publication date: relative dates stay underspecified; give published='YYYY-MM-DD' to have them resolved"


class Pipeline:
    """Enriches one article at a time with a fixed list of components.

    It can be called from several threads (each has a tokenizer of its own; components do not change) and pickled.

    Args:
        components: what finds the mentions, in order; later ones see the mentions of earlier ones.
        models: name and version of each artefact in use, for the provenance.
        options: what configures the components, for the provenance; anything JSON can hold.

    Raises:
        ConfigError: something is no component, or two have one name.
    """

    def __init__(
        self,
        components: Iterable[Component],
        *,
        models: dict[str, str] | None = None,
        options: dict[str, Any] | None = None,
    ) -> None:
        self.components = tuple(components)
        names = [getattr(component, "name", None) for component in self.components]
        for name, component in zip(names, self.components, strict=True):
            if isinstance(component, type):
                raise ConfigError(f"{component!r} is a class: give an object of it")
            if not isinstance(component, Component) or not isinstance(name, str):
                raise ConfigError(f"{component!r} is no component: it needs a 'name' and 'annotate(doc, so_far)'")
            if names.count(name) > 1:
                raise ConfigError(f"two components are named {name!r}: give one of them another name")
        config = {"components": names, **(options or {})}
        self.provenance = FrozenMap({"newsnlp": __version__, "models": models or {}, "config": _digest(config)})
        self._local = threading.local()

    def __call__(self, article: Article) -> EnrichedDocument:
        """Enrich one article.

        Raises:
            ComponentError: a component broke its contract.
        """
        found, _, pieces = self._read(article)
        return self._document(article, found, pieces)

    def explain(self, article: Article) -> Explanation:
        """Enrich one article and say why: besides what the document itself explains, the candidates that lost.

        Raises:
            ComponentError: a component broke its contract.

        Example:
            >>> pipeline = newsnlp.load(components=[newsnlp.default_components()[1]])
            >>> article = newsnlp.Article("It closed last Friday.", published="2025-02-10")
            >>> [(m.rule, m.anchor, m.reasons) for m in pipeline.explain(article).mentions]
            [('near_name', '2025-02-10', ('dates:near_name: last such day',))]
        """
        found, notes, pieces = self._read(article, explaining=True)
        return with_candidates(self._document(article, found, pieces).explain(), outcomes(found), notes)

    def _read(self, article: Article, *, explaining: bool = False) -> tuple[list[Mention], list[Note], int]:
        """Give what the components find, what they say of it where that is asked for, and the number of pieces."""
        nlp = self._tokens()
        pieces = list(divide(nlp, article))
        found: list[Mention] = []
        notes: list[Note] = []
        for start, end in pieces:
            with nlp.memory_zone():
                new, said = self._find(nlp, article, start, end, explaining)
                found += shifted(new, start)
                notes += (note.shifted(start) for note in said)
        return found, notes, len(pieces)

    def _document(self, article: Article, found: Sequence[Mention], pieces: int) -> EnrichedDocument:
        mentions, entities = name_entities(value_numbers(settle(found)), article.title_end)
        return EnrichedDocument(
            id=article.id if article.id is not None else article.content_id,
            text=article.full_text,
            title=article.title,
            published=article.published,
            language=None,
            source=article.source,
            url=article.url,
            meta=article.meta,
            mentions=tuple(mentions),
            entities=tuple(entities),
            warnings=tuple(_warnings(article, mentions, pieces)),
            provenance=self.provenance,
        )

    def __getstate__(self) -> dict[str, Any]:
        return {"components": self.components, "provenance": self.provenance}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._local = threading.local()

    def _find(
        self, nlp: Language, article: Article, start: int, end: int, explaining: bool
    ) -> tuple[list[Mention], list[Note]]:
        """Give what the components find in a piece, and what they say of it, with offsets into it."""
        text = article.full_text[start:end]
        found: list[Mention] = []
        notes: list[Note] = []
        if not text.strip():
            return found, notes
        doc = make_doc(nlp, article, start, end)
        for component in self.components:
            given = _ask(component, "annotate", doc, tuple(found))
            found += [check_mention(m, text, component.name) for m in given]
            if explaining and isinstance(component, Explains):
                notes += _ask(component, "explain", doc)
        return found, notes

    def _tokens(self) -> Language:
        nlp: Language | None = getattr(self._local, "nlp", None)
        if nlp is None:
            nlp = self._local.nlp = news_tokens()
        return nlp


def _ask(component: Component, method: str, *given: object) -> list[Any]:
    try:
        return list(getattr(component, method)(*given))
    except NewsNlpError:
        raise
    except Exception as error:  # whatever a user's component raises is told with its name, and loses one document
        raise ComponentError(f"component {component.name!r} failed: {type(error).__name__}: {error}") from error


def _digest(config: dict[str, Any]) -> str:
    """Give the first 16 hex digits of the SHA-256 of a configuration."""
    written = json.dumps(thaw(config), sort_keys=True, default=repr)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _warnings(article: Article, mentions: Sequence[Mention], pieces: int) -> Iterable[str]:
    if pieces > 1:
        yield f"processed in {pieces} pieces: it has {len(article.full_text):,} characters, more than {PIECE:,}"
    if article.published is None and any(_is_relative(mention) for mention in mentions):
        yield _UNDATED


def _is_relative(mention: Mention) -> bool:
    timex = mention.timex
    if timex is None or timex.type not in {"DATE", "TIME"}:
        return False
    return timex.value is None or timex.value.startswith("X") or timex.value.endswith("_REF")
