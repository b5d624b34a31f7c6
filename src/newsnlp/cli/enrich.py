"""`newsnlp enrich`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from newsnlp.cli.options import (
    EXIT_SOME_FAILED,
    MEMORY_LIMIT,
    Allow,
    Columns,
    Deny,
    Knowledge,
    Lines,
    MemoryLimit,
    Model,
    ModelOption,
    Of,
    OnError,
    Out,
    Paths,
    Published,
    Quiet,
    Timeout,
    columns_of,
)

__all__ = ["enrich"]


def enrich(
    paths: Paths,
    out: Out,
    model: ModelOption = Model.FAST,
    published: Published = None,
    lines: Lines = False,
    columns: Columns = None,
    of: Of = None,
    knowledge: Knowledge = None,
    allow: Allow = None,
    deny: Deny = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Number of processes.", min=1)] = 1,
    timeout: Timeout = None,
    memory_limit: MemoryLimit = MEMORY_LIMIT,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False,
    on_error: Annotated[OnError, typer.Option("--on-error", help="What a failing document does.")] = OnError.SKIP,
    quiet: Quiet = False,
) -> None:
    """Enrich articles: entities, dates and quantities, one record for each article."""
    from newsnlp.api import load
    from newsnlp.display.terminal import Terminal
    from newsnlp.runs import errors_path, run_enrichment

    terminal = Terminal(quiet=quiet)
    pipeline = load(model.value, knowledge=knowledge or (), allow=allow or None, deny=deny or ())
    terminal.start("enriching")
    try:
        summary = run_enrichment(
            paths,
            out,
            pipeline,
            lines=lines,
            published=published,
            columns=columns_of(columns),
            of=of,
            jobs=jobs,
            timeout=timeout,
            memory_limit=memory_limit,
            resume=resume,
            on_error=on_error.value,
            watch=terminal.saw,
        )
    finally:
        terminal.stop()
    terminal.show_documents(summary.documents)
    terminal.show_summary(summary.rows())
    terminal.show_passed_over(summary.passed_over)
    terminal.say(f"-> {out}")
    if summary.failures:
        kept = "" if out == "-" else f": see {errors_path(Path(out))}"
        terminal.complain(f"{len(summary.failures):,} documents failed{kept}")
        raise typer.Exit(EXIT_SOME_FAILED)
