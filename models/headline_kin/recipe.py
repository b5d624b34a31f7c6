"""Make `models/headline_kin`: which word stems lie near each other in the space of `headline_static`.

    python models/headline_kin/recipe.py ../shared/data [--table FOLDER]

The stems are the rarer ones of `headline_idf` that are no numbers; the vector of one is the mean of the unit vectors
of its words, by how often the titles of `link/headlines_plain.jsonl` and `link/allsides_train.jsonl` have them. Takes
a minute.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.embed import Embedding, load_embedding
from newsnlp.linking.idf import load_rarity
from newsnlp.linking.kin import LIKENESS
from newsnlp.linking.normalise import stem, words_of
from newsnlp.linking.pieces import Pieces
from newsnlp.store.artefacts import write_manifest

HERE = Path(__file__).resolve().parent
NEAR = 0.4  # cosine from which on two stems are kin; .34, .37 and .45 were no better in cross-validation
RARE = 4.5  # nats from which on a stem counts; 2.5 and 3.5 were no better, and twice the work
AT_ONCE = 1_000
FILES = ("stems.txt", "counts.npy", "others.npy", "likeness.npy")


def count_words(folder: Path) -> Counter[str]:
    """Count the words of titles."""
    counts: Counter[str] = Counter()
    for name in ("headlines_plain", "allsides_train"):
        for line in (folder / "link" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            counts.update(words_of(json.loads(line)["title"]))
    return counts


def stem_vectors(counts: Counter[str], embedding: Embedding) -> tuple[list[str], NDArray[np.float32]]:
    """Give the stems and a unit vector of each."""
    terms = {term for term, (rarity, _) in load_rarity().terms.items() if rarity >= RARE}
    words = sorted(word for word in counts if stem(word) in terms and not word[0].isdigit())
    stems = sorted({stem(word) for word in words})
    place = {name: number for number, name in enumerate(stems)}
    vectors = np.zeros((len(stems), embedding.table.shape[1]), np.float32)
    for word, vector in zip(words, unit(embedding.words(words)), strict=True):
        vectors[place[stem(word)]] += counts[word] * vector
    return stems, unit(vectors)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give vectors the length 1."""
    scaled: NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return scaled


Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]


def pairs_of(vectors: NDArray[np.float32]) -> Pairs:
    """Give the pairs that are near, the smaller number first, ascending, and their likeness in steps."""
    found: list[Pairs] = []
    for start in range(0, len(vectors), AT_ONCE):
        alike = vectors[start : start + AT_ONCE] @ vectors.T
        one, other = np.nonzero(alike >= NEAR)
        later = other > one + start
        one, other = one[later], other[later]
        likeness = np.minimum(np.rint(alike[one, other] * LIKENESS), 255).astype(np.uint8)
        found.append((one + start, other, likeness))
    one, other, likeness = (np.concatenate(column) for column in zip(*found, strict=True))
    return one, other, likeness


def embedding_of(folder: Path) -> Embedding:
    """Load the table that the recipe of `headline_static` made without one half of the stories."""
    pieces = Pieces((folder / "pieces.txt").read_text(encoding="utf-8").splitlines())
    table, scales = np.load(folder / "table.npy"), np.load(folder / "scales.npy").astype(np.float32)
    return Embedding(pieces, table, scales, load_embedding().centres)


def main() -> None:
    """Write the artefact, or that of another table into its folder."""
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("--table", type=Path, help="make it of this folder's table, into the folder `kin` there")
    given = options.parse_args()
    out = given.table / "kin" if given.table else HERE
    out.mkdir(exist_ok=True)
    stems, vectors = stem_vectors(
        count_words(given.data), embedding_of(given.table) if given.table else load_embedding()
    )
    one, other, likeness = pairs_of(vectors)
    (out / "stems.txt").write_text("\n".join(stems) + "\n", encoding="utf-8")
    np.save(out / "counts.npy", np.bincount(one, minlength=len(stems)).astype(np.uint16))
    np.save(out / "others.npy", other.astype(np.uint16))
    np.save(out / "likeness.npy", likeness)
    write_manifest(out, "headline_kin", "1", FILES)
    print(f"{len(stems)} stems, {len(one)} pairs")


if __name__ == "__main__":
    main()
