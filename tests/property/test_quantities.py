"""Whatever the text, quantities have right offsets, do not overlap, and are the same again."""

import json

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.quantities import find_quantities, parse_quantity
from newsnlp.quantities.digits import read_digits
from newsnlp.quantities.tokens import tokenize
from newsnlp.values import Quantity

_PIECES = """
$ € US$ HK$ Rs 5 1,200 4.5 1.2.3 007 2024 bn m M k % percent per cent basis points point million billion lakh crore
hundred thousand one two twenty five dozen half third quarter a an and or to between from in out of every hundreds tens
several couple multi dollars dollar pounds pound won mark cents p miles mile feet C F degrees square km m/s - – -- + / :
. , ' ’ “ ( ) people dead May Flight magnitude ½ ° won’t x
"""
PIECES = st.sampled_from([*_PIECES.split(), "\n"])
WRITTEN = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "-", "\u00a0"])), max_size=25).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)
TEXTS = st.one_of(st.text(), WRITTEN)


@given(TEXTS)
def test_offsets_order_and_values(text):
    found = find_quantities(text)
    reach = 0
    for one in found:
        assert reach <= one.start < one.end <= len(text)
        assert not text[one.start].isspace()
        assert not text[one.end - 1].isspace()
        assert "\n" not in text[one.start : one.end]
        reach = one.end
        quantity = one.quantity
        assert Quantity.from_dict(json.loads(json.dumps(quantity.to_dict()))) == quantity
        assert (quantity.value is None) == (quantity.low is not None)
        assert quantity.high is None or quantity.low < quantity.high
    assert find_quantities(text) == found


@given(TEXTS, st.sampled_from(["MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "DATE"]))
def test_parsing_never_fails(text, label):
    quantity = parse_quantity(text, label)
    assert quantity is None or quantity.kind in {"money", "percent", "measure", "count"}


@given(TEXTS)
def test_tokens_cover_all_but_the_spaces(text):
    tokens = tokenize(text)
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    covered = {i for token in tokens for i in range(token.start, token.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(st.integers(0, 10**15), st.sampled_from(["{}", "{:,}"]))
def test_whole_numbers_are_read_back(number, form):
    assert read_digits(form.format(number)) == number


@given(st.integers(1, 999_999), st.sampled_from([("million", 6), ("bn", 9), ("trillion", 12), ("crore", 7)]))
def test_money_is_exact(thousandths, scale):
    word, power = scale
    (found,) = find_quantities(f"It cost ${thousandths // 1000}.{thousandths % 1000:03d} {word} in all.")
    assert found.quantity.value == thousandths * 10 ** (power - 3)


@given(TEXTS, st.integers(0, 50))
def test_what_comes_a_line_before_changes_nothing(text, blanks):
    before = "\n" * (blanks + 1)
    shifted = [(f.start - len(before), f.end - len(before), f.quantity) for f in find_quantities(before + text)]
    assert shifted == [(f.start, f.end, f.quantity) for f in find_quantities(text)]
