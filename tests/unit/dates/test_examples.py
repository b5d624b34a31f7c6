"""The examples that each pattern carries are its tests."""

import pytest

from newsnlp.dates import find_dates
from newsnlp.dates.families import FAMILIES
from newsnlp.dates.grammar import VALUE

PATTERNS = [pattern for patterns in FAMILIES.values() for pattern in patterns]
EXAMPLES = [(pattern, example) for pattern in PATTERNS for example in pattern.examples]


def values(found):
    return tuple(timex.value for date in found for timex in (date.timex.parts or (date.timex,)))


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES, ids=[f"{p.name}-{e.text[:30]}" for p, e in EXAMPLES])
def test_an_example_gives_its_values(pattern, example):
    assert values(find_dates(example.text, example.published)) == example.values


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_every_pattern_fires_on_an_example_of_its_own(pattern):
    rules = {
        rule
        for example in pattern.examples
        for date in find_dates(example.text, example.published)
        for rule in date.rule.replace("-", "+").split("+")
    }
    assert pattern.name in rules or (pattern.name == "age" and not rules)


def test_names_of_patterns_are_unique():
    names = [pattern.name for pattern in PATTERNS]
    assert len(names) == len(set(names))


def test_the_values_of_all_examples_are_timex3():
    for _, example in EXAMPLES:
        for value in example.values:
            assert value is None or VALUE.fullmatch(value), value
