"""Make `models/headline_idf`: how rare each word is in headlines, and how often it is written as a name.

    python models/headline_idf/recipe.py ../shared/data

Document counts come from the titles of `link/headlines_plain.jsonl` and `link/allsides_train.jsonl`; capitals are
counted inside sentences (never their first word) of `ner/gmb_train.jsonl`, `ner/newsgold_train.jsonl` (leads and
sentences) and the leads of `link/allsides_train.jsonl`. Only counts are kept.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from newsnlp.linking.normalise import stem, words_of
from newsnlp.store.artefacts import write_manifest

HERE = Path(__file__).resolve().parent
RAREST = 2  # headlines; a word of only one is as rare as one that was never seen
INSIDE = re.compile(r"(?<=[a-z,] )[^\W\d_]+")
CASED_KINDS = {"lead", "sentence"}
PRIOR = 4.0  # sightings: the rate of a word seen less often leans to that of unknown words
UNKNOWN_NAME = 0.6  # measured: the share of once-seen words that are written with a capital


def read(path: Path) -> Iterator[dict[str, str]]:
    """Yield the records of a JSON lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def count_titles(folder: Path) -> tuple[Counter[str], int]:
    """Count in how many titles each stem stands, and the titles."""
    counts: Counter[str] = Counter()
    titles = {" ".join(words_of(row["title"])) for name in ("headlines_plain", "allsides_train")
              for row in read(folder / "link" / f"{name}.jsonl")}  # fmt: skip
    for title in titles:
        counts.update({stem(word) for word in title.split()})
    return counts, len(titles)


def count_capitals(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Count how often each stem stands inside a sentence, and how often with a capital."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences(folder):
        for match in INSIDE.finditer(sentence):
            for word in words_of(match.group()):
                seen[stem(word)] += 1
                capital[stem(word)] += match.group()[0].isupper()
    return seen, capital


def sentences(folder: Path) -> Iterator[str]:
    """Yield text in sentence case."""
    for row in read(folder / "ner" / "gmb_train.jsonl"):
        yield row["text"]
    for row in read(folder / "ner" / "newsgold_train.jsonl"):
        if row["kind"] in CASED_KINDS:
            yield row["text"]
    for row in read(folder / "link" / "allsides_train.jsonl"):
        yield row.get("text") or ""


def main() -> None:
    """Count, and write the artefact."""
    folder = Path(sys.argv[1])
    counts, titles = count_titles(folder)
    seen, capital = count_capitals(folder)
    terms = sorted(term for term, count in counts.items() if count >= RAREST)
    idf = [math.log((titles + 1) / (counts[term] + 0.5)) for term in terms]
    name = [(capital[term] + PRIOR * UNKNOWN_NAME) / (seen[term] + PRIOR) for term in terms]
    (HERE / "terms.txt").write_text("\n".join(terms) + "\n", encoding="utf-8")
    np.save(HERE / "idf.npy", np.array(idf, np.float32))
    np.save(HERE / "name.npy", np.array(name, np.float32))
    unseen = math.log((titles + 1) / 1.0)
    (HERE / "unseen.json").write_text(json.dumps({"idf": round(unseen, 4), "name": UNKNOWN_NAME}) + "\n")
    write_manifest(HERE, "headline_idf", "1", ("terms.txt", "idf.npy", "name.npy", "unseen.json"))
    print(f"{titles} titles, {len(terms)} terms, unseen idf {unseen:.2f}")


if __name__ == "__main__":
    main()
