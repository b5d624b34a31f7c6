"""The record as a nested Arrow type, derived from its JSON Schema, and records to cells of it and back.

An object with named members is a struct, one that maps names to strings a map, a free one (`meta`, `evidence`) a
string that holds its JSON. A field that the schema gains becomes a column by itself.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Protocol

import pyarrow as pa

from newsnlp.errors import InvalidRecord
from newsnlp.surrogates import compact_json, without_surrogates

__all__ = ["Struct", "is_record", "record_shape"]


class Shape(Protocol):
    """How one kind of JSON value is kept in Arrow."""

    def arrow(self) -> pa.DataType:
        """Give its type."""

    def cell(self, value: Any) -> Any:
        """Give a JSON value that is not null as what Arrow takes."""

    def value(self, cell: Any) -> Any:
        """Give the JSON value back; the cell is not null."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string or a number."""

    type: pa.DataType

    def arrow(self) -> pa.DataType:
        return self.type

    def cell(self, value: Any) -> Any:
        return without_surrogates(value) if isinstance(value, str) else value

    def value(self, cell: Any) -> Any:
        return cell


@dataclass(frozen=True, slots=True)
class Number(Scalar):
    """A number that JSON writes without a point where it is whole."""

    def value(self, cell: Any) -> Any:
        return int(cell) if cell.is_integer() else cell


@dataclass(frozen=True, slots=True)
class Free:
    """An object of any content, kept as JSON."""

    def arrow(self) -> pa.DataType:
        return pa.string()

    def cell(self, value: Any) -> Any:
        return compact_json(value)

    def value(self, cell: Any) -> Any:
        return json.loads(cell)


@dataclass(frozen=True, slots=True)
class Names:
    """An object that maps names to strings."""

    def arrow(self) -> pa.DataType:
        return pa.map_(pa.string(), pa.string())

    def cell(self, value: Any) -> Any:
        return list(value.items())

    def value(self, cell: Any) -> Any:
        return dict(cell)


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    item: Shape

    def arrow(self) -> pa.DataType:
        return pa.list_(self.item.arrow())

    def cell(self, value: Any) -> Any:
        return [self.item.cell(item) for item in value]

    def value(self, cell: Any) -> Any:
        return [self.item.value(item) for item in cell]


@dataclass(frozen=True, slots=True)
class Struct:
    """An object with named members.

    Attributes:
        members: their names and shapes.
        required: those that are written even when they are null.
    """

    members: Mapping[str, Shape]
    required: frozenset[str]

    def arrow(self) -> pa.DataType:
        """Give the struct's type."""
        return pa.struct([pa.field(name, shape.arrow()) for name, shape in self.members.items()])

    def cell(self, value: Any) -> Any:
        """Give an object as cells; an empty one is null.

        Raises:
            InvalidRecord: it has a member that the struct has not.
        """
        unknown = value.keys() - self.members.keys()
        if unknown:
            raise InvalidRecord(f"{min(unknown)!r} is no field of the schema, which Parquet needs: leave it out")
        cells = {name: None if v is None else self.members[name].cell(v) for name, v in value.items()}
        return cells or None

    def value(self, cell: Any) -> Any:
        """Give the object back, without the members that may be left out."""
        return {
            name: None if cell.get(name) is None else shape.value(cell[name])
            for name, shape in self.members.items()
            if name in self.required or cell.get(name) is not None
        }


@functools.cache
def record_shape() -> Struct:
    """Give the shape of a record."""
    schema = json.loads(files("newsnlp").joinpath("schema.json").read_text(encoding="utf-8"))
    return _struct(schema, schema["$defs"], ())


def is_record(schema: pa.Schema) -> bool:
    """Tell whether a table holds records as they are written here, whoever copied it."""
    if not {"schema", "id", "text", "mentions", "meta"} <= set(schema.names):
        return False
    kind = schema.field("meta").type
    return (kind.value_type if pa.types.is_dictionary(kind) else kind) in (pa.string(), pa.large_string())


def _struct(spec: Mapping[str, Any], defs: Mapping[str, Any], above: tuple[str, ...]) -> Struct:
    shapes = {name: _shape(inner, defs, above) for name, inner in spec["properties"].items()}
    known = {name: shape for name, shape in shapes.items() if shape is not None}
    return Struct(known, frozenset(spec.get("required", ())))


def _shape(spec: Mapping[str, Any], defs: Mapping[str, Any], above: tuple[str, ...]) -> Shape | None:
    """Give the shape of a part of the schema; `above` are the definitions that it stands in."""
    if "$ref" in spec:
        name = spec["$ref"].rpartition("/")[2]
        # The parts of a range are timexes, which have no parts.
        return None if above.count(name) > 1 else _struct(defs[name], defs, (*above, name))
    if "oneOf" in spec:
        return _shape(next(inner for inner in spec["oneOf"] if inner.get("type") != "null"), defs, above)
    kinds = {spec["type"]} if isinstance(spec.get("type"), str) else set(spec.get("type", ["string"]))
    match (kinds - {"null"}).pop():
        case "array":
            item = _shape(spec["items"], defs, above)
            return None if item is None else Many(item)
        case "object":
            if spec.get("properties"):
                return _struct(spec, defs, above)
            return Names() if "additionalProperties" in spec else Free()
        case "integer":
            return Scalar(pa.int64())
        case "number":
            return Number(pa.float64()) if above[-1:] == ("quantity",) else Scalar(pa.float64())
    return Scalar(pa.string())
