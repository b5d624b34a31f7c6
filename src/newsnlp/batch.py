"""Many articles through one pipeline: lazily, in order, in this process or in several.

A document that fails becomes a `Failure` in its place; the rest goes on.
"""

from __future__ import annotations

import itertools
import multiprocessing
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument
from newsnlp.errors import ConfigError, DuplicateId, NewsNlpError
from newsnlp.io.failure import Failure
from newsnlp.pipeline import Pipeline

__all__ = ["Outcome", "check_jobs", "enrich_in_order", "refuse_duplicates"]

Outcome = EnrichedDocument | Failure
_CHUNK = 16
_CHUNKS_AHEAD = 3


def enrich_in_order(items: Iterable[Article | Failure], pipeline: Pipeline, *, jobs: int = 1) -> Iterator[Outcome]:
    """Enrich articles lazily, in input order; failures among the items pass through.

    Args:
        items: what a reader yields.
        pipeline: what enriches; each worker process gets a copy once.
        jobs: number of processes; 1 is this one.

    Raises:
        ConfigError: `jobs` is less than 1.
    """
    check_jobs(jobs)
    if jobs == 1:
        return (_enrich_one(pipeline, item) for item in items)
    return _enrich_parallel(items, pipeline, jobs)


def check_jobs(jobs: int) -> None:
    """Refuse a number of processes that cannot be.

    Raises:
        ConfigError: it is less than 1.
    """
    if jobs < 1:
        raise ConfigError(f"jobs is {jobs}, expected 1 or more")


def refuse_duplicates(items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    """Pass the items on; an article whose id was there before becomes a `Failure`."""
    seen: set[str] = set()
    for item in items:
        if isinstance(item, Article) and item.id is not None:
            if item.id in seen:
                yield Failure(item.id, "read", DuplicateId(f"id {item.id!r} is there twice: give each record its own"))
                continue
            seen.add(item.id)
        yield item


def _enrich_one(pipeline: Pipeline, item: Article | Failure) -> Outcome:
    if isinstance(item, Failure):
        return item
    try:
        return pipeline(item)
    except NewsNlpError as error:
        return Failure(item.id if item.id is not None else item.content_id, "enrich", error)


def _enrich_parallel(items: Iterable[Article | Failure], pipeline: Pipeline, jobs: int) -> Iterator[Outcome]:
    try:
        pickle.dumps(pipeline)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ConfigError(
            f"the pipeline cannot be sent to other processes ({error}): see newsnlp.testing.check_component"
        ) from error
    # Spawned, not forked: a fork would copy the threads' locks of onnxruntime in an unknown state.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(pipeline,)) as pool:
        pending: deque[Future[list[Outcome]]] = deque()
        try:
            for chunk in _chunks(items):
                pending.append(pool.submit(_enrich_chunk, chunk))
                if len(pending) >= jobs * _CHUNKS_AHEAD:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        finally:
            for future in pending:
                future.cancel()


def _chunks(items: Iterable[Article | Failure]) -> Iterator[tuple[Article | Failure, ...]]:
    iterator = iter(items)
    while chunk := tuple(itertools.islice(iterator, _CHUNK)):
        yield chunk


_worker_pipeline: Pipeline | None = None


def _start_worker(pipeline: Pipeline) -> None:
    global _worker_pipeline  # the one place where a worker process keeps its pipeline
    _worker_pipeline = pipeline


def _enrich_chunk(chunk: Sequence[Article | Failure]) -> list[Outcome]:
    if _worker_pipeline is None:
        raise ConfigError("the worker process has no pipeline")
    return [_enrich_one(_worker_pipeline, item) for item in chunk]
