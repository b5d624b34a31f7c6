"""Articles of about 60 words, all different: made of the word lists below, with names that are put together anew.

Not real news: what they are good for is time and memory. The same seed gives the same articles.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from newsnlp.article import Article

SYLLABLES = [
    "ba", "be", "bor", "cha", "dal", "den", "do", "el", "far", "ga", "gre", "ha", "hol", "ig", "ja", "ka", "kel",
    "lan", "lo", "mar", "mo", "nar", "ne", "or", "pa", "pe", "ra", "ro", "sa", "sel", "ta", "te", "ul", "va", "vi",
    "wen", "yor", "za",
]  # fmt: skip
PLACES = [
    "Bergen", "Geneva", "Nairobi", "Lima", "Osaka", "Turin", "Ankara", "Porto", "Quito", "Leeds", "Accra", "Hanoi",
    "Perth", "Austin", "Oslo", "Cairo",
]  # fmt: skip
ROLES = ["minister", "mayor", "spokeswoman", "trade envoy", "judge", "chief executive", "union leader", "governor"]
KINDS = ["Bank", "Rail", "Institute", "Council", "Airways", "Energy", "Party", "University", "Foods", "Shipping"]
DEEDS = [
    "opened a new harbour terminal", "signed a contract for buses", "called for talks on fishing quotas",
    "closed two coal mines", "warned of a shortage of nurses", "presented a budget for schools",
    "launched an inquiry into the flood", "agreed to restart the ferry line", "rejected the higher tariffs",
]  # fmt: skip
AFTER = [
    "The decision had been expected for weeks.", "Critics say that the plan comes too late.",
    "A vote on it is due soon.", "Residents gathered outside the town hall.",
    "Details were not made public.", "Work is to begin before the winter.",
]  # fmt: skip
DAYS = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
]  # fmt: skip
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip


def articles(number: int, seed: int) -> Iterator[Article]:
    """Yield so many articles."""
    chance = random.Random(seed)
    for n in range(number):
        person, second = (f"{_name(chance)} {_name(chance)}" for _ in range(2))
        maker = f"{_name(chance)} {chance.choice(KINDS)}"
        place, other = chance.sample(PLACES, 2)
        title = f"{maker} {chance.choice(DEEDS).title()}"
        text = (
            f"{place.upper()} - {maker} {chance.choice(DEEDS)} on {chance.choice(DAYS)}, {chance.choice(ROLES)}"
            f" {person} said. {chance.choice(AFTER)} It will cost ${chance.uniform(1, 900):.1f} million and take until"
            f" {chance.choice(MONTHS)} {chance.randint(2025, 2040)}. {second}, a {chance.choice(ROLES)} from {other},"
            f" put the losses at {chance.randint(2, 95)}.{chance.randint(0, 9)} percent of"
            f" {chance.randint(1000, 999999):,} jobs. {chance.choice(AFTER)} {chance.choice(AFTER)}"
        )
        day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield Article(text, title=title, published=day, id=f"{seed}-{n}")


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
