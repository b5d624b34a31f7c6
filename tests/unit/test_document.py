"""The data model: frozen, picklable, and errors that name the field."""

import copy
import dataclasses
import pickle

import pytest

from newsnlp.document import LABELS, SCHEMA, EnrichedDocument, Entity, Link, Mention, Quantity, Story, Timex
from newsnlp.errors import InvalidRecord
from newsnlp.frozen import FrozenMap

TEXT = "Ana Ruiz paid $3 to $5 in 2019-21."
YEARS = Timex(
    "DATE", "2019/2021", (26, 33), grain="year", interval=("2019-01-01", "2022-01-01"),
    parts=(Timex("DATE", "2019", (26, 30)), Timex("DATE", "2021", (31, 33))),
)  # fmt: skip
DOC = EnrichedDocument(
    id="a",
    text=TEXT,
    published="2025-02-10",
    meta=FrozenMap({"desk": "foreign", "tags": ["x", {"y": 1}]}),
    mentions=(
        Mention(0, 8, "Ana Ruiz", "PERSON", 0.9, "e1", "fake"),
        Mention(14, 22, "$3 to $5", "MONEY", by="fake", quantity=Quantity("money", None, "USD", 3, 5)),
        Mention(26, 33, "2019-21", "DATE", by="fake:years", timex=YEARS),
    ),
    entities=(Entity("e1", "Ana Ruiz", "PERSON", mentions=(0,), reasons=("first mention",)),),
    story="s1",
    links=(Link("b", 0.75, "same_story", FrozenMap({"fuzzy": 0.5})),),
    warnings=("one",),
    provenance=FrozenMap({"newsnlp": "0", "models": {}, "config": "0"}),
)
PARTS = [DOC, DOC.mentions[0], YEARS, DOC.mentions[1].quantity, DOC.entities[0], DOC.links[0], Story("s1", ("a",), "a")]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: type(part).__name__)
def test_every_part_is_frozen_and_slotted(part):
    for field in dataclasses.fields(part):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(part, field.name, None)
    assert not hasattr(part, "__dict__")


@pytest.mark.parametrize("part", PARTS[1:], ids=lambda part: type(part).__name__)
def test_every_part_hashes_and_pickles(part):
    assert pickle.loads(pickle.dumps(part)) == part
    assert copy.deepcopy(part) == part
    assert hash(part) == hash(copy.deepcopy(part))


def test_a_document_pickles():
    assert pickle.loads(pickle.dumps(DOC)) == DOC
    assert hash(DOC) == hash(pickle.loads(pickle.dumps(DOC)))


def test_a_record_says_everything_and_reads_back():
    record = DOC.to_dict()
    assert record["schema"] == SCHEMA
    assert record["mentions"][2]["timex"]["parts"][1]["extent"] == [31, 33]
    again = EnrichedDocument.from_dict(record)
    assert again.to_dict() == record
    assert again.mentions == DOC.mentions


def test_a_record_is_a_copy():
    record = DOC.to_dict()
    record["provenance"]["newsnlp"] = "changed"
    record["mentions"][0]["text"] = "changed"
    record["warnings"].append("changed")
    assert DOC.to_dict()["provenance"]["newsnlp"] == "0"
    assert DOC.mentions[0].text == "Ana Ruiz"
    assert DOC.warnings == ("one",)


def test_optional_parts_are_left_out_of_the_record():
    assert set(DOC.mentions[0].to_dict()) == {"start", "end", "text", "label", "score", "entity", "by"}
    assert "parts" not in Timex("DATE", None, (0, 1)).to_dict()
    assert "low" not in Quantity("count", 3, None).to_dict()
    assert "country" not in DOC.entities[0].to_dict()


def test_views():
    entities = tuple(Entity(f"e{n}", label, label) for n, label in enumerate(["GPE", "PERSON", "FAC", "ORG", "LOC"]))
    doc = dataclasses.replace(DOC, entities=entities)
    assert [e.label for e in doc.people] == ["PERSON"]
    assert [e.label for e in doc.organisations] == ["ORG"]
    assert [e.label for e in doc.places] == ["GPE", "FAC", "LOC"]
    assert [m.text for m in doc.dates] == ["2019-21"]
    assert [m.text for m in doc.quantities] == ["$3 to $5"]


