"""Sentences of unlabelled text, for the recipes: `newsnlp` cuts better, but what it cuts may change."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"(?<=[.!?…][\s”\"’'])\s*(?=[A-Z“\"‘'])|(?<=[.!?…])\s+(?=[A-Z“\"‘'])|\s*\n+\s*")


def sentences(text: str) -> Iterator[str]:
    """Cut a text at line breaks and at full stops before capitals: good enough for unlabelled text."""
    yield from (part.strip() for part in _SENTENCE_END.split(text) if part and len(part.strip()) > 12)
