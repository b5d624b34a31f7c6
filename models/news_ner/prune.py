"""Narrow the feed-forward nets of a tagger: `prune.py --model DIR/model.pt --units 1280 --base FOLDER --out FILE`.

Leaves out the units of each layer that the loss on the gold depends on least, by the first-order estimate of Molchanov
et al. 2019; what such a unit holds on the average goes into the bias behind it. Train on afterwards.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import torch
from corpus import Example, read_annotated, read_gold
from encoder import Layer, Tagger
from soup import load
from torch import Tensor, nn
from train import batches, collate, loss

from newsnlp.entities.wordpiece import WordPieces

_PROBE = 3000  # texts to look at, of the gold and of the annotations


def narrowed(model: Tagger, units: int, examples: Sequence[Example], padding: int) -> Tagger:
    """Give the tagger with so many units a layer."""
    importance, means = _looked_at(model, examples, padding)
    small = Tagger(replace(model.shape, inner=units), model.head.out_features)
    small.load_state_dict({n: t for n, t in model.state_dict().items() if not _changed(n)}, strict=False)
    with torch.no_grad():
        for old, new, weight, mean in zip(model.layers, small.layers, importance, means, strict=True):
            kept = weight.topk(units).indices.sort().values
            out = torch.ones(len(weight), dtype=torch.bool).scatter(0, kept, False)
            new.widen.weight.copy_(old.widen.weight[kept])
            new.widen.bias.copy_(old.widen.bias[kept])
            new.narrow.weight.copy_(old.narrow.weight[:, kept])
            new.narrow.bias.copy_(old.narrow.bias + old.narrow.weight[:, out] @ mean[out])
    return small


def _changed(name: str) -> bool:
    return ".widen." in name or ".narrow." in name


def _looked_at(model: Tagger, examples: Sequence[Example], padding: int) -> tuple[list[Tensor], list[Tensor]]:
    """Give each layer's importance and mean of its units."""
    model.eval()
    held: list[Tensor] = []

    def keep(_: nn.Module, given: tuple[Tensor, ...]) -> None:
        given[0].retain_grad()
        held.append(given[0])

    layers: Sequence[Layer] = list(model.layers)
    hooks = [layer.narrow.register_forward_pre_hook(keep) for layer in layers]
    importance = [torch.zeros(model.shape.inner) for _ in layers]
    means = [torch.zeros(model.shape.inner) for _ in layers]
    pieces = 0
    for group in batches(examples, 1024, random.Random(0)):
        held.clear()
        batch = collate([examples[i] for i in group], [examples[i].casings for i in group], padding)
        loss(model, batch).backward()
        seen = batch["mask"].bool()
        pieces += int(seen.sum())
        for number, units in enumerate(held):
            change = (units.detach() * units.grad).float()
            importance[number] += change.sum((0, 1)) ** 2
            means[number] += units.detach().float()[seen].sum(0)
        model.zero_grad()
    for hook in hooks:
        hook.remove()
    return importance, [total / pieces for total in means]


def main() -> None:
    """Narrow a model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--units", type=int, default=1280)
    parser.add_argument("--base", type=Path, required=True, help="folder with vocab.txt")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    vocabulary = WordPieces.read(options.base / "vocab.txt")
    gold = options.data / "ner" / "newsgold_train.jsonl"
    examples = [
        *islice(read_gold(gold, vocabulary), _PROBE // 2),
        *islice(read_annotated(options.data, vocabulary), _PROBE // 2),
    ]
    small = narrowed(load([options.model]), options.units, examples, vocabulary.padding)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(small.state_dict(), options.out)


if __name__ == "__main__":
    main()
