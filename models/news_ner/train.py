"""Train a tagger: `python models/news_ner/train.py --out DIR [--layers 6] [--soft FILE...]`; see README.md.

Writes `DIR/model.pt` (the mean of the late weights) and `DIR/log.jsonl`.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from corpus import TAGS, Example, read_annotated, read_gold, read_partial, read_tagged, read_variants, recase
from encoder import MINILM, MPNET, Tagger, load_base, shape_of
from torch import Tensor
from torch.nn import functional

from newsnlp.document import NAME_LABELS
from newsnlp.entities.decoding import Tags
from newsnlp.entities.wordpiece import Casing, WordPieces

BASES = {
    "minilm": (MINILM, "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"),
    "mpnet": (MPNET, "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"),
}
KEEP = {
    (6, "minilm"): (0, 1, 2, 3, 4, 5),
    (4, "minilm"): (0, 1, 3, 5),
    (3, "minilm"): (0, 2, 5),
    (12, "mpnet"): tuple(range(12)),
}
# How often a text is read as written, in Title Case, in lower case, in upper case.
STYLES, RATES = ("as is", "title", "lower", "upper"), (0.62, 0.12, 0.15, 0.11)


def arguments(line: Sequence[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("--encoder", choices=BASES, default="minilm")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--start", type=Path, help="a model.pt of ours to start from, as deep or deeper")
    parser.add_argument("--gold", type=float, default=1.0, help="the share of the gold that is read as it is")
    parser.add_argument("--annotations", type=int, default=0, help="how many readings of annotations.jsonl")
    parser.add_argument("--tagged", action="store_true", help="read a part of the gold again with tags of HTML")
    parser.add_argument("--soft", type=Path, nargs="*", default=[], help="files of teach.py")
    parser.add_argument("--variants", type=int, default=0, help="how many readings of the gold with other names")
    parser.add_argument("--gmb", type=int, default=0, help="how many GMB sentences to read as partial labels")
    parser.add_argument("--tweets", action="store_true", help="read BTC and WNUT-17 as partial labels")
    parser.add_argument("--epochs", type=float, default=8)
    parser.add_argument("--rate", type=float, default=5e-4)
    parser.add_argument("--layer-decay", type=float, default=1.0)
    parser.add_argument("--thaw", type=float, default=0.0, help="learning rate of the word table, 0 keeps it")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--tokens", type=int, default=1024, help="pieces a batch, with padding")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checks", type=int, default=5, help="how often to measure on newsgold_dev and save")
    return parser.parse_args(line)


def checked_base(folder: Path, encoder: str) -> Path:
    """Give the path of the base weights, checked."""
    path = folder / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != BASES[encoder][1]:
        raise SystemExit(f"{path} has SHA-256 {found}, expected {BASES[encoder][1]}")
    return path


def mpnet_pieces(vocabulary: WordPieces) -> np.ndarray:
    """Give MPNet's id of each BERT id: the same vocabulary behind four marks of its own."""
    table = np.arange(len(vocabulary)) + 4
    table[[vocabulary.first, vocabulary.padding, vocabulary.last]] = 0, 1, 2
    return table


def thinned(weights: dict[str, Tensor], keep: tuple[int, ...]) -> dict[str, Tensor]:
    """Keep some layers of a deeper model of ours, in order; a model of the same depth stays as it is."""
    depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    if depth == len(keep):
        return weights
    kept = {name: tensor for name, tensor in weights.items() if not name.startswith("layers.")}
    for place, layer in enumerate(keep):
        old = f"layers.{layer}."
        kept |= {f"layers.{place}.{n.removeprefix(old)}": t for n, t in weights.items() if n.startswith(old)}
    return kept


def beginning(options: argparse.Namespace) -> Tagger:
    """Give the tagger to train, with the weights of `start` or of the base."""
    keep = KEEP[options.layers, options.encoder]
    if options.start:
        weights = thinned(torch.load(options.start, weights_only=True), keep)
        model = Tagger(shape_of(weights), len(TAGS), options.dropout)
        model.load_state_dict(weights)
        return model
    model = Tagger(replace(BASES[options.encoder][0], layers=options.layers), len(TAGS), options.dropout)
    load_base(model, checked_base(options.base, options.encoder), keep)
    return model


def batches(examples: Sequence[Example], tokens: int, chance: random.Random) -> list[list[int]]:
    """Group texts of like length, in random order, at most `tokens` pieces a group with its padding."""
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].pieces) + chance.random() * 4)
    groups: list[list[int]] = [[]]
    for i in order:
        longest = max((len(examples[k].pieces) for k in (groups[-1][:1] + groups[-1][-1:])), default=0)
        if groups[-1] and max(longest, len(examples[i].pieces)) * (len(groups[-1]) + 1) > tokens:
            groups.append([])
        groups[-1].append(i)
    chance.shuffle(groups)
    return groups


