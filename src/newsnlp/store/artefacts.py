"""The artefacts that ship with the package: found, and checked against their manifest, before they are used.

An artefact is a folder with a `manifest.json`: `{"name", "version", "files": {file name: SHA-256 in hex}}`.
The wheel carries `models/` as `newsnlp/_models/`; a checkout has it at its root.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from newsnlp.errors import ModelDamaged, ModelMissing

__all__ = ["Artefact", "artefact_names", "model_folder", "open_artefact", "write_manifest"]

MANIFEST = "manifest.json"
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Artefact:
    """A checked artefact: its folder, name, version, and the SHA-256 of each file."""

    folder: Path
    name: str
    version: str
    files: tuple[tuple[str, str], ...]

    def path(self, file: str) -> Path:
        """Give the path of one of its files.

        Raises:
            ModelMissing: the manifest does not name the file.
        """
        if file not in dict(self.files):
            raise ModelMissing(f"artefact {self.name!r} has no file {file!r} in {self.folder / MANIFEST}")
        return self.folder / file


def models_root() -> Path:
    """Give the folder of all artefacts: inside the installed package, else at the root of the checkout."""
    packed = _PACKAGE / "_models"
    return packed if packed.is_dir() else _PACKAGE.parent.parent / "models"


def model_folder(name: str) -> Path:
    """Give the folder of the artefact `name`, such as `news_ner/fast`.

    Raises:
        ModelMissing: there is no such folder with a manifest.
    """
    folder = models_root() / name
    if not (folder / MANIFEST).is_file():
        raise ModelMissing(f"artefact {name!r} is not at {folder}: reinstall newsnlp, the wheel carries its artefacts")
    return folder


def artefact_names() -> tuple[str, ...]:
    """Name every artefact that is there, sorted."""
    root = models_root()
    return tuple(sorted(path.parent.relative_to(root).as_posix() for path in root.rglob(MANIFEST)))


def open_artefact(name: str) -> Artefact:
    """Find the artefact `name` and check each of its files against the manifest.

    Raises:
        ModelMissing: the folder or one of its files is not there.
        ModelDamaged: the manifest cannot be read, or a file differs from it.
    """
    folder = model_folder(name)
    manifest = folder / MANIFEST
    try:
        record = json.loads(manifest.read_text(encoding="utf-8"))
        files = tuple(sorted((str(file), str(digest)) for file, digest in record["files"].items()))
        version = str(record["version"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelDamaged(f"{manifest} cannot be read ({error}): reinstall newsnlp") from error
    for file, digest in files:
        path = folder / file
        if not path.is_file():
            raise ModelMissing(f"{path} is missing: reinstall newsnlp")
        found = _sha256(path)
        if found != digest:
            raise ModelDamaged(f"{path} has SHA-256 {found}, its manifest says {digest}: reinstall newsnlp")
    return Artefact(folder=folder, name=name, version=version, files=files)


def write_manifest(folder: Path, name: str, version: str, files: tuple[str, ...]) -> None:
    """Write the manifest of a new artefact; recipes under `models/` call this."""
    record = {"name": name, "version": version, "files": {file: _sha256(folder / file) for file in sorted(files)}}
    (folder / MANIFEST).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
