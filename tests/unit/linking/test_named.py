import numpy as np
import pytest

from newsnlp.linking.compare import FEATURES, pair_features
from newsnlp.linking.encode import encode
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.link import compare

NAMES = ("body_days", "body_other_days", "body_far_days", "body_other_months", "body_numbers", "body_other_numbers")


def found(one, other):
    docs = encode([LinkInput("a", *one), LinkInput("b", *other), LinkInput("c", "Bank cuts rates")])
    values = pair_features(docs, np.array([0]), np.array([1]))[0].tolist()
    return {name: value for name, value in zip(FEATURES, values, strict=True) if name in NAMES and value}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("The mayor resigned on Thursday.", "She left office Thursday, not Friday.", {"body_days"}),
        ("The mayor resigned on Thursday.", "She left office on Friday.", {"body_other_days"}),
        ("The mayor resigned on Thursday.", "She left office on Sunday.", {"body_other_days", "body_far_days"}),
        ("The mayor resigned on Monday.", "She left office on Sunday.", {"body_other_days"}),
        ("The mayor resigned on Sunday.", "She left office on Monday.", {"body_other_days"}),
        ("The mayor resigned on Tuesday.", "She left office on Sunday.", {"body_other_days", "body_far_days"}),
        ("The mayor resigned on Thursday.", "She left office.", set()),
        ("The mayor resigned in March.", "She left office in June.", {"body_other_months"}),
        ("The mayor resigned in March.", "She left office in March.", set()),
        ("The mayor resigned in 2031.", "She left office after 4,417 days.", {"body_other_numbers"}),
        ("The mayor resigned after 4,417 days.", "She left office after 4,417 days.", {"body_numbers"}),
    ],
)
def test_what_two_texts_name(one, other, expected):
    pair = found(("Mayor resigns", one), ("Mayor quits", other))
    assert pair.keys() == expected
    assert pair == found(("Mayor quits", other), ("Mayor resigns", one))


def test_titles_count_as_part_of_the_text():
    assert found(("Mayor resigns Thursday", "She had no choice."), ("Mayor quits", "On Thursday.")).keys() == {
        "body_days"
    }


def test_nothing_is_said_where_one_has_no_body():
    assert not found(("Mayor resigns Thursday", ""), ("Mayor quits Thursday in 2031", "It was Thursday."))


def test_another_day_takes_away_and_the_evidence_says_so():
    one = LinkInput("a", "Mayor of Genoa resigns", "The mayor of Genoa resigned on Thursday after a scandal.")
    same, other = (
        compare(one, LinkInput("b", "Genoa mayor quits", f"The mayor of Genoa stepped down on {day} over a scandal."))
        for day in ("Thursday", "Sunday")
    )
    assert same.score > other.score
    assert other.evidence["terms"]["body_other_days"] < 0
