"""How well the names of one article are put together, on annotated chains.

    python benchmarks/chains.py [../shared] [--split dev|test|long] [--model fast] [--errors]

`tests/gate/chains.jsonl` holds offsets into articles of `data/articles/wikinews.jsonl`. Two mentions of one chain are a
pair; precision, recall and F1 are micro averages over the pairs of all articles, with the 95 % interval of a bootstrap
over the articles. A found mention stands for the annotated one that it overlaps most.
(a) `found`: pairs of annotated mentions that were found; (b) `end to end`: an annotated pair with a mention that was
not found is missed, a found pair with a mention that is not annotated is wrong. B3 is over the mentions of (a).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import newsnlp

ANNOTATED = Path(__file__).resolve().parents[1] / "tests/gate/chains.jsonl"
LABELS = frozenset(["PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"])
ROUNDS = 1000

Span = tuple[int, int]
Pair = tuple[object, object]


@dataclass
class Counts:
    """Pairs of an article that are right, found and annotated."""

    right: int = 0
    found: int = 0
    gold: int = 0


@dataclass
class Scored:
    """An article's counts, and its errors as (kind, label, one text, other text)."""

    found: Counts = field(default_factory=Counts)
    end_to_end: Counts = field(default_factory=Counts)
    b3: list[tuple[float, float]] = field(default_factory=list)
    errors: list[tuple[str, str, str, str]] = field(default_factory=list)


def rows(split: str) -> list[dict]:
    """Give the annotated rows of a split."""
    lines = ANNOTATED.read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["split"] == split]


def documents(shared: Path, annotated: Sequence[dict], model: str) -> Iterator[tuple[dict, newsnlp.EnrichedDocument]]:
    """Yield each row with its document as the pipeline makes it."""
    articles = {a.id: a for a in newsnlp.read(shared / "data/articles/wikinews.jsonl")}
    pipeline = newsnlp.load(model)
    for row in annotated:
        document = pipeline(articles[row["id"]])
        if hashlib.sha256(document.text.encode()).hexdigest() != row["sha256"]:
            raise SystemExit(f"the text of {row['id']} is not the annotated one")
        yield row, document


def score(row: dict, document: newsnlp.EnrichedDocument) -> Scored:
    """Compare the entities of a document with its annotated chains."""
    gold = {tuple(span): number for number, chain in enumerate(row["chains"]) for span in chain["mentions"]}
    labels = {tuple(span): chain["label"] for chain in row["chains"] for span in chain["mentions"]}
    entity = {(m.start, m.end): m.entity for m in document.mentions if m.label in LABELS and m.entity}
    aligned = align(sorted(gold), sorted(entity))
    name = {span: aligned.get(span, ("not annotated", span)) for span in entity}
    system: dict[object, str | None] = {name[span]: owner for span, owner in entity.items()}
    scored = Scored()
    gold_pairs, found_pairs = set(pairs(gold)), set(pairs(system))
    scored.end_to_end = Counts(len(gold_pairs & found_pairs), len(found_pairs), len(gold_pairs))
    both = gold.keys() & system.keys()
    gold_both = {pair for pair in gold_pairs if both.issuperset(pair)}
    found_both = {pair for pair in found_pairs if both.issuperset(pair)}
    scored.found = Counts(len(gold_both & found_both), len(found_both), len(gold_both))
    scored.b3 = b3({span: gold[span] for span in both}, {span: system[span] for span in both})
    for kind, wrong in (("wrong", found_both - gold_both), ("missed", gold_both - found_both)):
        for one, other in sorted(wrong):
            told = [f"{document.text[slice(*span)]}/{labels[span]}" for span in (one, other)]
            scored.errors.append((kind, labels[one], *told))
    return scored


def align(gold: Sequence[Span], found: Sequence[Span]) -> dict[Span, Span]:
    """Give the annotated mention for which each found one stands: that which it overlaps most, each once."""
    overlaps = []
    for span in found:
        for other in gold:
            shared = min(span[1], other[1]) - max(span[0], other[0])
            if shared > 0:
                overlaps.append((-shared, abs(span[1] - span[0] - other[1] + other[0]), span, other))
    aligned: dict[Span, Span] = {}
    taken: set[Span] = set()
    for _, _, span, other in sorted(overlaps):
        if span not in aligned and other not in taken:
            aligned[span] = other
            taken.add(other)
    return aligned


def pairs(chain_of: dict) -> Iterator[Pair]:
    """Yield each pair of mentions of one chain."""
    chains = defaultdict(list)
    for mention, chain in chain_of.items():
        chains[chain].append(mention)
    for members in chains.values():
        yield from combinations(sorted(members, key=repr), 2)


def b3(gold: dict, system: dict) -> list[tuple[float, float]]:
    """Give B-cubed precision and recall of each mention."""
    ours, theirs = defaultdict(set), defaultdict(set)
    for span in gold:
        ours[system[span]].add(span)
        theirs[gold[span]].add(span)
    shares = []
    for span in gold:
        one, other = ours[system[span]], theirs[gold[span]]
        shares.append((len(one & other) / len(one), len(one & other) / len(other)))
    return shares


def measures(counts: Iterable[Counts]) -> tuple[float, float, float]:
    """Give precision, recall and F1."""
    listed = list(counts)
    right, found, gold = (sum(getattr(c, what) for c in listed) for what in ("right", "found", "gold"))
    return right / max(found, 1), right / max(gold, 1), 2 * right / max(found + gold, 1)


def interval(counts: Sequence[Counts], which: int) -> tuple[float, float]:
    """Give the 95 % interval of a measure over articles drawn anew."""
    draw = random.Random(0)
    values = sorted(measures(draw.choices(counts, k=len(counts)))[which] for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--split", choices=("dev", "test", "long"), default="dev")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--errors", action="store_true", help="list the pairs that are wrong or missed")
    given = parser.parse_args()
    annotated = rows(given.split)
    scored = {row["id"]: score(row, doc) for row, doc in documents(given.shared, annotated, given.model)}
    chains = sum(len(row["chains"]) for row in annotated)
    print(f"{given.split}: {len(annotated)} articles, {chains} chains, model {given.model}")
    for name in ("found", "end_to_end"):
        counts = [getattr(s, name) for s in scored.values()]
        parts = zip(("precision", "recall", "F1"), measures(counts), strict=True)
        told = (f"{p} {v:.3f} [{'-'.join(f'{x:.3f}' for x in interval(counts, i))}]" for i, (p, v) in enumerate(parts))
        print(f"{name:11} {'  '.join(told)}  pairs {sum(c.gold for c in counts)}")
    shares = [share for s in scored.values() for share in s.b3]
    precision, recall = (sum(column) / max(len(shares), 1) for column in zip(*shares, strict=True))
    print(f"B3          precision {precision:.3f}  recall {recall:.3f}  mentions {len(shares)}")
    kinds = Counter(error[:2] for s in scored.values() for error in s.errors)
    print("errors:", ", ".join(f"{kind} {label} {number}" for (kind, label), number in kinds.most_common()))
    if given.errors:
        for article, s in scored.items():
            for error, number in Counter(s.errors).most_common():
                print(f"{article}  {error[0]:7} {error[2]}  ~  {error[3]}  x{number}")


if __name__ == "__main__":
    main()
