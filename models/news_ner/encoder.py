"""BERT and MPNet encoders in plain PyTorch, with a casing table and a tagging head.

BERT: Devlin et al. 2019; MPNet's relative attention bias: Song et al. 2020 (buckets as in T5, Raffel et al. 2020).
Only what fine-tuning and export need.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

CASINGS = 6


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder."""

    layers: int
    width: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    first_position: int = 0
    relative_buckets: int = 0
    epsilon: float = 1e-12


MINILM = Shape(layers=6, width=384, heads=12, inner=1536, vocabulary=30522, positions=512)
MPNET = Shape(
    layers=12, width=768, heads=12, inner=3072, vocabulary=30527, positions=514,
    first_position=2, relative_buckets=32, epsilon=1e-5,
)  # fmt: skip


def shape_of(weights: Mapping[str, Tensor]) -> Shape:
    """Give the sizes of a MiniLM tagger's weights: its depth, and how wide its feed-forward nets are."""
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    return replace(MINILM, layers=layers, inner=len(weights["layers.0.widen.bias"]))


class Layer(nn.Module):
    """Self-attention and a feed-forward net, each with a residual and a norm after it."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query_key_value = nn.Linear(shape.width, 3 * shape.width)
        self.attended = nn.Linear(shape.width, shape.width)
        self.norm_attended = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.norm_narrow = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Map (batch, length, width) to the same shape; `bias` is added to the attention scores."""
        return self.settle(hidden, self.mixed(hidden, bias).flatten(2))

    def mixed(self, hidden: Tensor, bias: Tensor) -> Tensor:
        """Give what each piece takes from the others: (batch, length, heads, width of a head)."""
        size = self.attended.in_features // self.heads
        parts = self.query_key_value(hidden).reshape(*hidden.shape[:2], 3, self.heads, size)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        # Written out: the fused kernel takes twice as long on sentences of thirty pieces.
        weight = (query * size**-0.5) @ key.transpose(2, 3) + bias
        return (functional.softmax(weight, dim=3).to(value.dtype) @ value).transpose(1, 2)

    def settle(self, hidden: Tensor, mixed: Tensor) -> Tensor:
        """Add what was mixed in, then the feed-forward net: (..., width) to the same shape, piece by piece."""
        hidden = self.norm_attended(hidden + self.dropout(self.attended(mixed)))
        inner = self.narrow(functional.gelu(self.widen(hidden)))
        return self.norm_narrow(hidden + self.dropout(inner))


class Tagger(nn.Module):
    """Encoder and head: piece ids and casings to tag logits, one row a piece."""

    def __init__(self, shape: Shape, tags: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.casings = nn.Embedding(CASINGS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.relative = nn.Embedding(shape.relative_buckets, shape.heads) if shape.relative_buckets else None
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(shape.width, tags)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)
        nn.init.zeros_(self.casings.weight)

    def forward(self, pieces: Tensor, casings: Tensor, mask: Tensor) -> Tensor:
        """Give logits (batch, length, tags).

        Args:
            pieces: ids, (batch, length).
            casings: rows of the casing table, (batch, length).
            mask: 1 for a piece, 0 for padding, (batch, length).
        """
        hidden, bias = self.embedded(pieces, casings, mask)
        for layer in self.layers:
            hidden = layer(hidden, bias)
        return self.head(self.dropout(hidden))

    def embedded(self, pieces: Tensor, casings: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Give what enters the first layer, and the bias of all attention scores."""
        length = pieces.shape[1]
        places = torch.arange(length, device=pieces.device) + self.shape.first_position
        hidden = self.words(pieces) + self.places(places) + self.casings(casings)
        hidden = self.dropout(self.norm(hidden))
        bias = (1.0 - mask[:, None, None, :].to(hidden.dtype)) * -30000.0
        if self.relative is not None:
            bias = bias + self.relative(_buckets(length, self.shape.relative_buckets)).permute(2, 0, 1)
        return hidden, bias


class OfWords(nn.Module):
    """A tagger that gives the logits of the words' first pieces only: what is run.

    Behind the last attention no piece sees another: the others, the marks and the padding are left out from there on.
    """

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, pieces: Tensor, casings: Tensor, mask: Tensor, heads: Tensor) -> Tensor:
        """Give logits (1, words, tags); `heads` are the flat places of the words' first pieces."""
        hidden, bias = self.tagger.embedded(pieces, casings, mask)
        *layers, last = self.tagger.layers
        for layer in layers:
            hidden = layer(hidden, bias)
        width = hidden.shape[2]
        mixed = last.mixed(hidden, bias)
        kept, mixed = (part.reshape(1, -1, width).index_select(1, heads) for part in (hidden, mixed))
        return self.tagger.head(last.settle(kept, mixed))


def _buckets(length: int, buckets: int, furthest: int = 128) -> Tensor:
    places = torch.arange(length)
    distance = places[:, None] - places[None, :]  # query minus key
    half = buckets // 2
    sign = (distance < 0).long() * half
    distance = distance.abs()
    near = half // 2
    far = near + (torch.log(distance.float().clamp(min=1) / near) / math.log(furthest / near) * (half - near)).long()
    return sign + torch.where(distance < near, distance, far.clamp(max=half - 1))


def load_base(model: Tagger, path: Path, keep: tuple[int, ...]) -> None:
    """Fill an encoder with pretrained weights.

    Args:
        model: the encoder to fill.
        path: a safetensors file of sentence-transformers (BERT or MPNet names).
        keep: the pretrained layers that become the model's, in order.
    """
    base = {name.removeprefix("mpnet."): tensor for name, tensor in load_file(path).items()}
    with torch.no_grad():
        model.words.weight.copy_(base["embeddings.word_embeddings.weight"])
        model.places.weight.copy_(base["embeddings.position_embeddings.weight"])
        kinds = base.get("embeddings.token_type_embeddings.weight")
        if kinds is not None:
            model.casings.weight.copy_(kinds[0].expand(CASINGS, -1))
        _copy(model.norm, base, "embeddings.LayerNorm")
        if model.relative is not None:
            model.relative.weight.copy_(base["encoder.relative_attention_bias.weight"])
        for layer, number in zip(model.layers, keep, strict=True):
            _fill(layer, base, f"encoder.layer.{number}", mpnet=model.relative is not None)


def _fill(layer: Layer, base: dict[str, Tensor], prefix: str, *, mpnet: bool) -> None:
    names = ("attn.q", "attn.k", "attn.v") if mpnet else ("self.query", "self.key", "self.value")
    for kind in ("weight", "bias"):
        stacked = torch.cat([base[f"{prefix}.attention.{name}.{kind}"] for name in names])
        getattr(layer.query_key_value, kind).copy_(stacked)
    _copy(layer.attended, base, f"{prefix}.attention." + ("attn.o" if mpnet else "output.dense"))
    _copy(layer.norm_attended, base, f"{prefix}.attention." + ("LayerNorm" if mpnet else "output.LayerNorm"))
    _copy(layer.widen, base, f"{prefix}.intermediate.dense")
    _copy(layer.narrow, base, f"{prefix}.output.dense")
    _copy(layer.norm_narrow, base, f"{prefix}.output.LayerNorm")


def _copy(module: nn.Module, base: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).copy_(base[f"{name}.{kind}"])
