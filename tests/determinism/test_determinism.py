"""The bytes of a record depend on the article alone: not on neighbours, jobs, hash seed, zone, locale or clock."""

import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FIRST = ["Ana", "Leo", "Mia", "Omar", "Inês", "Paul", "Vera", "Iris", "İlker", "Nora"]
LAST = ["Ruiz", "Okafor", "Lindqvist", "Tanaka", "Moreau", "Hassan", "O’Brien", "Silva", "Novák", "Brandt"]
PLACES = ["Lisbon", "Nairobi", "Oslo", "New York", "Lyon", "Cairo", "the United States", "Recife", "Brno", "Ulm"]
FIRMS = ["Acme Corp.", "Banco do Norte", "Lake & Sons", "Ministry of Trade", "MoT", "Radio Sofia"]
VERBS = ["met", "sued", "praised", "left", "visited", "bought", "criticised"]
WHEN = [
    "yesterday", "last Friday", "two weeks ago", "on May 9", "in the second quarter of 2023", "this morning",
    "at 12:30 p.m. on Sunday", "since the 1990s", "from 1941 to 1945", "next year", "on Easter Monday", "now",
]  # fmt: skip
AMOUNTS = ["$4.5bn", "40 percent", "between 5 and 7 million euros", "two dozen trucks", "27 people", "12 km"]
SHAPES = [
    "{first} {last} {verb} {firm} in {place} {when}.",
    "“We {verb} {other},” said {last}, who paid {amount} {when}.",
    "{place}: {firm} lost {amount} {when}; {last} was there.",
    "{FIRM} {amount} {when} 🎉",
]


def articles():
    """Give 200 articles: with and without a title, a date and a zone."""
    draw = random.Random(20250210)

    def sentence():
        firm = draw.choice(FIRMS)
        return draw.choice(SHAPES).format(
            first=draw.choice(FIRST), last=draw.choice(LAST), other=draw.choice(LAST), verb=draw.choice(VERBS),
            firm=firm, FIRM=firm.upper(), place=draw.choice(PLACES),
            when=draw.choice(WHEN), amount=draw.choice(AMOUNTS),
        )  # fmt: skip

    published = [None, "2025-02-10", "2024-02-29T23:30:00+09:00", "2023-12-31T00:10:00Z", "1999-07-04"]
    return [
        {
            "id": f"a{number:03}",
            "title": sentence() if draw.random() < 0.5 else None,
            "text": " ".join(sentence() for _ in range(draw.randint(1, 8))),
            "published": draw.choice(published),
        }
        for number in range(200)
    ]


def run(order, jobs, *, seed, zone, locale, clock=None):
    given = "".join(json.dumps(article) + "\n" for article in articles())
    path = [str(HERE)] if clock else []
    env = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": locale,
        "PYTHONPATH": os.pathsep.join([*path, os.environ.get("PYTHONPATH", "")]).strip(os.pathsep),
        "NEWSNLP_TEST_CLOCK": clock or "",
    }
    command = [sys.executable, str(HERE / "enriched.py"), order, str(jobs)]
    return subprocess.run(command, input=given.encode(), env=env, check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def alone():
    """Give the lines of each article by itself, under the clock of the machine."""
    return run("alone", 1, seed="0", zone="UTC", locale="C.UTF-8")


def test_the_lines_hold_what_could_differ(alone):
    records = [json.loads(line) for line in alone.splitlines()]
    assert [record["id"] for record in records] == [article["id"] for article in articles()]
    mentions = [mention for record in records for mention in record["mentions"]]
    assert sum("timex" in mention for mention in mentions) > 300
    assert sum("quantity" in mention for mention in mentions) > 200
    assert any(record["warnings"] for record in records)


@pytest.mark.parametrize(
    ("order", "jobs", "seed", "zone", "locale", "clock"),
    [
        ("batched", 1, "1", "Pacific/Kiritimati", "tr_TR.UTF-8", "1999-12-31T23:59:59"),
        ("shuffled", 2, "4242", "America/Los_Angeles", "C", "2038-02-28T12:00:00"),
    ],
)
def test_the_bytes_are_the_same(alone, order, jobs, seed, zone, locale, clock):
    assert run(order, jobs, seed=seed, zone=zone, locale=locale, clock=clock) == alone


def test_the_other_clock_is_one():
    code = "import time, datetime as dt; print(int(time.time()), dt.date.today(), dt.datetime.now().year)"
    env = {**os.environ, "PYTHONPATH": str(HERE), "NEWSNLP_TEST_CLOCK": "1999-12-31T12:00:00", "TZ": "UTC"}
    told = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True).stdout
    assert told.split() == ["946641600", "1999-12-31", "1999"]
    assert time.time() > dt.datetime(2020, 1, 1, tzinfo=dt.UTC).timestamp()
