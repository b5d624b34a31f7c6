"""`newsnlp explain`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from newsnlp.cli.options import EXIT_SOME_FAILED, Allow, Deny, Knowledge, Model, ModelOption

__all__ = ["explain"]


def explain(
    text: Annotated[str, typer.Argument(help="The text itself, or - for standard input (a text, or JSON lines).")],
    published: Annotated[
        str | None, typer.Option("--published", help="Publication date (ISO): what relative dates are counted from.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="The headline above the text.")] = None,
    model: ModelOption = Model.FAST,
    knowledge: Knowledge = None,
    allow: Allow = None,
    deny: Deny = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a document.")] = False,
) -> None:
    """Show why each mention and entity of a text is there: component, rule, anchor, score, and what lost."""
    from dataclasses import replace

    from newsnlp.api import load
    from newsnlp.article import Article
    from newsnlp.display.terminal import Terminal
    from newsnlp.io.failure import Failure
    from newsnlp.io.readers import scan
    from newsnlp.io.sources import STDIN
    from newsnlp.io.writers import to_line

    given = scan([STDIN], published=published) if text == STDIN else [Article(text, published=published)]
    pipeline = load(model.value, knowledge=knowledge or (), allow=allow or None, deny=deny or ())
    failed = 0
    for article in given:
        if isinstance(article, Failure):
            Terminal(quiet=False).failed(article)
            failed += 1
            continue
        explanation = pipeline.explain(article if title is None else replace(article, title=title))
        sys.stdout.write(to_line(explanation.to_dict()) if json else f"{explanation}\n")
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)
