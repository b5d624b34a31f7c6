"""Dates in the words of other languages: "12 de marzo de 2024", "3. Oktober", "12 марта 2024 года", "2024年3月12日".

The name of the month tells the language, and dateparser reads the date in it. Only forms that no English text has
otherwise are matched: a day of the month before the month's name, or the name with a year of four digits.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from newsnlp.dates.pattern import DIGITS, Example, Pattern
from newsnlp.dates.readings import Calendar, Reading
from newsnlp.dates.spans import is_date

__all__ = ["MONTH_NAMES", "PATTERNS"]

MONTH_NAMES: dict[str, str] = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "de": "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
"""The names of the months as dates write them, by language code."""

_LANGUAGE = {name: language for language, names in reversed(MONTH_NAMES.items()) for name in names.split()}
_ENGLISH = frozenset({"april", "august", "september", "november", "december"})
_WITH_YEAR = frozenset({"mart", "mayo", "mars", "mai", "mei", "maja"})
"""Names that are a word or a name elsewhere too: "12 mayo sandwiches"; without a year they need a point or "de"."""
_NAMES = "|".join(sorted(_LANGUAGE, key=lambda name: (-len(name), name)))
_DAY = r"(?P<d>[0-3]?\d)(?P<point>\.|er|º|°)?"
_YEAR = r"(?P<y>[12]\d{3})(?![\d%]|[,.]\d)(?:{_}(?:года|року|roku|г\.|р\.|r\.))?"
_YEAR_OF_CHOICE = 2000


@cache
def _parser(language: str) -> Any:
    from dateparser.date import DateDataParser  # heavy, and seldom needed

    return DateDataParser(languages=[language], settings={"STRICT_PARSING": True, "TIMEZONE": "UTC"})


@cache
def _month(name: str) -> int | None:
    """Give 1 to 12 for a month's name, by dateparser; None when it is none in any of the languages."""
    found = _parser(_LANGUAGE[name]).get_date_data(f"1 {name} {_YEAR_OF_CHOICE}")
    return found.date_obj.month if found.date_obj is not None else None


def _name(match: re.Match[str]) -> str | None:
    """Give the name as the table has it; None where its case is not its language's ("the Mars 2020 rover").

    In a line of capitals it may be either.
    """
    name = match["m"]
    forms = (name.lower(), name.title()) if name.isupper() else (name,)
    return next((form for form in forms if form in _LANGUAGE), None)


def _day_month(match: re.Match[str]) -> Reading | None:
    name, fields = _name(match), match.groupdict()
    if name is None:
        return None
    linked = bool(fields["point"] or fields["of"])
    if not linked and (name.lower() in _ENGLISH or (name.lower() in _WITH_YEAR and not fields["y"])):
        return None
    year, day = int(fields["y"]) if fields["y"] else None, int(fields["d"])
    month = _month(name)
    return Calendar(year=year, month=month, day=day) if month and is_date(year, month, day) else None


def _month_year(match: re.Match[str]) -> Reading | None:
    name = _name(match)
    month = _month(name) if name is not None and name.lower() not in _ENGLISH else None
    return Calendar(year=int(match["y"]), month=month) if month else None


def _ideographic(match: re.Match[str]) -> Reading | None:
    year, month = int(match["y"]), int(match["m"])
    day = int(match["d"]) if match["d"] else None
    return Calendar(year=year, month=month, day=day) if is_date(year, month, day) else None


PATTERNS = (
    Pattern(
        "foreign_day",
        rf"{_DAY}{{_}}(?P<of>de{{_}}|d[’'])?(?P<m>{_NAMES})(?:(?:{{_}}del?|,)?{{_}}{_YEAR})?",
        _day_month,
        frozenset({DIGITS}),
        (
            Example("El acuerdo se firmó el 12 de marzo de 2024.", ("2024-03-12",)),
            Example("Das Gesetz gilt ab dem 3. Oktober 2023.", ("2023-10-03",)),
            Example("La loi est entrée en vigueur le 1er janvier 2022.", ("2022-01-01",)),
            Example("Il trattato del 25 aprile 1945 resta famoso.", ("1945-04-25",)),
            Example("Съезд открылся 12 марта 2024 года.", ("2024-03-12",)),
            Example("El 5 de mayo habrá elecciones.", ("2025-05-05",)),
            Example("Ustawa z dnia 3 maja 1991 r.", ("1991-05-03",)),
            Example("MADRID, 12 DE MARZO DE 2024", ("2024-03-12",)),
            Example("They shared 12 mayo sandwiches.", ()),
        ),
    ),
    Pattern(
        "foreign_month",
        rf"(?P<m>{_NAMES}){{_}}(?:del?{{_}})?{_YEAR}",
        _month_year,
        frozenset(name.lower() for name in _LANGUAGE if name.lower() not in _ENGLISH),
        (
            Example("Desde marzo de 2024 sube el precio.", ("2024-03",)),
            Example("Seit März 2024 steigt der Preis.", ("2024-03",)),
            Example("En mai 2024, le prix augmente.", ("2024-05",)),
            Example("The Mars 2020 rover has landed.", ()),
        ),
    ),
    Pattern(
        "ideographic",
        r"(?P<y>[12]\d{3})年(?P<m>[01]?\d)月(?:(?P<d>[0-3]?\d)日)?",
        _ideographic,
        frozenset({DIGITS}),
        (
            Example("会议于2024年3月12日举行。", ("2024-03-12",)),
            Example("工事は2024年3月に始まった。", ("2024-03",)),
        ),
        bounded=False,
    ),
)
