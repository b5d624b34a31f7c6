"""Read-only containers for the free-form parts of a record (`meta`, `evidence`, `provenance`)."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, Mapping
from typing import Any

__all__ = ["FrozenMap", "LateMap", "freeze", "thaw"]


class FrozenMap(Mapping[str, Any]):
    """A mapping that cannot be changed: compares like a dict, hashes, and pickles."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any] | None = None) -> None:
        self._items = {str(key): freeze(value) for key, value in (items or {}).items()}

    def __getitem__(self, key: str) -> Any:
        return self._held()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held())

    def __len__(self) -> int:
        return len(self._held())

    def __hash__(self) -> int:
        return hash(frozenset(self._held().items()))

    def __repr__(self) -> str:
        return repr(self._held())

    def items(self) -> ItemsView[str, Any]:
        """Give the pairs."""
        return self._held().items()

    def thawed(self) -> dict[str, Any]:
        """Give it back as plain dicts and lists."""
        return {key: thaw(item) for key, item in self._held().items()}

    def _held(self) -> dict[str, Any]:
        return self._items


class LateMap(FrozenMap):
    """A `FrozenMap` whose items are made when they are read, and held from then on; written as JSON they are not held.

    Args:
        make: gives the items of a number, the same at each call, as JSON values that nothing else holds.
        write: gives the same items as the text of a JSON object without white space.
        number: the number.
    """

    __slots__ = ("_make", "_number", "_write")

    def __init__(self, make: Callable[[int], dict[str, Any]], write: Callable[[int], str], number: int) -> None:
        self._make, self._write, self._number = make, write, number

    def __reduce__(self) -> tuple[type[FrozenMap], tuple[dict[str, Any]]]:
        return FrozenMap, (self.thawed(),)

    def thawed(self) -> dict[str, Any]:
        """Give it back as plain dicts and lists."""
        return self._make(self._number)

    def written(self) -> str:
        """Give it as the text of a JSON object without white space."""
        return self._write(self._number)

    def _held(self) -> dict[str, Any]:
        try:
            return self._items
        except AttributeError:
            self._items = {key: freeze(value) for key, value in self._make(self._number).items()}
            return self._items


def freeze(value: Any) -> Any:
    """Give `value` with every mapping a `FrozenMap` and every list a tuple, all the way down.

    Raises:
        TypeError: something in it is no JSON value.
        RecursionError: it is nested some hundred levels deep.
    """
    if isinstance(value, FrozenMap):
        return value
    if isinstance(value, Mapping):
        return FrozenMap(value)
    if isinstance(value, (list, tuple)):
        return tuple(freeze(item) for item in value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"{value!r} is a {type(value).__name__}, which is no JSON value")


def thaw(value: Any) -> Any:
    """Give `value` back as plain dicts and lists, fit for JSON and safe to change."""
    if isinstance(value, FrozenMap):
        return value.thawed()
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [thaw(item) for item in value]
    return value
