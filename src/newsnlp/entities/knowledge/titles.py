"""Titles before a name ("President Bush"), and those that a person's offices give."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsnlp.entities.knowledge.records import Role

__all__ = ["title_before", "titles_of"]

# What is written before a name, and the title that it means.
_SHORT = {
    "gov": "governor", "sen": "senator", "rep": "representative", "congressman": "representative",
    "congresswoman": "representative", "pm": "prime minister", "sec": "secretary", "gen": "general",
    "premier": "prime minister", "chairwoman": "chairman", "chair": "chairman", "chairperson": "chairman",
    "chief executive": "ceo", "taoiseach": "prime minister",
}  # fmt: skip
_TITLES = (
    "president", "vice president", "prime minister", "premier", "chancellor", "senator", "sen", "governor", "gov",
    "representative", "rep", "congressman", "congresswoman", "secretary", "sec", "minister", "mayor", "king", "queen",
    "prince", "princess", "pope", "justice", "judge", "general", "gen", "chairman", "chairwoman", "chair", "pm",
    "emperor", "ambassador", "speaker", "attorney general", "taoiseach", "cardinal", "archbishop",
)  # fmt: skip
_TITLE = "|".join(re.escape(title) for title in sorted(_TITLES, key=lambda title: (-len(title), title)))
# "Secretary of State", "Minister of Foreign Affairs" before a name.
_OF = r"(?: (?i:of|for)(?: the)?(?: [A-Z]\w+){1,2})?"
_BEFORE = re.compile(rf"(?<!\w)(?i:({_TITLE}))\.?{_OF} $")
_WITHIN = re.compile(rf"(?<!\w)({_TITLE})(?!\w)", re.IGNORECASE)
_LONGEST = 45


def title_before(text: str, start: int) -> str | None:
    """Give the title right before a name, in its full form, or None.

    Example:
        >>> title_before("Sen. Cruz", 5)
        'senator'
    """
    found = _BEFORE.search(text, max(0, start - _LONGEST), start)
    return None if found is None else _full(found[1])


def titles_of(roles: Iterable[Role], description: str | None = None) -> set[str]:
    """Give the titles of offices, and those that a description names.

    Example:
        >>> sorted(titles_of([Role("Prime Minister of Latvia", "Latvia", "2019", "")]))
        ['prime minister']
    """
    told = [role.role for role in roles]
    if description is not None:
        told.append(description)
    return {_full(found) for words in told for found in _WITHIN.findall(words)}


def _full(title: str) -> str:
    return _SHORT.get(title.lower(), title.lower())
