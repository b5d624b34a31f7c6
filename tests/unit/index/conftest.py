import random

import pytest

import newsnlp

TEXT = "Genoa bridge collapse dozens dead rescuers search rubble Turkey central bank raises rates lira Mars water"
WORDS = TEXT.split()


@pytest.fixture
def index(tmp_path):
    with newsnlp.Index(tmp_path / "news.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def news():
    """Sixty short documents of few words, so that many are alike; some have bodies, days and entities."""
    chance = random.Random(5)
    found = []
    for number in range(60):
        record = {"id": f"n{number:02}", "title": " ".join(chance.sample(WORDS, chance.randint(3, 8)))}
        if number % 4 == 0:
            record["text"] = " ".join(chance.choices(WORDS, k=25))
        if number % 3 == 0:
            record["published"] = f"2024-05-{chance.randint(1, 28):02}"
        found.append(record)
    return found
