"""Train `models/headline_static`: a vector a word piece, whose sums lie as a sentence encoder's vectors do.

    python models/headline_static/recipe.py ../shared/data --teacher FOLDER --work FOLDER

`--teacher` holds `model.safetensors` and `vocab.txt` of all-MiniLM-L6-v2; `--work` keeps the teacher's vectors and
the two tables that were trained on one half of the stories each (the recipe of `headline_link` needs them: a scorer
fitted on what its embedding was trained on would trust it too much). Takes half an hour on two cores.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from teacher import Teacher
from torch import Tensor
from torch.nn.functional import cross_entropy, embedding_bag, normalize

from newsnlp.linking.normalise import words_of
from newsnlp.linking.pieces import Pieces
from newsnlp.store.artefacts import write_manifest

HERE = Path(__file__).resolve().parent
DIMENSIONS, VOCABULARY, LEAST_COUNT = 128, 30_000, 6
SHIPPED = 27_900  # pieces, the most used in the training texts: no more than 4 MB
STEPS, BATCH, STORIES, PAIRS, RATE = 1_000, 512, 256, 128, 4e-3
LEAD_WORDS = 60
TEMPERATURE = 0.06
FOLDS = 2


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts with their teacher's vectors, stories as lists of text numbers, and graded pairs."""

    texts: list[str]
    vectors: Tensor
    stories: list[list[int]]
    pairs: list[tuple[int, int, float]]


def rows(path: Path) -> list[dict[str, str]]:
    """Read the records of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_corpus(folder: Path, teacher: Path, work: Path) -> Corpus:
    """Read the training texts (only sets marked for training) and encode them, or take the stored vectors."""
    texts: list[str] = [row["title"] for row in rows(folder / "link" / "headlines_plain.jsonl")]
    stories: dict[str, list[int]] = {}
    for row in rows(folder / "link" / "allsides_train.jsonl"):
        for text in (row["title"], " ".join((row.get("text") or "").split()[:LEAD_WORDS])):
            if text:
                stories.setdefault(row["story"], []).append(len(texts))
                texts.append(text)
    pairs = []
    for row in rows(folder / "link" / "sts_headlines.jsonl"):
        if int(row["year"]) < 2015:
            pairs.append((len(texts), len(texts) + 1, float(row["score"]) / 5))
            texts += [row["a"], row["b"]]
    texts += [row["text"] for row in rows(folder / "ner" / "newsgold_train.jsonl")]
    return Corpus(texts, torch.from_numpy(encode_once(texts, teacher, work)), list(stories.values()), pairs)


def encode_once(texts: list[str], teacher: Path, work: Path) -> NDArray[np.float32]:
    """Give the teacher's vectors, from `work` when the same texts were encoded before."""
    name = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    stored = work / f"teacher-{name}.npy"
    if not stored.is_file():
        np.save(stored, Teacher(teacher).encode(texts).astype(np.float16))
    vectors: NDArray[np.float32] = np.load(stored).astype(np.float32)
    return vectors


def choose_pieces(texts: list[str], teacher: Path) -> list[str]:
    """Choose the teacher's pieces that cut these texts, and their most frequent words, as one vocabulary."""
    published = (teacher / "vocab.txt").read_text(encoding="utf-8").splitlines()
    kept = [piece for piece in published if piece.isascii() and piece.removeprefix("##").isalnum()]
    counts = Counter(word for text in texts for word in words_of(text))
    cut = Pieces(kept)
    used = Counter(kept[i] for word, count in counts.items() for i in cut.cut(word) for _ in range(min(count, 9)))
    single = [piece for piece in kept if len(piece.removeprefix("##")) == 1]
    known = set(kept)
    whole = [word for word, count in counts.most_common() if count >= LEAST_COUNT and word not in known][:9_000]
    room = VOCABULARY - len(whole) - len(single)
    common = [piece for piece in kept if piece not in set(single)]
    common = sorted(common, key=lambda piece: (-used[piece], piece))[:room]
    return sorted({*single, *whole, *common})


def most_used(texts: list[str], pieces: list[str]) -> list[int]:
    """Give the places of the pieces that are shipped, ascending: single characters, and what the texts use most."""
    cut, used = Pieces(pieces), Counter[int]()
    for word, count in Counter(word for text in texts for word in words_of(text)).items():
        for place in cut.cut(word):
            used[place] += count
    several = [len(piece.removeprefix("##")) > 1 for piece in pieces]
    ordered = sorted(range(len(pieces)), key=lambda place: (several[place], -used[place], pieces[place]))
    return sorted(ordered[:SHIPPED])


