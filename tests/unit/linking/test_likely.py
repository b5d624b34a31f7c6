import random

import numpy as np
import pytest

from newsnlp.linking import LinkInput
from newsnlp.linking.compare import FEATURES, LATE, Comparison, pair_features
from newsnlp.linking.encode import encode
from newsnlp.linking.link import weigh
from newsnlp.linking.rule import LEVELS
from newsnlp.linking.score import load_scorer, probability
from newsnlp.linking.titles import Titles

WORDS = [
    "Genoa",
    "bridge",
    "collapse",
    "dozens",
    "dead",
    "rescuers",
    "search",
    "rubble",
    "Turkey",
    "central",
    "bank",
    "raises",
    "rates",
    "lira",
    "quits",
]


@pytest.fixture(scope="module")
def docs():
    chance = random.Random(4)
    titles = [" ".join(chance.choices(WORDS, k=chance.randint(2, 7))) for _ in range(60)]
    return encode(
        [LinkInput(f"{n:02}", title, f"{title} again" if n % 4 == 0 else "") for n, title in enumerate(titles)]
    )


@pytest.mark.parametrize("least", [0.0, 0.02, 0.3, 0.9])
def test_pairs_are_given_up_only_when_they_cannot_be_likely_enough(docs, least, monkeypatch):
    monkeypatch.setitem(weigh.__globals__, "_FEW", 0)
    left, right = np.triu_indices(len(docs), 1)
    features, scorer = pair_features(docs, left, right), load_scorer()
    scored = weigh(docs, scorer, left, right, least=least)
    places = {pair: place for place, pair in enumerate(zip(left.tolist(), right.tolist(), strict=True))}
    kept = [places[pair] for pair in zip(scored.left.tolist(), scored.right.tolist(), strict=True)]
    assert (scored.features == features[kept]).all()
    likely = np.round(probability(scorer.log_odds(features)), 4) >= least
    everything = weigh(docs, scorer, left, right, least=0.0)
    assert kept == np.flatnonzero(everything.chance >= least).tolist()
    assert set(kept) <= set(np.flatnonzero(likely).tolist())
    if least == 0.3:
        assert 0 < len(kept) < len(left)


@pytest.mark.parametrize("feature", LATE)
def test_what_is_measured_last_never_speaks_against_a_pair(feature):
    values = np.linspace(0, LATE[feature], 200)
    terms = [term for term in load_scorer().terms if term.feature == feature]
    assert terms
    for term in terms:
        assert (np.diff(term.of(values)) >= -1e-9).all()


def test_hopeless_pairs_are_left_out(docs):
    left, right = np.triu_indices(len(docs), 1)
    asked = []

    def hopeful(places, features):
        asked.append(features[:, FEATURES.index("fuzzy")].tolist())
        return places % 2 == 0

    places, features = Comparison(docs).likely(left, right, hopeful)
    assert places.tolist() == np.arange(0, len(left), 2).tolist()
    assert (features == pair_features(docs, left[places], right[places])).all()
    assert set(asked[0]) == {LATE["fuzzy"]}


def test_titles_are_found_in_however_many_runs(docs, monkeypatch):
    bound, found = LEVELS[1].titles, []
    for most in (1, 40, 1 << 21):
        monkeypatch.setattr("newsnlp.linking.titles._MOST", most)
        titles = Titles(bound)
        for start in range(0, len(docs), 9):
            titles.add(docs.take(np.arange(start, min(start + 9, len(docs)))))
        pairs = [zip(*part, strict=True) for part in titles.search(docs, np.arange(len(docs)))]
        found.append({(int(one), int(other)) for part in pairs for one, other in part})
    assert len(found[0]) > len(docs)
    assert found[0] == found[1] == found[2]
