"""Typed reading of JSON objects, with errors that name the field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from newsnlp.errors import InvalidRecord

__all__ = ["Fields", "optional_pair"]


class Fields:
    """Reads the fields of one JSON object; `where` names the object in messages.

    Every method raises `InvalidRecord` when the field is missing or of another type than the method's name says.
    """

    __slots__ = ("_record", "_where")

    def __init__(self, record: Mapping[str, Any], where: str) -> None:
        if not isinstance(record, Mapping):
            raise InvalidRecord(f"{where} is {record!r}, expected an object")
        self._record, self._where = record, where

    def text(self, key: str) -> str:
        """A string that must be there."""
        value = self._record.get(key)
        return value if isinstance(value, str) else self._refuse(key, "a string")

    def optional_text(self, key: str) -> str | None:
        """A string or null."""
        return None if self._record.get(key) is None else self.text(key)

    def one_of(self, key: str, allowed: Sequence[str]) -> str:
        """A string out of a closed list."""
        value = self.text(key)
        return value if value in allowed else self._refuse(key, f"one of {', '.join(allowed)}")

    def whole(self, key: str) -> int:
        """A whole number, not negative."""
        value = self._record.get(key)
        return value if type(value) is int and value >= 0 else self._refuse(key, "a whole number of 0 or more")

    def number(self, key: str) -> int | float:
        """A number."""
        value = self._record.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self._refuse(key, "a number")
        return value

    def optional_number(self, key: str) -> int | float | None:
        """A number or null."""
        return None if self._record.get(key) is None else self.number(key)

    def items(self, key: str) -> Sequence[Any]:
        """A list, empty when absent."""
        value = self._record.get(key)
        if value is None:
            return ()
        return value if isinstance(value, (list, tuple)) else self._refuse(key, "a list")

    def texts(self, key: str) -> list[str]:
        """A list of strings, empty when absent."""
        values = self.items(key)
        return list(values) if all(isinstance(v, str) for v in values) else self._refuse(key, "a list of strings")

    def wholes(self, key: str) -> list[int]:
        """A list of whole numbers, empty when absent."""
        values = self.items(key)
        if not all(type(v) is int and v >= 0 for v in values):
            self._refuse(key, "a list of whole numbers of 0 or more")
        return list(values)

    def int_pair(self, key: str) -> tuple[int, int]:
        """A pair of offsets."""
        values = self.wholes(key)
        return (values[0], values[1]) if len(values) == 2 else self._refuse(key, "a pair of offsets")

    def optional_object(self, key: str) -> Mapping[str, Any] | None:
        """An object or null."""
        value = self._record.get(key)
        return value if value is None or isinstance(value, Mapping) else self._refuse(key, "an object")

    def _refuse(self, key: str, expected: str) -> NoReturn:
        problem = repr(self._record[key]) if key in self._record else "missing"
        raise InvalidRecord(f"{self._where}.{key} is {problem}, expected {expected}")


def optional_pair(value: Any, where: str) -> tuple[str, str] | None:
    """Give a pair of strings, or None for null.

    Raises:
        InvalidRecord: it is something else.
    """
    if value is None:
        return None
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(end, str) for end in value):
        return value[0], value[1]
    raise InvalidRecord(f"{where} is {value!r}, expected a pair of strings or null")
