"""Which knowledge base a user means: the one that ships, or one of theirs among the knowledge that they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.errors import ConfigError
from newsnlp.knowledge.sources import Given

__all__ = ["SUFFIX", "base_among"]

SUFFIX = ".sqlite"
"""What the name of a knowledge base ends in."""


def base_among(knowledge: Given | Iterable[Given]) -> tuple[KnowledgeBase, list[Given]]:
    """Give the knowledge base, and the rest of the knowledge, which holds names of the user's own.

    A path that ends in `.sqlite` is a base that `newsnlp kb build` made; without one it is the base that ships.

    Raises:
        ConfigError: there are several bases, or something is neither path nor mapping.
        ModelError: the base is missing or damaged.
    """
    if isinstance(knowledge, str | Path | Mapping):
        items: list[Given] = [knowledge]
    elif isinstance(knowledge, Iterable):
        items = list(knowledge)
    else:
        raise ConfigError(f"knowledge is {knowledge!r}, expected a path, a mapping, or a list of these")
    bases = [item for item in items if isinstance(item, str | Path) and Path(item).suffix.lower() == SUFFIX]
    if len(bases) > 1:
        raise ConfigError(f"knowledge has {len(bases)} bases, {', '.join(map(str, bases))}: give one")
    base = KnowledgeBase.built(Path(bases[0])) if bases else KnowledgeBase.shipped()
    return base, [item for item in items if item not in bases]
