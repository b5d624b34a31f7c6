"""Entities beside spaCy's pipelines, on news and other sets: F1 by the scorer of the data folder.

    python benchmarks/entities_peers.py ../shared --spacy FOLDER [--spacy FOLDER ...]

`FOLDER` is an unpacked spaCy pipeline (`en_core_web_sm`, `en_core_web_md`; for comparison only, never a dependency).
`newsgold_dev` is scored on the eleven name labels, the others on PER, ORG and LOC; none of them was trained on by ours.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

import newsnlp
from newsnlp.entities.component import EntityComponent

SETS = {"newsgold_dev": "names"} | dict.fromkeys(("gmb_test", "wikigold", "uner_ewt_dev", "btc_h"), "coarse")
Find = Callable[[list[str]], Iterable[list[dict]]]


def ours(model: str) -> Find:
    """Give what finds the mentions of texts with one of our models."""
    pipeline = newsnlp.load(components=[EntityComponent(model=model)])

    def find(texts: list[str]) -> Iterable[list[dict]]:
        for text in texts:
            doc = newsnlp.enrich(text, pipeline=pipeline)
            yield [{"start": m.start, "end": m.end, "label": m.label} for m in doc.mentions]

    return find


def spacys(folder: Path) -> Find:
    """Give what finds the mentions of texts with a spaCy pipeline."""
    nlp = spacy.load(folder)

    def find(texts: list[str]) -> Iterable[list[dict]]:
        for doc in nlp.pipe(texts):
            yield [{"start": ent.start_char, "end": ent.end_char, "label": ent.label_} for ent in doc.ents]

    return find


def score(shared: Path, gold: Path, mentions: Iterable[list[dict]], labels: str) -> str:
    """Give the scorer's last line."""
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as found:
        for record, own in zip(records, mentions, strict=True):
            found.write(json.dumps({"id": record["id"], "text": record["text"], "mentions": own}) + "\n")
        found.flush()
        command = [sys.executable, shared / "score" / "ner.py", gold, found.name, "--labels", labels]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--spacy", type=Path, action="append", default=[])
    options = parser.parse_args()
    systems = {"fast": ours("fast"), "accurate": ours("accurate")} | {f.name: spacys(f) for f in options.spacy}
    for name, labels in SETS.items():
        gold = options.shared / "data" / "ner" / f"{name}.jsonl"
        texts = [json.loads(line)["text"] for line in gold.read_text(encoding="utf-8").splitlines()]
        for system, find in systems.items():
            print(f"{name}, {labels}, {system}: {score(options.shared, gold, find(texts), labels)}", flush=True)


if __name__ == "__main__":
    main()
