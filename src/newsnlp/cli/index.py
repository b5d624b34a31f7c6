"""`newsnlp index add`, `query`, `stories` and `export`: an index of headlines and articles in a file."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsnlp.cli.collecting import collect_seldom
from newsnlp.cli.options import EXIT_SOME_FAILED, Columns, Of, Out, Paths, Published, Quiet, columns_of

if TYPE_CHECKING:
    from newsnlp.article import Article
    from newsnlp.display.terminal import Terminal
    from newsnlp.document import Link, Story
    from newsnlp.index import Index
    from newsnlp.io.failure import Failure

__all__ = ["index"]

index = typer.Typer(help="An index: a file that grows, with the links of its documents.", no_args_is_help=True)
_STDIN_LINE = re.compile(r"stdin:\d+")

File = Annotated[Path, typer.Argument(metavar="INDEX", help="The index, such as news.db.")]
Settle = Annotated[bool, typer.Option("--settle", help="First make the stories those of a batch of all documents.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


@index.command()
def add(
    file: File,
    paths: Paths,
    batch: Annotated[int, typer.Option("--batch", metavar="N", min=1, help="Write so many at a time.")] = 4096,
    published: Published = None,
    columns: Columns = None,
    quiet: Quiet = False,
) -> None:
    """Add headlines and articles, all that `newsnlp link` reads; the index is made when there is none.

    An id that is there already is replaced. What comes by standard input without an id is named by its content.
    """
    from newsnlp.display.terminal import Terminal
    from newsnlp.index import Index
    from newsnlp.io.readers import scan

    collect_seldom()
    terminal = Terminal(quiet=quiet)
    own = [file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))]
    passed_over: list[Path] = []
    items = scan(
        paths,
        lines=True,
        published=published,
        columns=columns_of(columns),
        outputs=own,
        passed_over=passed_over.append,
    )
    items = chain(list(islice(items, 1)), items)  # what cannot be read at all makes no index
    with Index(file) as opened:
        before = len(opened)
        terminal.start("adding")
        try:
            added, failed = _add(opened, items, batch, terminal)
        finally:
            terminal.stop()
        size = len(opened)
    counts = {"records": added, "new": size - before, "failed": failed, "in the index": size}
    terminal.show_summary((name, f"{count:,}") for name, count in counts.items())
    terminal.show_passed_over(passed_over)
    terminal.say(f"-> {file}")
    if failed:
        terminal.complain(f"{failed:,} records failed")
        raise typer.Exit(EXIT_SOME_FAILED)


def _add(opened: Index, items: Iterator[Article | Failure], batch: int, terminal: Terminal) -> tuple[int, int]:
    """Add what could be read, and give its number and that of failures."""
    from newsnlp.io.failure import Failure

    added = failed = 0
    while block := list(islice(items, batch)):
        articles = [_named(item) for item in block if not isinstance(item, Failure)]
        opened.add(articles)
        for item in block:
            terminal.counted(item)
        added += len(articles)
        failed += len(block) - len(articles)
    return added, failed


def _named(article: Article) -> Article:
    """Take away a name that is only a place in what was piped: tomorrow another headline has it."""
    return replace(article, id=None) if _STDIN_LINE.fullmatch(article.id or "") else article


@index.command()
def query(
    file: File,
    text: Annotated[str, typer.Argument(help="A headline.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show at most so many.")] = 10,
    min_score: Annotated[
        float | None, typer.Option("--min-score", help="Leave out links below this probability.", min=0, max=1)
    ] = None,
    published: Published = None,
    as_json: Json = False,
) -> None:
    """Show what in the index tells the story of a headline, best first, with score and evidence."""
    from newsnlp.article import Article
    from newsnlp.display.terminal import Terminal, headline
    from newsnlp.io.writers import to_line

    terminal = Terminal(quiet=False)
    # With a name of its own it finds itself, if it is there.
    asked = Article(text, published=published, id=f"query:{Article(text).content_id}")
    with _opened(file) as opened:
        links = opened.query(asked, limit, min_score=min_score)
        known = {link.id: opened.get(link.id, links=False) for link in links}
    found = [(link, doc) for link in links if (doc := known[link.id]) is not None]
    if as_json:
        records = ({**link.to_dict(), "title": doc.title, "text": doc.text} for link, doc in found)
        sys.stdout.writelines(to_line(record) for record in records)
        return
    if not found:
        terminal.say("nothing in the index tells this story")
        return
    rows = [(f"{link.score:.2f}", link.relation, link.id, headline(doc), _why(link)) for link, doc in found]
    terminal.show_table("Links", ("score", "relation", "id", "headline", "why"), rows)


def _why(link: Link) -> str:
    """Tell the rarest words that two headlines share, what was measured, and what speaks against."""
    evidence = link.evidence
    values = (f"{name} {value:.2f}" for name, value in evidence["values"].items())
    against = (f"but {veto}" for veto in evidence["vetoes"])
    return "; ".join([", ".join(evidence["words"]) or "no word", *values, *against])


@index.command()
def stories(
    file: File,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only those with a document of this day or later.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Show at most so many, largest first.")] = None,
    settle: Settle = False,
    as_json: Json = False,
) -> None:
    """Show the stories, largest first."""
    from newsnlp.article import check_published
    from newsnlp.display.terminal import Terminal
    from newsnlp.io.writers import to_line

    day = (check_published(since) or "")[:10]
    with _opened(file) as opened:
        if settle:
            opened.settle()
        found = [story for story in opened.stories() if not day or (story.days is not None and story.days[1] >= day)]
        if as_json:
            sys.stdout.writelines(to_line(story.to_dict()) for story in found[:limit])
            return
        rows = list(_story_rows(opened, found[:limit]))
    terminal = Terminal(quiet=False)
    terminal.show_table("Stories", ("id", "documents", "days", "about", "headline"), rows)
    terminal.say(f"{len(found):,} stories")


def _story_rows(opened: Index, found: Iterable[Story]) -> Iterator[tuple[str, ...]]:
    from newsnlp.display.terminal import headline

    for story in found:
        central = opened.get(story.representative, links=False)
        days = " to ".join(dict.fromkeys(story.days or ()))
        yield story.id, str(len(story.members)), days, story.label, headline(central) if central else ""


@index.command()
def export(file: File, out: Out, settle: Settle = False, of: Of = None, quiet: Quiet = False) -> None:
    """Write the documents with their links and stories, by id, as `newsnlp link` does."""
    from newsnlp.display.terminal import Terminal
    from newsnlp.io.outputs import write
    from newsnlp.io.writers import document_line
    from newsnlp.runs import STDOUT, written_files

    if file.absolute() in {output.absolute() for output in written_files(out, of)}:
        raise typer.BadParameter("it is the index itself", param_hint="--out")
    terminal = Terminal(quiet=quiet)
    with _opened(file) as opened:
        if settle:
            opened.settle()
        if out == STDOUT:
            sys.stdout.writelines(document_line(doc) for doc in opened.export())
            return
        written = write(opened.export(), out, of)
    terminal.say(f"{written:,} records -> {out}")


def _opened(file: Path) -> Index:
    """Open an index that is there; a mistyped name shall make none.

    Raises:
        ConfigError: there is none.
    """
    from newsnlp.errors import ConfigError
    from newsnlp.index import Index

    collect_seldom()
    if not file.exists():
        raise ConfigError(f"there is no index {file}: make it with newsnlp index add {file} HEADLINES")
    return Index(file)