def collate(group: Sequence[Example], casings: Sequence[np.ndarray], padding: int) -> dict[str, Tensor]:
    """Stack examples; `places` are the flat positions of the words' first pieces."""
    length = max(len(example.pieces) for example in group)
    pieces = np.full((len(group), length), padding)
    cases = np.full((len(group), length), int(Casing.OTHER))
    mask = np.zeros((len(group), length), np.int64)
    places, targets, partial, weight = [], [], [], []
    for row, (example, case) in enumerate(zip(group, casings, strict=True)):
        size = len(example.pieces)
        pieces[row, :size], cases[row, :size], mask[row, :size] = example.pieces, case, 1
        places.append(row * length + example.heads)
        if example.target is not None:
            targets.append(example.target)
            partial += [example.partial] * len(example.heads)
            weight += [example.weight] * len(example.heads)
    stacked = {"pieces": pieces, "casings": cases, "mask": mask, "places": np.concatenate(places)}
    if targets:
        stacked |= {"target": np.concatenate(targets).astype(np.float32), "partial": np.array(partial)}
        stacked["weight"] = np.array(weight, np.float32)
    return {name: torch.from_numpy(array) for name, array in stacked.items()}


def logits(model: Tagger, batch: dict[str, Tensor]) -> Tensor:
    """Give the logits of the words, (words, tags)."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = model(batch["pieces"], batch["casings"], batch["mask"])
    return found.float().flatten(0, 1)[batch["places"]]


def loss(model: Tagger, batch: dict[str, Tensor]) -> Tensor:
    """Give the mean loss of the words: cross-entropy, or for partial labels minus log of all that is allowed."""
    log_probabilities = functional.log_softmax(logits(model, batch), dim=1)
    target, partial = batch["target"], batch["partial"]
    whole = -(target * log_probabilities).sum(1)
    allowed = -torch.logsumexp(log_probabilities.masked_fill(target == 0, -1e4), dim=1)
    weight = batch["weight"]
    return (torch.where(partial, allowed, whole) * weight).sum() / weight.sum()


@torch.inference_mode()
def probabilities(model: Tagger, examples: Sequence[Example], padding: int, style: str = "as is",
                  tokens: int = 4096) -> list[np.ndarray]:  # fmt: skip
    """Give the tag probabilities of each text's words."""
    model.eval()
    chance = random.Random(0)
    found: list[np.ndarray] = [np.zeros(0)] * len(examples)
    for places in batches(examples, tokens, chance):
        group = [examples[i] for i in places]
        casings = [recase(example, style, chance) for example in group]
        rows = functional.softmax(logits(model, collate(group, casings, padding)), dim=1).numpy()
        edges = np.cumsum([len(example.heads) for example in group])[:-1]
        for i, part in zip(places, np.split(rows, edges), strict=True):
            found[i] = part
    return found


def f1(model_probabilities: Sequence[np.ndarray], examples: Sequence[Example]) -> tuple[float, float]:
    """Give F1 of word spans: names, all labels."""
    tags, hits = Tags(TAGS), [[0, 0, 0], [0, 0, 0]]
    for number, (rows, example) in enumerate(zip(model_probabilities, examples, strict=True)):
        found = {(s.first, s.last, s.label, number) for s in tags.spans(np.log(rows + 1e-9))}
        marked = np.log(example.target.astype(np.float32) + 1e-9)
        gold = {(s.first, s.last, s.label, number) for s in tags.spans(marked)}
        for count, keep in zip(hits, (NAME_LABELS, None), strict=True):
            one, two = ({s for s in side if keep is None or s[2] in keep} for side in (found, gold))
            count[0] += len(one & two)
            count[1] += len(one)
            count[2] += len(two)
    return tuple(200 * hit / (one + two) for hit, one, two in hits)


def groups_of(model: Tagger, options: argparse.Namespace) -> list[dict]:
    """Give the optimiser's groups: learning rates that fall toward the input, no decay of norms and biases."""
    groups = []
    depth = len(model.layers)
    for name, weight in model.named_parameters():
        if name.startswith("words."):
            rate = options.thaw
        elif name.startswith("places."):
            rate = 0.0
        elif name.startswith("layers."):
            rate = options.rate * options.layer_decay ** (depth - 1 - int(name.split(".")[1]))
        elif name.startswith(("head.", "casings.")):
            rate = options.rate * (1 if options.encoder == "minilm" else 10)
        else:
            rate = options.rate * options.layer_decay**depth
        weight.requires_grad_(rate > 0)
        if rate:
            groups.append({"params": [weight], "lr": rate, "weight_decay": 0.01 if weight.ndim > 1 else 0.0})
    return groups


