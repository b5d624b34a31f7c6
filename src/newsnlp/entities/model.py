"""The news NER model: sentences in, labelled and scored spans out.

text, sentences -> words -> rows -> onnxruntime -> tag probabilities -> spans -> votes -> clean mentions

Rows of one document make a batch, never those of two: the activations are quantised over the batch, and a document's
mentions must not depend on its neighbours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from newsnlp.document import Mention
from newsnlp.entities.cleaning import clean, mend_label
from newsnlp.entities.decoding import Span, Tags
from newsnlp.entities.explain import label_notes
from newsnlp.entities.scores import Calibration
from newsnlp.entities.votes import vote
from newsnlp.entities.windows import Window, batches, windows
from newsnlp.entities.wordpiece import Casing, Word, WordPieces, split_words
from newsnlp.errors import ModelDamaged
from newsnlp.explanation import Note
from newsnlp.store.artefacts import Artefact, open_artefact
from newsnlp.store.silent import ort, refusals

__all__ = ["ModelName", "NewsNer"]

ModelName = Literal["fast", "accurate"]
BY = "entities"
_SLOW = "SkipLayerNormFusion"
"""The fused kernel of a sum and its norm takes three times as long as the two on their own."""
# What onnxruntime raises at a file that is no model; the classes share no base but Exception.
_REFUSALS = (
    refusals.Fail,
    refusals.InvalidArgument,
    refusals.InvalidGraph,
    refusals.InvalidProtobuf,
    refusals.NotImplemented,
    refusals.RuntimeException,
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: list[Word]
    pieces: list[tuple[tuple[int, ...], int]]


class NewsNer:
    """Finds names, dates and numbers in news. One object serves several threads.

    Args:
        session: maps `pieces`, `casings`, `mask` (each rows x length) and `heads` (the flat places of the words' first
            pieces) to `logits` (1 x words x tags).
        pieces: the vocabulary.
        config: `tags`, `longest` (pieces in a row) and `calibration` of the artefact.
        version: of the artefact.
    """

    def __init__(
        self, session: ort.InferenceSession, pieces: WordPieces, config: Mapping[str, Any], version: str
    ) -> None:
        self._session, self._pieces = session, pieces
        self._tags = Tags(config["tags"])
        self._longest = int(config["longest"])
        self._calibration = Calibration(config["calibration"])
        self.version = version

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of a span's evidence."""
        return self._tags.names

    @classmethod
    @cache
    def load(cls, name: ModelName) -> NewsNer:
        """Load a shipped artefact, once a process.

        Args:
            name: `fast` or `accurate`.

        Raises:
            ModelMissing: it is not there.
            ModelDamaged: it differs from its manifest or cannot be read.
        """
        return cls.read(open_artefact(f"news_ner/{name}"))

    @classmethod
    def read(cls, artefact: Artefact) -> NewsNer:
        """Read an artefact that has been checked.

        Raises:
            ModelDamaged: it cannot be read.
        """
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            config = json.loads(artefact.path("config.json").read_text(encoding="utf-8"))
            session = ort.InferenceSession(
                artefact.path("model.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW]
            )
            return cls(session, WordPieces.read(artefact.path("vocab.txt")), config, artefact.version)
        except (ValueError, KeyError, TypeError, *_REFUSALS) as error:
            raise ModelDamaged(f"artefact {artefact.name} cannot be used ({error}): reinstall newsnlp") from error

    def find(self, text: str, sentences: Sequence[tuple[int, int]], title_end: int | None = None) -> list[Mention]:
        """Give the mentions of a document, in text order, never overlapping.

        Args:
            text: the document.
            sentences: half-open offsets into `text`, in order; no sentence is too long.
            title_end: one past the title's last code point, None without a title.
        """
        spans = self.spans(text, sentences)
        labels = vote(text, spans, self._tags.names, title_end)
        return list(self._mentions(text, spans, labels))

    def explain(self, text: str, sentences: Sequence[tuple[int, int]], title_end: int | None = None) -> list[Note]:
        """Give what speaks for each mention of `find`, and the labels that it could have had instead."""
        spans = self.spans(text, sentences)
        labels = vote(text, spans, self._tags.names, title_end)
        return list(label_notes(text, spans, labels, self._tags.names, BY))

    def spans(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int, Span]]:
        """Give the raw spans of a document with their evidence: what the calibration is fitted on."""
        read = [self._read(text, start, end) for start, end in sentences]
        return [
            (sentence.words[span.first][0], sentence.words[span.last - 1][1], span)
            for sentence, rows in zip(read, self._probabilities(read), strict=True)
            for span in self._tags.spans(rows)
        ]

    def _read(self, text: str, start: int, end: int) -> _Sentence:
        words = list(split_words(text, start, end))
        cut = self._pieces.cut
        return _Sentence(words, [cut(text[first:last]) for first, last in words])

    def _probabilities(self, read: Sequence[_Sentence]) -> list[NDArray[np.float32]]:
        """Give the log probabilities of each sentence, words x tags."""
        found = [np.zeros((len(s.words), len(self._tags.labels)), np.float32) for s in read]
        rows = [
            window
            for place, sentence in enumerate(read)
            for window in windows(place, [len(ids) for ids, _ in sentence.pieces], self._longest)
        ]
        for group in batches([row.size + 2 for row in rows]):
            batch = [rows[place] for place in group]
            for row, log_probabilities in zip(batch, self._run(read, batch), strict=True):
                own = slice(row.own_first - row.first, row.own_last - row.first)
                found[row.sentence][row.own_first : row.own_last] = log_probabilities[own]
        return found

    def _run(self, read: Sequence[_Sentence], batch: Sequence[Window]) -> Iterator[NDArray[np.float32]]:
        length = max(row.size for row in batch) + 2
        pieces = np.full((len(batch), length), self._pieces.padding, np.int64)
        casings = np.full((len(batch), length), int(Casing.OTHER), np.int64)
        mask = np.zeros((len(batch), length), np.int64)
        heads: list[int] = []
        for place, row in enumerate(batch):
            ids, cases = [self._pieces.first], [int(Casing.OTHER)]
            for word, casing in read[row.sentence].pieces[row.first : row.last]:
                heads.append(place * length + len(ids))
                ids += word
                cases += [casing] * len(word)
            ids.append(self._pieces.last)
            pieces[place, : len(ids)], casings[place, : len(cases)], mask[place, : len(ids)] = ids, cases, 1
        given = {"pieces": pieces, "casings": casings, "mask": mask, "heads": np.array(heads, np.int64)}
        logits = cast("NDArray[np.float32]", self._session.run(["logits"], given)[0])[0]
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        ends = np.cumsum([row.last - row.first for row in batch])
        yield from np.split(log_probabilities, ends[:-1])

    def _mentions(self, text: str, spans: Sequence[tuple[int, int, Span]], labels: Sequence[str]) -> Iterator[Mention]:
        reached = 0
        for (start, end, span), label in zip(spans, labels, strict=True):
            first, last = clean(text, start, end, label)
            if first < last and first >= reached:
                mended = mend_label(text[first:last], label)
                score = self._calibration.probability(label, span.evidence[self._tags.names.index(span.label)])
                yield Mention(first, last, text[first:last], mended, score, by=BY)
                reached = last
