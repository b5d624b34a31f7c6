"""What a mention may carry: a resolved date, or a number with its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from newsnlp.checks import Fields, optional_pair

__all__ = ["TIMEX_TYPES", "Quantity", "Timex"]

TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")


@dataclass(frozen=True, slots=True)
class Timex:
    """A date, time, duration or set, resolved as TIMEX3 does it (Pustejovsky et al., 2003).

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: the TIMEX3 value, such as `2025-05-09`, `2025-W18`, `P3D`, `PRESENT_REF`; a range has `start/end`;
            None when nothing can be said.
        extent: where TIMEX3 marks it, article and approximator included: half-open offsets into the text.
        mod: the TIMEX3 modifier, such as APPROX, START, MID, END, LESS_THAN.
        grain: the unit in which the value is exact, such as `day`, `month`, `year`.
        interval: the half-open pair of ISO dates or date-times that it covers, or None.
        anchor: what a relative value was counted from (an ISO value), or None.
        parts: the two ends of a range, each with its own extent.
    """

    type: str
    value: str | None
    extent: tuple[int, int]
    mod: str | None = None
    grain: str | None = None
    interval: tuple[str, str] | None = None
    anchor: str | None = None
    parts: tuple[Timex, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the timex as a JSON object."""
        record: dict[str, Any] = {
            "type": self.type,
            "value": self.value,
            "mod": self.mod,
            "grain": self.grain,
            "extent": list(self.extent),
            "interval": list(self.interval) if self.interval else None,
            "anchor": self.anchor,
        }
        if self.parts:
            record["parts"] = [part.to_dict() for part in self.parts]
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], where: str = "timex") -> Timex:
        """Build from a JSON object.

        Raises:
            InvalidRecord: a field is missing or of the wrong type.
        """
        get = Fields(record, where)
        extent = get.int_pair("extent")
        return cls(
            type=get.one_of("type", TIMEX_TYPES),
            value=get.optional_text("value"),
            extent=extent,
            mod=get.optional_text("mod"),
            grain=get.optional_text("grain"),
            interval=optional_pair(record.get("interval"), f"{where}.interval"),
            anchor=get.optional_text("anchor"),
            parts=tuple(cls.from_dict(part, f"{where}.parts[{i}]") for i, part in enumerate(get.items("parts"))),
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    Attributes:
        kind: money, percent, count or measure.
        value: the number in units (901000000000 for "$901 Billion"); None for a range.
        unit: an ISO 4217 code, `percent`, `percentage_point`, `basis_point`, a unit of measure, or None for a count.
        low: lower end of a range.
        high: upper end of a range.
    """

    kind: str
    value: int | float | None
    unit: str | None
    low: int | float | None = None
    high: int | float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the quantity as a JSON object; `low` and `high` only for a range."""
        record: dict[str, Any] = {"kind": self.kind, "value": self.value, "unit": self.unit}
        if self.low is not None or self.high is not None:
            record |= {"low": self.low, "high": self.high}
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], where: str = "quantity") -> Quantity:
        """Build from a JSON object.

        Raises:
            InvalidRecord: a field is missing or of the wrong type.
        """
        get = Fields(record, where)
        return cls(
            kind=get.text("kind"),
            value=get.optional_number("value"),
            unit=get.optional_text("unit"),
            low=get.optional_number("low"),
            high=get.optional_number("high"),
        )
