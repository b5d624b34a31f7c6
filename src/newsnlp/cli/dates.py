"""`newsnlp dates`."""

from __future__ import annotations

from typing import Annotated

import typer

from newsnlp.cli.options import EXIT_SOME_FAILED, Columns, Lines, Published, columns_of

__all__ = ["dates"]


def dates(
    path: Annotated[str, typer.Argument(help="A file of any kind that is read, a folder of these, or -.")],
    published: Published = None,
    lines: Lines = False,
    columns: Columns = None,
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
    articles = scan([path], lines=lines, published=published, columns=columns_of(columns))
    for outcome in enrich_in_order(articles, pipeline):
        if isinstance(outcome, Failure):
            terminal.failed(outcome)
            failed += 1
        else:
            rows += date_rows(outcome)
    terminal.show_table("Dates", ("id", "expression", "type", "value", "mod", "from", "until", "rule"), rows)
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)
