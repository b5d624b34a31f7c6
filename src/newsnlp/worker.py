"""The inside of a worker process: it makes the pipeline once, then enriches what it is handed.

It does not outlive its parent: a thread of its own reads what the parent sends, and when the parent is gone, the
process ends. A document that takes too long is ended by the system's alarm, which stops native code and endless
regular expressions too: the process is gone, and the parent sees why and which document it was.
"""

from __future__ import annotations

import os
import pickle
import queue
import signal
import threading
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from pathlib import Path

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument
from newsnlp.errors import NewsNlpError
from newsnlp.io.failure import Failure
from newsnlp.pipeline import Pipeline

__all__ = ["Limits", "Outcome", "Sign", "allowance", "enrich_one", "resident_megabytes", "serve", "timed_out"]

Outcome = EnrichedDocument | Failure
_PIECE = 100_000
_STATM = Path("/proc/self/statm")


class Sign(Enum):
    """What a worker says besides outcomes."""

    READY = auto()
    FULL = auto()


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker process may use.

    Attributes:
        seconds: for a document of up to 100,000 characters, and again for each further 100,000; 0 for no limit.
        megabytes: resident memory above which the process is replaced by a new one; 0 for no limit.
    """

    seconds: float
    megabytes: int


def serve(connection: Connection, packed: bytes, limits: Limits) -> None:
    """Enrich the articles that come through the connection, until None comes or the parent is gone.

    Each list of articles is answered by one outcome an article, in order. Before the first list comes `Sign.READY`, or
    a string that says why there is no pipeline; after a list may come `Sign.FULL`, and then no more.

    Args:
        connection: to the parent.
        packed: the pickled pipeline.
        limits: what the process may use.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    lists: queue.SimpleQueue[list[Article] | None] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, lists), daemon=True).start()
    try:
        pipeline: Pipeline = pickle.loads(packed)  # noqa: S301 - from the parent
    except (NewsNlpError, pickle.UnpicklingError, ImportError, AttributeError, TypeError) as error:
        connection.send(f"{type(error).__name__}: {error}")
        return
    pipeline.warm_up()
    connection.send(Sign.READY)
    while (articles := lists.get()) is not None:
        for article in articles:
            _set_alarm(allowance(article, limits.seconds))
            answer = pickle.dumps(enrich_one(pipeline, article), pickle.HIGHEST_PROTOCOL)
            _set_alarm(0)
            connection.send_bytes(answer)
        if limits.megabytes and resident_megabytes() > limits.megabytes:
            connection.send(Sign.FULL)
            return


def enrich_one(pipeline: Pipeline, article: Article) -> Outcome:
    """Enrich an article, or say why it cannot be."""
    try:
        return pipeline(article)
    except NewsNlpError as error:
        return Failure.of(article, error)


def allowance(article: Article, seconds: float) -> float:
    """Give the seconds that an article may take."""
    return seconds * max(1, -(-len(article.full_text) // _PIECE))


def timed_out(exit_code: int | None) -> bool:
    """Tell whether a process with this exit code was ended by its alarm."""
    return hasattr(signal, "SIGALRM") and exit_code == -signal.SIGALRM


def resident_megabytes() -> int:
    """Give the resident memory of this process; 0 where the system does not tell."""
    try:
        pages = int(_STATM.read_bytes().split()[1])
    except OSError:
        return _peak_megabytes()
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def _peak_megabytes() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 2**20  # macOS counts bytes


def _set_alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):  # Windows has none, and no time limit
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _receive(connection: Connection, lists: queue.SimpleQueue[list[Article] | None]) -> None:
    """Take in what the parent sends, so that it never waits for a document to end; end with the parent."""
    while True:
        try:
            articles = connection.recv()
        except (EOFError, OSError):
            os._exit(1)
        lists.put(articles)
        if articles is None:
            return
