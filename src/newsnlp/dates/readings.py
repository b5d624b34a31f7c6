"""What an expression says before anything is resolved: the output of recognition, the input of resolution."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Calendar",
    "Clock",
    "Holiday",
    "Literal",
    "Period",
    "Reading",
    "Run",
    "Shift",
    "Step",
    "Within",
]


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that needs no context: durations, sets, PRESENT_REF, explicit decades and centuries."""

    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Fields of the calendar that the text names.

    Attributes:
        year: the year; negative for years BC (-43 is 43 BC).
        month: 1 to 12.
        day: 1 to 31.
        weekday: 0 (Monday) to 6.
        which: the word before it: last, next, this, that, ..., or "".
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A season, quarter or half (`SP`, `Q3`, `QX`, `H1`) of a year."""

    code: str
    year: int | None = None
    which: str = ""
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A unit counted from the current one: last week is -1, this year 0; `base` is `reference` or `text`."""

    unit: str
    steps: int
    base: str = "reference"
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A duration that ends or begins at the reference time: "the past three months", "the next two weeks".

    Attributes:
        value: the duration as TIMEX3 writes it.
        unit: the code of the unit.
        count: how many; None where that is not said.
        direction: -1 or 1.
    """

    value: str
    unit: str
    count: float | None
    direction: int


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after something: "two years ago", "three days later".

    Attributes:
        unit: the code of the unit.
        count: how many; None where that is not said.
        direction: -1 or 1.
        base: `reference` or `text`.
    """

    unit: str
    count: float | None
    direction: int
    base: str = "reference"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day, by its key in the table of named days."""

    key: str
    year: int | None = None
    which: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time or a part of a day: `T22:00`, `TMO`; `day` is the reading of its day, or None."""

    time: str
    day: Reading | None = None
    which: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Within:
    """A reading inside a greater one: June of last year, the third quarter of next year."""

    inner: Reading
    outer: Reading = field()


Reading = Literal | Calendar | Period | Run | Step | Shift | Holiday | Clock | Within
