"""The state of an index in memory: its encoded documents, kept in step with the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from newsnlp.linking.block import BLOCK
from newsnlp.linking.encode import Encoded, joined
from newsnlp.linking.held import Held
from newsnlp.linking.link import weigh
from newsnlp.linking.pack import pack, unpack
from newsnlp.linking.rows import Ints, numbered
from newsnlp.linking.rule import LEVELS, levels_of
from newsnlp.linking.score import load_scorer
from newsnlp.store.index_file import IndexFile

__all__ = ["EDGE", "SCALE", "State"]

EDGE = np.dtype([("other", "<u4"), ("score", "<u2"), ("level", "u1")])
SCALE = 10_000  # of the scores of edges: four places


class State:
    """What an index holds in memory.

    Args:
        file: the file that it mirrors.
    """

    def __init__(self, file: IndexFile) -> None:
        self._file = file
        self._held: Held | None = None
        self._last, self._removals = 0, "0"

    @property
    def held(self) -> Held:
        """The documents, as the transaction sees them."""
        if self._held is None:
            self._held, self._last, self._removals = Held(), 0, "0"
        return self._held

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See the file in one state, and hold what it holds."""
        with self._file.reading():
            self._catch_up()
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Change the file, and hold what it holds."""
        try:
            with self._file.writing():
                self._catch_up()
                yield
        except BaseException:
            self._held = None  # it may hold what was not written
            raise

    def _catch_up(self) -> None:
        """Take in what other processes have written."""
        if self._held is not None and self._held.wasteful:
            self._held = None
        held = self.held
        for numbers, data in self._file.blocks_since(self._last):
            known = np.frombuffer(numbers, "<i8")
            new = np.flatnonzero(known > self._last)
            held.add(unpack(data).take(new), known[new])
            self._last = int(known[-1])
        removals = self._file.removals
        if removals != self._removals:
            held.keep(np.array([row[0] for row in self._file.rows("SELECT number FROM documents")], np.int64))
            self._removals = removals

    def add(self, encoded: Encoded, rows: Sequence[tuple[str, int | None, str]]) -> None:
        """Write documents (id, day, record), and the pairs that they may be in a story with."""
        held = self.held
        numbers = np.array(self._file.add_documents(rows), np.int64)
        slots = held.add(encoded, numbers)
        self._last = int(numbers[-1])
        self._file.set_levels(numbers.tolist(), held.level)
        self._store(slots)
        own = held.take(slots)
        one, place = held.candidates(own)
        earlier = one < slots[place]
        self.put_edges(one[earlier], slots[place[earlier]])

    def _store(self, slots: Ints) -> None:
        """Write new documents as a block, together with the blocks before it that are no larger."""
        held, numbers = self.held, self.held.numbers.values[slots]
        for first, size in self._file.last_blocks():
            if size > len(numbers) or size + len(numbers) > BLOCK:
                break
            before = np.frombuffer(self._file.take_block(first), "<i8")
            numbers = np.concatenate([before, numbers])
        self._file.put_block(numbers.tolist(), numbers.astype("<i8").tobytes(), pack(held.take(held.slots(numbers))))

    def remove(self, numbers: Sequence[int]) -> None:
        """Remove documents, their edges, and what is encoded of them."""
        if not numbers:
            return
        gone = np.array(sorted(numbers), np.int64)
        for first, data in self._file.blocks_with(gone.tolist()):
            known = np.frombuffer(data, "<i8")
            left = known[~np.isin(known, gone)]
            self._file.take_block(first)
            if len(left):
                packed = pack(self.held.take(self.held.slots(left)))
                self._file.put_block(left.tolist(), left.astype("<i8").tobytes(), packed)
        self._file.remove_documents(gone.tolist())
        self.held.remove(gone)
        self._removals = self._file.removals

    def put_edges(self, one: Ints, other: Ints) -> None:
        """Score pairs of slots, `one` before `other`, and write those that count, under the later one."""
        held = self.held
        floor = LEVELS[held.level].floor
        used, one, other = numbered(len(held.alive.values), one, other)
        if not len(used):
            return
        docs, scorer = held.take(used), load_scorer()
        scored = weigh(docs, scorer, one, other, least=floor)
        scored = scored.take(scorer.counts(scored.features, scored.chance, floor))
        if not len(scored.left):
            return
        edges = np.zeros(len(scored.left), EDGE)
        edges["other"] = held.numbers.values[used[scored.left]]
        edges["score"] = np.rint(scored.chance * SCALE)
        edges["level"] = levels_of(docs, scored.left, scored.right, held.level)
        owners = held.numbers.values[used[scored.right]]
        order = np.argsort(owners, kind="stable")
        owners, edges = owners[order], edges[order]
        begins = np.flatnonzero(np.concatenate([[True], owners[1:] != owners[:-1]]))
        ends = np.append(begins[1:], len(owners))
        self._file.put_edges(
            (int(owners[begin]), edges[begin:end].tobytes()) for begin, end in zip(begins, ends, strict=True)
        )

    def likely(self, own: Encoded, known: Ints, *, size: int, least: float) -> tuple[Ints, Ints, NDArray[np.float64]]:
        """Give the pairs that are likely enough: the place of a document, the slot of one that is held, the chance.

        Args:
            own: documents, in the words held.
            known: their numbers, 0 for one that is not there; none makes a pair with itself.
            size: the number of documents whose rule is used.
            least: the probability from which on a pair is given.
        """
        slots, place = self.held.candidates(own, size=size)
        others = self.held.numbers.values[slots] != known[place]
        slots, place = slots[others], place[others]
        if not len(slots):
            return place, slots, np.zeros(0)
        used, slots = numbered(len(self.held.alive.values), slots)
        docs = joined(own, self.held.take(used))
        scored = weigh(docs, load_scorer(), place, len(own) + slots, least=least)
        return scored.left, used[scored.right - len(own)], scored.chance
