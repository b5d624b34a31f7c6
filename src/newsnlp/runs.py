"""A run: articles from files through the pipeline into one output file, resumable, with its failures kept beside it.

While it runs, records go to `OUT.part` (see `part`) and failures to `NAME.errors.jsonl.part`; the last step puts them
in place of `OUT` and `NAME.errors.jsonl`. With `resume`, articles whose records stand in `OUT.part` already, made by
the same configuration, are not enriched again; whatever failed is tried again. What cannot be appended to (tables,
compressed files) goes to a temporary file, and such a run cannot be resumed.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from newsnlp.article import Article
from newsnlp.batch import MEMORY_LIMIT, Outcome, check_jobs, enrich_in_order, refuse_duplicates
from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError
from newsnlp.io.failure import Failure
from newsnlp.io.outputs import Of, check_outputs, open_output
from newsnlp.io.readers import scan
from newsnlp.io.sources import FAILURES_SUFFIX
from newsnlp.io.writers import JSON_LINES, atomic_text, document_line, to_line
from newsnlp.part import open_part, part_path
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
    timeout: float | None = None,
    memory_limit: int = MEMORY_LIMIT,
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
        timeout: seconds for a document, as `enrich_in_order` has it.
        memory_limit: megabytes above which a worker process is replaced.
        resume: go on where an interrupted run stopped.
        on_error: skip a document that fails and go on, or fail at the first.
        watch: called with each outcome, in order.

    Raises:
        ConfigError: the options do not go together, or `out` cannot be written.
        InputError: a path cannot be read; with `fail`, any document that cannot.
    """
    check_jobs(jobs, timeout, memory_limit)
    started = time.perf_counter()
    tally = _Tally(on_error, watch)
    target = Path(out)
    written = written_files(out, of)
    appended = bool(written) and target.suffix.lower() in JSON_LINES
    if resume and not appended:
        raise ConfigError(
            f"{out} cannot be resumed: take a .jsonl file, and make the table of it when it is whole"
            if written
            else "standard output cannot be resumed: name an output file"
        )
    outputs = [*written, *map(part_path, written)] if appended else written
    items = refuse_duplicates(
        scan(
            paths,
            lines=lines,
            published=published,
            columns=columns,
            outputs=outputs,
            passed_over=tally.passed_over.append,
        )
    )

    def enriched(given: Iterable[Article | Outcome]) -> Iterator[Outcome]:
        return enrich_in_order(given, pipeline, jobs=jobs, timeout=timeout, memory_limit=memory_limit)

    if not written:
        for doc in tally.documents(enriched(items)):
            sys.stdout.write(document_line(doc))
            tally.count(doc)
        sys.stdout.flush()
        return tally.summary(time.perf_counter() - started)
    # The first item is asked for before anything is opened: a path that is not there leaves an older part alone.
    items = _started(items)
    if not appended:
        with open_output(target, of) as add, _failures_kept(target, tally):
            for doc in tally.documents(enriched(items)):
                add(doc)
                tally.count(doc)
    else:
        with open_part(target, pipeline.provenance, resume=resume) as part, _failures_kept(target, tally):
            known = (part.find(item) or item if isinstance(item, Article) else item for item in items)
            for doc in tally.documents(enriched(known)):
                tally.count(doc, reused=part.write(doc))
    return tally.summary(time.perf_counter() - started)


class _Tally:
    """Counts what passes, and decides what a failure means."""

    def __init__(self, on_error: OnError, watch: Callable[[Outcome], None] | None) -> None:
        if on_error not in ("skip", "fail"):
            raise ConfigError(f"on_error is {on_error!r}, expected 'skip' or 'fail'")
        self._fail = on_error == "fail"
        self._watch = watch if watch is not None else _watch_nothing
        self.made, self.reused = Counts(), Counts()
        self.failures: list[Failure] = []
        self.passed_over: list[Path] = []
        self.keep: Callable[[Failure], None] = _watch_nothing

    def documents(self, outcomes: Iterable[Outcome]) -> Iterator[EnrichedDocument]:
        """Pass the documents on; keep or raise the failures."""
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                if self._fail:
                    raise outcome.error
                self.failures.append(outcome)
                self.keep(outcome)
            else:
                yield outcome
            self._watch(outcome)

    def count(self, doc: EnrichedDocument, *, reused: bool = False) -> None:
        """Count a document that is in the output."""
        (self.reused if reused else self.made).add(doc)

    def summary(self, seconds: float) -> Summary:
        """Give what the run did in so many seconds."""
        made, reused = self.made, self.reused
        return Summary(
            documents=made.documents + reused.documents,
            resumed=reused.documents,
            failures=tuple(self.failures),
            passed_over=tuple(self.passed_over),
            words=made.words,
            seconds=seconds,
            entities=made.entities + reused.entities,
            dates=made.dates + reused.dates,
            quantities=made.quantities + reused.quantities,
        )


def _started(items: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    first = list(itertools.islice(items, 1))
    return itertools.chain(first, items)


def errors_path(out: Path) -> Path:
    """Give the file beside `out` that keeps the failures: `NAME.errors.jsonl` for `NAME.jsonl`.

    For other kinds it is `NAME.parquet.errors.jsonl` and so on: two outputs of one name have each their own.
    """
    plain = out.suffix.lower() in JSON_LINES
    return out.with_name((out.stem if plain else out.name) + FAILURES_SUFFIX)


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


@contextmanager
def _failures_kept(out: Path, tally: _Tally) -> Iterator[None]:
    """Write the failures beside `out` as they come; when the block ends well, they replace those of an older run."""
    path = errors_path(out)
    part = part_path(path)
    with part.open("wb") as file:

        def keep(failure: Failure) -> None:
            file.write(to_line(dict(failure.to_dict())).encode())
            file.flush()

        tally.keep = keep
        yield
        os.fsync(file.fileno())
    if tally.failures:
        part.replace(path)
    else:
        path.unlink(missing_ok=True)
        part.unlink()


def _watch_nothing(_: Outcome) -> None:
    """Stand in for a watcher."""
