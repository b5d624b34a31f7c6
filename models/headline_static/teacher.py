"""The teacher of the static embeddings: MiniLM-L6 (Apache-2.0), read from its published weights, in plain PyTorch."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from torch import Tensor
from torch.nn.functional import gelu, layer_norm, linear, normalize, scaled_dot_product_attention

from newsnlp.linking.pieces import Pieces

WEIGHTS = "53aa5117"  # the first digits of the SHA-256 of model.safetensors
UNKNOWN, FIRST, LAST = 100, 101, 102
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
HEADS, LAYERS, LONGEST = 12, 6, 96  # LONGEST: word pieces, more than any headline or first sentence has


class Teacher:
    """Gives unit vectors (384 numbers) of texts: the mean of the last layer over the pieces.

    Args:
        folder: holds `model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2.
    """

    def __init__(self, folder: Path) -> None:
        weights = folder / "model.safetensors"
        found = hashlib.sha256(weights.read_bytes()).hexdigest()
        if not found.startswith(WEIGHTS):
            raise SystemExit(f"{weights} has SHA-256 {found}, expected {WEIGHTS}...")
        self.weights = load_file(weights)
        self.pieces = Pieces((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())

    def encode(self, texts: Sequence[str], *, batch: int = 128) -> NDArray[np.float32]:
        """Give a vector a text, in the order of the texts."""
        cut = [[FIRST, *self._cut(text)[: LONGEST - 2], LAST] for text in texts]
        order = sorted(range(len(cut)), key=lambda i: len(cut[i]))
        vectors = np.zeros((len(texts), 384), np.float32)
        with torch.inference_mode():
            for start in range(0, len(order), batch):
                rows = order[start : start + batch]
                vectors[rows] = self._forward([cut[i] for i in rows]).numpy()
        return vectors

    def _cut(self, text: str) -> list[int]:
        bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
        return [piece for word in WORD.findall(bare) for piece in self.pieces.cut(word) or (UNKNOWN,)]

    def _forward(self, rows: list[list[int]]) -> Tensor:
        longest = max(map(len, rows))
        ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
        there = ids != 0
        w = self.weights
        hidden = w["embeddings.word_embeddings.weight"][ids]
        hidden = hidden + w["embeddings.position_embeddings.weight"][:longest]
        hidden = self._norm(hidden + w["embeddings.token_type_embeddings.weight"][0], "embeddings")
        for layer in range(LAYERS):
            hidden = self._layer(hidden, there, f"encoder.layer.{layer}")
        mean = (hidden * there[..., None]).sum(1) / there.sum(1, keepdim=True)
        return normalize(mean)

    def _layer(self, hidden: Tensor, there: Tensor, name: str) -> Tensor:
        size, longest, width = hidden.shape
        query, key, value = (
            self._linear(hidden, f"{name}.attention.self.{part}").view(size, longest, HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        mixed = scaled_dot_product_attention(query, key, value, attn_mask=there[:, None, None, :])
        mixed = self._linear(mixed.transpose(1, 2).reshape(size, longest, width), f"{name}.attention.output.dense")
        hidden = self._norm(hidden + mixed, f"{name}.attention.output")
        inner = gelu(self._linear(hidden, f"{name}.intermediate.dense"))
        return self._norm(hidden + self._linear(inner, f"{name}.output.dense"), f"{name}.output")

    def _linear(self, hidden: Tensor, name: str) -> Tensor:
        return linear(hidden, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _norm(self, hidden: Tensor, name: str) -> Tensor:
        weight, bias = self.weights[f"{name}.LayerNorm.weight"], self.weights[f"{name}.LayerNorm.bias"]
        return layer_norm(hidden, hidden.shape[-1:], weight, bias, 1e-12)
