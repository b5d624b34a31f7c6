import json
import shutil

import numpy as np
import pytest

from newsnlp.errors import ModelDamaged
from newsnlp.linking import kin as module
from newsnlp.linking.compare import FEATURES, pair_features
from newsnlp.linking.encode import encode
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.kin import Kin, load_kin
from newsnlp.store import artefacts

TITLES = ["Gunman slain outside a bank", "Gunman killed outside a bank", "Profits rise", ""]


def kinship(titles, left, right, kin=None):
    docs = encode([LinkInput(str(number), title) for number, title in enumerate(titles)])
    found = pair_features(docs, np.array([left]), np.array([right]), kin=kin)
    return found[0, FEATURES.index("kin")].item()


@pytest.fixture
def small():
    """Slain and killed at .75, slain and dead at .5."""
    stems = ["dead", "kill", "slain"]
    return Kin.of(stems, np.array([1, 0]), np.array([2, 2]), np.array([192, 128], np.uint8))


def test_kin_in_the_other_title_counts_by_rarity_and_nearness(small):
    docs = encode([LinkInput("a", TITLES[0]), LinkInput("b", TITLES[1])])
    rarity = {word: docs.idf[place] for place, word in enumerate(docs.vocabulary)}
    expected = 0.75 * (rarity["slain"] + rarity["kill"]) / 2 / 40
    assert kinship(TITLES, 0, 1, small) == pytest.approx(expected)


def test_the_nearest_counts_once(small):
    one, other = kinship(["slain", "killed"], 0, 1, small), kinship(["slain", "killed dead"], 0, 1, small)
    only = kinship(["slain", "dead"], 0, 1, small)
    assert only < one < other < one + only


def test_a_word_that_both_have_is_no_kin(small):
    assert kinship(["slain killed", "slain killed"], 0, 1, small) == 0
    assert kinship(["slain", "slain killed"], 0, 1, small) == 0


def test_no_kin_no_words(small):
    assert kinship(TITLES, 0, 2, small) == kinship(TITLES, 0, 3, small) == kinship(TITLES, 3, 3, small) == 0


@pytest.mark.parametrize("many", [1, 700])
def test_a_pair_is_alike_whatever_else_there_is(many):
    others = [f"word{number} quake storm report" for number in range(many)]
    titles = ["Minister quits over emails", "Storm: minister resigns"]
    alone = kinship(titles, 0, 1)
    assert alone > 0
    assert kinship([*others, *titles], many, many + 1) == alone == kinship(titles, 1, 0)


def test_the_shipped_table_finds_each_of_its_pairs_and_no_others():
    kin = load_kin()
    one, other = np.divmod(kin.keys[::97], len(kin.number))
    assert found_among(kin, one, other) == list(range(len(one)))
    some = np.random.default_rng(0).integers(0, len(kin.number), (2, 20_000))
    wanted = np.flatnonzero(np.isin(some[0] * len(kin.number) + some[1], kin.keys)).tolist()
    assert found_among(kin, *some) == wanted


def found_among(kin, one, other):
    pairs = np.arange(len(one))
    mine, theirs, likeness = kin.among(pairs, one.astype(np.uint32), pairs, other.astype(np.uint32), len(one))
    assert mine.tolist() == theirs.tolist()
    assert (likeness > 0).all()
    return mine.tolist()


def test_kin_are_found_among_all_words_of_a_pair(small):
    dead, killed, slain = range(3)
    words, others = np.array([dead, slain, dead], np.uint32), np.array([dead, killed, slain], np.uint32)
    mine, theirs, likeness = small.among(np.array([0, 0, 2]), words, np.array([0, 0, 1]), others, 3)
    assert (mine.tolist(), theirs.tolist(), likeness.tolist()) == ([1, 1], [0, 1], [0.5, 0.75])


def test_tables_of_different_sizes_are_damaged(tmp_path, monkeypatch):
    folder = tmp_path / "headline_kin"
    shutil.copytree(artefacts.model_folder("headline_kin"), folder)
    np.save(folder / "likeness.npy", np.load(folder / "likeness.npy")[:-1])
    files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    artefacts.write_manifest(folder, "headline_kin", "1", tuple(files))
    monkeypatch.setattr(artefacts, "models_root", lambda: tmp_path)
    with pytest.raises(ModelDamaged, match="reinstall"):
        module.load_kin.__wrapped__()
