"""Numbers and words as the text of JSON, each written once: evidence repeats them by the million."""

from __future__ import annotations

import json
from collections.abc import Sequence

__all__ = ["Member", "Scaled", "Words", "array_of"]


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


class Member(dict[int, str]):
    """The text of a member of an object, by its value in thousandths.

    Args:
        name: its name.
    """

    def __init__(self, name: str) -> None:
        self._name = json.dumps(name)

    def __missing__(self, amount: int) -> str:
        text = self[amount] = f"{self._name}:{amount / 1000!r}"
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
