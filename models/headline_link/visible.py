"""What the recipes of `headline_link` and `headline_reader` read: records, and vectors made without some of them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from newsnlp.linking.embed import Embedding
from newsnlp.linking.pieces import Pieces

__all__ = ["embedding", "rows"]

HERE = Path(__file__).resolve().parent


def rows(path: Path) -> list[dict[str, str]]:
    """Read the records of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def embedding(folder: Path) -> Embedding:
    """Load vectors that were not made of the stories that are scored."""
    pieces = Pieces((folder / "pieces.txt").read_text(encoding="utf-8").splitlines())
    table, scales = np.load(folder / "table.npy"), np.load(folder / "scales.npy").astype(np.float32)
    return Embedding(pieces, table, scales, np.load(HERE.parent / "headline_static" / "centres.npy"))
