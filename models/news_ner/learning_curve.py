"""F1 against the amount of gold: `learning_curve.py --base MINILM_FOLDER --out DIR [--layers 3]`; prints a table.

The plain recipe from the base weights: gold alone, no teacher, no tweets. Each share holds the smaller ones; smaller
shares are read more often, so that every run comes to rest. Exact spans of words on `newsgold_dev`, as written.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path

import torch
from corpus import TAGS, Example, read_gold
from encoder import MINILM, Tagger, load_base
from train import KEEP, arguments, checked_base, f1, probabilities, train

from newsnlp.entities.wordpiece import WordPieces

EPOCHS = {0.125: 12, 0.25: 9, 0.5: 6, 1.0: 5}
RATE = "7e-4"
_TITLE_CASE = 0.7


def title_case(path: Path) -> list[bool]:
    """Tell of each text whether it is a Title-Case headline, as the cards count them."""
    with path.open(encoding="utf-8") as lines:
        return [_title_case(record) for record in map(json.loads, lines)]


def _title_case(record: dict) -> bool:
    words = [word for word in record["text"].split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return record["kind"] == "headline" and capitals > _TITLE_CASE * len(words)


def main() -> None:
    """Train on each share and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    own = parser.parse_args()
    vocabulary = WordPieces.read(own.base / "vocab.txt")
    gold = list(read_gold(own.data / "ner" / "newsgold_train.jsonl", vocabulary))
    random.Random(own.seed).shuffle(gold)
    held_out = own.data / "ner" / "newsgold_dev.jsonl"
    dev = list(read_gold(held_out, vocabulary))
    titles = [example for example, title in zip(dev, title_case(held_out), strict=True) if title]
    print("| share of the gold | texts | epochs | names F1 | Title-Case headlines | all labels F1 |")
    print("|---|---|---|---|---|---|")
    for share, epochs in EPOCHS.items():
        part = gold[: round(share * len(gold))]
        line = ["--base", str(own.base), "--out", str(own.out / f"{share}"), "--layers", str(own.layers)]
        line += ["--epochs", str(epochs), "--rate", RATE, "--seed", str(own.seed), "--checks", "1", "--threads", "1"]
        model = _trained(part, dev, vocabulary, arguments(line))
        names, labels = f1(probabilities(model, dev, vocabulary.padding), dev)
        of_titles, _ = f1(probabilities(model, titles, vocabulary.padding), titles)
        print(f"| {share:.1%} | {len(part)} | {epochs} | {names:.1f} | {of_titles:.1f} | {labels:.1f} |", flush=True)


def _trained(gold: list[Example], dev: list[Example], vocabulary: WordPieces, options: argparse.Namespace) -> Tagger:
    """Train one model and give the mean of its late weights."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    shape = replace(MINILM, layers=options.layers)
    model = Tagger(shape, len(TAGS), options.dropout)
    load_base(model, checked_base(options.base, options.encoder), KEEP[options.layers, options.encoder])
    train(model, gold, dev, vocabulary.padding, options)
    mean = Tagger(shape, len(TAGS))
    mean.load_state_dict(torch.load(options.out / "model.pt", weights_only=True))
    return mean


if __name__ == "__main__":
    main()
