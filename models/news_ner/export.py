"""Write a trained tagger as an artefact: `python models/news_ner/export.py --models DIR/model.pt... --name fast ...`.

ONNX with 8-bit weights (per channel) and an 8-bit word table; activations are quantised as they come, over the batch:
the runtime therefore never puts two documents into one batch.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from calibrate import calibration
from corpus import TAGS
from encoder import OfWords, Tagger
from graphs import fix_shapes, to_int8
from massive import lower_massive, probe
from soup import load

from newsnlp.entities.model import NewsNer
from newsnlp.entities.wordpiece import WordPieces
from newsnlp.store.artefacts import Artefact, write_manifest

VERSION = "4"


def to_onnx(model: Tagger, path: Path) -> None:
    """Write the tagger as fp32 ONNX: pieces, casings, mask (batch, length), heads to logits (1, words, tags)."""
    model.eval()
    pieces = torch.randint(1000, 2000, (2, 9), dtype=torch.int64)
    example = (pieces, torch.zeros_like(pieces), torch.ones_like(pieces), torch.tensor([1, 3, 10]))
    names, sizes = ["pieces", "casings", "mask", "heads"], {0: "batch", 1: "length"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            OfWords(model), example, path, input_names=names, output_names=["logits"], opset_version=17, dynamo=False,
            dynamic_axes={**dict.fromkeys(names[:3], sizes), "heads": {0: "words"}, "logits": {1: "words"}},
        )  # fmt: skip
    width, heads = model.shape.width, model.shape.heads
    shapes = {"split": (0, 0, 3, heads, width // heads), "join": (0, 0, width), "flat": (1, -1, width)}
    fix_shapes(path, shapes, [*["split", "join"] * (model.shape.layers - 1), "split", "flat", "flat"])


def main() -> None:
    """Export, quantise, calibrate, and write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="files of train.py, to be averaged")
    parser.add_argument("--shares", type=float, nargs="*", default=[], help="of each of the models; by default equal")
    parser.add_argument("--name", required=True, choices=["fast", "accurate"])
    parser.add_argument("--base", type=Path, required=True, help="folder with vocab.txt")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--root", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    folder = options.root / options.name
    folder.mkdir(parents=True, exist_ok=True)
    model = load(options.models, options.shares)
    vocabulary = WordPieces.read(options.base / "vocab.txt")
    for layer, unit, held in lower_massive(model, probe(options.data, vocabulary), vocabulary.padding):
        print(f"layer {layer}, unit {unit}: held {held:.1f} at the opening mark")
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        to_onnx(model, whole)
        to_int8(whole, folder / "model.onnx", but=["head"])  # a sliver
    shutil.copyfile(options.base / "vocab.txt", folder / "vocab.txt")
    config = {"tags": TAGS, "longest": 160, "calibration": {}}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    files = ("config.json", "model.onnx", "vocab.txt")
    made = Artefact(folder, f"news_ner/{options.name}", VERSION, tuple((file, "") for file in files))
    config["calibration"] = calibration(NewsNer.read(made), options.data)
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    write_manifest(folder, f"news_ner/{options.name}", VERSION, files)
    print(folder, (folder / "model.onnx").stat().st_size)


if __name__ == "__main__":
    main()
