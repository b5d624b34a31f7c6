"""Finds a fixed list of names in a text: at word boundaries, the longest first, in one pass.

A name is looked up by its words without case. Whether the case must agree depends on the name: `exact` as written,
`any` whatever the case. By default a name of several words, or one in lower case, is found in any case; a single word
with a capital is found as written or in capitals: "Apple" and "APPLE" for Apple, no "apple", and no "us" for "US".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsnlp.knowledge.words import Word, ends_word, joined, split, starts_word

__all__ = ["Gazetteer"]

T = TypeVar("T")
_SEVERAL = re.compile(r"\w[\s\-‐‑‒–]+\w")


@dataclass(frozen=True, slots=True)
class _Form(Generic[T]):
    """One name as it is looked up."""

    written: str
    case: str
    value: T

    def fits(self, written: str) -> bool:
        if self.case == "any" or written == self.written:
            return True
        return self.case == "capitals" and written == self.written.upper()


class Gazetteer(Generic[T]):
    """Names with what they stand for; filled once by `add`, then only read."""

    def __init__(self) -> None:
        self._forms: dict[str, list[_Form[T]]] = {}
        self._sizes: dict[str, list[int]] = {}

    def add(self, name: str, case: str | None, value: T) -> T | None:
        """Add a name; give what stands under the same name already, in which case nothing is added.

        Args:
            name: with at least one word or sign.
            case: `exact`, `any`, or None for the default.
            value: what it stands for.
        """
        words = split(name)
        form = _Form(_written(words), case or _default_case(name), value)
        key = _key(words)
        forms = self._forms.setdefault(key, [])
        for other in forms:
            if other.written == form.written or other.case == form.case == "any":
                return other.value
        # A name as it is written goes before those of any case.
        forms.insert(0 if form.case != "any" else len(forms), form)
        sizes = self._sizes.setdefault(words[0].key, [])
        if len(words) not in sizes:
            sizes.append(len(words))
            sizes.sort(reverse=True)
        return None

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield start, end and value of each name in the text, none over another, in text order."""
        if not self._forms:
            return
        words = split(text)
        at = 0
        while at < len(words):
            size = 1
            for count in self._sizes.get(words[at].key, ()):
                part = words[at : at + count]
                if len(part) == count and (form := self._form(part)) and _stands_alone(text, part):
                    yield part[0].start, part[-1].end, form.value
                    size = count
                    break
            at += size

    def get(self, name: str) -> T | None:
        """Give what a text stands for as a whole, or None."""
        words = split(name)
        form = self._form(words) if words else None
        return None if form is None else form.value

    def _form(self, words: list[Word]) -> _Form[T] | None:
        forms = self._forms.get(_key(words))
        if not forms:
            return None
        written = _written(words)
        forms = sorted(forms, key=lambda form: form.written != written)
        return next((form for form in forms if form.fits(written)), None)


def _key(words: list[Word]) -> str:
    return " ".join([word.key for word in words])


def _written(words: list[Word]) -> str:
    return " ".join([word.form for word in words])


def _default_case(name: str) -> str:
    several = _SEVERAL.search(name.strip()) is not None
    return "any" if several or name == name.casefold() else "capitals"


def _stands_alone(text: str, words: list[Word]) -> bool:
    if not (starts_word(text, words[0].start) and ends_word(text, words[-1].end)):
        return False
    return all(joined(text, one, other) for one, other in itertools.pairwise(words))
