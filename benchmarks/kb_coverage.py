"""How many of the annotated names of news the knowledge base knows, and which it does not.

    python benchmarks/kb_coverage.py ../shared [--misses 50]

Of the PERSON, ORG, GPE and LOC mentions of newsgold_dev: "exact", those that are written exactly like a name or alias
of a source file; "key", those that a lookup by our keys finds; "linker", those for which the linker has a candidate
whose type fits the label, any of the forms that it tries; "with id", the same with a Wikidata id. Each mention is
looked up alone, without its article. The misses are those of the linker, the most frequent first.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from newsnlp.document import Entity, Mention
from newsnlp.entities.knowledge.candidates import find
from newsnlp.entities.knowledge.store import KnowledgeBase

LABELS = ("PERSON", "ORG", "GPE", "LOC")
KINDS = ("exact", "key", "linker", "with id")


def names_of_sources(folder: Path) -> set[str]:
    """Give every name and alias of the source files, as written."""
    names: set[str] = set()
    for file in sorted(folder.glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                names.update([row["name"], *row["aliases"]])
    return names


def mentions_of(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield text, name and label of each annotated mention."""
    with path.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for start, end, label in record["spans"]:
                if label in LABELS:
                    yield record["text"], record["text"][start:end], label


def main() -> None:
    """Measure and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("shared", type=Path)
    options.add_argument("--misses", type=int, default=50)
    given = options.parse_args()
    names = names_of_sources(given.shared / "data/kb")
    base = KnowledgeBase.shipped()
    total: Counter[str] = Counter()
    known: Counter[tuple[str, str]] = Counter()
    missed: Counter[tuple[str, str]] = Counter()
    for _, name, label in mentions_of(given.shared / "data/ner/newsgold_dev.jsonl"):
        mention = Mention(0, len(name), name, label)
        found = find(base, Entity(id="e1", name=name, label=label, mentions=(0,)), [mention], name).candidates
        total[label] += 1
        known["exact", label] += name in names
        known["key", label] += bool(base.lookup(name))
        known["linker", label] += bool(found)
        known["with id", label] += any(candidate.entity.qid for candidate in found)
        if not found:
            missed[name, label] += 1
    print(f"{'':8}{'mentions':>10}" + "".join(f"{kind:>10}" for kind in KINDS))
    for label in LABELS:
        print(f"{label:8}{total[label]:10}" + "".join(f"{known[kind, label] / total[label]:10.1%}" for kind in KINDS))
    print("\nmost frequent misses")
    for (name, label), times in sorted(missed.items(), key=lambda item: (-item[1], item[0]))[: given.misses]:
        print(f"{times:4} {label:7} {name}")


if __name__ == "__main__":
    main()
