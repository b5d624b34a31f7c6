"""What the commands print for people: progress, a readable summary at the end, and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from newsnlp.article import Article
from newsnlp.display.progress import Progress
from newsnlp.document import EnrichedDocument, Entity, Story
from newsnlp.io.failure import Failure
from newsnlp.io.files import shown_name

__all__ = ["Terminal", "date_rows", "headline"]

_SHOWN_DOCUMENTS = 8
_SHOWN_STORIES = 20
_SHOWN_NAMES = 5


class Terminal:
    """Prints to standard error, tables aside; `quiet` leaves only failures. `NO_COLOR` is respected."""

    def __init__(self, *, quiet: bool) -> None:
        self.console = Console(stderr=True, highlight=False, soft_wrap=True)
        self.quiet = quiet
        self.first: list[EnrichedDocument] = []
        self._progress: Progress | None = None

    def start(self, what: str) -> None:
        """Start to show progress: a live line on a terminal, else a plain line now and then."""
        if not self.quiet:
            self._progress = Progress(self.console)
            self._progress.start(what)

    def saw(self, outcome: EnrichedDocument | Failure) -> None:
        """Count one outcome, show a failure at once, and keep the first documents for the summary."""
        if not isinstance(outcome, Failure) and len(self.first) < _SHOWN_DOCUMENTS:
            self.first.append(outcome)
        self.counted(outcome)

    def counted(self, item: Article | EnrichedDocument | Failure) -> None:
        """Count one of what the command works on, and show a failure at once."""
        failed = isinstance(item, Failure)
        if isinstance(item, Failure):
            self.failed(item)
        if self._progress is not None:
            words = 0 if isinstance(item, Failure) else len(f"{item.title or ''} {item.text}".split())
            self._progress.step(words, failed=failed)

    def failed(self, failure: Failure) -> None:
        """Show one failure, and where it was if its message does not say so itself."""
        said, place = str(failure.error), failure.path or failure.where
        line = said if failure.where in said or place in said else f"{place}: {said}"
        self.console.print(f"[red]failed[/red] {escape(line)}")

    def stop(self) -> None:
        """End the live progress."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def say(self, message: str) -> None:
        """Print one line, unless quiet."""
        if not self.quiet:
            self.console.print(message, markup=False)

    def complain(self, message: str) -> None:
        """Print an error."""
        self.console.print(f"[red]error[/red] {escape(message)}")

    def show_documents(self, total: int) -> None:
        """Print a digest of the first documents: who, where, when, how much."""
        if self.quiet:
            return
        for doc in self.first:
            self.console.print(f"\n[bold]{escape(headline(doc))}[/bold]")
            for row in _digest(doc):
                self.console.print(f"  {escape(row)}")
        if total > len(self.first):
            self.console.print(f"\n... and {total - len(self.first):,} documents more", markup=False)

    def show_summary(self, rows: Iterable[tuple[str, str]]) -> None:
        """Print what a run did, a number a line."""
        if self.quiet:
            return
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column()
        table.add_column(justify="right")
        for name, number in rows:
            table.add_row(name, number)
        self.console.print()
        self.console.print(table)

    def show_passed_over(self, paths: Sequence[Path]) -> None:
        """Name some of what stood in the folders and was not read."""
        if paths:
            shown = ", ".join(shown_name(str(path)) for path in paths[:_SHOWN_NAMES])
            more = f" and {len(paths) - _SHOWN_NAMES:,} more" if len(paths) > _SHOWN_NAMES else ""
            self.say(f"not read: {shown}{more} (see docs/formats.md for what is)")

    def show_stories(self, stories: Sequence[Story], docs: Iterable[EnrichedDocument]) -> None:
        """Print the stories, each with its headlines."""
        if self.quiet:
            return
        headlines = {doc.id: headline(doc) for doc in docs}
        for story in stories[:_SHOWN_STORIES]:
            self.console.print(f"\n[bold]{escape(story.label or story.id)}[/bold] ({len(story.members)} headlines)")
            for member in story.members:
                self.console.print(f"  - {escape(headlines[member])}")
        if len(stories) > _SHOWN_STORIES:
            self.console.print(f"\n... and {len(stories) - _SHOWN_STORIES:,} stories more", markup=False)

    def show_table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table to standard output: it is what the command was asked for. Cells are shown as they are."""
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(escape(cell) for cell in row))
        Console(highlight=False).print(table)


def date_rows(doc: EnrichedDocument) -> Iterable[tuple[str, ...]]:
    """Give a row for each date: id, expression, type, value, mod, from, until, rule."""
    for mention in doc.dates:
        timex = mention.timex
        if timex is not None:
            low, high = timex.interval or ("", "")
            rule = mention.by.partition(":")[2]
            yield doc.id, mention.text, timex.type, timex.value or "", timex.mod or "", low, high, rule


def headline(doc: EnrichedDocument) -> str:
    """Give the title, or the beginning of the text, on one line."""
    line = " ".join((doc.title or doc.text).split())
    return line if len(line) <= 110 else line[:107] + "..."


def _digest(doc: EnrichedDocument) -> Iterable[str]:
    for name, entities in (("people", doc.people), ("organisations", doc.organisations), ("places", doc.places)):
        if entities:
            yield f"{name:14}{_names(entities)}"
    dates = [f"{m.text} = {m.timex.value}" for m in doc.dates if m.timex is not None and m.timex.value]
    if dates:
        yield f"{'dates':14}{'; '.join(dict.fromkeys(dates))}"
    numbers = [m.text for m in doc.quantities]
    if numbers:
        yield f"{'quantities':14}{'; '.join(dict.fromkeys(numbers))}"


def _names(entities: Sequence[Entity]) -> str:
    shown = ", ".join(entity.name for entity in entities[:_SHOWN_NAMES])
    return shown if len(entities) <= _SHOWN_NAMES else f"{shown}, +{len(entities) - _SHOWN_NAMES}"
