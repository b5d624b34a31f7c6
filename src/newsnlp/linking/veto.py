"""What speaks against one story although the words agree: another number, date or name in the same sentence pattern.

News has patterns: "Magnitude 6.1 quake hits Chile", "Week 5 rankings", "Jobs report for May". Two headlines of one
pattern that differ just in what fills it tell two stories. A count of people is no such filling: it grows from one
report to the next.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.compare import FEATURES
from newsnlp.linking.encode import Encoded
from newsnlp.linking.normalise import stem
from newsnlp.linking.rows import Floats, Ints

__all__ = ["DAYS_WEIGHT", "VETO", "day_log_odds", "days_apart", "vetoes", "worth_asking"]

VETO = -5.0  # log-odds for each veto: near-certain becomes unlikely
# Log-odds a day after the third. Set by hand, for no set with stories told over weeks is at hand: outlets report
# within three days of each other, and an equal headline a year later is another event.
DAYS_WEIGHT, FREE_DAYS, MOST_DAYS = -0.15, 3, 60
_ALIKE = 0.3  # of the rarity of the smaller title may lie in words that are neither shared nor the filling
_PATTERN = 0.3  # cosine of the words, below which no veto can apply
_NAME = 0.8  # share of capitals from which on a word is a name
_TELLING = 3.5  # nats
_DATES = frozenset(
    stem(word)
    for word in [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
_PEOPLE = frozenset(
    stem(word)
    for word in [
        "dead",
        "deaths",
        "die",
        "dies",
        "died",
        "killed",
        "kills",
        "kill",
        "killing",
        "injured",
        "injures",
        "hurt",
        "wounded",
        "missing",
        "arrested",
        "arrests",
        "cases",
        "people",
        "victims",
        "toll",
        "hostages",
        "bodies",
        "infected",
        "sickened",
        "rescued",
        "trapped",
        "evacuated",
        "homeless",
        "casualties",
    ]
)


def day_log_odds(apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give what days between publication take from the log-odds; nothing where they are unknown (NaN)."""
    return DAYS_WEIGHT * np.clip(np.nan_to_num(apart) - FREE_DAYS, 0, MOST_DAYS)


def days_apart(docs: Encoded, left: Ints, right: Ints) -> NDArray[np.float64]:
    """Give the days between publication of each pair; NaN where one is unknown."""
    return np.abs(docs.days[left] - docs.days[right])


def worth_asking(features: Floats) -> NDArray[np.bool_]:
    """Say which pairs, by their features, are alike enough to be of one pattern."""
    asked: NDArray[np.bool_] = features[:, FEATURES.index("words")] >= _PATTERN
    return asked


def vetoes(docs: Encoded, one: int, other: int) -> list[str]:
    """Name what speaks against a pair of titles: `other_number`, `other_date`, `other_name`, each at most once."""
    first, second = set(docs.titles.row(one)), set(docs.titles.row(other))
    shared, alone = first & second, (first - second, second - first)
    least = min(_rarity(docs, first), _rarity(docs, second))
    found = []
    for kind, test in (("other_number", _is_number), ("other_date", _is_date), ("other_name", _is_name)):
        filling = [[term for term in terms if test(docs, term)] for terms in alone]
        if not all(filling):
            continue
        rest = sum(_rarity(docs, terms - set(held)) for terms, held in zip(alone, filling, strict=True)) / 2
        if rest > _ALIKE * least:
            continue
        if _tells(docs, kind, first | second, shared):
            found.append(kind)
    return found


def _tells(docs: Encoded, kind: str, every: set[int], shared: set[int]) -> bool:
    """Say whether another filling of this kind makes another story."""
    if kind == "other_name":  # with a name in common the other may be one more actor of the story
        return not any(_is_name(docs, term) for term in shared)
    if kind == "other_number":
        return not any(docs.vocabulary[term] in _PEOPLE for term in every)
    return True


def _rarity(docs: Encoded, terms: set[int] | Sequence[int]) -> float:
    return float(sum(docs.idf[term] for term in sorted(terms) if docs.idf[term] >= _TELLING or docs.number[term]))


def _is_number(docs: Encoded, term: int) -> bool:
    return bool(docs.number[term])


def _is_date(docs: Encoded, term: int) -> bool:
    return docs.vocabulary[term] in _DATES


def _is_name(docs: Encoded, term: int) -> bool:
    known = docs.name[term] >= _NAME and docs.idf[term] >= _TELLING
    return bool(known) and not _is_number(docs, term) and not _is_date(docs, term)