def test_countries_count_their_cities_and_people_and_the_main_one_comes_first():
    text = "Zenda falls. Ruritanians mourn in Zenda and Strelsau; Graustark and Ruritania Air shrug."
    names = [("Zenda", "GPE", "RU", 0), ("Ruritanians", "NORP", "RU", 0), ("Zenda", "GPE", "RU", 20),
             ("Strelsau", "GPE", None, 0), ("Graustark", "GPE", "GR", 0),
             ("Ruritania Air", "ORG", "XX", 0)]  # fmt: skip
    at = [text.index(name, after) for name, _, _, after in names]
    mentions = tuple(Mention(k, k + len(n), n, label) for k, (n, label, _, _) in zip(at, names, strict=True))
    entities = tuple(
        Entity(f"e{k}", name, label, country=country, mentions=(k,))
        for k, (name, label, country, _) in enumerate(names)
    )
    doc = EnrichedDocument(id="a", text=text, mentions=mentions, entities=entities[::-1])
    assert doc.countries == ("RU", "GR")
    assert dataclasses.replace(doc, entities=()).countries == ()
    titled = dataclasses.replace(doc, title=text, entities=entities)
    assert titled.countries == ("RU", "GR")


def test_repr_is_short():
    assert TEXT not in repr(DOC)
    assert "mentions=3" in repr(DOC)


@pytest.mark.parametrize("record", [[1], None, "x"])
def test_what_is_no_object_is_no_record(record):
    with pytest.raises(InvalidRecord):
        EnrichedDocument.from_dict(record)


def test_eighteen_labels():
    assert len(LABELS) == len(set(LABELS)) == 18


def broken(path, value):
    """Give a record in which the field at `path` has another value, or is gone."""
    record = DOC.to_dict()
    at = record
    for key in path[:-1]:
        at = at[key]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return record


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (["schema"], "newsnlp/9", "newsnlp/9"),
        (["schema"], ..., "None"),
        (["id"], 7, "record.id is 7"),
        (["text"], ..., "record.text is missing"),
        (["title"], [], "record.title"),
        (["meta"], [], "record.meta"),
        (["mentions"], {}, "record.mentions"),
        (["mentions", 0], "Ana", "mentions[0] is 'Ana'"),
        (["mentions", 1, "label"], "CASH", "mentions[1].label is 'CASH'"),
        (["mentions", 0, "start"], -1, "mentions[0].start is -1"),
        (["mentions", 0, "end"], 8.0, "mentions[0].end is 8.0"),
        (["mentions", 0, "end"], True, "mentions[0].end is True"),
        (["mentions", 0, "score"], "high", "mentions[0].score"),
        (["mentions", 2, "timex"], "2019", "mentions[2].timex"),
        (["mentions", 2, "timex", "extent"], [1], "mentions[2].timex.extent"),
        (["mentions", 2, "timex", "interval"], ["2019"], "mentions[2].timex.interval"),
        (["mentions", 2, "timex", "parts", 1, "type"], None, "mentions[2].timex.parts[1].type"),
        (["mentions", 1, "quantity", "kind"], ..., "mentions[1].quantity.kind is missing"),
        (["entities", 0, "mentions"], ["0"], "entities[0].mentions"),
        (["entities", 0, "reasons"], [0], "entities[0].reasons"),
        (["links", 0, "relation"], "twin", "links[0].relation is 'twin'"),
        (["links", 0, "score"], True, "links[0].score is True"),
        (["warnings"], "one", "record.warnings"),
    ],
)
def test_a_bad_record_is_refused_with_the_field_named(path, value, named):
    with pytest.raises(InvalidRecord) as refused:
        EnrichedDocument.from_dict(broken(path, value))
    assert named in str(refused.value)
