"""A newsnlp component inside somebody's spaCy pipeline.

It reads the text with newsnlp's own tokens, so that what it finds does not depend on the pipeline around it. Entities
in `doc.ents` snap outward to that pipeline's tokens; the exact mentions stand in `doc.user_data["newsnlp"]`, as the
records of the schema. What a Doc has in `doc.user_data["newsnlp_published"]` is the reference date. Entities of other
components stay where newsnlp finds none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.tokens import Doc
from spacy.util import filter_spans

from newsnlp.article import Article
from newsnlp.document import Mention
from newsnlp.mentions import check_mention, settle, value_numbers
from newsnlp.protocols import MENTIONS, PUBLISHED, Component
from newsnlp.tokens import make_doc, news_tokens

__all__ = ["SpacyComponent"]


class SpacyComponent:
    """Calls newsnlp components on a Doc and writes `doc.ents` and `doc.user_data["newsnlp"]`."""

    def __init__(self, components: Sequence[Component]) -> None:
        self.components = tuple(components)
        self._nlp = news_tokens()

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the Doc in place and give it back, as spaCy expects."""
        if not doc.text.strip():
            return doc
        found = [Mention.from_dict(record) for record in doc.user_data.get(MENTIONS, ())]
        with self._nlp.memory_zone():
            own = make_doc(self._nlp, Article(text=doc.text, published=doc.user_data.get(PUBLISHED)))
            for component in self.components:
                new = component.annotate(own, tuple(found))
                found += [check_mention(mention, doc.text, component.name) for mention in new]
        mentions = value_numbers(settle(found))
        doc.user_data[MENTIONS] = [mention.to_dict() for mention in mentions]
        ours = [_snapped(doc, mention) for mention in mentions]
        kept = [span for span in doc.ents if not any(span.start < own.end and own.start < span.end for own in ours)]
        doc.set_ents(filter_spans([*ours, *kept]))
        return doc

    def __getstate__(self) -> dict[str, Any]:
        return {"components": self.components}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.components = state["components"]
        self._nlp = news_tokens()


def _snapped(doc: Doc, mention: Mention) -> Any:
    return doc.char_span(mention.start, mention.end, label=mention.label, alignment_mode="expand")
