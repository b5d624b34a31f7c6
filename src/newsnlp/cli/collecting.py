"""How often a command's process looks for cycles of objects to collect."""

from __future__ import annotations

import gc

__all__ = ["collect_seldom"]

_OBJECTS = 200_000  # links are by the million, none in a cycle, and looking through them takes long


def collect_seldom() -> None:
    """Let Python look for cycles only after so many new objects."""
    gc.set_threshold(_OBJECTS)
