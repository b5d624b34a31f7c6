"""The trained encoder as ONNX with weights of 8 bits, quantised row by row behind each GELU."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import torch
from contrast import Encoder
from graphs import fix_shapes, to_int8
from torch import Tensor, nn
from torch.nn import functional

from newsnlp.linking.reader import LONGEST

__all__ = ["to_onnx"]


class ByRow(nn.Module):
    """A linear layer behind a GELU whose input is brought to one scale row by row, so that 8 bits fit every row.

    A few large values would else take the scale away from all other rows of a text.
    """

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = linear

    def forward(self, hidden: Tensor) -> Tensor:
        """Map as the layer does; no value behind a GELU is below -0.17, so the largest one gives the scale."""
        scale = hidden.amax(dim=2, keepdim=True).clamp(min=0.2)
        return functional.linear(hidden / scale, self.linear.weight) * scale + self.linear.bias


def to_onnx(model: Encoder, kept: list[int], path: Path) -> None:
    """Write the encoder: pieces (1, length), of those kept, to vector (1, width)."""
    body = model.body
    for layer in body.layers:
        layer.narrow = ByRow(layer.narrow)
    body.words = nn.Embedding.from_pretrained(body.words.weight[kept].detach())
    body.places = nn.Embedding.from_pretrained(body.places.weight[:LONGEST].detach())
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                model.eval(), (torch.randint(1000, 2000, (1, 9)),), whole, input_names=["pieces"],
                output_names=["vector"], opset_version=17, dynamo=False, dynamic_axes={"pieces": {1: "length"}},
            )  # fmt: skip
        width, heads = body.shape.width, body.shape.heads
        shapes = {"split": (0, 0, 3, heads, width // heads), "join": (0, 0, width)}
        fix_shapes(whole, shapes, ["split", "join"] * body.shape.layers)
        to_int8(whole, path)
