"""Read a shipped tagger back into weights that can be trained on: `restore.py --name fast --out DIR/model.pt`.

Each 8-bit weight becomes its step times its scale, so the model tags as the shipped one does, but for the rounding of
the activations.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

_LINEAR = ("query_key_value", "attended", "widen", "narrow")


def restored(path: Path) -> dict[str, Tensor]:
    """Give the weights of an artefact's `model.onnx` under the names of `encoder.Tagger`."""
    arrays = {one.name.removeprefix("tagger."): numpy_helper.to_array(one) for one in onnx.load(path).graph.initializer}
    whole = {name: array for name, array in arrays.items() if name.endswith((".weight", ".bias"))}
    weights = {name.replace(".linear.", "."): array for name, array in whole.items()}  # as version 2 has it
    for table in ("words", "places", "casings"):
        key = f"{table}.weight"
        steps = arrays[f"{key}_quantized"].astype(np.float32) - float(arrays[f"{key}_zero_point"])
        weights[key] = steps * arrays[f"{key}_scale"]
    matrices = list(_matrices(arrays))
    names = [f"layers.{layer}.{part}" for layer in range(len(matrices) // len(_LINEAR)) for part in _LINEAR]
    for name, matrix in zip([*names, "head"], matrices, strict=True):
        weights[f"{name}.weight"] = matrix
    return {name: torch.tensor(np.ascontiguousarray(array)).float() for name, array in weights.items()}


def _matrices(arrays: dict[str, NDArray]) -> Iterator[NDArray]:
    """Yield the linear weights, (outputs, inputs), in the order of the graph, which is that of their numbers."""
    stems = {name.removeprefix("onnx::MatMul_").split("_")[0] for name in arrays if name.startswith("onnx::MatMul_")}
    for stem in sorted(stems, key=int):
        name = f"onnx::MatMul_{stem}"
        if name in arrays:
            yield arrays[name].T
        else:
            steps = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"]
            yield (steps * arrays[f"{name}_scale"]).T


def main() -> None:
    """Restore one model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--name", required=True, choices=["fast", "accurate"])
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(restored(Path(__file__).parent / options.name / "model.onnx"), options.out)


if __name__ == "__main__":
    main()
