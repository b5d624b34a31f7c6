"""Encoded documents in memory, in the order in which they came, with a finder of candidates among them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from newsnlp.linking.block import BLOCK, Finder
from newsnlp.linking.encode import Encoded
from newsnlp.linking.grow import Growing, GrowingRows
from newsnlp.linking.idf import load_rarity
from newsnlp.linking.rows import Ints, Rows
from newsnlp.linking.rule import LEVELS, level_of

__all__ = ["Held"]


class Held:
    """The documents of an index.

    Each has a slot, its place in the order of coming, and a number that its file gives it, ascending with the slots.
    A document that is removed keeps its slot and is found no more.
    """

    def __init__(self) -> None:
        self._place: dict[str, int] = {}
        self._words: list[str] = []
        self._idf, self._name = Growing(np.zeros(0, np.float32)), Growing(np.zeros(0, np.float32))
        self._number = Growing(np.zeros(0, np.bool_))
        self._titles, self._wholes = GrowingRows(), GrowingRows()
        self._letters, self._letter_starts = Growing(np.zeros(0, np.uint8)), Growing(np.zeros(1, np.int64))
        self._columns: dict[str, Growing] = {}
        self._entities: dict[int, str] = {}  # of the slots that have some
        self._body = Growing(np.zeros(0, np.int32))  # place among those with a body, or -1
        self.numbers: Growing = Growing(np.zeros(0, np.int64))
        self.alive: Growing = Growing(np.zeros(0, np.bool_))
        self.size = 0  # of those that are alive
        self._finder: Finder | None = None
        self._level = -1

    @property
    def level(self) -> int:
        """The level of a collection of this size."""
        return level_of(self.size)

    @property
    def wasteful(self) -> bool:
        """Whether more documents have been removed than are there, so that it is worth making anew."""
        return len(self.numbers.values) - self.size > max(self.size, BLOCK)

    @contextmanager
    def asked(self, docs: Encoded) -> Iterator[Encoded]:
        """Give documents that are asked about in the vocabulary held here; their new words are forgotten after it."""
        count = len(self._words)
        try:
            yield self.adopted(docs)
        finally:
            for word in self._words[count:]:
                del self._place[word]
            del self._words[count:]
            for column in (self._idf, self._name, self._number):
                column.cut(count)

    def add(self, docs: Encoded, numbers: Ints) -> Ints:
        """Add documents and give their slots."""
        start = len(self.numbers.values)
        own = self.adopted(docs)
        bodied = np.flatnonzero(docs.has_body)
        self._titles.extend(own.titles)
        self._wholes.extend(own.wholes.take(bodied))
        letters = [title.encode() for title in own.sorted_titles]
        ends = np.cumsum([len(title) for title in letters], dtype=np.int64)
        self._letter_starts.extend(ends + self._letter_starts.values[-1])
        self._letters.extend(np.frombuffer(b"".join(letters), np.uint8))
        held = len(self._columns["whole_vectors"].values) if self._columns else 0
        places = np.full(len(docs), -1, np.int32)
        places[bodied] = np.arange(held, held + len(bodied))
        self._body.extend(places)
        for name in ("title_vectors", "title_cells", "days", "whole_vectors", "whole_cells"):
            values = getattr(own, name)
            values = values[bodied] if name.startswith("whole") else values
            self._columns.setdefault(name, Growing(values[:0])).extend(values)
        self._entities.update((start + place, line) for place, line in enumerate(own.entities) if line)
        self.numbers.extend(numbers)
        self.alive.extend(np.ones(len(docs), np.bool_))
        self.size += len(docs)
        if self._finder is not None:
            self._finder.extend(own, search=False)
        return np.arange(start, start + len(docs))

    def remove(self, numbers: Ints) -> None:
        """Remove documents."""
        slots = self.slots(numbers)
        self.size -= int(self.alive.values[slots].sum())
        self.alive.values[slots] = False

    def keep(self, numbers: Ints) -> None:
        """Remove all but these documents."""
        self.alive.values[:] = np.isin(self.numbers.values, numbers)
        self.size = int(self.alive.values.sum())

    def slots(self, numbers: Ints) -> Ints:
        """Give the slots of documents that are there."""
        return np.searchsorted(self.numbers.values, numbers)

    def take(self, slots: Ints) -> Encoded:
        """Give documents of these slots, in their order."""
        width, column = max(len(self._words), 1), {name: held.values for name, held in self._columns.items()}
        has_body = self._body.values[slots] >= 0
        places = self._body.values[slots][has_body]
        wholes = self._wholes.take(places.astype(np.int64), width)
        lengths = np.zeros(len(slots), np.int64)
        lengths[has_body] = wholes.lengths
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        title_vectors, title_cells = column["title_vectors"][slots], column["title_cells"][slots]
        whole_vectors = np.zeros(title_vectors.shape, title_vectors.dtype)
        whole_cells = np.zeros(title_cells.shape, title_cells.dtype)
        whole_vectors[has_body], whole_cells[has_body] = column["whole_vectors"][places], column["whole_cells"][places]
        return Encoded(
            vocabulary=self._words,
            idf=self._idf.values,
            name=self._name.values,
            number=self._number.values,
            titles=self._titles.take(slots, width),
            wholes=Rows.flat(starts, wholes.terms, wholes.weights, width),
            sorted_titles=self._written(slots),
            title_vectors=title_vectors,
            whole_vectors=whole_vectors,
            title_cells=title_cells,
            whole_cells=whole_cells,
            has_body=has_body,
            days=column["days"][slots],
            entities=tuple(self._entities.get(slot, "") for slot in slots.tolist()),
        )

    def candidates(self, docs: Encoded, *, size: int | None = None) -> tuple[Ints, Ints]:
        """Give the candidates of documents: the slot of one that is held, and the place in `docs`.

        Args:
            docs: documents, in the vocabulary held here.
            size: the number of documents whose rule is used; by default as many as are here.
        """
        one, other = self._found_by(self.level if size is None else level_of(size)).search(docs)
        there = self.alive.values[one]
        return one[there], other[there]

    def adopted(self, docs: Encoded) -> Encoded:
        """Give documents in the vocabulary held here, which takes in their new words."""
        new = [word for word in docs.vocabulary if word not in self._place]
        for word in new:
            self._place[word] = len(self._words)
            self._words.append(word)
        for column, facts in zip((self._idf, self._name, self._number), load_rarity().facts(new), strict=True):
            column.extend(facts)
        numbers = np.array([self._place[word] for word in docs.vocabulary], np.int64)
        width = max(len(self._words), 1)
        return Encoded(
            vocabulary=self._words,
            idf=self._idf.values,
            name=self._name.values,
            number=self._number.values,
            titles=docs.titles.renumbered(numbers, width),
            wholes=docs.wholes.renumbered(numbers, width),
            sorted_titles=docs.sorted_titles,
            title_vectors=docs.title_vectors,
            whole_vectors=docs.whole_vectors,
            title_cells=docs.title_cells,
            whole_cells=docs.whole_cells,
            has_body=docs.has_body,
            days=docs.days,
            entities=docs.entities,
        )

    def _found_by(self, level: int) -> Finder:
        """Give the finder of a level, made anew when the level has changed."""
        if self._finder is None or level != self._level:
            self._level, self._finder = level, Finder(LEVELS[level])
            for start in range(0, len(self.numbers.values), BLOCK):
                end = min(start + BLOCK, len(self.numbers.values))
                self._finder.extend(self.take(np.arange(start, end)), search=False)
        return self._finder

    def _written(self, slots: Ints) -> tuple[str, ...]:
        starts, letters = self._letter_starts.values, self._letters.values.data
        spans = zip(starts[slots].tolist(), starts[slots + 1].tolist(), strict=True)
        return tuple(str(letters[start:end], "utf-8") for start, end in spans)
