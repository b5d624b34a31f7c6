"""A document for displaCy, whose manual mode escapes neither labels nor links: here they come escaped."""

from __future__ import annotations

import re
from typing import Any

from newsnlp.display.html import COLOURS
from newsnlp.display.markup import text
from newsnlp.document import EnrichedDocument, Entity

__all__ = ["displacy_html", "to_displacy"]

_WIKIDATA_ID = re.compile(r"Q[1-9][0-9]*", re.ASCII)


def to_displacy(doc: EnrichedDocument) -> dict[str, Any]:
    """Give what `spacy.displacy.render(..., manual=True, jupyter=False)` draws; the text is escaped by displaCy itself.

    An entity with a Wikidata id gets a link to it; no other address comes in.

    Example:
        >>> from newsnlp.display.displacy import to_displacy
        >>> doc = newsnlp.EnrichedDocument("a", "In Oslo", mentions=(newsnlp.Mention(3, 7, "Oslo", "GPE"),))
        >>> to_displacy(doc)
        {'text': 'In Oslo', 'ents': [{'start': 3, 'end': 7, 'label': 'GPE'}], 'title': None}
    """
    entities = {entity.id: entity for entity in doc.entities}
    ents = [
        {"start": mention.start, "end": mention.end, "label": text(mention.label)}
        | _link(entities.get(mention.entity or ""))
        for mention in doc.mentions
    ]
    return {"text": doc.text, "ents": ents, "title": None}


def displacy_html(doc: EnrichedDocument, *, page: bool = False) -> str:
    """Give displaCy's drawing of the mentions as HTML.

    Args:
        doc: an enriched document.
        page: whether to give a whole page.

    Example:
        >>> from newsnlp.display.displacy import displacy_html
        >>> "&lt;b&gt;" in displacy_html(newsnlp.EnrichedDocument("a", "<b>"))
        True
    """
    from spacy import displacy

    options = {"colors": COLOURS}
    return str(displacy.render(to_displacy(doc), style="ent", page=page, manual=True, jupyter=False, options=options))


def _link(entity: Entity | None) -> dict[str, str]:
    if entity is None or entity.qid is None or not _WIKIDATA_ID.fullmatch(entity.qid):
        return {}
    return {"kb_id": entity.qid, "kb_url": f"https://www.wikidata.org/wiki/{entity.qid}"}
