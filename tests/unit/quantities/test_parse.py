"""The value of spans that were found before."""

import pytest

from newsnlp.quantities import parse_quantity
from newsnlp.values import Quantity


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("$901 Billion", "MONEY", Quantity("money", 901_000_000_000, "USD")),
        ("about $901 Billion", "MONEY", Quantity("money", 901_000_000_000, "USD")),
        ("$5 and $7 billion", "MONEY", Quantity("money", None, "USD", 5_000_000_000, 7_000_000_000)),
        ("6.1 billion", "MONEY", Quantity("money", 6_100_000_000, None)),
        ("220m", "MONEY", Quantity("money", 220_000_000, None)),
        ("5p", "MONEY", Quantity("money", 0.05, "GBP")),
        ("200 pounds", "MONEY", Quantity("money", 200, "GBP")),
        ("200 pounds", "QUANTITY", Quantity("measure", 200, "pound")),
        ("billion-dollar", "MONEY", Quantity("money", 1_000_000_000, "USD")),
        ("500m", "CARDINAL", Quantity("count", 500_000_000, None)),
        ("400 m", "QUANTITY", Quantity("measure", 400, "metre")),
        ("400m", "QUANTITY", Quantity("measure", 400, "metre")),
        ('4.7"', "QUANTITY", Quantity("measure", 4.7, "inch")),
        ("200 miles", "QUANTITY", Quantity("measure", 200, "mile")),
        ("quarter point", "PERCENT", Quantity("percent", 0.25, "percentage_point")),
        ("4.9 pct.", "PERCENT", Quantity("percent", 4.9, "percent")),
        ("two dozen", "CARDINAL", Quantity("count", 24, None)),
        ("dozen", "CARDINAL", Quantity("count", 12, None)),
        ("million", "CARDINAL", Quantity("count", 1_000_000, None)),
        ("half", "CARDINAL", Quantity("count", 0.5, None)),
        ("zero", "CARDINAL", Quantity("count", 0, None)),
        ("50+", "CARDINAL", Quantity("count", None, None, 50, None)),
        ("50 to 100", "CARDINAL", Quantity("count", None, None, 50, 100)),
        ("one or two", "CARDINAL", Quantity("count", None, None, 1, 2)),
        ("3 in 10", "CARDINAL", Quantity("count", 0.3, None)),
        ("$5", "CARDINAL", Quantity("money", 5, "USD")),
    ],
)
def test_value(text, label, expected):
    assert parse_quantity(text, label) == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2-1", "CARDINAL"),
        ("51-49", "CARDINAL"),
        ("224 to 194", "CARDINAL"),
        ("4:1", "CARDINAL"),
        ("IV", "CARDINAL"),
        ("1 in 4 or 5", "CARDINAL"),
        ("80th", "ORDINAL"),
        ("two hours", "TIME"),
        ("792p", "QUANTITY"),
        ("50", "PERCENT"),
        ("six to three", "QUANTITY"),
        ("", "MONEY"),
        ("$1" + " " * 300, "MONEY"),
        ("1.2.3", "CARDINAL"),
    ],
)
def test_no_value(text, label):
    assert parse_quantity(text, label) is None


def test_values_are_exact():
    value = parse_quantity("$4.5bn", "MONEY").value
    assert (value, type(value)) == (4_500_000_000, int)
    assert parse_quantity("0.1 percent", "PERCENT").value == 0.1
    assert parse_quantity("$1.1 trillion", "MONEY").value == 1_100_000_000_000
