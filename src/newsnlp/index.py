"""An index of headlines and articles: a file that grows, and that always has the links of its documents.

What `newsnlp.link` would find in the documents of an index is what the index finds: a pair has one score wherever it
is computed, and whether it is compared hangs on the pair and on the number of documents alone (see `linking/rule.py`).
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from newsnlp.article import Article, check_published
from newsnlp.document import EnrichedDocument, Link, Story
from newsnlp.errors import ConfigError, InvalidDate
from newsnlp.index_links import links_of
from newsnlp.index_records import of_record, to_record
from newsnlp.index_state import State
from newsnlp.index_stories import Stories
from newsnlp.io.failure import Failure
from newsnlp.io.frame_rows import given_items
from newsnlp.linked import LINK_ARTEFACTS, as_document, with_links
from newsnlp.linking import LinkInput
from newsnlp.linking.block import BLOCK
from newsnlp.linking.encode import encode
from newsnlp.linking.rule import LEVELS, rule_for
from newsnlp.linking.score import load_scorer
from newsnlp.store.artefacts import open_artefact
from newsnlp.store.index_file import IndexFile

__all__ = ["Index"]

Given = str | Mapping[str, Any] | Article | EnrichedDocument
_AT_ONCE = 512  # documents that are exported together
MADE = 7  # raised when the code computes other numbers from the same models


class Index:
    """Documents in a file, with the links between them.

    Several threads may share one: its methods run one after the other. Several processes may open one file: each
    sees what the others have written, and waits while another writes. What a method has returned from is in the file,
    whatever happens to the process afterwards.

    Args:
        path: the file, such as `news.db`; it is made when there is none. SQLite keeps two more beside it while it is
            open.

    Raises:
        ConfigError: the folder does not exist, or the path is a folder.
        IndexMismatch: the file is no index, of another version, or made with other models.
        IndexDamaged: the file cannot be read.
        IndexBusy: another process holds it for minutes.
        ModelError: a model's files are missing or damaged.

    Example:
        >>> with newsnlp.Index("news.db") as index:
        ...     index.add([{"id": "a", "title": "Quake Hits Chile"}, {"id": "b", "title": "Strong Quake Hits Chile"}])
        ...     [link.id for link in index.query("Quake Hits Central Chile")]
        2
        ['a', 'b']
    """

    def __init__(self, path: str | Path) -> None:
        self._lock = threading.RLock()
        self._file = IndexFile(Path(path), made_with())
        self._state = State(self._file)
        self._stories = Stories(self._file, self._state)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. What was added is in it already."""
        with self._lock:
            self._file.close()

    def __repr__(self) -> str:
        """Name the file."""
        return f"Index({str(self._file.path)!r})"

    def __len__(self) -> int:
        with self._lock, self._file.reading():
            return int(self._file.rows("SELECT count(*) FROM documents")[0][0])

    def __contains__(self, name: object) -> bool:
        with self._lock, self._file.reading():
            return isinstance(name, str) and bool(self._file.numbers_of([name]))

    def __iter__(self) -> Iterator[str]:
        """Give the ids, ascending."""
        with self._lock, self._file.reading():
            found = self._file.rows("SELECT id FROM documents ORDER BY id")
        return (str(row[0]) for row in found)

    def add(self, docs: Iterable[Given]) -> int:
        """Add headlines and articles, and give their number; one whose id is there takes the place of the other.

        They are written by some thousands at a time; those before an error stay.

        Args:
            docs: headlines, mappings, articles or enriched documents. Without an id it is made of the content, so
                that the same text is there once.

        Raises:
            InputError: something is no article.

        Example:
            >>> with newsnlp.Index("two.db") as index:
            ...     index.add(["Quake Hits Chile", "Bank Cuts Rates"]), len(index)
            (2, 2)
        """
        coming, count = given_items(docs), 0
        while block := [as_document(_article(given)) for given in islice(coming, BLOCK)]:
            count += len(block)
            newest = list({document.id: document for document in block}.values())
            with self._lock:
                self._add(newest)
        return count

    def _add(self, documents: list[EnrichedDocument]) -> None:
        inputs = [LinkInput.of(document) for document in documents]
        encoded = encode(inputs)
        rows = [(given.id, given.day, to_record(document)) for given, document in zip(inputs, documents, strict=True)]
        with self._state.writing():
            there = self._file.numbers_of([row[0] for row in rows])
            records = self._file.records(list(there.values()))
            held = {name: record for name, (record, _) in zip(there, records, strict=True)}
            new = [place for place, row in enumerate(rows) if held.get(row[0]) != row[2]]  # the rest is there already
            self._state.remove([there[rows[place][0]] for place in new if rows[place][0] in there])
            if new:
                self._state.add(encoded.take(np.array(new)), [rows[place] for place in new])

    def delete(self, ids: Iterable[str]) -> int:
        """Delete documents and all that hangs on them, and give how many of the ids were there.

        Example:
            >>> with newsnlp.Index("one.db") as index:
            ...     index.add([{"id": "a", "title": "Quake Hits Chile"}])
            ...     index.delete(["a", "b"])
            1
            1
        """
        if isinstance(ids, str):
            raise ConfigError(f"ids is the string {ids!r}, expected several: give [{ids!r}]")
        with self._lock, self._state.writing():
            numbers = list(self._file.numbers_of(list(dict.fromkeys(ids))).values())
            self._state.remove(numbers)
        return len(numbers)

    def prune(self, before: str) -> int:
        """Delete what was published before a day, and give its number; what has no date stays.

        Args:
            before: an ISO date.

        Raises:
            InvalidDate: it is none.
        """
        if before is None:
            raise InvalidDate("before is None, expected an ISO date such as '2025-02-10'")
        day = LinkInput("", "", published=check_published(before)).day
        with self._lock, self._state.writing():
            numbers = [row[0] for row in self._file.rows("SELECT number FROM documents WHERE day < ?", (day,))]
            self._state.remove(numbers)
        return len(numbers)

    def get(self, id: str, *, links: bool = True) -> EnrichedDocument | None:  # noqa: A002 - the record's name for it
        """Give a document with its links and its story, or None.

        Args:
            id: its id.
            links: whether to look for them; without, it comes as it was added, much faster.
        """
        if not links:
            with self._lock, self._file.reading():
                number = self._file.numbers_of([id]).get(id)
                return None if number is None else of_record(self._file.records([number])[0][0])
        self._work_in()
        with self._lock, self._state.reading():
            number = self._file.numbers_of([id]).get(id)
            return None if number is None else self._documents([number])[0]

    def query(self, given: Given, limit: int = 10, *, min_score: float | None = None) -> tuple[Link, ...]:
        """Give the links that a headline or document would have if it were added, best first.

        Args:
            given: a headline, mapping, article or enriched document. One that is in the index already is not found.
            limit: the most links.
            min_score: links below this probability are left out; by default the threshold of one story. Pairs below
                .1 (more in larger collections) are no candidates and are not found.

        Raises:
            InputError: it is no article.
            ConfigError: `limit` or `min_score` is out of its range.
        """
        if not isinstance(limit, int) or limit < 1:
            raise ConfigError(f"limit is {limit!r}, expected a whole number of 1 or more")
        if min_score is not None and not 0 <= min_score <= 1:
            raise ConfigError(f"min_score is {min_score}, expected a probability between 0 and 1")
        document = as_document(_article(given))
        asked = LinkInput.of(document)
        with self._lock, self._state.reading():
            known = self._file.numbers_of([asked.id]).get(asked.id, 0)
            size = self._state.held.size + (not known)
            least = max(rule_for(size).floor, load_scorer().threshold if min_score is None else min_score)
            with self._state.held.asked(encode([asked])) as own:
                numbers = np.array([known], np.int64)
                return links_of(self._file, self._state, [asked], own, numbers, size=size, least=least, limit=limit)[0]

    def export(self) -> Iterator[EnrichedDocument]:
        """Yield the documents with their links and stories, by id; what is deleted meanwhile may be left out."""
        names = iter(self)
        while chunk := list(islice(names, _AT_ONCE)):
            self._work_in()
            with self._lock, self._state.reading():
                found = self._file.numbers_of(chunk)
                documents = self._documents([found[name] for name in chunk if name in found])
            yield from documents

    def stories(self) -> tuple[Story, ...]:
        """Give the stories, largest first.

        What was added or deleted since is worked in where it matters: a story keeps its id while it grows, the larger
        one's when two merge, the largest part keeps it when one splits. `settle` makes them those of a batch.
        """
        self._work_in()
        with self._lock, self._state.reading():
            return self._stories.all()

    def settle(self) -> None:
        """Gather all stories anew: they are then those of `newsnlp.link` for the same documents, with its ids."""
        with self._lock, self._state.writing():
            self._stories.settle()

    def _work_in(self) -> None:
        """Give a story to what has come, and to what lost a neighbour, since stories were last asked for."""
        with self._lock:
            with self._file.reading():
                waiting = self._file.waiting()
            if waiting:
                with self._state.writing():
                    self._stories.work_in()

    def _documents(self, numbers: list[int]) -> list[EnrichedDocument]:
        held, records = self._state.held, self._file.records(numbers)
        documents = [of_record(record) for record, _ in records]
        known = np.array(numbers, np.int64)
        inputs, own = [LinkInput.of(document) for document in documents], held.take(held.slots(known))
        least = max(rule_for(held.size).floor, load_scorer().threshold)
        links = links_of(self._file, self._state, inputs, own, known, size=held.size, least=least)
        return [
            with_links(document, found, story)
            for document, found, (_, story) in zip(documents, links, records, strict=True)
        ]


def made_with() -> str:
    """Name what the contents of an index hang on: the linker's artefacts and the rule of candidates."""
    artefacts = [open_artefact(name).files for name in LINK_ARTEFACTS]
    return hashlib.sha256(repr((artefacts, LEVELS, MADE)).encode()).hexdigest()[:16]


def _article(given: Given | Failure) -> Article | EnrichedDocument:
    if isinstance(given, Failure):  # a row of a frame
        raise given.error
    return given if isinstance(given, EnrichedDocument) else Article.of(given)
