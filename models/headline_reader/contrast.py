"""Training of the encoder of `headline_reader`: headlines of one story near each other, similar stories apart.

The mean of MiniLM's last layer (Apache-2.0) is fine-tuned with a contrastive loss (Khosla et al. 2020). A batch is
made of stories that resemble each other, so that what the loss pushes apart is hard. Half the texts have their lead.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from encoder import MINILM, Tagger, load_base
from halves import Half
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from newsnlp.linking.pieces import Pieces
from newsnlp.linking.reader import pieces_of

Text = tuple[str, str]
STORIES, FRIENDS, WITH_LEADS = 24, 3, 0.7  # stories of a batch; how many like one; share of batches with leads
RATE, WARM, DECAY, DROPOUT, LOST, SHARP = 8e-5, 0.1, 0.01, 0.1, 0.1, 0.06  # LOST: share of pieces that are left out
LIKE, MOST_LIKE = -2.0, 12  # log odds of a pair from which on two stories resemble each other; as many of one
PADDING = 0


class Encoder(nn.Module):
    """Ids of pieces to one vector a row: the mean of the last layer, as far as the row goes."""

    def __init__(self, base: Path | None = None) -> None:
        super().__init__()
        self.body = Tagger(MINILM, 1, dropout=DROPOUT)
        if base is not None:
            load_base(self.body, base / "model.safetensors", tuple(range(MINILM.layers)))
        for table in (self.body.words, self.body.places, self.body.casings):
            table.weight.requires_grad_(False)  # few texts to learn from: words that they lack keep their place

    def forward(self, pieces: Tensor) -> Tensor:
        """Map (rows, length) to (rows, width)."""
        body, there = self.body, (pieces != PADDING).float()
        hidden = body.words(pieces) + body.places.weight[: pieces.shape[1]] + body.casings.weight[0]
        hidden = body.dropout(body.norm(hidden))
        bias = (1.0 - there[:, None, None, :]) * -30000.0
        for layer in body.layers:
            hidden = layer(hidden, bias)
        return (hidden.float() * there[..., None]).sum(1) / there.sum(1, keepdim=True)


def padded(rows: Sequence[Sequence[int]]) -> Tensor:
    """Bring rows to one length."""
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[PADDING] * (longest - len(row))] for row in rows])


def contrast(vectors: Tensor, story: Tensor) -> Tensor:
    """Ask that two of one story lie nearer to each other than either to any other."""
    unit = functional.normalize(vectors, dim=1)
    likeness = unit @ unit.T / SHARP
    same = story[:, None] == story[None]
    others = torch.logsumexp(likeness.masked_fill(same, -1e9), 1, keepdim=True)
    return functional.softplus(others - likeness)[same & ~torch.eye(len(story), dtype=torch.bool)].mean()


def batches(
    members: dict[int, list[int]], like: dict[int, list[int]], epochs: int, chance: random.Random
) -> Iterator[list[int]]:
    """Yield stories, each with some that resemble it."""
    waiting: list[int] = []
    for _ in range(epochs * len(members) // STORIES):
        chosen: list[int] = []
        while len(chosen) < STORIES:
            if not waiting:
                waiting = sorted(members)
                chance.shuffle(waiting)
            story = waiting.pop()
            if story in chosen:
                continue
            friends = [other for other in like.get(story, []) if other not in chosen]
            chosen += [story, *chance.sample(friends, min(FRIENDS, len(friends)))][: STORIES - len(chosen)]
        yield chosen


def like_of(halves: Sequence[Half]) -> dict[int, list[int]]:
    """Give for each story those with a likely pair of headlines, the likeliest first."""
    found: dict[int, list[tuple[float, int]]] = {}
    for half in halves:
        which = np.flatnonzero(~half.same & (half.odds > LIKE))
        pairs = zip(half.story[half.left[which]].tolist(), half.story[half.right[which]].tolist(), strict=True)
        for (one, other), odds in zip(pairs, half.odds[which].tolist(), strict=True):
            found.setdefault(one, []).append((-odds, other))
            found.setdefault(other, []).append((-odds, one))
    return {one: list(dict.fromkeys(other for _, other in sorted(near)))[:MOST_LIKE] for one, near in found.items()}


def train(
    texts: Sequence[Text], story: NDArray[np.int64], like: dict[int, list[int]], pieces: Pieces, base: Path, *,
    epochs: int, seed: int,
) -> Encoder:  # fmt: skip
    """Fine-tune the encoder.

    Args:
        texts: title and lead of each document.
        story: the story of each.
        like: for a story those that resemble it.
        pieces: the vocabulary.
        base: folder with the weights to begin with.
        epochs: passes over the stories; one with its friends counts as one.
        seed: of everything that is random.
    """
    torch.manual_seed(seed)
    chance, model = random.Random(seed), Encoder(base)
    members: dict[int, list[int]] = {}
    for number, name in enumerate(story.tolist()):
        members.setdefault(name, []).append(number)
    learnt = [weight for weight in model.parameters() if weight.requires_grad]
    steps = epochs * len(members) // STORIES
    optimiser = torch.optim.AdamW(learnt, RATE, weight_decay=DECAY)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (WARM * steps), (steps - step) / ((1 - WARM) * steps))
    )
    model.train()
    total = 0.0
    for step, chosen in enumerate(batches(members, like, epochs, chance), start=1):
        leads = chance.random() < WITH_LEADS
        numbers = [number for name in chosen for number in members[name]]
        rows = []
        for number in numbers:
            title, lead = texts[number]
            first, *read, last = pieces_of(pieces, title, lead if leads else "")
            rows.append([first, *[piece for piece in read if chance.random() >= LOST], last])
        with torch.autocast("cpu", torch.bfloat16):
            vectors = model(padded(rows))
        loss = contrast(vectors, torch.tensor(story[numbers]))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        plan.step()
        total += loss.item()
        if step % 20 == 0:
            print(f"step {step} of {steps}, loss {total / 20:.3f}", flush=True)
            total = 0.0
    return model.eval()
