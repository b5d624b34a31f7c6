"""One record of a user's knowledge: an entity with its names, or a text that is no name."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from newsnlp.document import LABELS, NAME_LABELS
from newsnlp.errors import ConfigError

__all__ = ["CASES", "FIELDS", "Entry", "Stop", "read_record"]

CASES = ("exact", "any")
FIELDS = (
    "name", "aliases", "label", "type", "id", "description", "country", "lat", "lon", "case", "stop",
)  # fmt: skip
_QID = re.compile(r"Q[1-9][0-9]*")
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_YES = frozenset({"true", "yes", "1", "x"})
_NO = frozenset({"", "false", "no", "0"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity that the user knows.

    Attributes:
        name: its canonical name.
        label: one of `NAME_LABELS`.
        aliases: its other names.
        qid: Wikidata id, or None.
        id: the user's own id, or None.
        description: a short description, or None.
        country: ISO 3166 alpha-2 code, or None.
        lat: latitude in degrees, or None.
        lon: longitude in degrees, or None.
        case: `exact`, `any`, or None for the default of each name.
        where: the place that it was read from, for messages.
    """

    name: str
    label: str
    aliases: tuple[str, ...] = ()
    qid: str | None = None
    id: str | None = None
    description: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    case: str | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A text that is no mention.

    Attributes:
        names: the texts.
        label: only mentions of this label go, or None for all.
        case: `exact`, `any`, or None for the default of each name.
        where: the place that it was read from, for messages.
    """

    names: tuple[str, ...]
    label: str | None = None
    case: str | None = None
    where: str = ""


def read_record(record: Mapping[str, Any], where: str) -> Entry | Stop:
    """Give what a record says.

    Args:
        record: the fields of `FIELDS`; None and blank strings count as absent.
        where: names the record in messages.

    Raises:
        ConfigError: a field is unknown, missing, or has a value that it cannot have.
    """
    if not isinstance(record, Mapping):
        raise ConfigError(f"{where} is {record!r}, expected an object with 'name' and 'label'")
    for key in record:
        if key not in FIELDS:
            raise ConfigError(f"{where} has the field {key!r}: rename or remove it; known are {', '.join(FIELDS)}")
    given = _Given(record, where)
    name = given.text("name") or given.refuse("name", "a name")
    names = (name, *given.aliases())
    case = given.one_of("case", CASES)
    if given.flag("stop"):
        return Stop(names=names, label=given.label(LABELS), case=case, where=where)
    lat, lon = given.degrees("lat", 90), given.degrees("lon", 180)
    if (lat is None) != (lon is None):
        raise ConfigError(f"{where} has one of 'lat' and 'lon': give both, or neither")
    own = given.text("id")
    return Entry(
        name=name,
        label=given.label(NAME_LABELS) or given.refuse("label", f"one of {', '.join(NAME_LABELS)}"),
        aliases=names[1:],
        qid=own if own and _QID.fullmatch(own) else None,
        id=own if own and not _QID.fullmatch(own) else None,
        description=given.text("description"),
        country=given.country(),
        lat=lat,
        lon=lon,
        case=case,
        where=where,
    )


class _Given:
    """Reads the fields of a record; a value that cannot be is a `ConfigError` that names it."""

    def __init__(self, record: Mapping[str, Any], where: str) -> None:
        self._record, self._where = record, where

    def refuse(self, key: str, expected: str) -> NoReturn:
        problem = repr(self._record[key]) if self._record.get(key) is not None else "missing"
        raise ConfigError(f"{self._where}: {key} is {problem}, expected {expected}")

    def text(self, key: str) -> str | None:
        value = self._record.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse(key, "a string")
        return " ".join(value.split()) or None

    def aliases(self) -> tuple[str, ...]:
        value = self._record.get("aliases")
        if value is None:
            return ()
        if isinstance(value, str):
            value = value.split("|") if value.strip() else []
        if not isinstance(value, Sequence) or not all(isinstance(alias, str) for alias in value):
            self.refuse("aliases", "a list of strings, or one string with '|' between the names")
        names = tuple(" ".join(alias.split()) for alias in value)
        return names if all(names) else self.refuse("aliases", "names that are not empty")

    def one_of(self, key: str, allowed: Sequence[str]) -> str | None:
        value = self.text(key)
        return value if value is None or value in allowed else self.refuse(key, f"one of {', '.join(allowed)}")

    def label(self, allowed: Sequence[str]) -> str | None:
        one, other = self.one_of("label", allowed), self.one_of("type", allowed)
        if one and other and one != other:
            raise ConfigError(f"{self._where}: label is {one!r} and type is {other!r}: give one of them")
        return one or other

    def flag(self, key: str) -> bool:
        value = self._record.get(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        word = value.strip().casefold() if isinstance(value, str) else None
        return word in _YES if word in _YES | _NO else self.refuse(key, "true or false")

    def country(self) -> str | None:
        value = self.text("country")
        if value is not None and not _COUNTRY.fullmatch(value):
            self.refuse("country", "an ISO 3166 alpha-2 code such as 'FR'")
        return value and value.upper()

    def degrees(self, key: str, limit: int) -> float | None:
        value = self._record.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            number = float(value) if not isinstance(value, bool) else math.nan
        except (TypeError, ValueError):
            number = math.nan
        return number if -limit <= number <= limit else self.refuse(key, f"degrees from -{limit} to {limit}")
