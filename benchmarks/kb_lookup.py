"""What the knowledge base costs: memory, the first lookup after a load, and its share of entity recognition.

    python benchmarks/kb_lookup.py ../shared/data/articles/wikinews.jsonl [--model fast] [--rounds 3]

Goals: at most 150 MB for the lookups, 0.3 s for the first one, and 25 % on top of entity recognition for aliases and
ids together. Memory is what the process grew by when the base was opened and first asked, and while every name
of every article was looked up (the pages of the file that SQLite holds included); seconds are CPU seconds but for the
first lookup.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from pathlib import Path

import newsnlp
from newsnlp.entities.aliases import name_entities
from newsnlp.entities.knowledge.link import EntityLinker
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.mentions import settle, value_numbers
from newsnlp.tokens import make_doc, news_tokens


def megabytes() -> float:
    """Give the resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("articles")
    options.add_argument("--model", default="fast")
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    articles = list(newsnlp.read(given.articles))
    words = sum(len(article.full_text.split()) for article in articles)
    before = megabytes()
    base = KnowledgeBase.shipped()
    start = time.perf_counter()
    base.lookup("Xi Jinping")
    first = time.perf_counter() - start
    opened = megabytes() - before
    components = newsnlp.load(given.model).components
    nlp = news_tokens()
    recognised, found = 0.0, []
    for article in articles:
        with nlp.memory_zone():
            doc = make_doc(nlp, article)
            mentions = []
            for component in components:
                start = time.process_time()
                mentions += component.annotate(doc, tuple(mentions))
                recognised += time.process_time() - start if component.name == "entities" else 0.0
        found.append(value_numbers(settle(mentions)))
    linker = EntityLinker(base)
    before = megabytes()
    seconds = []
    for _ in range(given.rounds):
        start = time.process_time()
        for article, mentions in zip(articles, found, strict=True):
            named, entities = name_entities(mentions, article.title_end)
            linker.link(entities, named, article.full_text, article.published)
        seconds.append(time.process_time() - start)
    median = statistics.median(seconds)
    print(f"{len(articles)} articles, {words:,} words, model {given.model}, median of {given.rounds} rounds")
    print(f"memory that the lookups added {opened + megabytes() - before:8.1f} MB")
    print(f"first lookup after load       {first:8.3f} s")
    print(f"aliases and ids               {median / words * 1e6:8.1f} us a word")
    print(f"entity recognition            {recognised / words * 1e6:8.1f} us a word")
    print(f"share                         {median / recognised:8.1%}")


if __name__ == "__main__":
    main()
