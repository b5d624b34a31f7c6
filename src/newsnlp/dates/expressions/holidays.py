"""Named days, by the names of the table in `newsnlp.dates.named_days`."""

from __future__ import annotations

import re

from newsnlp.dates.named_days import NAMED_DAYS, day_key
from newsnlp.dates.pattern import Example, Pattern
from newsnlp.dates.readings import Holiday, Reading
from newsnlp.dates.spans import long_year

__all__ = ["PATTERNS"]

_NAMES = "|".join(
    re.escape(name).replace(r"\ ", "{_}").replace("'", "['’]") for name in sorted(NAMED_DAYS, key=len, reverse=True)
)
_TRIGGERS = frozenset(re.split(r"[ '’.-]", name)[0] for name in NAMED_DAYS)


def _holiday(match: re.Match[str]) -> Reading | None:
    name = match["h"]
    if not name[0].isupper():
        return None
    after = match.string[match.end() : match.end() + 12]
    if re.match(
        r"\s+(?:Island|Carol|Book|Rising|Parade|Massacre|Agreement|Seals|Accords?)\b|['’]?s\s+(?:Hospital|Church)\b",
        after,
    ):
        return None
    return Holiday(day_key(name), year=long_year(match["y"]) if match["y"] else None, which=(match["k"] or "").lower())


PATTERNS = (
    Pattern(
        "named_day",
        rf"(?:(?P<k>last|next|this|past){{_}})?(?P<h>{_NAMES})(?:(?:,?{{_}}|{{_}}of{{_}})(?P<y>(?:19|20)\d\d))?",
        _holiday,
        _TRIGGERS | {"last", "next", "this", "past"},
        (
            Example("Shops were full on Black Friday.", ("2024-11-29",)),
            Example("The truce began on Christmas Day 2023.", ("2023-12-25",)),
            Example("They will march on Victory Day.", ("2025-05-08",)),
            Example("He was found on Thanksgiving.", ("2024-11-28",)),
        ),
    ),
)
