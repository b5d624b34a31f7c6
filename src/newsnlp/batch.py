"""Many articles through one pipeline: lazily, in order, in this process or in several.

A document that fails becomes a `Failure` in its place; the rest goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsnlp.article import Article
from newsnlp.errors import ConfigError, DuplicateId
from newsnlp.io.failure import Failure
from newsnlp.pipeline import Pipeline
from newsnlp.worker import Limits, Outcome, enrich_one
from newsnlp.workers import enrich_in_processes

__all__ = ["MEMORY_LIMIT", "TIMEOUT", "Outcome", "check_jobs", "enrich_in_order", "refuse_duplicates"]

TIMEOUT = 30.0
"""Seconds that a document may take in a worker process, for each 100,000 characters begun."""
MEMORY_LIMIT = 2_000
"""Megabytes of resident memory above which a worker process is replaced."""


def enrich_in_order(
    items: Iterable[Article | Outcome],
    pipeline: Pipeline,
    *,
    jobs: int = 1,
    timeout: float | None = None,
    memory_limit: int = MEMORY_LIMIT,
) -> Iterator[Outcome]:
    """Enrich articles lazily, in input order; outcomes among the items pass through.

    Args:
        items: what a reader yields.
        pipeline: what enriches; each worker process gets a copy once.
        jobs: number of processes; 1 is this one, unless there is a `timeout`.
        timeout: seconds for a document, 0 for any; by default 30 where `jobs` is 2 or more, else any. With 1 job and a
            time limit the work is done in one worker process, which also outlives what would kill this one.
        memory_limit: megabytes of resident memory above which a worker process is replaced; 0 for any.

    Raises:
        ConfigError: `jobs` is less than 1, or a limit less than 0.
    """
    check_jobs(jobs, timeout, memory_limit)
    if jobs == 1 and not timeout:
        return (enrich_one(pipeline, item) if isinstance(item, Article) else item for item in items)
    limits = Limits(TIMEOUT if timeout is None else timeout, memory_limit)
    return enrich_in_processes(items, pipeline, jobs, limits)


def check_jobs(jobs: int, timeout: float | None = None, memory_limit: int = MEMORY_LIMIT) -> None:
    """Refuse a number of processes, or limits, that cannot be.

    Raises:
        ConfigError: `jobs` is less than 1, or a limit less than 0.
    """
    if jobs < 1:
        raise ConfigError(f"jobs is {jobs}, expected 1 or more")
    if timeout is not None and not 0 <= timeout < float("inf"):
        raise ConfigError(f"timeout is {timeout}, expected seconds, or 0 for no limit")
    if memory_limit < 0:
        raise ConfigError(f"memory_limit is {memory_limit}, expected megabytes, or 0 for no limit")


def refuse_duplicates(items: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    """Pass the items on; an article whose id was there before becomes a `Failure` that names both places."""
    seen: dict[str, str | None] = {}
    for item in items:
        if isinstance(item, Article) and item.id is not None:
            if item.id in seen:
                places = [place for place in (seen[item.id], _origin(item)) if place is not None]
                told = f" ({' and '.join(places)})" if len(places) > 1 else ""
                error = DuplicateId(f"id {item.id!r} is there twice{told}: give each record its own")
                yield Failure.of(item, error, "read")
                continue
            seen[item.id] = _origin(item)
        yield item


def _origin(article: Article) -> str | None:
    origin = article.meta.get("origin")
    return origin if isinstance(origin, str) else None
