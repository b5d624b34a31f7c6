"""Which countries a document is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newsnlp.salience import salience

if TYPE_CHECKING:
    from newsnlp.document import Entity, Mention

__all__ = ["countries_of"]


def countries_of(entities: Iterable[Entity], mentions: Sequence[Mention], title_end: int | None) -> tuple[str, ...]:
    """Give the codes of the countries in which the entities lie or of which they are the people, the main one first.

    A country is as salient as if every name of it, of its cities and of its people were its own.

    Args:
        entities: the places and peoples of a document.
        mentions: all mentions of the document.
        title_end: one past the title's last code point, or None.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    for entity in entities:
        if entity.country is not None:
            starts[entity.country] += (mentions[index].start for index in entity.mentions)
    length = mentions[-1].end if mentions else 1
    found = {code: sorted(at) for code, at in starts.items() if at}
    return tuple(sorted(found, key=lambda code: (-salience(found[code], title_end, length), found[code][0], code)))
