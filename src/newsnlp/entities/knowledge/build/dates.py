"""Dates as the sources write them, as ISO prefixes; and what dates a life allows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

from newsnlp.entities.knowledge.records import Role

__all__ = ["GROWN", "born_in", "iso_of", "told_role"]

GROWN = 16
"""Years at which people may come into an office."""
_MONTHS = {month: f"{number:02d}" for number, month in enumerate(calendar.month_name) if month}
_BORN = re.compile(r"\bborn (?:[^()]* )?([12]\d{3})\b")
# "(1925-2013)" is a life; "(1982-1998)", "(2016-)" are years in office.
_LIFE = re.compile(r"\(([12]\d{3})\s?[-–]\s?([12]\d{3})\)")
_SHORTEST_LIFE = 20
_OFFICE = re.compile(
    r"(?P<role>.*\b(?:[Pp]resident|[Mm]inister|[Cc]hancellor|[Ss]enator|[Gg]overnor|[Mm]ayor|[Kk]ing|[Qq]ueen|[Pp]ope"
    r"|[Ss]ecretary|[Ll]eader|[Ee]mperor|[Cc]hairman|[Rr]uler|[Pp]remier)\b[^,;()]*?) "
    r"(?:(?:from|since|between) (?P<start>1[89]\d\d|20\d\d)(?:(?: (?:to|until|and) |\s?[-–]\s?)(?P<end>\d{4}))?"
    r"|\((?P<from>1[89]\d\d|20\d\d)\s?[-–]\s?(?P<to>\d{4})?\))"
)


def born_in(date: str, descriptions: Iterable[str], starts: Iterable[str]) -> int | None:
    """Give the year of birth of a person, where a date or a description tells it.

    Args:
        date: an ISO date of birth, or nothing.
        descriptions: what may tell it.
        starts: when offices began, as ISO prefixes: a year that these do not allow is none of birth.
    """
    if re.match(r"[12]\d{3}", date):
        return int(date[:4])
    first = min((int(start[:4]) for start in starts if start), default=9999)
    for text in descriptions:
        born, life = _BORN.search(text), _LIFE.search(text)
        year = int(born[1]) if born else 0
        if year == 0 and life and int(life[2]) - int(life[1]) >= _SHORTEST_LIFE:
            year = int(life[1])
        if year and year + GROWN <= first:
            return year
    return None


def told_role(description: str) -> Role | None:
    """Give the office that a description tells with its years.

    Example:
        >>> from newsnlp.entities.knowledge.build.dates import told_role
        >>> told_role("Prime Minister of India (1984-1989)")
        Role(role='Prime Minister of India', of='', start='1984', end='1989')
    """
    told = _OFFICE.match(description)
    if told is None:
        return None
    start, end = told["start"] or told["from"], told["end"] or told["to"] or ""
    life = told["from"] is not None and end and int(end) - int(start) >= _SHORTEST_LIFE
    return None if life else Role(told["role"], "", start, end)


def iso_of(date: str | None) -> str:
    """Give an ISO prefix for an ISO date, "12 December 2019" or a year."""
    if not date:
        return ""
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", date):
        return date
    written = re.search(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", date)
    if not written:
        return ""
    day, month, year = written.groups()
    parts = [year] + ([_MONTHS[month]] + ([f"{int(day):02d}"] if day else []) if month in _MONTHS else [])
    return "-".join(parts)
