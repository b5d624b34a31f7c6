"""Words a CPU second of the entity models, beside spaCy's small model where that is at hand.

    python benchmarks/entities_speed.py ../shared/data/articles/wikinews.jsonl [--spacy FOLDER] [--rounds 3]

One thread, CPU time, the same texts in the same run; models take turns, and the median of the rounds counts. A word
is what `str.split` gives. `FOLDER` is an unpacked `en_core_web_sm` (for comparison only); its named-entity recogniser
is timed alone (tok2vec and ner) and in the full pipeline. Ours reads text and sentence offsets; tokenizing is not
part of either side's first number.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc

import newsnlp
from newsnlp.entities.component import EntityComponent
from newsnlp.tokens import make_doc, news_tokens


def ours(model: str, docs: Sequence[Doc]) -> Callable[[], None]:
    """Give what finds the entities of all documents with one of our models."""
    component = EntityComponent(model=model)

    def run() -> None:
        for doc in docs:
            component.annotate(doc, ())

    return run


def spacy_ner(folder: Path, texts: Sequence[str]) -> Callable[[], None]:
    """Give what runs spaCy's tok2vec and ner alone, on texts that are tokenized already."""
    nlp = spacy.load(folder, disable=[])
    parts = [nlp.get_pipe(name) for name in ("tok2vec", "ner")]

    def run() -> None:
        for start in range(0, len(texts), 32):
            docs = [nlp.make_doc(text) for text in texts[start : start + 32]]
            for part in parts:
                docs = list(part.pipe(docs, batch_size=32))

    return run


def spacy_tokens(folder: Path, texts: Sequence[str]) -> Callable[[], None]:
    """Give what only tokenizes: taken off the run above."""
    nlp = spacy.load(folder)

    def run() -> None:
        for text in texts:
            nlp.make_doc(text)

    return run


def spacy_full(folder: Path, texts: Sequence[str]) -> Callable[[], None]:
    """Give what runs spaCy's full pipeline."""
    nlp = spacy.load(folder)

    def run() -> None:
        for _ in nlp.pipe(texts, batch_size=32):
            pass

    return run


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--spacy", type=Path, help="an unpacked en_core_web_sm, for comparison")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    articles = list(newsnlp.read(options.articles))
    texts = [article.full_text for article in articles]
    words = sum(len(text.split()) for text in texts)
    nlp = news_tokens()
    docs = [make_doc(nlp, article) for article in articles]
    runs = {"newsnlp fast": ours("fast", docs), "newsnlp accurate": ours("accurate", docs)}
    if options.spacy:
        runs["spaCy small, tokens"] = spacy_tokens(options.spacy, texts)
        runs["spaCy small, tokens and ner"] = spacy_ner(options.spacy, texts)
        runs["spaCy small, full pipeline"] = spacy_full(options.spacy, texts)
    spent: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            start = time.process_time()
            run()
            spent[name].append(time.process_time() - start)
    seconds = {name: statistics.median(times) for name, times in spent.items()}
    if options.spacy:
        alone = seconds["spaCy small, tokens and ner"] - seconds.pop("spaCy small, tokens")
        seconds["spaCy small, ner alone"] = alone
    print(f"{len(texts)} articles, {words:,} words, one thread, median of {options.rounds} rounds")
    print(f"{'model':30}{'us a word':>10}{'words a CPU second':>20}")
    for name, spent_here in seconds.items():
        print(f"{name:30}{spent_here / words * 1e6:10.1f}{words / spent_here:20,.0f}")


if __name__ == "__main__":
    main()
