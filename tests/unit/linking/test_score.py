import json
import shutil

import numpy as np
import pytest

from newsnlp.errors import ModelDamaged
from newsnlp.linking import score
from newsnlp.linking.compare import FEATURES
from newsnlp.store import artefacts


@pytest.fixture
def model(tmp_path, monkeypatch):
    """A copy of the model whose record can be changed; gives a function that changes and loads it."""
    folder = tmp_path / "headline_link"
    shutil.copytree(artefacts.model_folder("headline_link"), folder)
    monkeypatch.setattr(artefacts, "models_root", lambda: tmp_path)

    def load(change):
        record = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        change(record)
        (folder / "model.json").write_text(json.dumps(record), encoding="utf-8")
        artefacts.write_manifest(folder, "headline_link", "1", ("model.json",))
        return score.load_scorer.__wrapped__()

    return load


def test_the_model_as_it_is(model):
    assert model(lambda record: None) == score.load_scorer()


@pytest.mark.parametrize(
    "key", ["bias", "terms", "threshold", "story_threshold", "story_free", "story_floor_bodies", "similarity"]
)
def test_a_model_that_lacks_a_key_is_damaged(model, key):
    with pytest.raises(ModelDamaged, match="reinstall"):
        model(lambda record: record.pop(key))


def test_a_pair_of_two_bodies_must_be_likelier_to_count_for_stories():
    scorer = score.load_scorer()
    features = np.zeros((4, len(FEATURES)), np.float32)
    features[2:, FEATURES.index("both_bodies")] = 1
    chance = np.array([0.1, 0.09, scorer.story_floor_bodies, scorer.story_floor_bodies - 0.0001])
    assert scorer.counts(features, chance, 0.1).tolist() == [True, False, True, False]
    assert not scorer.counts(features, chance, 0.9).any()


def test_a_model_of_other_features_is_damaged(model):
    with pytest.raises(ModelDamaged, match="unheard_of"):
        model(lambda record: record["terms"][0].update(feature="unheard_of"))
