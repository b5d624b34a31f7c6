"""The shipped models: what holds whatever their weights are."""

import itertools
import pickle
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from newsnlp.entities.component import EntityComponent
from newsnlp.entities.model import NewsNer
from newsnlp.errors import ConfigError, ModelDamaged, ModelMissing
from newsnlp.store import artefacts

TEXT = (
    "Norway and Sweden Sign Deal\n\n"
    "Prime Minister Ulf Kristersson met Jonas Gahr Støre in Oslo on Tuesday. "
    "The €3.4 billion plan, backed by Equinor, was welcomed by NATO. “It’s a start,” the Swede’s office said."
)
TITLE_END = TEXT.index("\n")
SENTENCES = [(0, 27), (29, 101), (101, 165), (165, len(TEXT))]


@pytest.fixture(scope="module", params=["fast", "accurate"])
def ner(request):
    return NewsNer.load(request.param)


def found(ner, text, sentences, title_end=None):
    return [(m.start, m.end, m.label, m.score) for m in ner.find(text, sentences, title_end)]


def test_names_of_a_plain_article(ner):
    names = {(m.text, m.label) for m in ner.find(TEXT, SENTENCES, TITLE_END)}
    assert {("Norway", "GPE"), ("Ulf Kristersson", "PERSON"), ("Oslo", "GPE"), ("NATO", "ORG")} <= names


def test_mentions_are_ordered_apart_scored_and_exact(ner):
    mentions = ner.find(TEXT, SENTENCES, TITLE_END)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))
    assert all(TEXT[m.start : m.end] == m.text for m in mentions)
    assert all(0 < m.score < 1 and m.by == "entities" for m in mentions)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "\u200b", "😀😀", "\ud7ff", "a" * 5000, "日本語のニュース"])
def test_odd_texts_do_no_harm(ner, text):
    assert all(text[m.start : m.end] == m.text for m in ner.find(text, [(0, len(text))]))


def test_a_sentence_of_any_length_is_read_to_its_end(ner):
    text = (
        "They listed " + "and the delegates of the many small towns " * 200 + "before they met Angela Merkel in Berlin."
    )
    names = {m.text for m in ner.find(text, [(0, len(text))])}
    assert {"Angela Merkel", "Berlin"} <= names


def test_a_document_does_not_depend_on_what_was_read_before(ner):
    alone = found(ner, TEXT, SENTENCES, TITLE_END)
    found(ner, "Quite another text about Lagos. " * 50, [(0, 1600)])
    assert found(ner, TEXT, SENTENCES, TITLE_END) == alone


def test_four_threads_find_the_same(ner):
    expected = found(ner, TEXT, SENTENCES, TITLE_END)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: found(ner, TEXT, SENTENCES, TITLE_END), range(100)))
    assert all(result == expected for result in results)


def test_the_component_is_pickled_by_its_options():
    component = EntityComponent(model="fast")
    copy = pickle.loads(pickle.dumps(component))
    assert copy.model == "fast"
    assert len(pickle.dumps(component)) < 1000


def test_a_model_of_another_name_is_refused():
    with pytest.raises(ConfigError, match="best"):
        EntityComponent(model="best")


@pytest.fixture
def copied(tmp_path, monkeypatch):
    shutil.copytree(artefacts.models_root() / "news_ner" / "fast", tmp_path / "news_ner" / "fast")
    monkeypatch.setattr(artefacts, "models_root", lambda: tmp_path)
    NewsNer.load.cache_clear()
    yield tmp_path / "news_ner" / "fast"
    NewsNer.load.cache_clear()


def test_a_damaged_file_is_told(copied):
    with (copied / "vocab.txt").open("a", encoding="utf-8") as file:
        file.write("more\n")
    with pytest.raises(ModelDamaged, match=r"vocab\.txt"):
        NewsNer.load("fast")


def test_a_missing_file_is_told(copied):
    (copied / "model.onnx").unlink()
    with pytest.raises(ModelMissing, match=r"model\.onnx"):
        NewsNer.load("fast")


def test_a_model_that_onnxruntime_refuses_is_told(copied):
    (copied / "model.onnx").write_bytes(b"no model")
    artefacts.write_manifest(copied, "news_ner/fast", "1", ("config.json", "model.onnx", "vocab.txt"))
    with pytest.raises(ModelDamaged, match="cannot be used"):
        NewsNer.load("fast")
