"""Dates in the words of other languages: every month's name, read by dateparser."""

import pytest

from newsnlp.dates import find_dates
from newsnlp.dates.expressions.foreign import MONTH_NAMES

_NAMES = [(language, name) for language, names in MONTH_NAMES.items() for name in names.split()]


@pytest.mark.parametrize(("language", "name"), _NAMES, ids=[f"{language}-{name}" for language, name in _NAMES])
def test_every_month_with_day_and_year(language: str, name: str) -> None:
    names = [n for n in MONTH_NAMES[language].split() if n not in {"Jänner", "setiembre"}]
    twins = {"Jänner": 1, "setiembre": 9}
    month = twins.get(name) or names.index(name) + 1
    text = f"(7. {name} 2023)" if language != "es" else f"(7 de {name} de 2023)"
    assert [found.timex.value for found in find_dates(text, "2025-02-10")] == [f"2023-{month:02d}-07"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Le 14 juillet, tout est fermé.", ["2025-07-14"]),
        ("Le 14 juillet, tout est fermé.\u00a0", ["2025-07-14"]),
        ("La riunione del 31 giugno 2024 non esiste.", ["2024-06"]),
        ("12 Mars bars and 3 mai tais were sold.", []),
        ("Mai 2000 was a film.", ["2000-05"]),
    ],
)
def test_what_is_read(text: str, values: list[str]) -> None:
    assert [found.timex.value for found in find_dates(text, "2025-02-10")] == values


def test_without_publication_the_year_stays_open() -> None:
    assert [found.timex.value for found in find_dates("Am 3. Oktober wird gefeiert.")] == ["XXXX-10-03"]
