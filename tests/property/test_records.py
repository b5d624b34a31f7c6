"""Any document can be written to a record, and any record reads back as what it was."""

import json
import pickle
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsnlp.document import LABELS, RELATIONS, EnrichedDocument, Entity, Link, Mention, Quantity, Timex
from newsnlp.frozen import FrozenMap, freeze, thaw
from newsnlp.io.documents import read_documents
from newsnlp.io.outputs import write
from newsnlp.io.writers import to_line

texts = st.text(st.characters(codec="utf-8"), max_size=40)
scores = st.none() | st.floats(0, 1)
numbers = st.none() | st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
maybe = st.none() | texts
offsets = st.integers(0, 10**6)
free = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
maps = st.dictionaries(texts, free, max_size=3)

simple_timexes = st.builds(
    Timex,
    type=st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
    value=maybe,
    extent=st.tuples(offsets, offsets),
    mod=maybe,
    grain=maybe,
    interval=st.none() | st.tuples(texts, texts),
    anchor=maybe,
)
timexes = simple_timexes | st.builds(
    Timex,
    type=st.just("DATE"),
    value=texts,
    extent=st.tuples(offsets, offsets),
    parts=st.lists(simple_timexes, min_size=2, max_size=2).map(tuple),
)
quantities = st.builds(Quantity, kind=texts, value=numbers, unit=maybe, low=numbers, high=numbers)
mentions = st.builds(
    Mention,
    start=offsets,
    end=offsets,
    text=texts,
    label=st.sampled_from(LABELS),
    score=scores,
    entity=maybe,
    by=texts,
    timex=st.none() | timexes,
    quantity=st.none() | quantities,
)
entities = st.builds(
    Entity,
    id=texts,
    name=texts,
    label=st.sampled_from(LABELS),
    qid=maybe,
    score=scores,
    salience=scores,
    mentions=st.lists(offsets, max_size=3).map(tuple),
    reasons=st.lists(texts, max_size=3).map(tuple),
    description=maybe,
    country=maybe,
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
)
links = st.builds(
    Link, id=texts, score=st.floats(0, 1), relation=st.sampled_from(RELATIONS), evidence=maps.map(FrozenMap)
)
documents = st.builds(
    EnrichedDocument,
    id=texts,
    text=texts,
    title=maybe,
    published=maybe,
    language=maybe,
    source=maybe,
    url=maybe,
    meta=maps.map(FrozenMap),
    mentions=st.lists(mentions, max_size=3).map(tuple),
    entities=st.lists(entities, max_size=2).map(tuple),
    story=maybe,
    links=st.lists(links, max_size=2).map(tuple),
    warnings=st.lists(texts, max_size=2).map(tuple),
    provenance=maps.map(FrozenMap),
)


@given(documents)
def test_a_document_is_what_its_line_says(doc):
    line = to_line(doc.to_dict())
    assert line.count("\n") == 1
    again = EnrichedDocument.from_dict(json.loads(line.encode().decode()))
    assert again == doc
    assert to_line(again.to_dict()) == line


@given(mentions | entities | links | timexes | quantities)
def test_every_part_reads_back(part):
    assert type(part).from_dict(json.loads(json.dumps(part.to_dict()))) == part


@given(documents)
def test_a_document_pickles_and_hashes(doc):
    copy = pickle.loads(pickle.dumps(doc))
    assert copy == doc
    assert hash(copy) == hash(doc)


@given(maps)
def test_thaw_undoes_freeze(given_map):
    frozen = freeze(given_map)
    assert thaw(frozen) == given_map
    assert freeze(thaw(frozen)) == frozen
    assert hash(freeze(thaw(frozen))) == hash(frozen)


provenances = st.just({}) | st.fixed_dictionaries(
    {"newsnlp": texts, "models": st.dictionaries(texts, texts, max_size=2), "config": maybe}
)


@settings(max_examples=25)
@given(st.lists(st.builds(replace, documents, provenance=provenances.map(FrozenMap)), max_size=3))
def test_a_document_is_what_its_row_says(docs):
    pytest.importorskip("pyarrow")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.parquet"
        write(docs, path)
        assert list(read_documents(path)) == docs
