"""What speaks against one story although the words agree: another number, date or name in the same sentence pattern.

News has patterns: "Magnitude 6.1 quake hits Chile", "Week 5 rankings", "Jobs report for May". Two headlines of one
pattern that differ just in what fills it tell two stories. A count of people is no such filling: it grows from one
report to the next.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.compare import FEATURES
from newsnlp.linking.encode import Encoded
from newsnlp.linking.normalise import stem
from newsnlp.linking.rows import Floats, Ints, Rows, distinct, numbered, sums

__all__ = ["DAYS_WEIGHT", "VETO", "VETOES", "day_log_odds", "days_apart", "vetoes", "worth_asking"]

VETOES = ("other_number", "other_date", "other_name")
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


def vetoes(docs: Encoded, left: Ints, right: Ints) -> NDArray[np.bool_]:
    """Say which of `VETOES` speak against each pair of titles: a row a pair, a column each."""
    used, left, right = numbered(len(docs), left, right)
    rows, wholes = docs.titles.take(used), docs.wholes.take(used)
    pair, place, _ = rows.shared(left, right)
    telling, filling, people = _masks(docs, rows)
    # The sums of rarities are exact: they come in steps, see `idf.py`.
    rarity = docs.idf[rows.terms].astype(np.float64) * telling
    whole = sums(rarity, rows.owners, len(rows))
    apart = whole[left] + whole[right] - 2 * sums(rarity[place], pair, len(left))
    least = np.minimum(whole[left], whole[right])
    found = np.zeros((len(left), len(VETOES)), np.bool_)
    for kind, mask in enumerate(filling):
        count, weight = (sums(values * mask, rows.owners, len(rows)) for values in (1.0, rarity))
        both = sums(mask[place].astype(np.float64), pair, len(left))
        both_weight = sums((rarity * mask)[place], pair, len(left))
        rest = (apart - (weight[left] + weight[right] - 2 * both_weight)) / 2
        found[:, kind] = (count[left] > both) & (count[right] > both) & (rest <= _ALIKE * least)
        if VETOES[kind] == "other_name":  # with a name in common the other may be one more actor of the story
            found[:, kind] &= both == 0
            for at in np.flatnonzero(found[:, kind]).tolist():
                found[at, kind] = not _both_told(rows, wholes, mask, int(left[at]), int(right[at]))
        elif VETOES[kind] == "other_number":
            counted = sums(people.astype(np.float64), rows.owners, len(rows)) > 0
            found[:, kind] &= ~counted[left] & ~counted[right]
    return found


def _both_told(titles: Rows, wholes: Rows, names: NDArray[np.bool_], left: int, right: int) -> bool:
    """Say whether the whole text of either document names one of the names of the other's title."""
    told = []
    for one, other in ((left, right), (right, left)):
        places = slice(titles.starts[one], titles.starts[one + 1])
        named = titles.terms[places][names[places]].tolist()
        told.append(not set(named).isdisjoint(wholes.row(other)))
    return all(told)


def _masks(docs: Encoded, rows: Rows) -> tuple[NDArray[np.bool_], list[NDArray[np.bool_]], NDArray[np.bool_]]:
    """Say of each term in the rows whether it tells, is a filling of each kind, and is of people."""
    known = distinct(rows.terms)
    words = [docs.vocabulary[term] for term in known.tolist()]
    idf, number = docs.idf[known], docs.number[known]
    date, people = (np.array([word in those for word in words], np.bool_) for those in (_DATES, _PEOPLE))
    name = (docs.name[known] >= _NAME) & (idf >= _TELLING) & ~number & ~date
    at = np.searchsorted(known, rows.terms)
    return ((idf >= _TELLING) | number)[at], [number[at], date[at], name[at]], people[at]
