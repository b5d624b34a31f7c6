"""Let trained teachers tag texts: `python models/news_ner/teach.py --teachers DIR/model.pt=SHARE... --out DIR`.

Writes one file of examples with the mean of the teachers' probabilities a source, for `train.py --soft`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from corpus import TAGS, Example, read_partial, read_plain
from encoder import MPNET, Tagger, shape_of
from sentences import sentences
from train import mpnet_pieces, probabilities

from newsnlp.entities.wordpiece import WordPieces

SOURCES = ("titles", "tweets", "articles:0:5000", "leads:0:6000", "radio:0:6000", "headlines:0:8000")
_CHUNK = 2048
_SEED = 7


def _field(path: Path, field: str) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [str(record[field]) for record in map(json.loads, lines) if record.get(field)]


def _shuffled(texts: Iterable[str]) -> list[str]:
    pool = list(dict.fromkeys(texts))
    random.Random(_SEED).shuffle(pool)
    return pool


def texts_of(source: str, data: Path) -> list[str]:
    """Give the unlabelled texts of a source, in one random order."""
    link = data / "link"
    if source == "titles":
        return _shuffled(_field(link / "allsides_train.jsonl", "title"))
    if source == "leads":
        return _shuffled(s for text in _field(link / "allsides_train.jsonl", "text") for s in sentences(text))
    if source == "articles":
        wikinews = _field(data / "articles" / "wikinews.jsonl", "text")
        return _shuffled(s for text in wikinews for s in sentences(text))
    if source == "headlines":
        return _shuffled(_field(link / "headlines_plain.jsonl", "title"))
    if source == "radio":
        return _shuffled(_field(data / "ner" / "gmb_train.jsonl", "text"))
    raise SystemExit(f"unknown source {source!r}")


def examples_of(source: str, data: Path, vocabulary: WordPieces) -> list[Example]:
    """Give the examples of a source, `name` or `name:first:last`; tweets bring the tags that their scheme allows."""
    name, *limits = source.split(":")
    if name != "tweets":
        part = slice(*map(int, limits)) if limits else slice(None)
        return list(read_plain(texts_of(name, data)[part], vocabulary))
    sets = (("btc_a", "btc"), ("btc_b", "btc"), ("btc_e", "btc"), ("wnut17_train", "wnut"))
    return [
        example
        for part, scheme in sets
        for example in read_partial(data / "ner" / f"{part}.jsonl", vocabulary, scheme, 0.7)
    ]


def taught(example: Example, rows: np.ndarray) -> Example:
    """Give the example with the teacher's probabilities, within what is allowed where that is known."""
    if example.target is not None:
        within = rows * (example.target > 0)
        mass = within.sum(1, keepdims=True)
        any_allowed = example.target / example.target.sum(1, keepdims=True)
        rows = np.where(mass > 0.01, within / np.maximum(mass, 1e-6), any_allowed)
    rows = np.where(rows < 1e-3, 0, rows)
    return replace(example, target=(rows / rows.sum(1, keepdims=True)).astype(np.float16), partial=False)


class Teachers:
    """Taggers, MPNet's or MiniLM's, whose probabilities are averaged.

    Args:
        given: paths of their weights, each followed by `=` and its share.
        vocabulary: what the examples are read with.
    """

    def __init__(self, given: Sequence[str], vocabulary: WordPieces) -> None:
        self._members: list[tuple[Tagger, np.ndarray, float]] = []
        self._padding = vocabulary.padding
        for one in given:
            path, share = one.rsplit("=", 1)
            weights = torch.load(path, weights_only=True)
            is_mpnet = "relative.weight" in weights
            model = Tagger(MPNET if is_mpnet else shape_of(weights), len(TAGS))
            model.load_state_dict(weights)
            table = mpnet_pieces(vocabulary) if is_mpnet else np.arange(len(vocabulary))
            self._members.append((model.bfloat16(), table, float(share)))
        self._shares = sum(share for _, _, share in self._members)

    def probabilities(self, examples: Sequence[Example]) -> list[np.ndarray]:
        """Give the mean tag probabilities of each text's words."""
        found = [np.zeros((len(example.heads), len(TAGS)), np.float32) for example in examples]
        for model, table, share in self._members:
            read = [replace(example, pieces=table[example.pieces]) for example in examples]
            for mean, rows in zip(found, probabilities(model, read, int(table[self._padding])), strict=True):
                mean += rows * np.float32(share / self._shares)
        return found


def main() -> None:
    """Tag every text of the sources."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teachers", nargs="+", required=True, help="model.pt of train.py, =, and its share")
    parser.add_argument("--base", type=Path, required=True, help="folder with BERT's vocab.txt")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sources", nargs="+", default=SOURCES)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = WordPieces.read(options.base / "vocab.txt")
    teachers = Teachers(options.teachers, vocabulary)
    for source in options.sources:
        examples = examples_of(source, options.data, vocabulary)
        done: list[Example] = []
        for start in range(0, len(examples), _CHUNK):
            part = examples[start : start + _CHUNK]
            done += map(taught, part, teachers.probabilities(part))
            print(source, len(done), len(examples), flush=True)
        torch.save(done, options.out / f"{source.replace(':', '-')}.pt")


if __name__ == "__main__":
    main()
