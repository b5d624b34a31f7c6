"""Dates and quantities that records carry."""

import numpy as np
import pytest

from newsnlp.document import EnrichedDocument, Mention
from newsnlp.linking.agree import DATE, FACTS, QUANTITY
from newsnlp.linking.compare import FEATURES, pair_features
from newsnlp.linking.encode import encode
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.link import compare
from newsnlp.values import Quantity, Timex

TEXT = "The bill of $2.2 trillion passed on May 9, 2025."
MAY, JUNE = ("2025-05-09", DATE, None), ("2025-06-09", DATE, None)
MORE, LESS = ("money 2200000000000.0 USD", QUANTITY, None), ("money 900.0 USD", QUANTITY, None)


def agreement(one, other):
    docs = encode([LinkInput("a", "House passes bill", facts=one), LinkInput("b", "Bill passed", facts=other)])
    values = pair_features(docs, np.array([0]), np.array([1]))[0].tolist()
    return {name for name, value in zip(FEATURES, values, strict=True) if name in FACTS and value}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ((MAY, MORE), (MAY, MORE), {"dates", "quantities"}),
        ((MAY, JUNE), (JUNE,), {"dates"}),
        ((MAY,), (JUNE,), {"other_dates"}),
        ((MORE,), (LESS,), {"other_quantities"}),
        ((MAY,), (MORE,), set()),
        ((MAY, MORE), (), set()),
    ],
)
def test_agreement_and_conflict(one, other, found):
    assert agreement(one, other) == agreement(other, one) == found


def test_a_record_gives_its_days_and_all_but_small_counts():
    def mention(words, label, **carried):
        start = TEXT.index(words)
        return Mention(start, start + len(words), words, label, 1.0, None, "test", **carried)

    document = EnrichedDocument(
        id="a",
        text=TEXT,
        mentions=(
            mention("$2.2 trillion", "MONEY", quantity=Quantity("money", 2.2e12, "USD")),
            mention("May 9, 2025", "DATE", timex=Timex("DATE", "2025-05-09", (36, 47))),
            mention("9", "CARDINAL", quantity=Quantity("count", 9, "count")),
        ),
    )
    assert LinkInput.of(document).facts == (MAY, MORE)


def test_facts_are_no_entities():
    plain = compare(LinkInput("a", "House passes bill"), LinkInput("b", "House bill passed"))
    dated = compare(
        LinkInput("a", "House passes bill", facts=(MAY,)), LinkInput("b", "House bill passed", facts=(MAY,))
    )
    assert not dated.evidence["entities"]
    assert plain.evidence["terms"].keys() == dated.evidence["terms"].keys()


def test_the_score_takes_them_in_and_says_so():
    lead = "The House passed a bill late at night."

    def score(one, other):
        return compare(
            LinkInput("a", "House passes bill", lead, facts=one),
            LinkInput("b", "Bill through House", lead, facts=other),
        )

    same, apart, none = score((MORE,), (MORE,)), score((MORE,), (LESS,)), score((MORE,), ())
    assert same.score > none.score > apart.score
    assert same.evidence["terms"]["quantities"] > 0 > apart.evidence["terms"]["other_quantities"]
