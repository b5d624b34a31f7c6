"""Let a trained teacher tag texts: `python models/news_ner/teach.py --teacher DIR --out DIR --sources NAME...`.

Writes one file of examples with the teacher's probabilities a source, for `train.py --soft`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from corpus import TAGS, Example, read_partial, read_plain
from encoder import MPNET, Tagger
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


def main() -> None:
    """Tag every text of the sources."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True, help="folder of train.py --encoder mpnet")
    parser.add_argument("--base", type=Path, required=True, help="folder with BERT's vocab.txt")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sources", nargs="+", default=SOURCES)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = WordPieces.read(options.base / "vocab.txt")
    teacher = Tagger(MPNET, len(TAGS))
    teacher.load_state_dict(torch.load(options.teacher / "model.pt", weights_only=True))
    teacher.bfloat16()
    table = mpnet_pieces(vocabulary)
    for source in options.sources:
        examples = examples_of(source, options.data, vocabulary)
        done: list[Example] = []
        for start in range(0, len(examples), _CHUNK):
            part = examples[start : start + _CHUNK]
            read = [replace(example, pieces=table[example.pieces]) for example in part]
            rows = probabilities(teacher, read, int(table[vocabulary.padding]))
            done += map(taught, part, rows)
            print(source, len(done), len(examples), flush=True)
        torch.save(done, options.out / f"{source.replace(':', '-')}.pt")


if __name__ == "__main__":
    main()
