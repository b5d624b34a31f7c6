"""How far a run has come: a live bar on a terminal, else a plain line now and then."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

__all__ = ["Progress"]

_EVERY_DOCUMENTS, _EVERY_SECONDS = 1000, 10.0


class Progress:
    """Counts what is done, and shows it on the console.

    Args:
        console: where; a bar is drawn only if it is a terminal that can move its cursor.
        clock: gives seconds.
    """

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console, self._clock = console, clock
        self._live = console.is_terminal and os.environ.get("TERM") != "dumb"
        self._bar: Bar | None = None
        self._done = self._failed = self._words = 0
        self._began = self._told = 0.0

    def start(self, what: str) -> None:
        """Begin."""
        self._began = self._told = self._clock()
        if self._live:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            rate = TextColumn("{task.fields[rate]}")
            self._bar = Bar(*columns, rate, TimeElapsedColumn(), console=self._console, transient=True)
            self._bar.add_task(what, total=None, rate="")
            self._bar.start()

    def step(self, words: int, *, failed: bool = False) -> None:
        """Count one document of so many words."""
        self._done += 1
        self._failed += failed
        self._words += words
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], advance=1, rate=self._rate(self._clock()))
            return
        now = self._clock()
        if self._done % _EVERY_DOCUMENTS == 0 or now - self._told >= _EVERY_SECONDS:
            self._told = now
            failed_too = f", {self._failed:,} failed" if self._failed else ""
            self._console.print(f"{self._done:,} documents{failed_too}{self._rate(now)}", markup=False)

    def stop(self) -> None:
        """End; a bar goes."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def _rate(self, now: float) -> str:
        seconds = now - self._began
        return f", {self._words / seconds:,.0f} words a second" if seconds >= 1 else ""
