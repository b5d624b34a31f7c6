"""Read-only containers."""

import json
import pickle

import pytest

from newsnlp.frozen import FrozenMap, LateMap, freeze, thaw

NESTED = {"a": 1, "b": [1, {"c": [2]}], "d": {"e": None}}


def test_it_is_read_only():
    frozen = FrozenMap(NESTED)
    with pytest.raises(TypeError):
        frozen["a"] = 2
    with pytest.raises(TypeError):
        del frozen["a"]
    with pytest.raises(AttributeError):
        frozen["b"].append(3)
    assert isinstance(frozen["b"][1], FrozenMap)


def test_later_changes_of_what_was_given_do_not_show():
    given = {"a": [1]}
    frozen = FrozenMap(given)
    given["a"].append(2)
    given["b"] = 3
    assert thaw(frozen) == {"a": [1]}


def test_it_compares_and_hashes_by_content():
    assert FrozenMap({"a": 1, "b": 2}) == FrozenMap({"b": 2, "a": 1})
    assert hash(FrozenMap({"a": 1, "b": 2})) == hash(FrozenMap({"b": 2, "a": 1}))
    assert FrozenMap({"a": 1}) == {"a": 1}
    assert FrozenMap() == {}


def test_it_pickles():
    assert pickle.loads(pickle.dumps(FrozenMap(NESTED))) == FrozenMap(NESTED)


def test_thaw_gives_back_what_json_can_hold():
    assert thaw(freeze(NESTED)) == NESTED
    assert json.loads(json.dumps(thaw(FrozenMap(NESTED)))) == NESTED
    assert freeze("text") == "text"


def test_a_late_map_is_made_when_it_is_read():
    asked = []

    def make(number):
        asked.append(number)
        return {"number": number, "list": [{"a": 1}]}

    late = LateMap(make, lambda number: json.dumps(make(number)), 3)
    assert asked == []
    assert freeze(late) is late
    assert thaw({"late": late}) == {"late": {"number": 3, "list": [{"a": 1}]}}
    assert late == FrozenMap({"number": 3, "list": [{"a": 1}]})
    assert hash(late) == hash(FrozenMap(make(3)))
    assert json.loads(late.written()) == late.thawed()
    assert late["list"] is late["list"]
    assert type(pickle.loads(pickle.dumps(late))) is FrozenMap
    with pytest.raises(TypeError):
        late["list"][0]["a"] = 2
