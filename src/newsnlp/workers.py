"""Many articles through several processes: in order, with a bounded number on their way, and none lost with a process.

Each process has at most two lists of articles. It answers article by article, so that when it dies the article it was
at is known. That one is tried once more, alone at the head of a new process, for a process may also be ended by others
(the system, short of memory); the second time, or when its time was up, it becomes a `Failure`. What was to come after
it goes to other processes.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection as connections

from newsnlp.article import Article
from newsnlp.errors import ConfigError, DocumentCrash, DocumentTimeout
from newsnlp.io.failure import Failure
from newsnlp.pipeline import Pipeline
from newsnlp.worker import Limits, Outcome, Sign, allowance, serve, timed_out

__all__ = ["enrich_in_processes"]

_LIST_ARTICLES = 16
_LIST_CHARACTERS = 64_000
_LISTS_EACH = 2
_ON_THEIR_WAY = 8 * _LIST_ARTICLES
_TRIES = 2
_FALSE_STARTS = 3
_PATIENCE = 10.0
# Spawned, not forked: a fork would copy the threads' locks of onnxruntime in an unknown state.
_CONTEXT = multiprocessing.get_context("spawn")


def enrich_in_processes(
    items: Iterable[Article | Outcome], pipeline: Pipeline, jobs: int, limits: Limits
) -> Iterator[Outcome]:
    """Enrich articles in worker processes, lazily, in input order; what is an outcome already passes through.

    Args:
        items: articles, and outcomes that stand in their place.
        pipeline: what enriches; each process makes a copy of its own, once.
        jobs: the most processes at a time.
        limits: what each may use.

    Raises:
        ConfigError: the pipeline cannot be sent to other processes, or none can be started.
    """
    try:
        packed = pickle.dumps(pipeline)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise ConfigError(
            f"the pipeline cannot be sent to other processes ({error}): see newsnlp.testing.check_component"
        ) from error
    return _Pool(items, packed, jobs, limits).outcomes()


@dataclass(slots=True)
class _Task:
    """An article on its way: its place in the input, and how often a process died over it."""

    place: int
    article: Article
    deaths: int = 0


class _Worker:
    """A process, and the tasks that it has not answered yet."""

    def __init__(self, packed: bytes, limits: Limits) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=serve, args=(theirs, packed, limits), name="newsnlp", daemon=True)
        with _interrupts_blocked():
            self.process.start()
        theirs.close()
        self.ready = self.full = False
        self.tasks: deque[_Task] = deque()
        self.ends: deque[_Task] = deque()
        """The last task of each list."""

    def has_room(self, lists: int) -> bool:
        """Tell whether it has at most so many lists, and will take another."""
        return not self.full and len(self.ends) <= lists

    def give(self, tasks: list[_Task]) -> None:
        """Hand it a list of tasks."""
        self.tasks += tasks
        self.ends.append(tasks[-1])
        try:
            self.connection.send([task.article for task in tasks])
        except OSError:
            return  # it has died: what it has not answered is found when the connection is read to its end

    def answered(self) -> _Task:
        """Take the task that an answer is for."""
        task = self.tasks.popleft()
        if task is self.ends[0]:
            self.ends.popleft()
        return task

    def stop(self) -> int | None:
        """Wait for its end, which has been asked for or has come; give the exit code."""
        self.process.join(_PATIENCE)
        return self.kill()

    def kill(self) -> int | None:
        """End it now, if it has not ended; give the exit code."""
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.connection.close()
        return self.process.exitcode


class _Pool:
    def __init__(self, items: Iterable[Article | Outcome], packed: bytes, jobs: int, limits: Limits) -> None:
        self._items = enumerate(items)
        self._packed, self._jobs, self._limits = packed, jobs, limits
        self._workers: list[_Worker] = []
        self._again: deque[list[_Task]] = deque()
        self._done: dict[int, Outcome] = {}
        self._taken = self._given = 0
        self._exhausted = False
        self._false_starts = 0

    def outcomes(self) -> Iterator[Outcome]:
        try:
            while True:
                self._feed()
                while self._given in self._done:
                    yield self._done.pop(self._given)
                    self._given += 1
                    self._feed()
                if self._exhausted and self._given == self._taken:
                    break
                self._listen()
            self._end()
        finally:
            for worker in self._workers:
                worker.kill()

    def _feed(self) -> None:
        """Hand out lists while there are processes with room for one: first one to each, then a second."""
        for lists in range(_LISTS_EACH):
            for number in range(self._jobs):
                if number < len(self._workers) and not self._workers[number].has_room(lists):
                    continue
                tasks = self._next_list()
                if tasks is None:
                    return
                if number == len(self._workers):
                    self._workers.append(_Worker(self._packed, self._limits))
                self._workers[number].give(tasks)

    def _next_list(self) -> list[_Task] | None:
        """Give the next tasks: those of a dead process first; None when there are none, or enough on their way."""
        if self._again:
            return self._again.popleft()
        tasks: list[_Task] = []
        characters = 0
        while len(tasks) < _LIST_ARTICLES and characters < _LIST_CHARACTERS and not self._exhausted:
            if self._taken - self._given >= self._jobs * _ON_THEIR_WAY:
                break
            place, item = next(self._items, (0, None))
            if item is None:
                self._exhausted = True
                break
            self._taken += 1
            if isinstance(item, Article):
                tasks.append(_Task(place, item))
                characters += len(item.text)
            else:
                self._done[place] = item
        return tasks or None

    def _listen(self) -> None:
        """Wait until a process has something to say, or has died, and take it in."""
        heard = connections.wait([one for w in self._workers for one in (w.connection, w.process.sentinel)])
        for worker in [w for w in self._workers if w.connection in heard or w.process.sentinel in heard]:
            alive = worker.process.is_alive()
            try:
                while worker.connection.poll():
                    self._take_in(worker, pickle.loads(worker.connection.recv_bytes()))  # noqa: S301 - our own process
            except (EOFError, OSError):
                alive = False
            if not alive:  # what it said before was still in the connection
                self._bury(worker)

    def _take_in(self, worker: _Worker, said: Outcome | Sign | str) -> None:
        match said:
            case Sign.READY:
                worker.ready = True
                self._false_starts = 0
            case Sign.FULL:
                worker.full = True
            case str():
                raise ConfigError(
                    f"a worker process cannot make the pipeline ({said}): its components must stand in a module that "
                    "other processes can import"
                )
            case _:
                self._done[worker.answered().place] = said

    def _bury(self, worker: _Worker) -> None:
        """Take a dead process out, and see to the tasks that it left."""
        code = worker.stop()
        self._workers.remove(worker)
        left = list(worker.tasks)
        if not worker.ready:
            self._count_false_start(code)
        elif not worker.full and left:
            first = left.pop(0)
            failure = self._failure(first, code)
            if failure is not None:
                self._done[first.place] = failure
            else:
                self._again.append([first])
        self._again += [left[at : at + _LIST_ARTICLES] for at in range(0, len(left), _LIST_ARTICLES)]

    def _count_false_start(self, code: int | None) -> None:
        self._false_starts += 1
        if code is None or code >= 0 or self._false_starts == _FALSE_STARTS:
            raise ConfigError(
                f"a worker process ended with exit code {code} before it was ready: call newsnlp below "
                'if __name__ == "__main__", or use jobs=1'
            )

    def _failure(self, task: _Task, code: int | None) -> Failure | None:
        """Say why the process died over the task; None when it is worth another try."""
        name = task.article.id if task.article.id is not None else task.article.content_id
        if timed_out(code):
            seconds = allowance(task.article, self._limits.seconds)
            return Failure.of(
                task.article,
                DocumentTimeout(f"{name} took more than {seconds:g} s: give it longer (timeout), or leave it out"),
            )
        task.deaths += 1
        if task.deaths < _TRIES:
            return None
        how = f"signal {signal.Signals(-code).name}" if code is not None and code < 0 else f"exit code {code}"
        return Failure.of(
            task.article,
            DocumentCrash(
                f"the process that enriched {name} ended with {how}, {_TRIES} times: leave it out, give the machine "
                "more memory, or look at the components of your own"
            ),
        )

    def _end(self) -> None:
        for worker in self._workers:
            try:
                worker.connection.send(None)
            except OSError:
                continue  # it has ended already
        for worker in self._workers:
            worker.stop()


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Let a process that is started here never see an interrupt, not even while it starts: the parent handles it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Its first start would unblock them.
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
