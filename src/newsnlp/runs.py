"""A run: articles from files through the pipeline into one output file, resumable, with its failures kept beside it.

While it runs, records go to `OUT.part`, in input order; the last step puts it in place of `OUT`. An interrupted run
leaves `OUT.part`, and a run with `resume` goes on behind the last record in it that still fits its article and the
configuration. Failures go to `NAME.errors.jsonl` beside `OUT`. What cannot be appended to (tables, compressed files)
goes to a temporary file, and such a run cannot be resumed.
"""

from __future__ import annotations

import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Literal

from newsnlp.article import Article
from newsnlp.batch import Outcome, check_jobs, enrich_in_order, refuse_duplicates
from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError, InvalidRecord
from newsnlp.io.failure import Failure
from newsnlp.io.formats import without_compression
from newsnlp.io.outputs import Of, check_outputs, open_output
from newsnlp.io.readers import scan
from newsnlp.io.sources import FAILURES_SUFFIX
from newsnlp.io.writers import JSON_LINES, atomic_text, to_line
from newsnlp.pipeline import Pipeline
from newsnlp.summary import Counts, Summary

__all__ = ["STDOUT", "OnError", "Summary", "errors_path", "run_enrichment", "write_failures", "written_files"]

OnError = Literal["skip", "fail"]
STDOUT = "-"


def run_enrichment(
    paths: Iterable[str | Path],
    out: str | Path,
    pipeline: Pipeline,
    *,
    lines: bool = False,
    published: str | None = None,
    columns: Mapping[str, str] | None = None,
    of: Of = None,
    jobs: int = 1,
    resume: bool = False,
    on_error: OnError = "skip",
    watch: Callable[[Outcome], None] | None = None,
) -> Summary:
    """Enrich the articles of `paths` into the file `out`, or standard output for `-`.

    Args:
        paths: files, folders, or `-`.
        out: a file as for `newsnlp.io.outputs.write`, or `-`.
        pipeline: what enriches.
        lines: every line of a `.txt` is an article.
        published: reference date of the articles that have none.
        columns: for tables and JSON, the column that a field is read from.
        of: what a row is, when `out` is a table.
        jobs: number of processes.
        resume: go on where an interrupted run stopped.
        on_error: skip a document that fails and go on, or fail at the first.
        watch: called with each outcome, in order.

    Raises:
        ConfigError: the options do not go together, or `out` cannot be written.
        InputError: a path cannot be read; with `fail`, any document that cannot.
    """
    check_jobs(jobs)
    started = time.perf_counter()
    tally = _Tally(on_error, watch)
    outputs = written_files(out, of)
    if resume and outputs and Path(out).suffix.lower() not in JSON_LINES:
        raise ConfigError(f"{out} cannot be resumed: take a .jsonl file, and make the table of it when it is whole")
    items = refuse_duplicates(scan(paths, lines=lines, published=published, columns=columns, outputs=outputs))
    if str(out) == STDOUT:
        if resume:
            raise ConfigError("standard output cannot be resumed: name an output file")
        for line in tally.lines(enrich_in_order(items, pipeline, jobs=jobs)):
            sys.stdout.write(line)
        sys.stdout.flush()
    elif Path(out).suffix.lower() not in JSON_LINES:
        items = _started(items)
        with open_output(Path(out), of) as add:
            for doc in tally.documents(enrich_in_order(items, pipeline, jobs=jobs)):
                add(doc)
        write_failures(tally.failures, Path(out))
    else:
        target = Path(out)
        part = target.with_name(target.name + ".part")
        # The first item is asked for before anything is opened: a path that is not there leaves an older part alone.
        items = _started(items)
        with _open_part(part, target, resume) as file:
            rest = tally.resumed(file, items, pipeline) if resume else items
            for line in tally.lines(enrich_in_order(rest, pipeline, jobs=jobs)):
                file.write(line.encode())
                file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        write_failures(tally.failures, target)
    seconds = time.perf_counter() - started
    return tally.summary(seconds)


