"""The command line: `newsnlp enrich`, `link`, `dates`, `schema`, `doctor`.

Data goes to standard output or the file that is named, everything for people to standard error. Exit codes: 0 all is
well, 1 some documents failed, 2 usage or unreadable input, 3 a model is missing or damaged, 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from newsnlp.errors import ModelError, NewsNlpError

__all__ = ["app", "main"]

EXIT_SOME_FAILED, EXIT_USAGE, EXIT_MODEL, EXIT_INTERRUPTED = 1, 2, 3, 130

# The base of typer's usage errors: click's own or, in newer releases, typer's copy of it.
_USAGE_ERROR: Any = typer.BadParameter.__base__

app = typer.Typer(
    name="newsnlp",
    help="Raw news in, enriched documents out: entities, dates, quantities and stories, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Model(StrEnum):
    """The entity models."""

    FAST = "fast"
    ACCURATE = "accurate"


class OnError(StrEnum):
    """What a document that fails does to the run."""

    SKIP = "skip"
    FAIL = "fail"


Paths = Annotated[list[str], typer.Argument(help="Files (.txt, .jsonl), folders of these, or - for standard input.")]
Out = Annotated[str, typer.Option("--out", "-o", help="Output .jsonl file, or - for standard output.")]
ModelOption = Annotated[Model, typer.Option("--model", help="Entity model.")]
Published = Annotated[
    str | None, typer.Option("--published", help="Publication date (ISO) of the articles that have none.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")]


@app.command()
def enrich(
    paths: Paths,
    out: Out,
    model: ModelOption = Model.FAST,
    published: Published = None,
    lines: Annotated[bool, typer.Option("--lines", help="Every line of a .txt is an article.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Number of processes.", min=1)] = 1,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False,
    on_error: Annotated[OnError, typer.Option("--on-error", help="What a failing document does.")] = OnError.SKIP,
    quiet: Quiet = False,
) -> None:
    """Enrich articles: entities, dates and quantities, one JSON record a line."""
    from newsnlp.api import load
    from newsnlp.display.terminal import Terminal
    from newsnlp.runs import errors_path, run_enrichment

    terminal = Terminal(quiet=quiet)
    pipeline = load(model.value)
    terminal.start("enriching")
    try:
        summary = run_enrichment(
            paths,
            out,
            pipeline,
            lines=lines,
            published=published,
            jobs=jobs,
            resume=resume,
            on_error=on_error.value,
            watch=terminal.saw,
        )
    finally:
        terminal.stop()
    terminal.show_documents(summary.documents)
    rate = f", {summary.words / summary.seconds:,.0f} words a second" if summary.words else ""
    again = f", {summary.resumed:,} of them from the earlier run" if summary.resumed else ""
    terminal.say(f"\n{summary.documents:,} documents in {summary.seconds:.1f} s{rate}{again} -> {out}")
    if summary.failures:
        kept = "" if out == "-" else f": see {errors_path(Path(out))}"
        terminal.complain(f"{len(summary.failures):,} documents failed{kept}")
        raise typer.Exit(EXIT_SOME_FAILED)


@app.command()
def link(
    path: Annotated[str, typer.Argument(help="A .txt (one headline a line), a .jsonl, a folder of these, or -.")],
    out: Out,
    min_score: Annotated[
        float | None, typer.Option("--min-score", help="Leave out links below this probability.", min=0, max=1)
    ] = None,
    window_days: Annotated[
        int | None, typer.Option("--window-days", help="Compare only what was published within so many days.", min=0)
    ] = None,
    entities: Annotated[
        bool, typer.Option("--entities", help="Find entities first; links then show those they share.")
    ] = False,
    model: ModelOption = Model.FAST,
    published: Published = None,
    quiet: Quiet = False,
) -> None:
    """Link related headlines and articles into stories, one JSON record for each, in input order."""
    from newsnlp.api import link_files
    from newsnlp.display.terminal import Terminal
    from newsnlp.runs import errors_path

    terminal = Terminal(quiet=quiet)
    terminal.start("linking")
    try:
        result, failures = link_files(
            [path],
            out,
            min_score=min_score,
            window_days=window_days,
            entities=entities,
            model=model.value,
            published=published,
        )
    finally:
        terminal.stop()
    for failure in failures:
        terminal.failed(failure)
    terminal.show_stories(result.stories, result.documents)
    count = len(result.documents)
    terminal.say(f"\n{count:,} records, {len(result.links):,} links, {len(result.stories):,} stories -> {out}")
    if failures:
        kept = "" if out == "-" else f": see {errors_path(Path(out))}"
        terminal.complain(f"{len(failures):,} records failed{kept}")
        raise typer.Exit(EXIT_SOME_FAILED)


@app.command()
def dates(
    path: Annotated[str, typer.Argument(help="A .txt, a .jsonl, a folder of these, or -.")],
    published: Published = None,
    lines: Annotated[bool, typer.Option("--lines", help="Every line of a .txt is an article.")] = False,
    country: Annotated[
        str | None, typer.Option("--country", help="Country of the outlet (ISO 3166 alpha-2), for holidays.")
    ] = None,
) -> None:
    """Show the dates of articles as a table: expression, TIMEX3 value, interval, and the rule that fired."""
    from newsnlp.api import load
    from newsnlp.batch import enrich_in_order
    from newsnlp.dates.component import DateComponent
    from newsnlp.display.terminal import Terminal, date_rows
    from newsnlp.io.failure import Failure
    from newsnlp.io.readers import scan

    terminal = Terminal(quiet=False)
    pipeline = load(components=[DateComponent(country=country)])
    rows: list[tuple[str, ...]] = []
    failed = 0
    for outcome in enrich_in_order(scan([path], lines=lines, published=published), pipeline):
        if isinstance(outcome, Failure):
            terminal.failed(outcome)
            failed += 1
        else:
            rows += date_rows(outcome)
    terminal.show_table("Dates", ("id", "expression", "type", "value", "mod", "from", "until", "rule"), rows)
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


@app.command()
def schema() -> None:
    """Print the JSON Schema of the record."""
    sys.stdout.write(files("newsnlp").joinpath("schema.json").read_text(encoding="utf-8"))


@app.command()
def doctor() -> None:
    """Check the installation: versions, models and their checksums, and what an extra would add."""
    from newsnlp.display.terminal import Terminal
    from newsnlp.doctor import check_installation

    terminal = Terminal(quiet=False)
    report = check_installation()
    terminal.show_table("Versions", ("package", "version"), report.versions)
    terminal.show_table("\nModels", ("artefact", "version", "MB", "state"), report.models)
    terminal.show_table("\nExtras", ("extra", "adds", "state"), report.extras)
    if not report.sound:
        terminal.complain("a model is missing or damaged: reinstall newsnlp")
        raise typer.Exit(EXIT_MODEL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    try:
        code = app(args=None if arguments is None else list(arguments), standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        return _complain("interrupted: run again with --resume to go on", EXIT_INTERRUPTED)
    except _USAGE_ERROR as error:
        error.show()
        return EXIT_USAGE
    except ModelError as error:
        return _complain(str(error), EXIT_MODEL)
    except NewsNlpError as error:
        return _complain(str(error), EXIT_USAGE)
    except BrokenPipeError:
        # The reader of our output has gone: nothing is left to say, and nobody to say it to.
        sys.stderr.close()
        return EXIT_SOME_FAILED
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int) -> int:
    from newsnlp.display.terminal import Terminal

    Terminal(quiet=False).complain(message)
    return code
