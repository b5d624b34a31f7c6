"""What `newsnlp doctor` finds out about an installation."""

from __future__ import annotations

import importlib.util
import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from newsnlp.errors import ModelError
from newsnlp.linked import LINK_ARTEFACTS, READER
from newsnlp.store.artefacts import artefact_names, open_artefact
from newsnlp.version import __version__

__all__ = ["REQUIRED_ARTEFACTS", "Report", "check_installation"]

_CORE = ("spacy", "numpy", "rapidfuzz", "dateparser", "onnxruntime", "holidays", "typer", "rich")
_EXTRAS = {
    "frames": ("to_frame: tables of mentions, entities, dates, links", ("pandas", "polars", "pyarrow")),
    "notebooks": ("notebooks/: exploring the samples", ("nbconvert", "nbclient", "ipykernel", "pandas")),
}
REQUIRED_ARTEFACTS = ("news_ner/fast", "news_ner/accurate", *LINK_ARTEFACTS, READER)


@dataclass(frozen=True, slots=True)
class Report:
    """Rows to print: versions (package, version), models (name, version, MB, state), extras (name, adds, state)."""

    versions: tuple[tuple[str, str], ...]
    models: tuple[tuple[str, str, str, str], ...]
    extras: tuple[tuple[str, str, str], ...]
    sound: bool


def check_installation() -> Report:
    """Look at the packages and check every artefact against its manifest."""
    names = sorted({*artefact_names(), *REQUIRED_ARTEFACTS})
    models = tuple(_model(name) for name in names)
    return Report(
        versions=(
            ("newsnlp", __version__),
            ("python", platform.python_version()),
            *((name, _version(name)) for name in _CORE),
        ),
        models=models,
        extras=tuple((name, adds, _state(packages)) for name, (adds, packages) in _EXTRAS.items()),
        sound=all(state == "ok" for *_, state in models),
    )


def _model(name: str) -> tuple[str, str, str, str]:
    try:
        artefact = open_artefact(name)
    except ModelError as error:
        return name, "-", "-", str(error)
    size = sum(artefact.path(file).stat().st_size for file, _ in artefact.files)
    return name, artefact.version, f"{size / 1e6:.1f}", "ok"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing: pip install " + package


def _state(packages: tuple[str, ...]) -> str:
    absent = [name for name in packages if importlib.util.find_spec(name) is None]
    return f"not installed: {', '.join(absent)}" if absent else "installed"