def read_training(options: argparse.Namespace, vocabulary: WordPieces) -> list[Example]:
    """Give every example that the options ask for: gold, partial, soft."""
    folder = options.data / "ner"
    gold = list(read_gold(folder / "newsgold_train.jsonl", vocabulary))
    examples = gold.copy()
    if options.gold < 1:
        examples = random.Random(options.seed).sample(gold, round(options.gold * len(gold)))
    if options.annotations:
        examples += list(read_annotated(options.data, vocabulary)) * options.annotations
    if options.tagged:
        examples += read_tagged(folder / "newsgold_train.jsonl", vocabulary, options.seed)
    by_hand = {example.words for example in [*gold, *examples]}
    if options.tweets:
        for name, scheme in (("btc_a", "btc"), ("btc_b", "btc"), ("btc_e", "btc"), ("wnut17_train", "wnut")):
            examples += read_partial(folder / f"{name}.jsonl", vocabulary, scheme, 0.5)
    for reading in range(options.variants):
        seed = 100 * options.seed + reading
        examples += read_variants(folder / "newsgold_train.jsonl", options.data / "kb", vocabulary, seed)
    if options.gmb:
        silver = list(read_partial(folder / "gmb_train.jsonl", vocabulary, "gmb", 0.25))
        random.Random(options.seed).shuffle(silver)
        examples += silver[: options.gmb]
    for path in options.soft:
        examples += [e for e in torch.load(path, weights_only=False) if e.words not in by_hand]
    return examples


def steps(examples: list[Example], options: argparse.Namespace, padding: int) -> Iterator[dict[str, Tensor]]:
    """Yield batches without end; each text in another casing now and then."""
    chance = random.Random(options.seed)
    while True:
        for places in batches(examples, options.tokens, chance):
            group = [examples[i] for i in places]
            styles = chance.choices(STYLES, RATES, k=len(group))
            casings = [recase(example, style, chance) for example, style in zip(group, styles, strict=True)]
            yield collate(group, casings, padding)


def main() -> None:
    """Read the data, load the base weights, train."""
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    vocabulary = WordPieces.read(options.base / "vocab.txt")
    model = beginning(options)
    examples = read_training(options, vocabulary)
    dev = list(read_gold(options.data / "ner" / "newsgold_dev.jsonl", vocabulary))
    padding = vocabulary.padding
    if options.encoder == "mpnet":
        table = mpnet_pieces(vocabulary)
        examples, dev = ([replace(e, pieces=table[e.pieces]) for e in side] for side in (examples, dev))
        padding = int(table[padding])
    train(model, examples, dev, padding, options)


def train(
    model: Tagger, examples: list[Example], dev: list[Example], padding: int, options: argparse.Namespace
) -> None:
    """Run the epochs; keep a running mean of the weights, which is what is saved and measured."""
    optimiser = torch.optim.AdamW(groups_of(model, options), betas=(0.9, 0.98), eps=1e-6, fused=True)
    total = int(options.epochs * len(batches(examples, options.tokens, random.Random(0))))
    warm = max(1, int(total * 0.06))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / warm) * max(0.0, (total - step) / (total - warm))
    )
    mean = copy.deepcopy(model)
    started, running = time.time(), 0.0
    check = max(1, total // options.checks)
    log = (options.out / "log.jsonl").open("a")
    for step, batch in enumerate(steps(examples, options, padding), 1):
        model.train()
        value = loss(model, batch)
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        running += (value.item() - running) * 0.02
        keep = min(0.998, step / (step + 10))
        if step % 4 == 0:
            with torch.no_grad():
                for late, now in zip(mean.parameters(), model.parameters(), strict=True):
                    if now.requires_grad:
                        late.lerp_(now, 1 - keep**4)
        if step % check == 0 or step == total:
            scores = {style: f1(probabilities(mean, dev, padding, style), dev) for style in ("as is", "lower", "upper")}
            line = {"step": step, "of": total, "loss": running, "minutes": (time.time() - started) / 60, "dev": scores}
            print(json.dumps(line), file=log, flush=True)
            torch.save(mean.state_dict(), options.out / "model.pt")
        if step == total:
            break
        if step % 50 == 0:
            print(step, total, round(running, 4), round(time.time() - started), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
