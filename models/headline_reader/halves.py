"""The pairs of each half of the AllSides stories, with the log odds that `headline_link` gives them.

Vectors of words and kin are those made without that half, so the odds are what they would be on stories never seen.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from visible import embedding

from newsnlp.linking.compare import pair_features
from newsnlp.linking.encode import encode
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.join import candidate_pairs
from newsnlp.linking.kin import Kin
from newsnlp.linking.reader import READ_FROM
from newsnlp.linking.rows import Ints
from newsnlp.linking.rule import rule_for
from newsnlp.linking.score import load_scorer, probability

REGIMES = ("bare", "bodies")
AT_ONCE = 200_000  # pairs


@dataclass(frozen=True, slots=True)
class Half:
    """Half of the stories, and its pairs that are read.

    Attributes:
        texts: title and lead of each document.
        bodies: whether pairs were scored with the leads.
        story: the number of each one's story.
        left: a document a pair.
        right: the other.
        odds: of the pair, by `headline_link`.
        named: what of these the days and months that both name give.
        same: whether it is one story.
        true: the pairs of one story, read or not.
    """

    texts: list[tuple[str, str]]
    bodies: bool
    story: Ints
    left: Ints
    right: Ints
    odds: NDArray[np.float64]
    named: NDArray[np.float64]
    same: NDArray[np.bool_]
    true: int

    @property
    def digest(self) -> str:
        """Name the pairs: what was read of them holds for them alone."""
        return hashlib.sha256(np.stack([self.left, self.right]).tobytes()).hexdigest()[:8]


def half_of(given: list[dict[str, str]], half: int, static: Path, *, bodies: bool) -> Half:
    """Score the pairs of every second story."""
    number = {story: place for place, story in enumerate(dict.fromkeys(row["story"] for row in given))}
    mine = sorted((row for row in given if number[row["story"]] % 2 == half), key=lambda row: row["id"])
    texts = [(row["title"], row.get("text") or "") for row in mine]
    inputs = [
        LinkInput(row["id"], title, lead if bodies else "") for row, (title, lead) in zip(mine, texts, strict=True)
    ]
    apart, scorer = static / f"without-{half}", load_scorer()
    docs, kin = encode(inputs, embedding=embedding(apart)), Kin.read(apart / "kin")
    story = np.array([number[row["story"]] for row in mine])
    kept = []
    left, right = candidate_pairs(docs, rule_for(len(docs)).loosened())
    for start in range(0, len(left), AT_ONCE):
        one, other = left[start : start + AT_ONCE], right[start : start + AT_ONCE]
        features = pair_features(docs, one, other, kin=kin)
        odds = scorer.log_odds(features)
        read = probability(odds) >= READ_FROM
        kept.append((one[read], other[read], odds[read], scorer.of_named(features[read])))
    left, right, odds, named = (np.concatenate(column) for column in zip(*kept, strict=True))
    sizes = np.bincount(story)
    return Half(
        texts, bodies, story, left, right, odds, named, story[left] == story[right],
        int((sizes * (sizes - 1)).sum() // 2),
    )  # fmt: skip
