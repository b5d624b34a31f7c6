"""Finding: labels, rules, lines and sentences, and the cost."""

import pytest
import spacy

from newsnlp.quantities import find as find_module
from newsnlp.quantities import find_quantities
from newsnlp.quantities.component import QuantityComponent
from newsnlp.testing import check_component


def test_labels_and_rules():
    text = "It paid $5 and 5 euros for 5% more, up 2 basis points, over 5 miles, to 5 million and 12 people."
    assert [(text[f.start : f.end], f.label, f.rule) for f in find_quantities(text)] == [
        ("$5", "MONEY", "money_sign"),
        ("5 euros", "MONEY", "money_word"),
        ("5%", "PERCENT", "percent"),
        ("2 basis points", "PERCENT", "basis_point"),
        ("5 miles", "QUANTITY", "measure"),
        ("5 million", "CARDINAL", "count_large"),
        ("12", "CARDINAL", "count_noun"),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\u2028"])
def test_nothing_crosses_a_line(gap):
    assert find_quantities(f"Ruiz wins 52{gap}percent of the vote") == []
    (found,) = find_quantities(f"Costs hit $5{gap}million more are due")
    assert found.quantity.value == 5


def test_nothing_crosses_a_sentence():
    text = "The price was $5 Million is a word."
    assert [f.quantity.value for f in find_quantities(text)] == [5_000_000]
    assert [f.quantity.value for f in find_quantities(text, sentences=[(0, 16), (17, 35)])] == [5]


def test_no_break_and_thin_spaces_group_digits():
    text = "Paid $1\u202f200 and €10\u00a0000 for 3\u00a0miles."
    assert [f.quantity.value for f in find_quantities(text)] == [1200, 10000, 3]


@pytest.mark.parametrize("title", [True, False])
def test_case_changes_nothing(title):
    text = "two dozen people paid five million euros for half a mile, or 20 percent"
    changed = text.title() if title else text.upper()
    assert [f.quantity for f in find_quantities(changed)] == [f.quantity for f in find_quantities(text)]


def test_component_keeps_the_contract():
    check_component(QuantityComponent())


def test_component_yields_mentions_with_quantities():
    doc = spacy.blank("en")("A fine of €4.5bn.")
    (mention,) = QuantityComponent().annotate(doc, ())
    assert (mention.text, mention.label, mention.score, mention.by) == (
        "€4.5bn",
        "MONEY",
        None,
        "quantities:money_sign",
    )
    assert mention.quantity.value == 4_500_000_000


UNITS_OF_TEXT = (
    "$5 ", "5 million ", "one ", "one hundred and ", "between $5 and ", "5-", "hundreds of ", "1,000 ", "half a ", "$",
    "1 in ", "5 to ", "1/2 ", "US", "+-", "twenty-", "5% ", "several ", "lakh crore ", "9", "two and a half ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS_OF_TEXT)
def test_cost_is_linear(unit, monkeypatch):
    """Twice the text costs at most about twice the tokens that are looked at, whatever it is made of."""

    def looked_at(times):
        looks = 0

        class Counting(list):
            def __getitem__(self, key):
                nonlocal looks
                looks += len(range(*key.indices(len(self)))) if isinstance(key, slice) else 1
                return super().__getitem__(key)

        tokenize = find_module.tokenize
        with monkeypatch.context() as patch:
            patch.setattr(find_module, "tokenize", lambda text, starts=(): Counting(tokenize(text, starts=starts)))
            find_quantities(unit * times)
        return looks

    assert looked_at(800) <= 2.2 * looked_at(400) + 100
