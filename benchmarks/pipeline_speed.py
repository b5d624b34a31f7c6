"""Words a CPU second of the whole enrichment, split by stage against the budget of the design.

    python benchmarks/pipeline_speed.py ../shared/data/articles/wikinews.jsonl [--rounds 3] [--spacy FOLDER]

One core, one thread. A word is what `str.split` gives. The median of the rounds counts.

`FOLDER` is an unpacked spaCy pipeline, `en_core_web_sm` 3.8 (the folder with its `config.cfg`), for comparison only:
its full `nlp.pipe` (tok2vec, tagger, parser, attribute_ruler, lemmatizer, ner) takes turns with ours on the same texts
in the same run. Ours is entities, dates, quantities, aliases, ids, language, and the JSON lines; spaCy's writes none.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

import newsnlp
from newsnlp.batch import enrich_in_order
from newsnlp.entities.aliases import name_entities
from newsnlp.entities.chains.items import join_items, number
from newsnlp.io.writers import to_line
from newsnlp.languages import language_of
from newsnlp.mentions import settle, value_numbers
from newsnlp.pipeline import Pipeline
from newsnlp.tokens import make_doc, news_tokens

BUDGET = {"entities": 69.0, "aliases and ids": 17.0, "dates": 10.0, "tokens, quantities, writing": 20.0}


def stages(articles, pipeline) -> dict[str, float]:
    """Give the CPU seconds of each stage, run by hand in the pipeline's order."""
    spent: dict[str, float] = defaultdict(float)
    nlp = news_tokens()
    for article in articles:
        with nlp.memory_zone():
            start = time.process_time()
            doc = make_doc(nlp, article)
            spent["tokens, quantities, writing"] += time.process_time() - start
            found = []
            for component in pipeline.components:
                start = time.process_time()
                found += component.annotate(doc, tuple(found))
                stage = "tokens, quantities, writing" if component.name == "quantities" else component.name
                spent[stage] += time.process_time() - start
        start = time.process_time()
        mentions, entities = name_entities(value_numbers(settle(found)), article.title_end, text=article.full_text)
        linked = pipeline.linker.link(entities, mentions, article.full_text, article.published)
        number(join_items(linked, mentions, article.title_end), mentions)
        spent["aliases and ids"] += time.process_time() - start
        start = time.process_time()
        language_of(article.full_text)
        spent["tokens, quantities, writing"] += time.process_time() - start
    return spent


def spacy_full(folder: Path, texts: Sequence[str]) -> Callable[[], None]:
    """Give what runs spaCy's full pipeline over the texts."""
    nlp = spacy.load(folder)

    def run() -> None:
        for _ in nlp.pipe(texts):
            pass

    return run


def ours_whole(articles: Sequence[newsnlp.Article], pipeline: Pipeline) -> Callable[[], None]:
    """Give what enriches the articles and makes their JSON lines."""

    def run() -> None:
        for outcome in enrich_in_order(articles, pipeline):
            to_line(outcome.to_dict())

    return run


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles")
    options.add_argument("--model", default="fast")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--spacy", type=Path, help="an unpacked en_core_web_sm, for comparison")
    given = options.parse_args()
    articles = list(newsnlp.read(given.articles))
    words = sum(len(article.full_text.split()) for article in articles)
    pipeline = newsnlp.load(given.model)
    pipeline(articles[0])
    runs = {"whole": ours_whole(articles, pipeline)}
    if given.spacy:
        runs["spaCy"] = spacy_full(given.spacy, [article.full_text for article in articles])
    times, parts = defaultdict(list), defaultdict(list)
    for _ in range(given.rounds):
        for name, run in runs.items():
            start = time.process_time()
            run()
            times[name].append(time.process_time() - start)
        for stage, seconds in stages(articles, pipeline).items():
            parts[stage].append(seconds)
    print(f"{len(articles)} articles, {words:,} words, model {given.model}, median of {given.rounds} rounds")
    print(f"{'stage':30}{'us a word':>10}{'budget':>10}")
    for stage, budget in BUDGET.items():
        print(f"{stage:30}{statistics.median(parts[stage]) / words * 1e6:10.1f}{budget:10.1f}")
    median = statistics.median(times["whole"])
    print(f"{'whole, with the JSON lines':30}{median / words * 1e6:10.1f}{sum(BUDGET.values()):10.1f}")
    print(f"{words / median:,.0f} words a CPU second")
    if given.spacy:
        theirs = statistics.median(times["spaCy"])
        print(f"{'spaCy, full pipeline':30}{theirs / words * 1e6:10.1f}")
        rounds = [other / own for own, other in zip(times["whole"], times["spaCy"], strict=True)]
        print(f"{theirs / median:.2f} times as fast (rounds: {', '.join(f'{ratio:.2f}' for ratio in rounds)})")


if __name__ == "__main__":
    main()
