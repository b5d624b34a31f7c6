"""Time and memory of one article of the greatest length, read in pieces.

    python benchmarks/long_texts.py [--characters 5000000] [--model fast]

One core. The text is made here: the same few sentences with other names and numbers. Memory is the most that the
process has had resident, models and the enriched document included.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

import newsnlp

FIRST = ["Ana", "Leo", "Mia", "Omar", "Ines", "Paul", "Vera", "Iris", "Hugo", "Nora"]
LAST = ["Ruiz", "Okafor", "Lindqvist", "Tanaka", "Moreau", "Hassan", "Petrov", "Silva", "Novak", "Brandt"]
PLACES = ["Lisbon", "Nairobi", "Oslo", "Osaka", "Lyon", "Cairo", "Sofia", "Recife", "Brno", "Ulm"]
SENTENCES = [
    "{first} {last}, the mayor of {place}, said on {day} that {percent} percent of the budget was spent.",
    "Ms. {last} paid ${number} million for the harbour in {place} on May {date}, {year}.",
    "“We won’t wait until next week,” {last} told reporters in {place}.",
    "Shares of {last} Holdings fell {percent}% after the vote of {year}.",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def long_text(characters: int, seed: int = 1) -> str:
    """Give a text of exactly so many characters, in paragraphs of four sentences."""
    draw = random.Random(seed)
    written: list[str] = []
    length = 0
    while length < characters:
        sentence = draw.choice(SENTENCES).format(
            first=draw.choice(FIRST), last=draw.choice(LAST), place=draw.choice(PLACES), day=draw.choice(DAYS),
            percent=draw.randint(2, 98), number=draw.randint(2, 900), date=draw.randint(1, 31),
            year=draw.randint(1950, 2024),
        )  # fmt: skip
        written.append(sentence + (" " if draw.random() < 0.75 else "\n\n"))
        length += len(written[-1])
    return "".join(written)[:characters]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--characters", type=int, default=5_000_000)
    options.add_argument("--model", default="fast")
    given = options.parse_args()
    text = long_text(given.characters)
    pipeline = newsnlp.load(given.model)
    pipeline(newsnlp.Article("Ana Ruiz spoke on Friday."))
    loaded = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    doc = pipeline(newsnlp.Article(text, published="2025-02-10"))
    seconds = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    words = len(text.split())
    print(f"{len(text):,} characters, {words:,} words, model {given.model}: {doc.warnings}")
    print(f"{len(doc.mentions):,} mentions, {len(doc.entities):,} entities")
    print(f"{seconds:.1f} CPU seconds, {words / seconds:,.0f} words a second")
    print(f"resident at most {most / 1024:,.0f} MB, {loaded / 1024:,.0f} MB of it before the article")


if __name__ == "__main__":
    main()
