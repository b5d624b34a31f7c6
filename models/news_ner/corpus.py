"""Annotated and unlabelled news as arrays: pieces, casings, and what may be the tag of each word.

Three kinds of target, all a matrix (words x tags): gold (one tag a word), partial (a set of tags that another
scheme's label allows), soft (a teacher's probabilities).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from annotated import annotated
from numpy.typing import NDArray
from variants import leaders, tagged, variants

from newsnlp.document import LABELS
from newsnlp.entities.wordpiece import Casing, WordPieces, split_words

TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BI"))
_NUMBER = {tag: number for number, tag in enumerate(TAGS)}
_LONGEST = 200  # pieces
_TAGGED = 0.2  # of the gold that is read with tags
# What another scheme's label can be in ours. Words without a label may be anything that the scheme leaves out.
_NUMERIC = ("PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "DATE", "TIME", "LANGUAGE")
_ALLOWED = {
    "per": ("PERSON",), "PER": ("PERSON",), "person": ("PERSON",),
    "org": ("ORG", "GPE", "NORP", "FAC"), "ORG": ("ORG", "NORP", "PRODUCT"),
    "corporation": ("ORG", "PRODUCT"), "group": ("ORG", "NORP", "GPE"),
    "geo": ("GPE", "LOC", "FAC"), "LOC": ("GPE", "LOC", "FAC"), "location": ("GPE", "LOC", "FAC"),
    "gpe": ("NORP", "GPE"), "tim": ("DATE", "TIME"),
    "product": ("PRODUCT", "WORK_OF_ART", "ORG"), "creative-work": ("WORK_OF_ART", "ORG"),
    "art": ("WORK_OF_ART", "PRODUCT", "LAW", "ORG"), "eve": ("EVENT", "DATE"), "nat": LABELS,
}  # fmt: skip
_UNMARKED = {
    "gmb": (*_NUMERIC, "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "FAC"),
    "btc": (*_NUMERIC, "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP"),
    "wnut": (*_NUMERIC, "EVENT", "LAW", "NORP"),
}
_SMALL = frozenset(
    """a an the and but or nor for of in on at to by as from with into over up off per vs via is than""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the model reads it.

    Attributes:
        pieces: ids with the marks at both ends.
        casings: one a piece.
        heads: place of each word's first piece.
        words: the words, lower-case.
        target: words x tags; None for an unlabelled text.
        partial: the target is a set of allowed tags.
        weight: of its loss.
    """

    pieces: NDArray[np.int64]
    casings: NDArray[np.int64]
    heads: NDArray[np.int64]
    words: tuple[str, ...]
    target: NDArray[np.float16] | None
    partial: bool = False
    weight: float = 1.0


def read_gold(path: Path, vocabulary: WordPieces) -> Iterator[Example]:
    """Yield the examples of a set in our own scheme."""
    for record in _read(path):
        yield from _example(record["text"], vocabulary, _gold(record["spans"]))


def read_annotated(data: Path, vocabulary: WordPieces) -> Iterator[Example]:
    """Yield the examples of our own annotations; see annotated.py."""
    for text, spans in annotated(data):
        yield from _example(text, vocabulary, _gold(spans))


def read_tagged(path: Path, vocabulary: WordPieces, seed: int) -> Iterator[Example]:
    """Yield gold examples with tags of HTML around some of their words: what stands in angle brackets is no ticker."""
    chance = random.Random(seed)
    for record in _read(path):
        if chance.random() < _TAGGED:
            text, spans = tagged(record["text"], record["spans"], chance)
            yield from _example(text, vocabulary, _gold(spans))


def read_variants(path: Path, tables: Path, vocabulary: WordPieces, seed: int) -> Iterator[Example]:
    """Yield gold examples with other people and with compounds in them; see variants.py."""
    records = [(record["text"], record["spans"]) for record in _read(path)]
    for text, spans in variants(records, leaders(tables), seed):
        yield from _example(text, vocabulary, _gold(spans))


def read_partial(path: Path, vocabulary: WordPieces, scheme: str, weight: float) -> Iterator[Example]:
    """Yield the examples of a set in another scheme (`gmb`, `btc` or `wnut`)."""
    for record in _read(path):
        if any(record["text"][start] == "@" for start, _, _ in record["spans"]):
            continue  # BTC marks user names
        for example in _example(record["text"], vocabulary, _allowed(record["spans"], scheme)):
            yield replace(example, partial=True, weight=weight)


def read_plain(texts: Iterable[str], vocabulary: WordPieces) -> Iterator[Example]:
    """Yield unlabelled examples, each text once."""
    for text in dict.fromkeys(texts):
        yield from _example(text, vocabulary, None)


def _read(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _example(text: str, vocabulary: WordPieces, tagger) -> Iterator[Example]:
    offsets = list(split_words(text))
    pieces, casings, heads = [vocabulary.first], [int(Casing.OTHER)], []
    for start, end in offsets:
        ids, casing = vocabulary.cut(text[start:end])
        if len(pieces) + len(ids) >= _LONGEST:
            break
        heads.append(len(pieces))
        pieces += ids
        casings += [casing] * len(ids)
    offsets = offsets[: len(heads)]
    if not offsets:
        return
    yield Example(
        np.array([*pieces, vocabulary.last]),
        np.array([*casings, int(Casing.OTHER)]),
        np.array(heads),
        tuple(text[start:end].lower() for start, end in offsets),
        None if tagger is None else tagger(offsets),
    )


def _gold(spans: Sequence[Sequence]):
    def tag(offsets: Sequence[tuple[int, int]]) -> NDArray[np.float16]:
        target = np.zeros((len(offsets), len(TAGS)), np.float16)
        tags = ["O"] * len(offsets)
        for start, end, label in spans:
            for place, inside in enumerate(_inside(offsets, start, end)):
                tags[inside] = ("I-" if place else "B-") + label
        target[np.arange(len(tags)), [_NUMBER[tag] for tag in tags]] = 1
        return target

    return tag


def _allowed(spans: Sequence[Sequence], scheme: str):
    def tag(offsets: Sequence[tuple[int, int]]) -> NDArray[np.float16]:
        free = [0, *(_NUMBER[f"{place}-{label}"] for label in _UNMARKED[scheme] for place in "BI")]
        target = np.zeros((len(offsets), len(TAGS)), np.float16)
        target[:, free] = 1
        for start, end, label in spans:
            inside = list(_inside(offsets, start, end))
            for place, word in enumerate(inside):
                target[word] = 0
                # A GMB person's title, and the edges of its dates, may stand inside or outside of ours.
                loose = scheme == "gmb" and label in {"per", "tim", "nat"} and place < len(inside) - 1
                marks = "BI" if place or scheme == "gmb" else "B"
                allowed = [_NUMBER[f"{mark}-{ours}"] for ours in _ALLOWED[label] for mark in marks]
                target[word, allowed] = 1
                if loose:
                    target[word] = 1
        return target

    return tag


def _inside(offsets: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[int]:
    return (place for place, (first, last) in enumerate(offsets) if first < end and last > start)


def recase(example: Example, style: str, chance: random.Random) -> NDArray[np.int64]:
    """Give the casings of the example as if it were written in another style: Title, UPPER or lower."""
    casings = example.casings.copy()
    letters = casings < Casing.DIGITS
    if style == "lower":
        casings[letters] = Casing.LOWER
    elif style == "upper":
        casings[letters] = Casing.UPPER
    elif style == "title":
        capital_small = chance.random() < 0.25
        heads = [*example.heads, len(casings) - 1]
        for place, word in enumerate(example.words):
            if casings[heads[place]] != Casing.LOWER or (place and example.words[place - 1] in {"'", "’"}):
                continue
            if not place or capital_small or word not in _SMALL:
                casings[heads[place] : heads[place + 1]] = Casing.TITLE
    return casings
