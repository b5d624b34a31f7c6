"""`newsnlp link`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsnlp.cli.collecting import collect_seldom
from newsnlp.cli.options import (
    EXIT_SOME_FAILED,
    Columns,
    Knowledge,
    Model,
    ModelOption,
    Of,
    Out,
    Published,
    Quiet,
    columns_of,
)

__all__ = ["link"]


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
    reader: Annotated[
        bool | None,
        typer.Option(
            "--reader/--no-reader",
            help="Let a transformer read pairs that may be one story. [default: with --entities]",
        ),
    ] = None,
    knowledge: Knowledge = None,
    model: ModelOption = Model.FAST,
    published: Published = None,
    columns: Columns = None,
    of: Of = None,
    quiet: Quiet = False,
) -> None:
    """Link related headlines and articles into stories, one record for each, in input order."""
    from newsnlp.api import link_files, load
    from newsnlp.display.terminal import Terminal
    from newsnlp.runs import errors_path

    if knowledge and not entities:
        raise typer.BadParameter("it needs --entities, which finds the names", param_hint="--knowledge")
    collect_seldom()
    terminal = Terminal(quiet=quiet)
    passed_over: list[Path] = []
    terminal.start("linking")
    try:
        result, failures = link_files(
            [path],
            out,
            min_score=min_score,
            window_days=window_days,
            entities=entities,
            reader=reader,
            pipeline=load(model.value, knowledge=knowledge or ()) if entities else None,
            published=published,
            columns=columns_of(columns),
            of=of,
            passed_over=passed_over.append,
        )
    finally:
        terminal.stop()
    for failure in failures:
        terminal.failed(failure)
    terminal.show_stories(result.stories, result.documents)
    counts = {
        "records": len(result.documents),
        "failed": len(failures),
        "links": sum(len(doc.links) for doc in result.documents) // 2,
        "stories": len(result.stories),
    }
    if passed_over:
        counts["passed over"] = len(passed_over)
    terminal.show_summary((name, f"{count:,}") for name, count in counts.items())
    terminal.show_passed_over(passed_over)
    terminal.say(f"-> {out}")
    if failures:
        kept = "" if out == "-" else f": see {errors_path(Path(out))}"
        terminal.complain(f"{len(failures):,} records failed{kept}")
        raise typer.Exit(EXIT_SOME_FAILED)