def start_vectors(pieces: list[str], teacher: Path, basis: Tensor) -> Tensor:
    """Give each piece the teacher's vector of it alone, turned onto `basis`."""
    alone = Teacher(teacher).encode([piece.removeprefix("##") for piece in pieces])
    return torch.from_numpy(alone) @ basis


class Bags:
    """Texts cut into pieces, to be summed by batches."""

    def __init__(self, texts: list[str], pieces: Pieces) -> None:
        cut = [[i for word in words_of(text) for i in pieces.cut(word)] or [0] for text in texts]
        self.ids = [torch.tensor(ids) for ids in cut]

    def vectors(self, table: Tensor, chosen: list[int]) -> Tensor:
        """Give the unit vectors of the chosen texts."""
        ids = [self.ids[i] for i in chosen]
        offsets = torch.tensor([0, *map(len, ids[:-1])]).cumsum(0)
        return normalize(embedding_bag(torch.cat(ids), table, offsets, mode="sum"))


def train(corpus: Corpus, bags: Bags, start: Tensor, target: Tensor, stories: list[list[int]]) -> Tensor:
    """Train a table: near the teacher's vectors, as similar as the teacher says, stories together."""
    rng = random.Random(7)
    table = start.clone().requires_grad_()
    optimiser = torch.optim.Adam([table], lr=RATE)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=STEPS, pct_start=0.05)
    for step in range(STEPS):
        chosen = rng.sample(range(len(corpus.texts)), BATCH)
        two = [rng.sample(story, 2) if len(story) > 1 else story * 2 for story in rng.sample(stories, STORIES)]
        pairs = rng.sample(corpus.pairs, PAIRS)
        columns = [[pair[k] for pair in two] for k in (0, 1)] + [[int(pair[k]) for pair in pairs] for k in (0, 1)]
        # One look-up for all of them: its backward pass is what a step costs.
        vectors = bags.vectors(table, [*chosen, *(i for column in columns for i in column)])
        mine, first, second, left, right = vectors.split([BATCH, STORIES, STORIES, PAIRS, PAIRS])
        theirs = corpus.vectors[chosen]
        graded = torch.tensor([pair[2] for pair in pairs])
        loss = (
            2 * (1 - (mine * target[chosen]).sum(1)).mean()
            + 20 * ((mine @ mine.T - theirs @ theirs.T) ** 2).mean()
            + 0.3 * story_loss(first, second)
            + (((left * right).sum(1) - graded) ** 2).mean()
        )
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} loss {loss.item():.4f}", flush=True)
    return table.detach()


def story_loss(first: Tensor, second: Tensor) -> Tensor:
    """Two texts of a story must find each other among the texts of other stories (InfoNCE, van den Oord 2018)."""
    logits, right = first @ second.T / TEMPERATURE, torch.arange(len(first))
    return (cross_entropy(logits, right) + cross_entropy(logits.T, right)) / 2


def write(folder: Path, pieces: list[str], table: Tensor) -> None:
    """Write a table as int8 with a scale a row."""
    scales = table.abs().amax(1, keepdim=True).clamp_min(1e-6) / 127
    np.save(folder / "table.npy", (table / scales).round().to(torch.int8).numpy())
    np.save(folder / "scales.npy", scales[:, 0].numpy().astype(np.float16))
    (folder / "pieces.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    write_manifest(folder, "headline_static", "1", ("table.npy", "scales.npy", "pieces.txt"))


def main() -> None:
    """Train on all stories, and once without each half."""
    options = argparse.ArgumentParser()
    options.add_argument("data", type=Path)
    options.add_argument("--teacher", type=Path, required=True)
    options.add_argument("--work", type=Path, required=True)
    given = options.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(2)
    corpus = read_corpus(given.data, given.teacher, given.work)
    pieces = choose_pieces(corpus.texts, given.teacher)
    print(f"{len(corpus.texts)} texts, {len(pieces)} pieces, {len(corpus.stories)} stories")
    _, _, turn = torch.linalg.svd(corpus.vectors[::5], full_matrices=False)
    basis = turn[:DIMENSIONS].T.contiguous()
    start, target = start_vectors(pieces, given.teacher, basis), normalize(corpus.vectors @ basis)
    bags = Bags(corpus.texts, Pieces(pieces))
    for fold in range(FOLDS):
        others = [story for number, story in enumerate(corpus.stories) if number % FOLDS != fold]
        folder = given.work / f"without-{fold}"
        folder.mkdir(exist_ok=True)
        if not (folder / "table.npy").is_file():
            write(folder, pieces, train(corpus, bags, start, target, others))
    table, shipped = train(corpus, bags, start, target, corpus.stories), most_used(corpus.texts, pieces)
    write(HERE, [pieces[place] for place in shipped], table[shipped])


if __name__ == "__main__":
    main()
