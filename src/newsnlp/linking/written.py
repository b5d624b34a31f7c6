"""Numbers and words as the text of JSON, each written once: evidence repeats them by the million."""

from __future__ import annotations

import json
from collections.abc import Sequence

__all__ = ["Members", "Scaled", "Words", "array_of"]


class Scaled(dict[int, str]):
    """The text of each whole number, divided.

    Args:
        by: what each is divided by.
    """

    def __init__(self, by: int) -> None:
        self._by = by

    def __missing__(self, amount: int) -> str:
        text = self[amount] = repr(amount / self._by)
        return text


class Members(dict[int, str]):
    """The text of each member of an object: of some name, with some value in thousandths.

    Args:
        names: the names; a member's key is its value times their number, plus the place of its name.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def __missing__(self, key: int) -> str:
        amount, place = divmod(key, len(self._names))
        text = self[key] = f"{json.dumps(self._names[place])}:{amount / 1000!r}"
        return text


class Words(dict[int, str]):
    """The text of each word of a vocabulary, by its number.

    Args:
        vocabulary: the words.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._vocabulary = vocabulary

    def __missing__(self, number: int) -> str:
        text = self[number] = json.dumps(self._vocabulary[number], ensure_ascii=False)
        return text


def array_of(names: Sequence[str]) -> str:
    """Give the text of an array of names."""
    return json.dumps(names, ensure_ascii=False, separators=(",", ":")) if names else "[]"
