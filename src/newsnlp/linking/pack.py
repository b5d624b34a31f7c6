"""Encoded documents to bytes and back, for a file. A pack is whole in itself: it carries its own vocabulary."""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.encode import Encoded
from newsnlp.linking.idf import Rarity, load_rarity
from newsnlp.linking.rows import Ints, Rows, distinct

__all__ = ["encoded_with", "pack", "unpack"]

_DIMENSIONS = struct.Struct("<6I")


def pack(docs: Encoded) -> bytes:
    """Give the bytes of encoded documents; whole texts are kept of those that have a body."""
    bodied = np.flatnonzero(docs.has_body)
    wholes = docs.wholes.take(bodied)
    used = distinct(np.concatenate([docs.titles.terms, wholes.terms]))
    words = [docs.vocabulary[term] for term in used.tolist()]
    parts: list[NDArray[np.generic] | bytes] = [
        np.packbits(docs.has_body),
        docs.days.astype("<f4"),
        docs.title_vectors,
        docs.whole_vectors[bodied],
        docs.title_cells,
        docs.whole_cells[bodied],
    ]
    for rows in (docs.titles, wholes):
        places = np.searchsorted(used, rows.terms)
        parts += [rows.lengths.astype("<u4"), places.astype("<u4"), rows.weights.astype("<f4")]
    parts += ["\n".join(words).encode(), "\n".join(docs.sorted_titles).encode(), "\n".join(docs.entities).encode()]
    blobs = [part if isinstance(part, bytes) else part.tobytes() for part in parts]
    width, cells = docs.title_vectors.shape[1], docs.title_cells.shape[1]
    head = _DIMENSIONS.pack(len(docs), len(bodied), width, cells, len(words), len(blobs))
    return b"".join([head, struct.pack(f"<{len(blobs)}Q", *map(len, blobs)), *blobs])


def unpack(data: bytes) -> Encoded:
    """Undo `pack`."""
    size, bodied, width, cells, words, count = _DIMENSIONS.unpack_from(data)
    lengths = struct.unpack_from(f"<{count}Q", data, _DIMENSIONS.size)
    ends = _DIMENSIONS.size + 8 * count + np.cumsum([0, *lengths])
    view = memoryview(data)
    blobs = [view[start:end] for start, end in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)]
    has_body = np.unpackbits(np.frombuffer(blobs[0], np.uint8), count=size).astype(np.bool_)
    there = np.flatnonzero(has_body)
    title_vectors = np.frombuffer(blobs[2], np.int8).reshape(size, width)
    title_cells = np.frombuffer(blobs[4], np.uint8).reshape(size, cells)
    whole_vectors, whole_cells = np.zeros_like(title_vectors), np.zeros_like(title_cells)
    whole_vectors[there] = np.frombuffer(blobs[3], np.int8).reshape(bodied, width)
    whole_cells[there] = np.frombuffer(blobs[5], np.uint8).reshape(bodied, cells)
    whole_lengths = np.zeros(size, np.int64)
    whole_lengths[there] = np.frombuffer(blobs[9], "<u4")
    return encoded_with(
        str(blobs[12], "utf-8").split("\n") if words else [],
        titles=_rows(np.frombuffer(blobs[6], "<u4"), blobs[7], blobs[8], words),
        wholes=_rows(whole_lengths, blobs[10], blobs[11], words),
        sorted_titles=tuple(str(blobs[13], "utf-8").split("\n")) if size else (),
        title_vectors=title_vectors,
        whole_vectors=whole_vectors,
        title_cells=title_cells,
        whole_cells=whole_cells,
        has_body=has_body,
        days=np.frombuffer(blobs[1], "<f4").astype(np.float64),
        entities=tuple(str(blobs[14], "utf-8").split("\n")) if size else (),
    )


def encoded_with(vocabulary: list[str], *, rarity: Rarity | None = None, **columns: object) -> Encoded:
    """Make `Encoded` of its columns, with what is known of the words of its vocabulary."""
    idf, name, number = (rarity or load_rarity()).facts(vocabulary)
    return Encoded(vocabulary=vocabulary, idf=idf, name=name, number=number, **columns)  # type: ignore[arg-type]


def _rows(lengths: Ints, terms: memoryview, weights: memoryview, width: int) -> Rows:
    starts = np.concatenate([[0], np.cumsum(lengths.astype(np.int64))]).astype(np.int64)
    places = np.frombuffer(terms, "<u4").astype(np.int64)
    return Rows.flat(starts, places, np.frombuffer(weights, "<f4").astype(np.float64), width)
