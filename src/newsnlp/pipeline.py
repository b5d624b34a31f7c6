"""The way of the data, from an article to an enriched document.

```
Article ── divide ──> pieces, of a long text    each read as follows
        ── make_doc ──> spaCy Doc (tokens, sentences)
        ── components, in order ──> mentions        each checked as it comes
        ── prefer, settle, value_numbers ──> mentions that do not overlap, numbers with their quantity
        ── name_entities ──> mentions with entity ids, entities
        ── linker ──> entities with Wikidata ids, where they are sure
        ── join_items ──> those of one id joined
        ──> EnrichedDocument (the Doc is dropped)
```
The document depends on the article and the configuration alone.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newsnlp.article import Article
from newsnlp.document import LABELS, EnrichedDocument, Entity, Mention
from newsnlp.entities.aliases import name_entities
from newsnlp.entities.chains.items import join_items, number
from newsnlp.entities.knowledge.link import EntityLinker
from newsnlp.errors import ComponentError, ConfigError, NewsNlpError
from newsnlp.explain import with_candidates, with_choices
from newsnlp.explanation import Candidate, Explanation, Note
from newsnlp.frozen import FrozenMap, thaw
from newsnlp.knowledge.component import Knowledge
from newsnlp.knowledge.entries import Entry
from newsnlp.languages import language_of
from newsnlp.mentions import check_mention, outcomes, prefer, set_aside, settle, value_numbers
from newsnlp.pieces import PIECE, divide, shifted
from newsnlp.protocols import Component, Explains
from newsnlp.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Pipeline"]

_Spot = tuple[int, int, str]
_LANGUAGE = "en"
# spaCy's table of words keeps a place for each word that it has seen, also of those that a memory zone gives back: past
# this number a new tokenizer takes over, which costs a tenth of a second.
_MOST_LEXEMES = 100_000
_UNDATED = "no publication date: relative dates stay underspecified; give published='YYYY-MM-DD' to have them resolved"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What was found in an article.

    Attributes:
        found: the mentions that are to be settled.
        notes: what the components say of them, where that was asked for.
        pieces: in how many pieces the article was read.
        language: ISO 639-1 code of its language, or None when that is not nearly sure.
        known: what the user's knowledge says of a span with a label.
        aside: what gave way to the user's knowledge, where that was asked for.
    """

    found: list[Mention]
    notes: list[Note]
    pieces: int
    language: str | None
    known: dict[_Spot, Entry]
    aside: list[Candidate]


