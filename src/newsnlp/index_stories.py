"""The stories of an index: worked in as documents come and go, and gathered anew when asked to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from newsnlp.document import Story
from newsnlp.index_records import input_of
from newsnlp.index_state import EDGE, SCALE, State
from newsnlp.linking import LinkInput
from newsnlp.linking.block import BLOCK
from newsnlp.linking.link import gather, story_id
from newsnlp.linking.rows import Ints
from newsnlp.linking.rule import LEVELS
from newsnlp.linking.score import load_scorer
from newsnlp.linking.story import describe
from newsnlp.store.index_file import IndexFile

__all__ = ["Stories"]


class Stories:
    """The stories of the documents of a file.

    Args:
        file: the file.
        state: what it holds, in memory.
    """

    def __init__(self, file: IndexFile, state: State) -> None:
        self._file, self._state = file, state

    def settle(self) -> None:
        """Gather all documents anew; each story is named by its smallest id."""
        self._search_again()
        names = self._file.rows("SELECT id, number FROM documents ORDER BY id")
        numbers = np.array([row[1] for row in names], np.int64)
        found: dict[int, str] = {}
        for cluster in self._gather(numbers, self._file.all_edges()):
            name = story_id(names[cluster[0]][0])
            found |= {int(numbers[member]): name for member in cluster}
        self._file.set_stories((found.get(number), number) for number in numbers.tolist())

    def work_in(self) -> None:
        """Give stories to those that wait: they, their likely neighbours and the stories of both are gathered anew."""
        waiting = self._file.waiting()
        touched = set(waiting)
        for _, edges in self._file.edges(waiting):
            pairs = np.frombuffer(edges, EDGE)
            likely = pairs["score"] >= load_scorer().story_threshold * SCALE
            touched.update(pairs["other"][likely].tolist())
        names = self._file.with_stories_of(touched)  # ascending ids
        numbers = np.array([number for _, number, _ in names], np.int64)
        before = {number: story for _, number, story in names}
        clusters = [
            [names[member] for member in cluster] for cluster in self._gather(numbers, self._file.edges(before))
        ]
        found = dict.fromkeys(before)
        for name, cluster in zip(self._named(clusters, set(before.values())), clusters, strict=True):
            found |= {number: name for _, number, _ in cluster}
        self._file.set_stories((name, number) for number, name in found.items())

    def all(self) -> tuple[Story, ...]:
        """Describe every story, largest first."""
        members: dict[str, list[tuple[LinkInput, int]]] = {}
        for _, number, story, record in self._file.members():
            members.setdefault(story, []).append((input_of(record), number))
        held, found = self._state.held, []
        for story, those in members.items():
            docs = held.take(held.slots(np.array([number for _, number in those], np.int64)))
            found.append(describe([given for given, _ in those], docs, range(len(those)), story))
        return tuple(sorted(found, key=lambda story: (-len(story.members), story.id)))

    def _gather(self, numbers: Ints, edges: Iterable[tuple[int, bytes]]) -> list[list[int]]:
        """Cluster documents, given in the order of their ids, by those of the edges that lie between them."""
        level, floor = self._state.held.level, LEVELS[self._state.held.level].floor
        order = np.argsort(numbers).astype(np.int32)
        ascending = numbers[order]
        left, right, score = [], [], []
        for owner, others, scores in _batches(edges, level, floor):
            ends = [_place(ascending, found) for found in (owner, others)]
            there = (ends[0] >= 0) & (ends[1] >= 0)
            one, other = order[ends[0][there]], order[ends[1][there]]
            left.append(np.minimum(one, other))
            right.append(np.maximum(one, other))
            score.append(scores[there])
        if not left:
            return []
        columns = [np.concatenate(column) for column in (left, right, score)]
        del left, right, score  # there may be many
        return gather(columns[0], columns[1], columns[2] / SCALE, load_scorer())

    def _search_again(self) -> None:
        """Look anew for the pairs of documents that were added to a collection so large that its rule was stricter."""
        held = self._state.held
        stale = self._file.searched_above(held.level)
        for start in range(0, len(stale), BLOCK):
            slots = held.slots(np.array(stale[start : start + BLOCK], np.int64))
            one, place = held.candidates(held.take(slots))
            earlier = one < slots[place]
            self._state.put_edges(one[earlier], slots[place[earlier]])
        self._file.set_levels(stale, held.level)

    def _named(self, clusters: Sequence[Sequence[tuple[str, int, str | None]]], known: set[str | None]) -> list[str]:
        """Name clusters of (id, number, story before): by the story that most of each come from, else anew."""
        claims = [
            (-count, story, place)
            for place, cluster in enumerate(clusters)
            for story, count in Counter(story for _, _, story in cluster if story is not None).items()
        ]
        names: dict[int, str] = {}
        for _, story, place in sorted(claims):
            if place not in names and story not in names.values():
                names[place] = story
        taken = set(names.values())
        for place, cluster in enumerate(clusters):
            if place not in names:
                members = (story_id(name) for name, _, _ in cluster)
                # Where other stories have all these names, which their members left behind, it is a name of its own.
                others = (story_id(f"{cluster[0][0]}\n{number}") for number in count(2))
                free = chain(members, others)
                names[place] = next(s for s in free if s not in taken and (s in known or not self._file.has_story(s)))
                taken.add(names[place])
        return [names[place] for place in range(len(clusters))]


def _batches(
    edges: Iterable[tuple[int, bytes]], level: int, floor: float
) -> Iterable[tuple[Ints, Ints, NDArray[np.uint16]]]:
    """Yield the edges that hold at a level, many at once: their documents, and their scores."""
    owners: list[int] = []
    held: list[bytes] = []
    for owner, data in edges:
        owners.append(owner)
        held.append(data)
        if len(owners) == BLOCK:
            yield _valid(owners, held, level, floor)
            owners, held = [], []
    if owners:
        yield _valid(owners, held, level, floor)


def _valid(owners: list[int], held: list[bytes], level: int, floor: float) -> tuple[Ints, Ints, NDArray[np.uint16]]:
    pairs = np.frombuffer(b"".join(held), EDGE)
    owner = np.repeat(np.array(owners, np.int64), [len(data) // EDGE.itemsize for data in held])
    kept = (pairs["level"] >= level) & (pairs["score"] >= round(floor * SCALE))
    return owner[kept], pairs["other"][kept].astype(np.int64), pairs["score"][kept]


def _place(ascending: Ints, numbers: Ints) -> Ints:
    """Give the places of numbers, -1 where one is not there."""
    if not len(ascending):
        return np.full(len(numbers), -1)
    places = np.minimum(np.searchsorted(ascending, numbers), len(ascending) - 1)
    return np.where(ascending[places] == numbers, places, -1)
