"""Prints the lines of the articles, sorted by id: `python enriched.py ORDER JOBS < articles.jsonl > lines.jsonl`.

ORDER is `alone` (each by itself), `batched` or `shuffled`.
"""

import json
import random
import sys

import newsnlp
from newsnlp.io.writers import to_line


def enriched(articles, order, jobs):
    """Give the documents, in any order."""
    if order == "alone":
        return [newsnlp.enrich(**article) for article in articles]
    if order == "shuffled":
        random.Random(7).shuffle(articles)
    return list(newsnlp.enrich_many(articles, jobs=jobs))


def main():
    order, jobs = sys.argv[1], int(sys.argv[2])
    articles = [json.loads(line) for line in sys.stdin.buffer]
    for doc in sorted(enriched(articles, order, jobs), key=lambda doc: doc.id):
        sys.stdout.buffer.write((to_line(doc.to_dict()).rstrip("\n") + "\n").encode())


if __name__ == "__main__":
    main()
