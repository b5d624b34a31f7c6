"""Bring the massive activations of a tagger down: `massive.py --models DIR/model.pt... --base FOLDER --out FILE`.

Writes the mean of the models, its activations such that 8 bits a batch serve all of its rows.

In each lower layer one unit behind the GELU holds some 15 to 30 at the mark that opens a row, and next to nothing
anywhere else (massive activations: Sun et al. 2024). One scale for a batch would be that unit's. Such a unit only tells
the mark from the pieces; here it is written as one of a lower slope, the weights behind it raised by as much.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import torch
from corpus import Example, read_gold
from encoder import Layer, Tagger
from soup import load
from torch import Tensor
from torch.nn import functional
from train import collate

from newsnlp.entities.wordpiece import WordPieces

_LARGE = 10.0  # what a unit holds at the opening mark, from which on it is brought down
_PROBE = 500  # texts of the gold to look at
_OPENING, _ELSEWHERE = 4.5, -3.0  # what goes into the GELU then: at the mark, and at 99 % of pieces at most


def lower_massive(model: Tagger, examples: Sequence[Example], padding: int) -> Iterator[tuple[int, int, float]]:
    """Bring the units down in place, layer after layer; yields layer, unit and what it held.

    Args:
        model: the tagger, changed in place.
        examples: texts to look at; a few hundred are enough.
        padding: the piece that fills rows up.
    """
    model.eval()
    for number, layer in enumerate(model.layers):
        into = _into_gelu(model, layer, examples, padding)
        opening, others = into[0], into[1]
        for unit in torch.nonzero(opening.mean(dim=0) > _LARGE).flatten().tolist():
            yield number, unit, opening[:, unit].mean().item()
            _reshape(layer, unit, opening[:, unit], others[:, unit])


def _into_gelu(model: Tagger, layer: Layer, examples: Sequence[Example], padding: int) -> tuple[Tensor, Tensor]:
    """Give what goes into the layer's GELU: (texts, units) at the opening marks, (pieces, units) elsewhere."""
    opening, others = [], []
    hook = layer.widen.register_forward_hook(lambda _, __, out: caught.append(out.float()))
    with torch.no_grad():
        for example in examples:
            caught: list[Tensor] = []
            batch = collate([example], [example.casings], padding)
            model(batch["pieces"], batch["casings"], batch["mask"])
            opening.append(caught[0][0, :1])
            others.append(caught[0][0, 1:])
    hook.remove()
    return torch.cat(opening), torch.cat(others)


def _reshape(layer: Layer, unit: int, opening: Tensor, others: Tensor) -> None:
    """Give the unit a lower slope: the same at the mark, its mean elsewhere."""
    mark, high = opening.mean(), others.quantile(0.99)
    slope = (_OPENING - _ELSEWHERE) / (mark - high)
    shift = _OPENING - slope * mark
    rest = functional.gelu(others).mean()
    with torch.no_grad():
        layer.widen.weight[unit] *= slope
        layer.widen.bias[unit] = layer.widen.bias[unit] * slope + shift
        layer.narrow.bias += layer.narrow.weight[:, unit] * rest
        layer.narrow.weight[:, unit] *= (mark - rest) / functional.gelu(torch.tensor(_OPENING))


def probe(data: Path, vocabulary: WordPieces) -> list[Example]:
    """Give the texts to look at."""
    return list(islice(read_gold(data / "ner" / "newsgold_train.jsonl", vocabulary), _PROBE))


def main() -> None:
    """Average models, bring the units down, and tell which."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder with vocab.txt")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model, vocabulary = load(options.models), WordPieces.read(options.base / "vocab.txt")
    for layer, unit, held in lower_massive(model, probe(options.data, vocabulary), vocabulary.padding):
        print(f"layer {layer}, unit {unit}: held {held:.1f} at the opening mark")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