class _Tally:
    """Counts what passes, and decides what a failure means."""

    def __init__(self, on_error: OnError, watch: Callable[[Outcome], None] | None) -> None:
        if on_error not in ("skip", "fail"):
            raise ConfigError(f"on_error is {on_error!r}, expected 'skip' or 'fail'")
        self._fail = on_error == "fail"
        self._watch = watch if watch is not None else _watch_nothing
        self.made, self.reused = Counts(), Counts()
        self.failures: list[Failure] = []

    def lines(self, outcomes: Iterable[Outcome]) -> Iterator[str]:
        """Give the line of each document; keep or raise the failures."""
        for doc in self.documents(outcomes):
            yield to_line(doc.to_dict())

    def documents(self, outcomes: Iterable[Outcome]) -> Iterator[EnrichedDocument]:
        """Give the documents; keep or raise the failures."""
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                if self._fail:
                    raise outcome.error
                self.failures.append(outcome)
            else:
                self.made.add(outcome)
                yield outcome
            self._watch(outcome)

    def summary(self, seconds: float) -> Summary:
        """Give what the run did in so many seconds."""
        made, reused = self.made, self.reused
        return Summary(
            documents=made.documents + reused.documents,
            resumed=reused.documents,
            failures=tuple(self.failures),
            words=made.words,
            seconds=seconds,
            entities=made.entities + reused.entities,
            dates=made.dates + reused.dates,
            quantities=made.quantities + reused.quantities,
        )

    def resumed(
        self, file: BinaryIO, items: Iterator[Article | Failure], pipeline: Pipeline
    ) -> Iterator[Article | Failure]:
        """Skip the items whose records stand in `file` already; cut `file` where they end, and give the rest.

        The records of an earlier run are in input order, without those that failed: an article that is not the next
        record is either one that failed, and fails again, or the point from which all is made anew.
        """
        end = 0
        records = iter(file.readline, b"")
        ahead = _parsed(next(records, b""))
        for item in items:
            if ahead is not None and isinstance(item, Article):
                record, length = ahead
                if _fits(record, item, pipeline):
                    end += length
                    self.reused.add(record)
                    self._watch(record)
                    ahead = _parsed(next(records, b""))
                    continue
                if not isinstance(next(enrich_in_order([item], pipeline)), Failure):
                    ahead = None
            if ahead is None:
                file.seek(end)
                file.truncate()
                yield item
                yield from items
                return
            yield item
        file.seek(end)
        file.truncate()


def _started(items: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    first = list(itertools.islice(items, 1))
    return itertools.chain(first, items)


def _open_part(part: Path, target: Path, resume: bool) -> BinaryIO:
    if resume and not part.exists() and target.exists():
        part.write_bytes(target.read_bytes())
    return part.open("r+b" if resume and part.exists() else "w+b")


def _parsed(line: bytes) -> tuple[EnrichedDocument, int] | None:
    """Give the record of a line and its length in bytes; None for no line, or one that was cut or damaged."""
    if not line.endswith(b"\n"):
        return None
    try:
        return EnrichedDocument.from_dict(json.loads(line)), len(line)
    except (ValueError, RecursionError, InvalidRecord):
        return None


def _fits(record: EnrichedDocument, article: Article, pipeline: Pipeline) -> bool:
    """Tell whether the record is what the pipeline would make of the article."""
    wanted_id = article.id if article.id is not None else article.content_id
    return record.provenance == pipeline.provenance and (
        record.id, record.text, record.title, record.published, record.source, record.url, record.meta,
    ) == (
        wanted_id, article.full_text, article.title, article.published, article.source, article.url, article.meta,
    )  # fmt: skip


def errors_path(out: Path) -> Path:
    """Give the file beside `out` that keeps the failures: `NAME.errors.jsonl`."""
    return out.with_name(Path(without_compression(out.name)).stem + FAILURES_SUFFIX)


def written_files(out: str | Path, of: Of) -> list[Path]:
    """Give all files that a run into `out` writes, none for standard output.

    Raises:
        ConfigError: they could not be written in the end.
    """
    if str(out) == STDOUT:
        if of:
            raise ConfigError(f"standard output takes records, no tables ({of}): name a .csv or .parquet file")
        return []
    return [*(file for file, _ in check_outputs(Path(out), of)), errors_path(Path(out))]


def write_failures(failures: Iterable[Failure], out: Path) -> None:
    """Write the failures beside `out`; without any, an older file of failures goes."""
    records = [failure.to_dict() for failure in failures]
    path = errors_path(out)
    if not records:
        path.unlink(missing_ok=True)
        return
    with atomic_text(path) as file:
        file.writelines(to_line(dict(record)) for record in records)


def _watch_nothing(_: Outcome) -> None:
    """Stand in for a watcher."""
