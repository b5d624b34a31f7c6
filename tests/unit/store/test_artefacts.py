"""Artefacts: found, and checked before they are used."""

import json

import pytest

from newsnlp.errors import ModelDamaged, ModelMissing
from newsnlp.store import artefacts
from newsnlp.store.artefacts import artefact_names, model_folder, open_artefact, write_manifest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Give the folder of a good artefact `tiny/fast`."""
    monkeypatch.setattr(artefacts, "models_root", lambda: tmp_path)
    folder = tmp_path / "tiny" / "fast"
    folder.mkdir(parents=True)
    (folder / "weights.bin").write_bytes(bytes(range(256)))
    (folder / "labels.json").write_text("[]", encoding="utf-8")
    write_manifest(folder, "tiny/fast", "3", ("weights.bin", "labels.json"))
    return folder


def test_a_good_artefact_opens(folder):
    artefact = open_artefact("tiny/fast")
    assert (artefact.name, artefact.version, artefact.folder) == ("tiny/fast", "3", folder)
    assert [name for name, _ in artefact.files] == ["labels.json", "weights.bin"]
    assert artefact.path("weights.bin").read_bytes() == bytes(range(256))
    assert artefact_names() == ("tiny/fast",)


def test_an_unknown_file_of_it_is_missing(folder):
    with pytest.raises(ModelMissing, match=r"other\.bin"):
        open_artefact("tiny/fast").path("other.bin")


def test_an_unknown_artefact_is_missing(folder):
    for name in ("tiny", "tiny/slow", "nothing"):
        with pytest.raises(ModelMissing, match=f"'{name}'.*reinstall"):
            open_artefact(name)
        with pytest.raises(ModelMissing):
            model_folder(name)


@pytest.mark.parametrize("name", ["weights.bin", "labels.json"])
def test_a_file_that_is_gone_is_missing(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelMissing, match=f"{name} is missing: reinstall"):
        open_artefact("tiny/fast")


def test_no_manifest_is_missing(folder):
    (folder / "manifest.json").unlink()
    with pytest.raises(ModelMissing, match="tiny/fast"):
        open_artefact("tiny/fast")
    assert artefact_names() == ()


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-1], lambda raw: raw + b"\0", lambda raw: b"", lambda raw: b"\1" + raw[1:]]
)
def test_a_file_that_differs_is_damaged(folder, damage):
    weights = folder / "weights.bin"
    weights.write_bytes(damage(weights.read_bytes()))
    with pytest.raises(ModelDamaged, match=r"weights\.bin has SHA-256 .*reinstall"):
        open_artefact("tiny/fast")


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b"{}",
        b'{"files": {}}',
        b'{"version": "1"}',
        b'{"version": "1", "files": []}',
    ],
)
def test_a_manifest_that_cannot_be_read_is_damaged(folder, manifest):
    (folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(ModelDamaged, match=r"manifest\.json cannot be read"):
        open_artefact("tiny/fast")


def test_the_manifest_names_what_it_holds(folder):
    record = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert (record["name"], record["version"]) == ("tiny/fast", "3")
    assert set(record["files"]) == {"weights.bin", "labels.json"}
    assert all(len(digest) == 64 for digest in record["files"].values())
