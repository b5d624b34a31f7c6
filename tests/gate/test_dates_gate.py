"""Quality of dates on the visible sets: floors a little below what was measured; they may only rise."""

import importlib.util
import json

import pytest

from newsnlp.dates import find_dates

pytestmark = pytest.mark.shared

# Set: value, type, strict and relaxed F1. All of WikiWars is typed DATE, so its type F1 says nothing.
FLOORS = {
    "timebank": (82.3, 91.0, 90.0, 94.0),
    "aquaint": (75.2, 85.1, 82.4, 93.0),
    "wikiwars_train": (87.0, 0.0, 88.5, 93.5),
}


@pytest.fixture(scope="module")
def scorer(shared):
    spec = importlib.util.spec_from_file_location("timex_scorer", shared / "score/timex.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", FLOORS)
def test_dates_are_as_good_as_measured(shared, scorer, name):
    rows = []
    with (shared / f"data/timex/{name}.jsonl").open(encoding="utf-8") as lines:
        for gold in map(json.loads, lines):
            found = find_dates(gold["text"], gold["published"])
            mentions = [{"timex": date.timex.to_dict()} for date in found]
            rows.append(scorer.judge(gold, {"text": gold["text"], "mentions": mentions}, show=False))
    measured = scorer.measures(rows)
    below = {
        measure: (round(measured[measure], 2), floor)
        for measure, floor in zip(("value", "type", "strict", "relaxed"), FLOORS[name], strict=True)
        if measured[measure] < floor
    }
    assert not below, f"{name}: measured, floor: {below}"
