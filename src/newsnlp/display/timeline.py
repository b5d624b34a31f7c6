"""The dates of documents on one line of time, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsnlp.display.html import COLOURS, tooltip
from newsnlp.display.markup import attribute, text
from newsnlp.display.stories import headline
from newsnlp.document import EnrichedDocument, Mention
from newsnlp.errors import ConfigError

__all__ = ["Moment", "Timeline", "timeline"]

SHOWN = 200  # dates that a notebook shows
_ROUND = 40  # characters of the text on either side of a date

_ROW = (
    '<tr class="newsnlp-moment"><td style="width:1%;white-space:nowrap;text-align:left">{days}</td>'
    '<td style="width:40%;min-width:8em"><div style="position:relative;overflow:hidden;height:.8em;background:#8881">'
    '<div title="{title}" style="position:absolute;height:100%;min-width:4px;left:{left:.2f}%;width:{width:.2f}%;'
    'background:{colour};box-sizing:border-box;border:1px solid #888"></div></div></td>'
    '<td style="text-align:left">{context}<br><small>{headline}</small></td></tr>'
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date of a document that covers an interval.

    Attributes:
        start: first moment of the interval.
        end: the moment after its last.
        mention: the date.
        doc: the document that it stands in.
    """

    start: datetime
    end: datetime
    mention: Mention
    doc: EnrichedDocument

    @property
    def days(self) -> str:
        """The value of the date, or the ends of its interval where it has none."""
        timex = self.mention.timex
        return (timex.value if timex is not None else None) or f"{self.start.isoformat()}/{self.end.isoformat()}"


@dataclass(frozen=True, slots=True, repr=False)
class Timeline:
    """Moments by their intervals, earliest first; a notebook shows it as HTML.

    Attributes:
        moments: the dates.
        since: where the scale starts; by default at the first date.
        until: where the scale ends; by default with the last date.
    """

    moments: tuple[Moment, ...]
    since: datetime | None = None
    until: datetime | None = None

    def __repr__(self) -> str:
        """Count the dates."""
        return f"Timeline(moments={len(self.moments)})"

    def _repr_html_(self) -> str:
        """Show the dates in a notebook, each with a bar where it lies and the words around it."""
        shown = self.moments[:SHOWN]
        rows = "".join(self._rows(shown))
        rest = len(self.moments) - len(shown)
        more = f"<p>… {rest:,} dates more</p>" if rest else ""
        return f'<div class="newsnlp-timeline"><table style="width:100%;table-layout:auto">{rows}</table>{more}</div>'

    def _rows(self, moments: Sequence[Moment]) -> Iterator[str]:
        if not moments:
            return
        first = self.since or min(moment.start for moment in moments)
        last = self.until or max(moment.end for moment in moments)
        for moment in moments:
            start, end = _share(moment.start, first, last), _share(moment.end, first, last)
            yield _ROW.format(
                days=text(moment.days),
                title=attribute(tooltip(moment.mention)),
                left=min(start, 99.0),
                width=end - start,
                colour=COLOURS["DATE"],
                context=_context(moment.doc, moment.mention),
                headline=text(headline(moment.doc)),
            )


def timeline(docs: Iterable[EnrichedDocument], *, since: str | None = None, until: str | None = None) -> Timeline:
    """Give the dates of documents that cover an interval, by interval: start, then end, then document and place.

    Args:
        docs: enriched documents.
        since: an ISO date or date-time; dates that end before it are left out.
        until: an ISO date or date-time; dates that start at it or later are left out.

    Raises:
        ConfigError: `since` or `until` is no ISO date.

    Example:
        >>> from newsnlp.display.timeline import timeline
        >>> doc = newsnlp.enrich("Xi left on May 9, 2025 and came back in April 2024.")
        >>> [moment.mention.text for moment in timeline([doc]).moments]
        ['April 2024', 'May 9, 2025']
    """
    first, last = _limit("since", since), _limit("until", until)
    found = [
        moment
        for doc in docs
        for moment in _moments(doc)
        if (first is None or moment.end > first) and (last is None or moment.start < last)
    ]
    found.sort(key=lambda each: (each.start, each.end, each.doc.id, each.mention.start))
    return Timeline(tuple(found), first, last)


def _moments(doc: EnrichedDocument) -> Iterator[Moment]:
    for mention in doc.dates:
        interval = mention.timex.interval if mention.timex is not None else None
        if interval is None:
            continue
        start, end = _when(interval[0]), _when(interval[1])
        if start is not None and end is not None:
            yield Moment(start, end, mention, doc)


def _when(value: str) -> datetime | None:
    """Give the moment as written, without its zone; None outside the years 1 to 9999."""
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None


def _limit(name: str, value: str | None) -> datetime | None:
    if value is not None and _when(value) is None:
        raise ConfigError(f"{name} is {value!r}, expected an ISO date such as 2025-02-10")
    return None if value is None else _when(value)


def _share(moment: datetime, first: datetime, last: datetime) -> float:
    """Give where a moment lies between two others, in percent; those outside lie at the ends."""
    whole = (last - first).total_seconds()
    return min(100.0, max(0.0, 100 * (moment - first).total_seconds() / whole)) if whole > 0 else 0.0


def _context(doc: EnrichedDocument, mention: Mention) -> str:
    before, after = (
        doc.text[max(0, mention.start - _ROUND) : mention.start],
        doc.text[mention.end : mention.end + _ROUND],
    )
    return f"…{text(before)}<strong>{text(mention.text)}</strong>{text(after)}…"
