"""Our own annotations of texts that stay where they are: `annotations.jsonl` holds offsets and labels, no text.

A line is `{"text": first 16 hex digits of the text's SHA-256 in UTF-8, "spans": [[start, end, label], ...]}`, to the
guide of `newsgold_train`. The texts are titles, leads and their sentences of `link/allsides_train.jsonl`, titles of
`link/headlines_plain.jsonl`, and sentences of `articles/wikinews.jsonl`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from sentences import sentences

FILE = Path(__file__).parent / "annotations.jsonl"
_SETS = ("link/allsides_train", "link/headlines_plain", "articles/wikinews")


def annotated(data: Path) -> Iterator[tuple[str, list[list]]]:
    """Yield text and spans of each annotation; a text that is not among the data is an error."""
    texts = {digest(text): text for name in _SETS for text in _texts(data / f"{name}.jsonl")}
    with FILE.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            yield texts[record["text"]], record["spans"]


def digest(text: str) -> str:
    """Give the name of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _texts(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for text in filter(None, (record.get("title"), record.get("text"))):
                yield text
                yield from sentences(text)
