"""Dates by kind of expression: precision, recall and accuracy of the value.

    python benchmarks/dates_kinds.py ../shared/data/timex/timebank.jsonl ../shared/data/timex/aquaint.jsonl

The kind is told from the text of the extent, in gold and in what was found alike; a pair overlaps (TempEval-3's
relaxed matching). Precision and recall are of spans; value is the share of pairs with an equal value.

Below the table stands the value F1 of all sets together, as the scorer has it and with values counted as equal that
differ in their notation alone: `1949-XX` and `1949`, `W7` and `W07`, `198X` and `198`, a week or quarter left open
(`1989-WXX`, `1988-QX`), a part of the day left out (`2000-04-16` for "Sunday night"). The annotators of the gold use
either, so that no system can agree with both; the difference is what that costs.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path

from newsnlp.dates import find_dates

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
UNIT = r"(?:second|minute|hour|day|week|month|quarter|year|decade|centur)"
# The first that matches names the kind.
KINDS = {
    "BC": r"\bb\.?c\b",
    "set": (
        r"\b(?:every|each|daily|weekly|monthly|annually|quarterly|per)\b|(?:mon|tues|wednes|thurs|fri|satur"
        r"|sun)days\b"
    ),
    "today, yesterday, tomorrow, tonight": r"\b(?:today|yesterday|tomorrow|tonight)\b",
    "clock, part of day": (
        r"\d:\d\d|\b[ap]\.?m\b|o'clock|noon|midnight|\bgmt\b|\b(?:morning|afternoon|evening|night|dawn)\b"
    ),
    "quarter, half, fiscal": r"\bquarters?\b|\bhalf of\b|fiscal|\b(?:first|second) half|\bperiod\b",
    "full date": (
        rf"{MONTH} ?\d{{1,2}}[a-z]*,? \d{{4}}|\d{{1,2}}[a-z]* (?:of )?{MONTH},? \d{{4}}"
        r"|\d{4}-\d\d-\d\d|\d/\d+/\d"
    ),
    "month and day": rf"{MONTH} ?\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b",
    "month and year": rf"{MONTH},? (?:of )?\d{{4}}",
    "season": r"\b(?:spring|summer|fall|autumn|winter)\b",
    "decade, century": r"\d0'?s\b|\bcentury\b|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies",
    "month": rf"\b(?:{MONTH})(?: this year| last year| next year)?$",
    "weekday": r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    "year": r"\b[12]\d{3}\b|nineteen",
    "N ago": rf"{UNIT}.* ago\b",
    "N earlier, later": rf"{UNIT}.*(?:earlier|later|before|after)\b",
    "past, next N units": rf"\b(?:past|last|next|first|recent|coming)\b.*{UNIT}.*s\b",
    "last, next + unit": rf"\b(?:last|next|past|previous|following|coming)\b.*(?:{UNIT}|weekend)",
    "this, that, same + unit": rf"\b(?:this|that|same|current)\b.*(?:{UNIT}|weekend)",
    "duration": (
        rf"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty|hundred|few|several"
        rf"|some|couple|many)\b).*{UNIT}|^{UNIT}\w*s$"
    ),
    "now, currently": r"\b(?:now|current|currently|present|already|moment|these days)\b",
    "recently, soon, future": r"\b(?:recent|recently|soon|future|past|former|previously|once|term|lately)\b",
    "other unit phrase": rf"{UNIT}|weekend|\btime\b",
}  # fmt: skip


def kind_of(text: str) -> str:
    """Name the kind of an expression."""
    text = " ".join(text.lower().split())
    return next((kind for kind, pattern in KINDS.items() if re.search(pattern, text)), "holiday and other")


def pairs(gold: list[dict], found: list[dict]) -> dict[int, int]:
    """Pair gold with found one to one: equal spans first, then any overlap."""
    paired: dict[int, int] = {}
    for exact in (True, False):
        for i, g in enumerate(gold):
            for j, f in enumerate(found):
                equal = (g["start"], g["end"]) == (f["start"], f["end"])
                overlap = f["start"] < g["end"] and g["start"] < f["end"]
                if i not in paired and j not in paired.values() and (equal if exact else overlap):
                    paired[i] = j
    return paired


def one_notation(value: str | None) -> str | None:
    """Write a value in one of the notations that the gold uses for it."""
    if value is None or value == "null":
        return None
    value = re.sub(r"(?:-XX)+$", "", value)
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    return re.sub(r"^(\d{2,3})X{1,2}$", r"\1", value)


def same_but_for_notation(gold: str | None, found: str | None) -> bool:
    """Tell whether a found value says what the gold says, no less exactly than the gold."""
    one, two = one_notation(gold), one_notation(found)
    if one == two or one is None or two is None:
        return one == two
    left_open = re.escape(one).replace("WXX", r"W\d\d").replace("QX", r"Q\d")
    return two.partition("T")[0] == one or re.fullmatch(left_open, two) is not None


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", nargs="+")
    alike = 0
    wanted, recalled, right, offered, hit = Counter(), Counter(), Counter(), Counter(), Counter()
    for path in options.parse_args().sets:
        for record in map(json.loads, Path(path).read_text(encoding="utf-8").splitlines()):
            text = record["text"]
            created = [t for t in record["timexes"] if t.get("functionInDocument") == "CREATION_TIME"]
            gold = [t for t in record["timexes"] if t not in created]
            found = [
                {"start": t.extent[0], "end": t.extent[1], "value": t.value}
                for date in find_dates(text, record["published"])
                for t in (date.timex.parts or (date.timex,))
                if not any(t.extent[0] < c["end"] and c["start"] < t.extent[1] for c in created)
            ]
            paired = pairs(gold, found)
            wanted.update(kind_of(text[g["start"] : g["end"]]) for g in gold)
            for j, f in enumerate(found):
                kind = kind_of(text[f["start"] : f["end"]])
                offered[kind] += 1
                hit[kind] += j in paired.values()
            for i, j in paired.items():
                kind = kind_of(text[gold[i]["start"] : gold[i]["end"]])
                recalled[kind] += 1
                alike += same_but_for_notation(gold[i]["value"], found[j]["value"])
                right[kind] += (None if gold[i]["value"] == "null" else gold[i]["value"]) == found[j]["value"]
    print("| kind | gold | found | precision | recall | value |\n|---|---|---|---|---|---|")
    for kind in sorted(wanted | offered, key=lambda k: -wanted[k]):
        shares = (
            hit[kind] / max(offered[kind], 1),
            recalled[kind] / max(wanted[kind], 1),
            right[kind] / max(recalled[kind], 1),
        )
        print(
            f"| {kind} | {wanted[kind]} | {offered[kind]} | "
            + " | ".join(f"{100 * share:.0f}" for share in shares)
            + " |"
        )
    f1 = 200 / (wanted.total() + offered.total())
    print(f"\nvalue F1 {f1 * right.total():.1f}; {f1 * alike:.1f} when notations of one value count as equal")


if __name__ == "__main__":
    main()
