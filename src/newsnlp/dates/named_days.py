"""Named days and when they fall: a table of our own, and the public holidays of the `holidays` package by country.

Sources of the facts: the calendars of the countries' governments and churches; Easter after the anonymous Gregorian
algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

__all__ = ["NAMED_DAYS", "date_of", "day_key"]

Rule = Callable[[int], "date | None"]


def _fixed(month: int, day: int) -> Rule:
    return lambda year: date(year, month, day)


def _nth(nth: int, weekday: int, month: int, plus: int = 0) -> Rule:
    """Give the nth such weekday of the month, counted from the end when negative, and some days on."""

    def rule(year: int) -> date:
        if nth > 0:
            first = date(year, month, 1)
            day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        else:
            last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
            day = last - timedelta(days=(last.weekday() - weekday) % 7)
        return day + timedelta(days=plus)

    return rule


def _easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _from_easter(days: int) -> Rule:
    return lambda year: _easter(year) + timedelta(days=days)


def _election(year: int) -> date:
    """Give the Tuesday after the first Monday of November."""
    return _nth(1, 0, 11, 1)(year) or date(year, 11, 8)


def _public(country: str, *names: str) -> Rule:
    return lambda year: _public_holiday(country, names, year)


_THANKSGIVING = _nth(4, 3, 11)

NAMED_DAYS: dict[str, Rule] = {
    "new year's day": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "epiphany": _fixed(1, 6),
    "orthodox christmas": _fixed(1, 7),
    "martin luther king jr. day": _nth(3, 0, 1),
    "martin luther king day": _nth(3, 0, 1),
    "mlk day": _nth(3, 0, 1),
    "australia day": _fixed(1, 26),
    "holocaust memorial day": _fixed(1, 27),
    "groundhog day": _fixed(2, 2),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(3, 0, 2),
    "presidents day": _nth(3, 0, 2),
    "international women's day": _fixed(3, 8),
    "st. patrick's day": _fixed(3, 17),
    "st patrick's day": _fixed(3, 17),
    "april fools' day": _fixed(4, 1),
    "april fool's day": _fixed(4, 1),
    "ash wednesday": _from_easter(-46),
    "shrove tuesday": _from_easter(-47),
    "mardi gras": _from_easter(-47),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "pentecost": _from_easter(49),
    "earth day": _fixed(4, 22),
    "anzac day": _fixed(4, 25),
    "may day": _fixed(5, 1),
    "international workers' day": _fixed(5, 1),
    "cinco de mayo": _fixed(5, 5),
    "ve day": _fixed(5, 8),
    "v-e day": _fixed(5, 8),
    "victory in europe day": _fixed(5, 8),
    "victory day": _fixed(5, 8),
    "europe day": _fixed(5, 9),
    "mother's day": _nth(2, 6, 5),
    "memorial day": _nth(-1, 0, 5),
    "d-day": lambda _: date(1944, 6, 6),
    "flag day": _fixed(6, 14),
    "father's day": _nth(3, 6, 6),
    "juneteenth": _fixed(6, 19),
    "canada day": _fixed(7, 1),
    "independence day": _fixed(7, 4),
    "the fourth of july": _fixed(7, 4),
    "fourth of july": _fixed(7, 4),
    "bastille day": _fixed(7, 14),
    "v-j day": _fixed(8, 15),
    "vj day": _fixed(8, 15),
    "labor day": _nth(1, 0, 9),
    "labour day": _nth(1, 0, 9),
    "columbus day": _nth(2, 0, 10),
    "indigenous peoples' day": _nth(2, 0, 10),
    "halloween": _fixed(10, 31),
    "all saints' day": _fixed(11, 1),
    "all souls' day": _fixed(11, 2),
    "guy fawkes night": _fixed(11, 5),
    "bonfire night": _fixed(11, 5),
    "election day": _election,
    "remembrance sunday": _nth(2, 6, 11),
    "remembrance day": _fixed(11, 11),
    "veterans day": _fixed(11, 11),
    "veteran's day": _fixed(11, 11),
    "armistice day": _fixed(11, 11),
    "singles day": _fixed(11, 11),
    "thanksgiving day": _THANKSGIVING,
    "thanksgiving": _THANKSGIVING,
    "black friday": _nth(4, 3, 11, 1),
    "small business saturday": _nth(4, 3, 11, 2),
    "cyber monday": _nth(4, 3, 11, 4),
    "giving tuesday": _nth(4, 3, 11, 5),
    "st. andrew's day": _fixed(11, 30),
    "world aids day": _fixed(12, 1),
    "pearl harbor day": _fixed(12, 7),
    "human rights day": _fixed(12, 10),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "lunar new year": _public("SG", "chinese new year"),
    "chinese new year": _public("SG", "chinese new year"),
    "diwali": _public("SG", "deepavali", "diwali"),
    "deepavali": _public("SG", "deepavali", "diwali"),
    "eid al-fitr": _public("TR", "eid al-fitr", "ramazan"),
    "eid al-adha": _public("TR", "eid al-adha", "kurban"),
    "rosh hashanah": _public("IL", "rosh hashana"),
    "yom kippur": _public("IL", "yom kippur"),
}
"""Name in lower case to the rule that gives its day in a year."""

_ELSEWHERE: dict[tuple[str, str], Rule] = {
    ("victory day", "RU"): _fixed(5, 9),
    ("victory day", "UA"): _fixed(5, 8),
    ("victory day", "IN"): _fixed(12, 16),
    ("mother's day", "GB"): _from_easter(-21),
    ("thanksgiving", "CA"): _nth(2, 0, 10),
    ("thanksgiving day", "CA"): _nth(2, 0, 10),
    ("independence day", "UA"): _fixed(8, 24),
    ("father's day", "AU"): _nth(1, 6, 9),
    ("christmas", "RU"): _fixed(1, 7),
}
_SEPTEMBER = frozenset({"US", "CA"})
"""Where the day of labour is in September; nearly everywhere else it is the first of May."""
_COUNTRYWIDE = ("independence day", "memorial day", "flag day", "labor day", "labour day")
"""Days that many countries have on days of their own: the `holidays` package knows them."""


def day_key(text: str) -> str:
    """Give the table's key for a name as it stands in a text."""
    return " ".join(text.lower().replace("’", "'").split())


def date_of(key: str, year: int, country: str | None = None) -> date | None:
    """Give the day on which a named day falls in a year.

    Args:
        key: from `day_key`.
        year: of the Gregorian calendar.
        country: ISO 3166 alpha-2 code of the country whose day it is.
    """
    rule = _ELSEWHERE.get((key, country or ""))
    try:
        if rule is None and country not in {None, "US"} and key in _COUNTRYWIDE:
            found = _public_holiday(country or "", (key.replace("labour", "labor"),), year)
            if found is not None:
                return found
            if key in {"labor day", "labour day"} and country not in _SEPTEMBER:
                return date(year, 5, 1)
        return (rule or NAMED_DAYS[key])(year)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=256)
def _public_holiday(country: str, names: tuple[str, ...], year: int) -> date | None:
    import holidays  # heavy, and seldom needed

    try:
        days = holidays.country_holidays(country, years=year, language="en_US")
    except NotImplementedError:
        return None
    return min((day for day, name in days.items() if any(part in name.lower() for part in names)), default=None)
