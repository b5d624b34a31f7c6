"""The entity component: a spaCy Doc's text and sentences to the model's mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from newsnlp.document import Mention
from newsnlp.entities.model import ModelName, NewsNer
from newsnlp.errors import ConfigError
from newsnlp.explanation import Note
from newsnlp.protocols import TITLE_END, TextDoc

__all__ = ["EntityComponent"]


class EntityComponent:
    """Finds mentions of all eighteen labels with the news NER model.

    Args:
        model: `fast` or `accurate`.

    Raises:
        ConfigError: the model has another name.
        ModelMissing: its files are not there.
        ModelDamaged: its files differ from their manifest.
    """

    name = "entities"
    language = "en"

    def __init__(self, *, model: ModelName = "fast") -> None:
        if model not in get_args(ModelName):
            raise ConfigError(f"model is {model!r}, expected one of {', '.join(get_args(ModelName))}")
        self.model = model
        self._ner = NewsNer.load(model)

    @property
    def version(self) -> str:
        """Version of the artefact."""
        return self._ner.version

    @property
    def options(self) -> dict[str, str]:
        """The model and its version, for the hash of the configuration."""
        return {"model": self.model, "version": self.version}

    def annotate(self, doc: TextDoc, so_far: Sequence[Mention]) -> Iterable[Mention]:  # noqa: ARG002
        """Give the mentions of `doc`, in text order; a Doc without sentence boundaries is read as one sentence."""
        return self._ner.find(doc.text, _sentences(doc), doc.user_data.get(TITLE_END))

    def explain(self, doc: TextDoc) -> Iterable[Note]:
        """Yield for each mention how sure the model is, and the labels that it weighed."""
        return self._ner.explain(doc.text, _sentences(doc), doc.user_data.get(TITLE_END))

    def __getstate__(self) -> dict[str, Any]:
        return {"model": self.model}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.model = state["model"]
        self._ner = NewsNer.load(self.model)


def _sentences(doc: TextDoc) -> list[tuple[int, int]]:
    try:
        return [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    except ValueError:  # spaCy's answer when nothing has set sentence boundaries
        return [(0, len(doc.text))]
