"""Agreement with the English cases of Microsoft Recognizers, by kind, and the reasons for the rest.

    python benchmarks/dates_recognizers.py ../shared/data/timex/recognizers_datetime_model.jsonl [--show KIND]

Where Recognizers gives two candidates, the past one counts (the first). Its ranges are compared as intervals, whose end
is exclusive in ours; Recognizers counts "from the 3rd to the 12th" up to the 12th, so that an end one day on is equal.
A duration, set or part of a day is equal when its timex is.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from newsnlp.dates import FoundDate, find_dates

ISO_DAY = len("2025-02-10")


def same(expected: dict, found: FoundDate, kind: str) -> bool:
    """Tell whether a found date says what Recognizers expects."""
    timex = found.timex
    value = timex.value or ""
    if kind in {"duration", "set"} or "PRESENT_REF" in expected["timex"]:
        return value == expected["timex"]
    if kind == "date":
        return value == expected.get("value")
    if kind in {"datetime", "time"}:
        wanted = expected.get("value", "").replace(" ", "T")
        ours = value.split("T")[-1] if kind == "time" else value
        return bool(ours) and re.sub(r"(?::00)+$", "", wanted) == re.sub(r"(?::00)+$", "", ours)
    if re.fullmatch(r"[\dX-]*T[A-Z]{2}", expected["timex"]):
        return value[-len(expected["timex"]) :] == expected["timex"]
    ends = [timex.interval]
    if timex.parts and timex.parts[1].interval and timex.interval:
        ends.append((timex.interval[0], timex.parts[1].interval[0]))  # "from March to May" ends where May begins
    return any(_same_interval(expected, interval) for interval in ends)


def _same_interval(expected: dict, interval: tuple[str, str] | None) -> bool:
    start, end = (expected.get(side, "").replace(" ", "T") for side in ("start", "end"))
    if interval is None or not start or not end or interval[0][: len(start)] != start:
        return False
    if len(end) != ISO_DAY:
        return interval[1][: len(end)] == end
    return interval[1][:ISO_DAY] in {end, (date.fromisoformat(end) + timedelta(days=1)).isoformat()}


def main() -> None:
    """Measure and print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases")
    options.add_argument("--show", help="print the cases of this kind that differ")
    arguments = options.parse_args()
    cases, equal, either = Counter(), Counter(), Counter()
    reasons: dict[str, Counter] = {}
    for record in map(json.loads, Path(arguments.cases).read_text(encoding="utf-8").splitlines()):
        found = find_dates(record["input"], record["ref"][:ISO_DAY] if record["ref"] else None)
        if not record["results"]:
            cases["nothing"] += 1
            equal["nothing"] += not found
            either["nothing"] += not found
        for result in record["results"]:
            kind = result["type"] or "other"
            values = result.get("values") or [{}]
            near = [f for f in found if f.timex.extent[0] <= result["end"] and result["start"] < f.timex.extent[1]]
            right = any("timex" in values[0] and same(values[0], f, kind) for f in near)
            cases[kind] += 1
            equal[kind] += right
            either[kind] += any("timex" in value and same(value, f, kind) for value in values for f in near)
            if not right:
                why = "not found" if not near else "in pieces" if len(near) > 1 else "another value"
                reasons.setdefault(kind, Counter())[why] += 1
                if arguments.show == kind:
                    ours = [(record["input"][f.start : f.end], f.timex.value) for f in near]
                    print(f"{why}: {result['text']!r} {values[0].get('timex')} {values[0].get('value')}, ours {ours}")
    print("| kind | results | equal | % | equal to any candidate, % | the rest |\n|---|---|---|---|---|---|")
    for kind, count in cases.most_common():
        rest = ", ".join(f"{n} {why}" for why, n in reasons.get(kind, Counter()).most_common())
        shares = f"{100 * equal[kind] / count:.0f} | {100 * either[kind] / count:.0f}"
        print(f"| {kind} | {count} | {equal[kind]} | {shares} | {rest} |")
    shares = f"{100 * equal.total() / cases.total():.1f} | {100 * either.total() / cases.total():.1f}"
    print(f"| all | {cases.total()} | {equal.total()} | {shares} | |")


if __name__ == "__main__":
    main()
