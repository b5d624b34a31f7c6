"""An enriched document as a spaCy Doc, for pipelines and tools of that ecosystem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError
from newsnlp.protocols import MENTIONS, PUBLISHED

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["to_spacy"]


def to_spacy(doc: EnrichedDocument, nlp: Language | None = None) -> Doc:
    """Give a spaCy Doc of the same text, the mentions as its `ents`.

    `ents` widen to whole tokens; of two that share a token then, the longer one stays. Nothing is lost: the mentions
    with their exact offsets are in `user_data["newsnlp"]`. An entity's Wikidata id is the `kb_id_` of its spans, its
    id in the document their `ent_id_`.

    Args:
        doc: an enriched document.
        nlp: whose tokenizer and vocabulary to use; by default newsnlp's own, with sentences.

    Raises:
        ConfigError: the text is longer than `nlp.max_length`.

    Example:
        >>> from newsnlp.display.spacy_doc import to_spacy
        >>> doc = to_spacy(newsnlp.EnrichedDocument("a", "In Oslo.", mentions=(newsnlp.Mention(3, 7, "Oslo", "GPE"),)))
        >>> [(span.text, span.label_) for span in doc.ents]
        [('Oslo', 'GPE')]
    """
    from spacy.util import filter_spans

    made = _tokens(doc, nlp)
    entities = {entity.id: entity for entity in doc.entities}
    spans = []
    for mention in doc.mentions:
        entity = entities.get(mention.entity or "")
        span = made.char_span(
            mention.start,
            mention.end,
            label=mention.label,
            kb_id=(entity.qid if entity is not None else None) or "",
            span_id=mention.entity or "",
            alignment_mode="expand",
        )
        if span is not None:
            spans.append(span)
    made.set_ents(filter_spans(spans))
    made.user_data[MENTIONS] = [mention.to_dict() for mention in doc.mentions]
    made.user_data[PUBLISHED] = doc.published
    return made


def _tokens(doc: EnrichedDocument, nlp: Language | None) -> Doc:
    from newsnlp.tokens import make_doc, news_tokens

    if nlp is None:
        return make_doc(news_tokens(), Article(text=doc.text, published=doc.published))
    if len(doc.text) > nlp.max_length:
        raise ConfigError(
            f"document {doc.id!r} has {len(doc.text):,} characters, nlp.max_length is {nlp.max_length:,}: raise it"
        )
    return nlp.make_doc(doc.text)
