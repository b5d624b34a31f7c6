"""Bare weekdays."""

from __future__ import annotations

import re

from newsnlp.dates.lexicon import WEEKDAYS
from newsnlp.dates.pattern import Example, Pattern
from newsnlp.dates.readings import Calendar, Reading

__all__ = ["PATTERNS"]

_NAME_AFTER = re.compile(
    r"\s+(?:Times|Telegraph|Mirror|Mail|Express|Herald|Independent|Post|People|World|Sun|Addams|Island|Magazine|School|Night\s+(?:Live|Football)|"
    r"Night\s+Lights|Evening\s+Post|Club|Bloody|Digest|Review|Today|Morning\s+(?:Herald|Post))\b"
)
_NAME_BEFORE = re.compile(
    r"\b(?:Black|Cyber|Good|Bloody|Super|Palm|Easter|Ash|Holy|Maundy|Giving|Fat|Shrove|Ruby|Freaky|Sheffield|Happy|Man|Ruby|Billie|Rick|Joe"
    r"|Man\s+of)\s+$"
)


def _weekday(match: re.Match[str]) -> Reading | None:
    name = match.group()
    text, start, end = match.string, match.start(), match.end()
    if (
        not name[0].isupper()
        or _NAME_AFTER.match(text[end : end + 24])
        or _NAME_BEFORE.search(text[max(0, start - 12) : start])
    ):
        return None
    return Calendar(weekday=WEEKDAYS[name.lower().rstrip(".")])


def _abbreviated(match: re.Match[str]) -> Reading | None:
    name = match.group()
    before = match.string[max(0, match.start() - 8) : match.start()]
    if not name[0].isupper() or not re.search(r"\b(?:on|until|by|next|last|this)\s+$", before, re.IGNORECASE):
        return None
    return Calendar(weekday=WEEKDAYS[name.lower().rstrip(".")])


PATTERNS = (
    Pattern(
        "weekday",
        r"{WEEKDAY}",
        _weekday,
        frozenset(name for name in WEEKDAYS if name.endswith("day")),
        (
            Example("Police said Friday that he was safe.", ("2025-02-07",)),
            Example("The court will rule on Thursday.", ("2025-02-13",)),
            Example("The Sunday Times reported it.", ()),
        ),
    ),
    Pattern(
        "weekday_abbreviated",
        r"(?:mon|tues?|weds?|thurs?|thur|fri)\.",
        _abbreviated,
        frozenset(name for name in WEEKDAYS if len(name) < 6),
        (Example("Doors open on Fri. at the gate.", ("2025-02-07",)),),
    ),
)
