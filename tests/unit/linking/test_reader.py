import json
import math
import shutil

import numpy as np
import pytest

from newsnlp.errors import ModelDamaged, ModelMissing
from newsnlp.linking import LinkInput, compare, link_inputs, reader
from newsnlp.linking.pieces import Pieces
from newsnlp.store import artefacts

HEADLINES = (
    "Dozens Killed as Motorway Bridge Gives Way in Genoa",
    "Genoa Motorway Collapse: Death Toll Climbs to 39",
    "Genoa Football Club Sacks Its Manager After Derby Defeat",
    "Ankara Raises Interest Rates to Defend the Lira",
    "Turkish Central Bank Acts to Stop the Slide of Its Currency",
    "Turkish Airlines Orders Forty Jets From Airbus",
)


def inputs(numbers=(0, 1, 2, 3, 4, 5), body=""):
    return [LinkInput(f"h{number}", HEADLINES[number], body) for number in numbers]


def log_odds(score):
    return math.log(score / (1 - score))


def test_what_is_read_stands_in_the_evidence_and_adds_up():
    one, other = inputs((3, 4))  # they share no name
    bare, read = compare(one, other), compare(one, other, reader=reader.load_reader())
    assert "reader" not in bare.evidence["terms"]
    assert read.score > bare.score
    assert sum(read.evidence["terms"].values()) == pytest.approx(log_odds(read.score), abs=0.02)


def test_it_tells_one_story_from_two_that_share_a_name():
    read = reader.load_reader()
    same, apart = (compare(*inputs(pair), reader=read).score for pair in ((3, 4), (4, 5)))
    assert same > apart


def test_a_pair_gets_what_it_gets_alone_whoever_else_is_there():
    read = reader.load_reader()
    given = inputs()
    linked, turned = (link_inputs(order, min_score=0.0, reader=read) for order in (given, given[::-1]))
    assert linked.links == turned.links[::-1]
    assert linked.story_of == turned.story_of[::-1]
    for one, links in zip(given, linked.links, strict=True):
        for link in links:
            other = given[int(link.id[1:])]
            assert compare(one, other, reader=read) == link
            assert compare(other, one, reader=read).score == link.score


def test_the_least_score_changes_no_story():
    read = reader.load_reader()
    assert link_inputs(inputs(), reader=read).stories == link_inputs(inputs(), min_score=0.0, reader=read).stories


def test_a_pair_whose_words_are_far_apart_is_not_read():
    one, other = LinkInput("a", HEADLINES[0]), LinkInput("b", "Wheat")
    link = compare(one, other, reader=reader.load_reader())
    assert link.score < reader.READ_FROM
    assert link == compare(one, other)


def test_bodies_are_read_only_where_both_have_one():
    seen = []

    class Eyes:
        bare = bodies = reader.Curve(1.0, (0.0, 1.0), (0.0, 1.0))

        def vector(self, title, body=""):
            seen.append(body)
            return np.array([127, len(title) % 5], np.int8)

    given = [*inputs((0, 1), body="A lead."), *inputs((2,))]
    odds = np.zeros(3)
    reader.Reading(given, Eyes()).log_odds(np.array([0, 0, 1]), np.array([1, 2, 2]), odds)
    assert seen.count("A lead.") == 2
    assert seen.count("") == 3


def test_a_text_without_end_is_read_to_an_end():
    pieces = Pieces(["[CLS]", "[SEP]", "[UNK]", "a", "##a"])
    assert reader.pieces_of(pieces, "a é a") == [0, 3, 2, 3, 1]
    assert reader.pieces_of(pieces, "a", "aa") == [0, 3, 1, 3, 4, 1]
    assert reader.pieces_of(pieces, "") == [0, 1]
    assert len(reader.pieces_of(pieces, "a " * 999, "a " * 999)) == reader.LONGEST
    assert reader.pieces_of(pieces, "a " * 999).count(3) == reader.TITLE


def test_the_curves_fall_nowhere():
    read = reader.load_reader()
    for curve in (read.bare, read.bodies):
        assert 0 < curve.weight <= 1
        assert list(curve.heights) == sorted(curve.heights)
        assert list(curve.knots) == sorted(curve.knots)


@pytest.fixture
def copy(tmp_path, monkeypatch):
    folder = tmp_path / "headline_reader"
    shutil.copytree(artefacts.model_folder("headline_reader"), folder)
    monkeypatch.setattr(artefacts, "models_root", lambda: tmp_path)
    return folder


def signed(folder):
    artefacts.write_manifest(folder, "headline_reader", "1", ("model.onnx", "reader.json", "vocab.txt"))
    return reader.load_reader.__wrapped__()


def test_a_reader_that_lacks_a_curve_or_is_no_network_is_damaged(copy):
    record = json.loads((copy / "reader.json").read_text(encoding="utf-8"))
    (copy / "reader.json").write_text(json.dumps({"bare": record["bare"]}), encoding="utf-8")
    with pytest.raises(ModelDamaged, match="reinstall"):
        signed(copy)
    (copy / "reader.json").write_text(json.dumps(record), encoding="utf-8")
    (copy / "model.onnx").write_bytes(b"no network")
    with pytest.raises(ModelDamaged, match="reinstall"):
        signed(copy)


def test_a_reader_that_is_not_there_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(artefacts, "models_root", lambda: tmp_path)
    with pytest.raises(ModelMissing, match="headline_reader"):
        reader.load_reader.__wrapped__()
