"""Settling: against the slow and obvious way, and what must hold for any mentions."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.document import LABELS, NAME_LABELS, Mention, Quantity, Timex
from newsnlp.entities.aliases import name_entities
from newsnlp.mentions import check_mention, settle

TEXT = "Ana Ruiz of the U.S.-led A.B.C. met Leo Ruiz’s aides in Oslo, OSLO and Ana’s ABC"
SIZE = len(TEXT)


@st.composite
def mentions(draw, labels=LABELS):
    start = draw(st.integers(0, SIZE - 1))
    end = draw(st.integers(start + 1, min(SIZE, start + 12)))
    label = draw(st.sampled_from(labels))
    timex = quantity = None
    if label in ("DATE", "TIME") and draw(st.booleans()):
        timex = Timex(label, draw(st.sampled_from(["2019", "P3D"])), (start, end))
    if label in ("MONEY", "CARDINAL") and draw(st.booleans()):
        quantity = Quantity("count", draw(st.integers(0, 9)), None)
    score = draw(st.none() | st.just(0.5))
    by = draw(st.sampled_from(["one", "two"]))
    return Mention(start, end, TEXT[start:end], label, score=score, by=by, timex=timex, quantity=quantity)


def overlap(one, other):
    return one.start < other.end and other.start < one.end


@given(st.lists(mentions(), max_size=12))
def test_what_is_settled_does_not_overlap(found):
    settled = settle(found)
    for one, other in itertools.pairwise(settled):
        assert one.end <= other.start
    for mention in settled:
        check_mention(mention, TEXT, "any")


@given(st.lists(mentions(), max_size=12))
def test_every_span_was_found_and_only_losers_go(found):
    settled = settle(found)
    spans = {(m.start, m.end) for m in found}
    assert {(m.start, m.end) for m in settled} <= spans
    dropped_dates = [m for m in found if m.label in ("DATE", "TIME") and m.timex is None]
    for mention in found:
        if mention not in dropped_dates:
            assert any(overlap(mention, winner) for winner in settled)


@given(st.lists(mentions(labels=NAME_LABELS), max_size=10))
def test_names_are_settled_as_the_obvious_way_does(found):
    """Take the longest, the last of equals, drop what it touches, and begin again."""
    left, winners = list(enumerate(found)), []
    while left:
        at, best = max(left, key=lambda pair: (pair[1].end - pair[1].start, pair[0]))
        winners.append(best)
        left = [(k, m) for k, m in left if k != at and not overlap(m, best)]
    expected = sorted((m.start, m.end, m.label, m.by) for m in winners)
    assert [(m.start, m.end, m.label, m.by) for m in settle(found)] == expected


@given(st.lists(mentions(), max_size=12))
def test_settling_again_changes_nothing(found):
    settled = settle(found)
    assert settle(settled) == settled


@given(st.lists(mentions(), max_size=12), st.none() | st.integers(0, SIZE))
def test_every_name_belongs_to_one_entity(found, title_end):
    settled = settle(found)
    named, entities = name_entities(settled, title_end)
    assert [m.text for m in named] == [m.text for m in settled]
    owners = {index: entity for entity in entities for index in entity.mentions}
    assert sum(len(entity.mentions) for entity in entities) == len(owners)
    assert set(owners) == {index for index, m in enumerate(settled) if m.label in NAME_LABELS}
    assert len({entity.id for entity in entities}) == len(entities)
    for index, entity in owners.items():
        assert named[index].entity == entity.id
    for entity in entities:
        assert list(entity.mentions) == sorted(entity.mentions)
        assert len(entity.reasons) == len(entity.mentions)
        assert entity.label in NAME_LABELS
        assert 0 <= entity.salience <= 1
    assert [e.salience for e in entities] == sorted((e.salience for e in entities), reverse=True)
