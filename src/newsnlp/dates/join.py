"""Ranges: two dates with a word or a dash between them become one, with its two timexes as parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newsnlp.dates.grammar import interval_of
from newsnlp.document import Timex

if TYPE_CHECKING:
    from newsnlp.dates.find import FoundDate

__all__ = ["is_linked", "join_ranges"]

_LINK = re.compile(r"\s{1,3}(?:-|–|to|through|until|till)\s{1,3}|-|‐|‑|–|—", re.IGNORECASE)
_AND = re.compile(r"\s{1,3}and\s{1,3}", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s{1,3}(?:the\s{1,3})?$", re.IGNORECASE)
_EDGE = re.compile(r"(?<=\s)(?:the\s)?(?:(?:end|middle|start|beginning)\sof|early|late|mid)[\s-]$", re.IGNORECASE)
_MAX_GAP = 24


def join_ranges(found: Iterable[FoundDate], text: str) -> Iterator[FoundDate]:
    """Yield the dates with the two ends of each range joined."""
    held: FoundDate | None = None
    for date in found:
        joined = _range(held, date, text) if held is not None else None
        if joined is not None:
            yield joined
            held = None
            continue
        if held is not None:
            yield held
        held = date
    if held is not None:
        yield held


def is_linked(text: str, first_end: int, second_start: int) -> bool:
    """Tell whether what stands between two dates makes a range of them."""
    if second_start - first_end > _MAX_GAP:
        return False
    gap = _EDGE.sub("", text[first_end:second_start])
    return bool(_LINK.fullmatch(gap))


def _range(first: FoundDate, second: FoundDate, text: str) -> FoundDate | None:
    one, two = first.timex, second.timex
    gap = text[one.extent[1] : two.extent[0]]
    if len(gap) > _MAX_GAP or one.type != two.type or one.type not in {"DATE", "TIME"}:
        return None
    between = _BETWEEN.search(text[max(0, one.extent[0] - 14) : one.extent[0]])
    if not (_LINK.fullmatch(gap) or (between and _AND.fullmatch(gap))):
        return None
    if one.value is None or two.value is None or one.value.endswith("_REF") or two.value.endswith("_REF"):
        return None
    if interval_of(one.value) and interval_of(two.value) and not interval_of(f"{one.value}/{two.value}"):
        return None
    if text[one.extent[1] : one.extent[1] + 1] in {"'", "’"}:
        return None
    value = f"{one.value}/{two.value}"
    timex = Timex(
        type=one.type, value=value, extent=(one.extent[0], two.extent[1]), grain=one.grain, interval=interval_of(value),
        anchor=one.anchor, parts=(one, two),
    )  # fmt: skip
    rule = first.rule if first.rule == second.rule else f"{first.rule}-{second.rule}"
    return replace(first, end=second.end, rule=rule, timex=timex, reason=second.reason)
