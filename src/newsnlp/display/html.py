"""A document as HTML: its text with a coloured mark for each mention, and a tooltip that tells what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsnlp.display.markup import anchor, attribute, text
from newsnlp.document import EnrichedDocument, Entity, Mention, Quantity, Timex

__all__ = ["COLOURS", "document_html", "tooltip"]

COLOURS = {
    "PERSON": "#ffd6a5", "NORP": "#fde4cf", "ORG": "#bde0fe", "GPE": "#caffbf", "LOC": "#d8f3dc", "FAC": "#d0f0c0",
    "PRODUCT": "#e2ece9", "EVENT": "#ffc6ff", "WORK_OF_ART": "#f1c0e8", "LAW": "#e5d9f2", "LANGUAGE": "#fff1e6",
    "DATE": "#fdffb6", "TIME": "#faf3b0", "MONEY": "#a8e6cf", "PERCENT": "#b9fbc0", "QUANTITY": "#c1f0f6",
    "ORDINAL": "#e9ecef", "CARDINAL": "#dee2e6",
}  # fmt: skip
_OTHER = "#e9ecef"
SHOWN = 20_000  # characters of a text that a notebook shows
_SHOWN_ENTITIES = 12

_MARK = (
    '<mark data-start="{start}" data-end="{end}" data-label="{label}" title="{title}" style="background:{colour};'
    'color:#111;padding:.05em .25em;border-radius:.25em">{shown}</mark>'
)


def document_html(doc: EnrichedDocument, *, limit: int | None = SHOWN) -> str:
    """Give the document as HTML; everything in it is escaped.

    Args:
        doc: an enriched document.
        limit: characters of the text that are shown, None for all.

    Example:
        >>> from newsnlp.display.html import document_html
        >>> doc = newsnlp.EnrichedDocument("a", "Oslo <b>", mentions=(newsnlp.Mention(0, 4, "Oslo", "GPE"),))
        >>> "Oslo</mark> &lt;b&gt;" in document_html(doc)
        True
    """
    return "".join(
        [
            '<div class="newsnlp-document" style="line-height:1.7;margin:.5em 0 1em">',
            f'<div class="newsnlp-head" style="font-size:.85em;opacity:.75">{_head(doc)}</div>',
            f'<div class="newsnlp-text" dir="auto" style="white-space:pre-wrap">{"".join(_pieces(doc, limit))}</div>',
            f'<div class="newsnlp-entities" style="font-size:.85em;opacity:.85">{_entities(doc)}</div>',
            *(f'<div class="newsnlp-warning" style="font-size:.85em">⚠ {text(each)}</div>' for each in doc.warnings),
            "</div>",
        ]
    )


def tooltip(mention: Mention, entity: Entity | None = None, reason: str | None = None) -> str:
    """Tell in lines of plain text what is known of a mention: label, value, interval, name, and why.

    Example:
        >>> from newsnlp.display.html import tooltip
        >>> doc = newsnlp.enrich("Xi will visit on May 9.", published="2025-02-10")
        >>> print(tooltip(doc.dates[0]).partition("score")[0].strip())
        DATE
        value: 2025-05-09
        covers: 2025-05-09 until 2025-05-10
        counted from: 2025-02-10
    """
    return "\n".join([mention.label, *_facts(mention, entity, reason)])


def _facts(mention: Mention, entity: Entity | None, reason: str | None) -> Iterator[str]:
    if mention.timex is not None:
        yield from _of_timex(mention.timex)
    if mention.quantity is not None:
        yield f"value: {amount(mention.quantity)}"
    if entity is not None:
        yield f"name: {entity.name}"
        yield from (f"{key}: {value}" for key, value in _known(entity).items() if value is not None)
    if reason is not None:
        yield f"why: {reason}"
    if mention.score is not None:
        yield f"score: {mention.score:.4g}"
    if mention.by:
        yield f"by: {mention.by}"


def _known(entity: Entity) -> Mapping[str, str | None]:
    return {"id": entity.qid, "is": entity.description, "country": entity.country}


def _of_timex(timex: Timex) -> Iterator[str]:
    yield f"value: {timex.value or 'unknown'}{f' ({timex.mod})' if timex.mod else ''}"
    if timex.interval is not None:
        yield f"covers: {timex.interval[0]} until {timex.interval[1]}"
    if timex.anchor is not None:
        yield f"counted from: {timex.anchor}"


def amount(quantity: Quantity) -> str:
    """Give a quantity in figures: `75,000,000 USD`, `5 to 7 percent`."""
    ends = (quantity.value,) if quantity.value is not None else (quantity.low, quantity.high)
    figures = " to ".join("?" if end is None else f"{end:,}" for end in ends)
    return f"{figures} {quantity.unit}" if quantity.unit else figures


def _head(doc: EnrichedDocument) -> str:
    facts = [text(fact) for fact in (doc.published, doc.source, doc.story and f"story {doc.story}") if fact]
    return " · ".join([anchor(doc.url, doc.id), *facts])


def _pieces(doc: EnrichedDocument, limit: int | None) -> Iterator[str]:
    """Yield the text piece by piece, marked; it is cut before the first mention that the limit would split."""
    end = len(doc.text) if limit is None else min(limit, len(doc.text))
    entities = {entity.id: entity for entity in doc.entities}
    reasons = {
        number: reason
        for entity in doc.entities
        for number, reason in zip(entity.mentions, entity.reasons, strict=False)
    }
    done = 0
    for number, mention in enumerate(doc.mentions):
        if mention.end > end:
            end = max(done, min(end, mention.start))
            break
        yield _lines(doc.text[done : mention.start])
        yield _mark(mention, tooltip(mention, entities.get(mention.entity or ""), reasons.get(number)))
        done = mention.end
    yield _lines(doc.text[done:end])
    if end < len(doc.text):
        yield f"<em> … {len(doc.text) - end:,} characters more</em>"


def _lines(piece: str) -> str:
    """Escape text, its line breaks as elements: tools that tidy a page take white space between elements away."""
    return text(piece).replace("\r\n", "\n").replace("\n", "<br>")


def _mark(mention: Mention, title: str) -> str:
    return _MARK.format(
        start=mention.start,
        end=mention.end,
        label=attribute(mention.label),
        title=attribute(title),
        colour=COLOURS.get(mention.label, _OTHER),
        shown=_lines(mention.text),
    )


def _entities(doc: EnrichedDocument) -> str:
    names = [f"{text(entity.name)} <small>{text(entity.label)}</small>" for entity in doc.entities[:_SHOWN_ENTITIES]]
    if len(doc.entities) > _SHOWN_ENTITIES:
        names.append(f"+{len(doc.entities) - _SHOWN_ENTITIES}")
    return ", ".join(names)