class Pipeline:
    """Enriches one article at a time with a fixed list of components.

    It can be called from several threads (each has a tokenizer of its own; components do not change) and pickled.

    Args:
        components: what finds the mentions, in order; later ones see the mentions of earlier ones.
        models: name and version of each artefact in use, for the provenance.
        options: what configures the components, for the provenance; anything JSON can hold.
        knowledge: names that the user knows, found before the components come, and texts that are no mentions.
        allow: labels of the mentions that are kept; None for all.
        deny: labels of the mentions that are left out.
        linker: gives the entities their ids; without one they have none.

    Raises:
        ConfigError: something is no component, two have one name, or a label is unknown, or both allowed and denied.
    """

    def __init__(
        self,
        components: Iterable[Component],
        *,
        models: dict[str, str] | None = None,
        options: dict[str, Any] | None = None,
        knowledge: Knowledge | None = None,
        allow: Iterable[str] | None = None,
        deny: Iterable[str] = (),
        linker: EntityLinker | None = None,
    ) -> None:
        self.components = tuple(components)
        self.knowledge = knowledge
        self.linker = linker
        self.labels = kept_labels(allow, deny)
        names = [getattr(component, "name", None) for component in self.components]
        for name, component in zip(names, self.components, strict=True):
            if isinstance(component, type):
                raise ConfigError(f"{component!r} is a class: give an object of it")
            if not isinstance(component, Component) or not isinstance(name, str):
                raise ConfigError(f"{component!r} is no component: it needs a 'name' and 'annotate(doc, so_far)'")
            if names.count(name) > 1 or (knowledge is not None and name == knowledge.name):
                raise ConfigError(f"two components are named {name!r}: give one of them another name")
        config = {"components": names, **(options or {})}
        own = {c.name: given for c in self.components if (given := getattr(c, "options", None))}
        if own:
            config["component_options"] = own
        if knowledge is not None:
            config["knowledge"] = knowledge.digest
        if self.labels != frozenset(LABELS):
            config["labels"] = sorted(self.labels)
        self.provenance = FrozenMap({"newsnlp": __version__, "models": models or {}, "config": _digest(config)})
        self._local = threading.local()

    def __call__(self, article: Article) -> EnrichedDocument:
        """Enrich one article.

        Raises:
            ComponentError: a component broke its contract.
        """
        return self._document(article, self._read(article))

    def warm_up(self) -> None:
        """Load what is loaded when it is first needed, so that no document has to wait for it."""
        self._tokens()
        language_of(" ".join(["the people who have been there said that it is so"] * 2))

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
        reading = self._read(article, explaining=True)
        candidates = [*outcomes(reading.found), *reading.aside]
        document = self._document(article, reading)
        explanation = with_candidates(document.explain(), candidates, reading.notes)
        if self.linker is None:
            return explanation
        mentions, entities = self._name(article, reading)
        given = entities, mentions, article.full_text, article.published
        choices = self.linker.choices(*given)
        # Of entities that have been joined the surest one, which gave the id, comes last.
        linked = sorted(self.linker.link(*given), key=lambda entity: entity.score or 0.0)
        chosen = {document.mentions[entity.mentions[0]].entity or "": choices[entity.id] for entity in linked}
        return with_choices(explanation, chosen)

    def _read(self, article: Article, *, explaining: bool = False) -> _Reading:
        """Find the mentions that are to be settled."""
        nlp = self._tokens()
        named = dict(self.knowledge.find(article.full_text)) if self.knowledge is not None else {}
        pieces = list(divide(nlp, article))
        language = language_of(article.full_text)
        components = [c for c in self.components if _reads(c, language)]
        found: list[Mention] = []
        notes: list[Note] = []
        for start, end in pieces:
            known = [m for m in named if start <= m.start and m.end <= end]
            with nlp.memory_zone():
                new, said = self._find(nlp, article, (start, end), components, shifted(known, -start), explaining)
                found += shifted(new, start)
                notes += (note.shifted(start) for note in said)
        aside: list[Candidate] = []
        if self.knowledge is not None:
            stopped = self.knowledge.stops_mention
            standing = [mention for mention in found if not stopped(mention)]
            preferred = prefer(list(named), standing)
            if explaining:
                aside += set_aside(found, standing, "the user's knowledge says that it is no mention")
                aside += set_aside([*named, *standing], preferred, "between it and the knowledge the other goes first")
            found = preferred
        return _Reading(
            found, notes, len(pieces), language, {_spot(mention): entry for mention, entry in named.items()}, aside
        )

    def _document(self, article: Article, reading: _Reading) -> EnrichedDocument:
        mentions, entities = self._name(article, reading)
        if self.linker is not None:
            linked = self.linker.link(entities, mentions, article.full_text, article.published)
            mentions, entities = number(join_items(linked, mentions, article.title_end), mentions)
        return EnrichedDocument(
            id=article.id if article.id is not None else article.content_id,
            text=article.full_text,
            title=article.title,
            published=article.published,
            language=reading.language,
            source=article.source,
            url=article.url,
            meta=article.meta,
            mentions=tuple(mentions),
            entities=tuple(entities),
            warnings=tuple(_warnings(article, mentions, reading.pieces, reading.language)),
            provenance=self.provenance,
        )

    def _name(self, article: Article, reading: _Reading) -> tuple[list[Mention], list[Entity]]:
        """Settle the mentions and group them into entities, which have no id yet."""
        kept = [mention for mention in value_numbers(settle(reading.found)) if mention.label in self.labels]
        known = {i: reading.known[spot] for i, mention in enumerate(kept) if (spot := _spot(mention)) in reading.known}
        return name_entities(kept, article.title_end, known, article.full_text)

    def __getstate__(self) -> dict[str, Any]:
        # In an order: what caches by the pickled bytes (Hugging Face datasets) finds the same ones in the next process.
        state = {key: value for key, value in self.__dict__.items() if key != "_local"}
        return {**state, "labels": sorted(self.labels)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, labels=frozenset(state["labels"]))
        self._local = threading.local()

    def _find(
        self,
        nlp: Language,
        article: Article,
        piece: tuple[int, int],
        components: Iterable[Component],
        known: Iterable[Mention],
        explaining: bool,
    ) -> tuple[list[Mention], list[Note]]:
        """Give what the components find in a piece, and what they say of it, with offsets into it.

        They see the known mentions of the piece before their own.
        """
        text = article.full_text[slice(*piece)]
        found: list[Mention] = []
        notes: list[Note] = []
        if not text.strip():
            return found, notes
        from newsnlp.tokens import make_doc

        doc = make_doc(nlp, article, *piece)
        before = tuple(known)
        for component in components:
            given = _ask(component, "annotate", doc, (*before, *found))
            found += [check_mention(m, text, component.name) for m in given]
            if explaining and isinstance(component, Explains):
                notes += _ask(component, "explain", doc)
        return found, notes

    def _tokens(self) -> Language:
        nlp: Language | None = getattr(self._local, "nlp", None)
        if nlp is None or len(nlp.vocab) > _MOST_LEXEMES:
            # Not at the top: it imports spaCy, for which links and dates alone need not wait.
            from newsnlp.tokens import news_tokens

            nlp = self._local.nlp = news_tokens()
        return nlp


