"""How much an article is about an entity."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["salience"]

_TITLE_WEIGHT = 2.0


def salience(starts: Sequence[int], title_end: int | None, length: int) -> float:
    """Give 0 to 1 from three signs: in the title, early in the text, often in the text.

    Args:
        starts: where the mentions start, in text order.
        title_end: one past the title's last code point, or None.
        length: where the last mention of the article ends.

    Example:
        >>> salience([0, 50], 10, 100), salience([90], 10, 100)
        (0.8667, 0.22)
    """
    in_title = _TITLE_WEIGHT if title_end is not None and starts[0] < title_end else 0.0
    early = 1.0 - starts[0] / max(length, 1)
    often = 1.0 - 1.0 / (1.0 + len(starts))
    return round((in_title + early + 2.0 * often) / (_TITLE_WEIGHT + 3.0), 4)
