"""The tables of currencies, units and words: well-formed, and free of contradictions."""

import re

import pytest

from newsnlp.quantities.currencies import CODES, DOLLAR_PREFIXES, MINOR, NAMES, QUALIFIED, SIGN_WORDS, SIGNS
from newsnlp.quantities.digits import read_digits
from newsnlp.quantities.lexicon import COUNTED, DESIGNATORS, MONEY_WORDS, MONTHS, TIME_UNITS, WEIGHT_WORDS
from newsnlp.quantities.units import DIGIT_UNITS, GLUED_UNITS, PERCENTS, UNITS_OF_MEASURE

TABLES = (SIGNS, DOLLAR_PREFIXES, SIGN_WORDS, NAMES, QUALIFIED, MINOR)


@pytest.mark.parametrize("table", TABLES)
def test_each_currency_is_a_code_or_open(table):
    assert all(code is None or re.fullmatch("[A-Z]{3}", code) for code in table.values())


def test_codes_are_currencies_and_no_common_words():
    assert all(re.fullmatch("[A-Z]{3}", code) for code in CODES)
    assert {"USD", "EUR", "GBP", "JPY", "CNY", "INR", "CHF"} <= CODES
    assert not {"TOP", "ALL", "TRY"} & CODES


def test_units_have_one_name_each():
    tables = (UNITS_OF_MEASURE, DIGIT_UNITS, GLUED_UNITS, PERCENTS)
    forms = [form for table in tables for form in table]
    assert len(forms) == len(set(forms))


def test_no_unit_is_a_unit_of_time_or_a_currency():
    words = {form[0] for form in UNITS_OF_MEASURE if len(form) == 1}
    assert not words & TIME_UNITS
    assert not words & set(NAMES)


def test_word_lists_do_not_contradict_each_other():
    assert not COUNTED & TIME_UNITS
    assert not COUNTED & MONTHS
    assert not MONEY_WORDS & WEIGHT_WORDS
    assert not DESIGNATORS & {"a", "the", "at", "least"}


@pytest.mark.parametrize(
    "text",
    ["1.2.3", "192.168.1.1", "1,2,3", "007", "00", "1,2345", "9" * 31, "1,000,00"],
)
def test_what_is_no_number(text):
    assert read_digits(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", "0"), ("0.5", "0.5"), (".38", "0.38"), ("3·5", "3.5"), ("150‚000", "150000"), ("1,000.25", "1000.25")],
)
def test_what_is_a_number(text, value):
    assert str(read_digits(text)) == value
