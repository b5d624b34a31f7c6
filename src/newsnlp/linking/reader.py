"""A transformer's reading of headlines, for pairs whose words leave it open whether they tell one story.

The artefact `headline_reader` gives each text, a title or a title with its lead, a vector; how near two lie adds to
the log odds of their pair. A text is read alone and its vector rounded to 8 bits, so what a pair gets depends on
nothing but its two documents. Texts cost, pairs hardly: the work grows with the number of documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from newsnlp.errors import ModelDamaged
from newsnlp.linking.directions import cosine
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.normalise import plain
from newsnlp.linking.pieces import Pieces
from newsnlp.linking.rows import Ints, Vectors, distinct
from newsnlp.store.artefacts import open_artefact

if TYPE_CHECKING:
    from newsnlp.store.silent import ort

__all__ = ["READ_FROM", "Curve", "Reader", "Reading", "load_reader", "open_session", "pieces_of"]

READ_FROM = 0.05  # the probability from which on a pair is read; one below stays as it is
TITLE, LONGEST, LEAD = 44, 104, 900  # pieces of a title, pieces of a text, characters of a lead
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_FIRST, _SEPARATOR, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_PARTS = ("weight", "knots", "heights")
_SLOW = "SkipLayerNormFusion"  # takes three times as long as what it fuses

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """How the log odds of the words and the cosine of what was read go together; nowhere falling in either.

    Attributes:
        weight: what the log odds of the words still count once a pair was read, 0 to 1: both see much the same.
        knots: cosines, ascending.
        heights: log odds there; straight between knots, level outside.
    """

    weight: float
    knots: tuple[float, ...]
    heights: tuple[float, ...]

    def of(self, odds: Numbers, cosines: Numbers) -> Numbers:
        """Give what reading adds to log odds."""
        added: Numbers = (self.weight - 1.0) * odds + np.interp(cosines, self.knots, self.heights)
        return added


class Reader:
    """Gives vectors of texts, and what their nearness tells.

    Args:
        session: maps `pieces` (1 x length) to `vector` (1 x width).
        pieces: the vocabulary.
        bare: the curve of two titles.
        bodies: that of two titles with what is below them.
    """

    def __init__(self, session: ort.InferenceSession, pieces: Pieces, bare: Curve, bodies: Curve) -> None:
        self._session, self._pieces = session, pieces
        self.bare, self.bodies = bare, bodies

    def vector(self, title: str, body: str = "") -> Vectors:
        """Give the vector of a text, its greatest number 127."""
        ids = np.array([pieces_of(self._pieces, title, body)], np.int64)
        found = self._session.run(None, {"pieces": ids})[0][0]
        scaled: Vectors = np.rint(found * (127 / max(float(np.abs(found).max()), 1e-9))).astype(np.int8)
        return scaled


class Reading:
    """The documents of a collection, each read when a pair first asks for it.

    Args:
        inputs: the documents.
        reader: what reads them.
    """

    def __init__(self, inputs: Sequence[LinkInput], reader: Reader) -> None:
        self._inputs, self._reader = inputs, reader
        self._has_body = np.array([bool(given.body) for given in inputs], np.bool_)
        self._titles: dict[int, Vectors] = {}
        self._wholes: dict[int, Vectors] = {}

    def log_odds(self, left: Ints, right: Ints, odds: Numbers) -> Numbers:
        """Give what each pair's log odds gain: by whole texts where both have a body, else by titles.

        Args:
            left: a document a pair.
            right: the other.
            odds: the log odds of each pair by its words, but for what the days and months that both name add.
        """
        bodies = self._has_body[left] & self._has_body[right]
        added = np.zeros(len(left))
        for rows, curve, whole in ((~bodies, self._reader.bare, False), (bodies, self._reader.bodies, True)):
            which = np.flatnonzero(rows)
            if len(which):
                added[which] = curve.of(odds[which], self._cosines(left[which], right[which], whole=whole))
        return added

    def _cosines(self, left: Ints, right: Ints, *, whole: bool) -> Numbers:
        held = self._wholes if whole else self._titles
        needed = distinct(np.concatenate([left, right]))
        for number in needed.tolist():
            if number not in held:
                given = self._inputs[number]
                held[number] = self._reader.vector(given.title, given.body if whole else "")
        vectors = np.stack([held[number] for number in needed.tolist()])
        return cosine(vectors, np.searchsorted(needed, left), np.searchsorted(needed, right))


def pieces_of(pieces: Pieces, title: str, body: str = "") -> list[int]:
    """Give the ids that the model reads of a text."""
    first, separator, unknown = (pieces.cut(mark)[0] for mark in (_FIRST, _SEPARATOR, _UNKNOWN))
    read = list(_cut(pieces, title, unknown))[:TITLE]
    if body:
        read += [separator, *_cut(pieces, body[:LEAD], unknown)]
    return [first, *read[: LONGEST - 2], separator]


def _cut(pieces: Pieces, text: str, unknown: int) -> Iterator[int]:
    for word in _WORD.findall(plain(text)):
        yield from pieces.cut(word) or (unknown,)


def open_session(path: Path) -> ort.InferenceSession:
    """Open the network, for one thread; onnxruntime is loaded here and nowhere else in linking."""
    from newsnlp.store.silent import ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW])


@lru_cache(maxsize=1)
def load_reader() -> Reader:
    """Read the artefact, once.

    Raises:
        ModelMissing: it is not there.
        ModelDamaged: it differs from its manifest, or cannot be used.
    """
    from newsnlp.store.silent import refusals

    artefact = open_artefact("headline_reader")
    try:
        record: dict[str, Any] = json.loads(artefact.path("reader.json").read_text(encoding="utf-8"))
        curves = [Curve(*(record[name][part] for part in _PARTS)) for name in ("bare", "bodies")]
        pieces = Pieces(artefact.path("vocab.txt").read_text(encoding="utf-8").splitlines())
        return Reader(open_session(artefact.path("model.onnx")), pieces, *curves)
    except (ValueError, KeyError, TypeError, refusals.Fail, refusals.InvalidProtobuf, refusals.InvalidGraph) as error:
        raise ModelDamaged(f"artefact {artefact.name} cannot be used ({error!r}): reinstall newsnlp") from error