def _reads(component: Component, language: str | None) -> bool:
    """Tell whether a component reads a text in this language (None: not known); most read any."""
    own = getattr(component, "language", None)
    return own is None or language in (None, own)


def _ask(component: Component, method: str, *given: object) -> list[Any]:
    try:
        return list(getattr(component, method)(*given))
    except NewsNlpError:
        raise
    except Exception as error:  # whatever a user's component raises is told with its name, and loses one document
        raise ComponentError(f"component {component.name!r} failed: {type(error).__name__}: {error}") from error


def kept_labels(allow: Iterable[str] | None, deny: Iterable[str]) -> frozenset[str]:
    """Give the labels that are kept.

    Args:
        allow: the only ones to keep, or None for all; a single string is one label.
        deny: those to leave out; a single string is one label.

    Raises:
        ConfigError: a label is unknown, or both allowed and denied, or none is left.
    """
    denied = {deny} if isinstance(deny, str) else set(deny)
    allowed = set(LABELS) if allow is None else {allow} if isinstance(allow, str) else set(allow)
    for label in sorted(allowed | denied, key=str):
        if label not in LABELS:
            raise ConfigError(f"label is {label!r}, expected one of {', '.join(LABELS)}")
        if allow is not None and label in allowed & denied:
            raise ConfigError(f"label {label!r} is both allowed and denied: leave it out of one of them")
    if not allowed - denied:
        raise ConfigError("no label is left: allow at least one, or deny fewer")
    return frozenset(allowed - denied)


def _spot(mention: Mention) -> _Spot:
    return mention.start, mention.end, mention.label


def _digest(config: dict[str, Any]) -> str:
    """Give the first 16 hex digits of the SHA-256 of a configuration."""
    written = json.dumps(thaw(config), sort_keys=True, default=repr)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _warnings(article: Article, mentions: Sequence[Mention], pieces: int, language: str | None) -> Iterable[str]:
    if language not in (None, _LANGUAGE):
        yield f"the text is in {language!r}, not in English: English dates and numbers only, no entity model"
    if pieces > 1:
        yield f"processed in {pieces} pieces: it has {len(article.full_text):,} characters, more than {PIECE:,}"
    if article.published is None and any(_is_relative(mention) for mention in mentions):
        yield _UNDATED


def _is_relative(mention: Mention) -> bool:
    timex = mention.timex
    if timex is None or timex.type not in {"DATE", "TIME"}:
        return False
    return timex.value is None or timex.value.startswith("X") or timex.value.endswith("_REF")
