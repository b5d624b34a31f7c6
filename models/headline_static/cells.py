"""Add the centres of 256 cells to `models/headline_static`: spherical k-means of the vectors of headlines.

    python models/headline_static/cells.py ../shared/data [FOLDER]

The second step of the artefact, after `recipe.py`. Headlines: `link/headlines_plain.jsonl`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from newsnlp.linking.embed import Embedding
from newsnlp.linking.normalise import words_of
from newsnlp.linking.pieces import Pieces
from newsnlp.linking.texts import Numbering, Texts
from newsnlp.store.artefacts import write_manifest

HERE = Path(__file__).resolve().parent
CELLS, ROUNDS = 256, 12


def main() -> None:
    """Cluster, and write the centres beside the table."""
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE
    lines = (Path(sys.argv[1]) / "link" / "headlines_plain.jsonl").read_text(encoding="utf-8").splitlines()
    pieces = Pieces((folder / "pieces.txt").read_text(encoding="utf-8").splitlines())
    table, scales = np.load(folder / "table.npy"), np.load(folder / "scales.npy").astype(np.float32)
    embedding = Embedding(pieces, table, scales, np.zeros((0, table.shape[1]), np.float32))
    numbering = Numbering()
    texts = Texts.of((words_of(json.loads(line)["title"]) for line in lines), numbering)
    vectors = embedding.vectors(embedding.words(numbering), texts).astype(np.float32)
    vectors = vectors[np.linalg.norm(vectors, axis=1) > 0]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    centres = vectors[:: len(vectors) // CELLS][:CELLS]
    for _ in range(ROUNDS):
        nearest = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        norm = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norm > 0, sums / np.maximum(norm, 1e-9), centres)
    np.save(folder / "centres.npy", centres.astype(np.float32))
    write_manifest(folder, "headline_static", "1", ("table.npy", "scales.npy", "pieces.txt", "centres.npy"))
    print(f"{len(vectors)} headlines, largest cell {np.bincount(nearest).max()}")


if __name__ == "__main__":
    main()
