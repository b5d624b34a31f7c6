"""Write a trained tagger as an artefact: `python models/news_ner/export.py --models DIR/model.pt... --name fast ...`.

ONNX with 8-bit weights (per channel) and an 8-bit word table; activations are quantised as they come, over the batch:
the runtime therefore never puts two documents into one batch.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import onnx
import torch
from calibrate import calibration
from corpus import TAGS
from encoder import MINILM, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

from newsnlp.entities.model import NewsNer
from newsnlp.store.artefacts import Artefact, write_manifest

VERSION = "1"


def to_onnx(model: Tagger, path: Path) -> None:
    """Write the tagger as fp32 ONNX: pieces, casings, mask (batch, length) to logits (batch, length, tags)."""
    model.eval()
    pieces = torch.randint(1000, 2000, (2, 9), dtype=torch.int64)
    example = (pieces, torch.zeros_like(pieces), torch.ones_like(pieces))
    names = ["pieces", "casings", "mask"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, example, path, input_names=names, output_names=["logits"], opset_version=17, dynamo=False,
            dynamic_axes={name: {0: "batch", 1: "length"} for name in (*names, "logits")},
        )  # fmt: skip


def to_int8(whole: Path, small: Path) -> None:
    """Quantise the weights of the linear layers and of the word table; the head, a sliver, stays whole.

    What enters the first narrowing layer is quantised row by row: a few large values behind its GELU would take the
    scale away from all others of a batch. That wins a third of a point of F1; later layers gain little.
    """
    logging.getLogger().setLevel(logging.ERROR)
    model = onnx.load(whole)
    linear = [node.name for node in model.graph.node if node.op_type == "MatMul"]
    others = [name for name in linear if not name.startswith("/layers.0/narrow/")]
    rows = MatMulNBitsQuantizer(
        model, bits=8, block_size=128, is_symmetric=True, accuracy_level=4, nodes_to_exclude=others
    )
    rows.process()
    half = whole.with_name("rows.onnx")
    rows.model.save_model_to_file(str(half), False)
    quantize_dynamic(
        half,
        small,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[name for name in linear if "head" in name],
    )


def load(paths: Sequence[Path]) -> Tagger:
    """Read taggers of one depth and give their mean (model soup, Wortsman et al. 2022)."""
    members = [torch.load(path, weights_only=True) for path in paths]
    weights = {name: torch.stack([member[name] for member in members]).mean(dim=0) for name in members[0]}
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    model = Tagger(replace(MINILM, layers=layers), len(TAGS))
    model.load_state_dict(weights)
    return model


def main() -> None:
    """Export, quantise, calibrate, and write the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, nargs="+", required=True, help="files of train.py, to be averaged")
    parser.add_argument("--name", required=True, choices=["fast", "accurate"])
    parser.add_argument("--base", type=Path, required=True, help="folder with vocab.txt")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--root", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    folder = options.root / options.name
    folder.mkdir(parents=True, exist_ok=True)
    model = load(options.models)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        to_onnx(model, whole)
        to_int8(whole, folder / "model.onnx")
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
