import json
import shutil

import pytest

from newsnlp.errors import ModelDamaged
from newsnlp.linking import score
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


@pytest.mark.parametrize("key", ["bias", "terms", "threshold", "story_threshold", "story_free", "similarity"])
def test_a_model_that_lacks_a_key_is_damaged(model, key):
    with pytest.raises(ModelDamaged, match="reinstall"):
        model(lambda record: record.pop(key))


def test_a_model_of_other_features_is_damaged(model):
    with pytest.raises(ModelDamaged, match="unheard_of"):
        model(lambda record: record["terms"][0].update(feature="unheard_of"))
