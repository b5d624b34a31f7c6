"""A pattern: how an expression is written, what it says, and examples of it that are tests."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from newsnlp.dates.lexicon import expand
from newsnlp.dates.readings import Reading

__all__ = ["DIGITS", "Example", "Part", "Pattern"]

DIGITS = "#"
"""The trigger of patterns that start with a digit."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text, its reference time, and the values that must be found in it, in order (a range has its parts' values)."""

    text: str
    values: tuple[str | None, ...]
    published: str | None = "2025-02-10"


@dataclass(frozen=True, slots=True)
class Part:
    """One timex inside an expression that holds several; offsets into the text."""

    start: int
    end: int
    reading: Reading


Build = Callable[["re.Match[str]"], "Reading | tuple[Part, ...] | None"]


@dataclass(frozen=True)
class Pattern:
    """One way to write a date.

    Attributes:
        name: the rule's name, as it stands in `Mention.by`.
        source: regular expression with the lexicon's `{FRAGMENTS}`; matched from a trigger word on, any case.
        build: turns a match into a reading, into parts (a range or list), or refuses it with None.
        triggers: the words, in lower case, that it can start with; `DIGITS` for a number.
        examples: what it must find; each is a test.
        label: DATE or TIME, the label of the mention; "" takes it from the value.
        bounded: whether a letter right behind it makes it part of a word; not so in scripts without spaces.
    """

    name: str
    source: str
    build: Build
    triggers: frozenset[str]
    examples: tuple[Example, ...]
    label: str = ""
    bounded: bool = True

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(rf"(?:{expand(self.source)})" + (r"(?!\w)" if self.bounded else ""), re.IGNORECASE)
