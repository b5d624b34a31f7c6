"""Gold texts with other people in them and with compounds, so that names are read from their context.

"Mori Visits Oslo" becomes "Post-Rutte Visits Oslo": the frame is real news, the name is that of some head of state or
government, and now and then it stands in one of the compounds that headlines make of names.
`tagged` puts tags of HTML around words.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_PREFIXES = ("post", "pre", "anti", "pro", "ex", "non")
_SUFFIXES = ("led", "backed", "era", "style", "brokered", "linked", "born", "based", "inspired", "appointed")
_IN_COMPOUNDS = frozenset({"PERSON", "GPE", "NORP", "ORG"})
_TAGS = ("b", "i", "p", "em", "strong", "a", "span", "li")
_SWAPPED, _PREFIXED, _SUFFIXED = 0.6, 0.06, 0.06

Record = tuple[str, list[tuple[int, int, str]]]


def leaders(folder: Path) -> list[tuple[str, str]]:
    """Read full names and surnames of heads of state and government from the folder of tables."""
    found = []
    with (folder / "factbook_leaders.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            surname = record["extra"].get("surname")
            if surname and record["name"].endswith(surname):
                found.append((record["name"], surname))
    with (folder / "everypol_people.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            words = record["name"].split()
            if len(words) == 2 and all(word.isalpha() for word in words):
                found.append((record["name"], words[1]))
    return found


def variants(records: Sequence[Record], people: Sequence[tuple[str, str]], seed: int) -> Iterator[Record]:
    """Yield one variant of each text that names someone or some place, where chance changes anything at all."""
    chance = random.Random(seed)
    for text, spans in records:
        built, marked, at = "", [], 0
        for start, end, label in sorted(spans):
            name = text[start:end]
            if label == "PERSON" and chance.random() < _SWAPPED:
                name = _swapped(name, chance.choice(people))
            before, after = _compound(text, start, end, chance) if label in _IN_COMPOUNDS else ("", "")
            built += text[at:start] + before
            marked.append((len(built), len(built) + len(name), label))
            built += name + after
            at = end
        built += text[at:]
        if built != text:
            yield built, marked


def _swapped(name: str, person: tuple[str, str]) -> str:
    other = person[0] if " " in name else person[1]
    if name.isupper():
        return other.upper()
    return other.lower() if name.islower() else other


def _compound(text: str, start: int, end: int, chance: random.Random) -> tuple[str, str]:
    """Give what stands before and after the name: nothing, most of the time, or if it is part of a compound."""
    free = (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace())
    drawn = chance.random()
    if not free or drawn >= _PREFIXED + _SUFFIXED:
        return "", ""
    word = chance.choice(_PREFIXES if drawn < _PREFIXED else _SUFFIXES)
    if text[start:end].isupper() and text.isupper():
        word = word.upper()
    elif text[start:end] != text[start:end].lower() and chance.random() < 0.6:
        word = word.capitalize()
    return (f"{word}-", "") if drawn < _PREFIXED else ("", f"-{word}")


def tagged(text: str, spans: Sequence[Sequence], chance: random.Random) -> tuple[str, list[list]]:
    """Put tags of HTML around a few of the names and other words; the spans move along."""
    words = [match.span() for match in re.finditer(r"[^\s<>]+", text)]
    free = [(a, b) for a, b in words if all(b <= start or a >= end for start, end, _ in spans)]
    ranges = [(start, end) for start, end, _ in spans] + free
    marks = []
    for start, end in chance.sample(ranges, min(len(ranges), chance.randint(1, 4))):
        tag = chance.choice(_TAGS)
        marks += [(start, f"<{tag}>"), (end, f"</{tag}>")]
    marks.sort(key=lambda mark: (mark[0], mark[1][1] != "/"))  # at one place what closes comes first
    parts, reached = [], 0
    for place, mark in marks:
        parts += [text[reached:place], mark]
        reached = place
    moved = [
        [
            start + sum(len(mark) for place, mark in marks if place <= start),
            end + sum(len(mark) for place, mark in marks if place < end),
            label,
        ]
        for start, end, label in spans
    ]
    return "".join([*parts, text[reached:]]), moved
