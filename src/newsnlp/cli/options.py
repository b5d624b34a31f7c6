"""The options and exit codes that commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from newsnlp.errors import ConfigError

MEMORY_LIMIT = 2_000
"""As in `newsnlp.batch`, which is loaded only when a command runs."""
EXIT_SOME_FAILED, EXIT_USAGE, EXIT_MODEL, EXIT_INTERRUPTED = 1, 2, 3, 130


class Model(StrEnum):
    """The entity models."""

    FAST = "fast"
    ACCURATE = "accurate"


class OnError(StrEnum):
    """What a document that fails does to the run."""

    SKIP = "skip"
    FAIL = "fail"


Paths = Annotated[list[str], typer.Argument(help="Files, folders of these, or - for standard input.")]
Out = Annotated[
    str, typer.Option("--out", "-o", help="Output: .jsonl, .parquet or .csv (also .jsonl.gz, .zst), or - for stdout.")
]
Of = Annotated[
    list[str] | None,
    typer.Option(
        "--of",
        metavar="TABLE",
        help="What a row is: records (.parquet), or documents, mentions, entities, dates, links (.parquet, .csv). "
        "May be given more than once: the second goes to OUT.TABLE.parquet.",
    ),
]
ModelOption = Annotated[Model, typer.Option("--model", help="Entity model.")]
Published = Annotated[
    str | None, typer.Option("--published", help="Publication date (ISO) of the articles that have none.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print failures only.")]
Columns = Annotated[
    str | None,
    typer.Option("--columns", help="For tables and JSON, what each field is read from: title=headline,text=body."),
]
Knowledge = Annotated[
    list[str] | None,
    typer.Option(
        "--knowledge",
        help="Names that you know: a .csv, .tsv or .jsonl; or a .sqlite of kb build. May be given more than once.",
    ),
]
Allow = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="LABEL", help="Keep only this label. May be given more than once."),
]
Deny = Annotated[
    list[str] | None, typer.Option("--deny", metavar="LABEL", help="Leave this label out. May be given more than once.")
]
Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0,
        help="Time for a document (for each 100,000 characters of it), 0 for any. Default: 30 with two jobs or more.",
    ),
]
MemoryLimit = Annotated[
    int,
    typer.Option(
        "--memory-limit", metavar="MB", min=0, help="Replace a worker process that has grown beyond; 0: never."
    ),
]
Lines = Annotated[bool, typer.Option("--lines", help="Every line of a .txt is an article.")]


def columns_of(given: str | None) -> dict[str, str]:
    """Give `title=headline,text=body` as a mapping.

    Raises:
        ConfigError: a part has no `=`.
    """
    pairs = [pair.partition("=") for pair in (given or "").split(",") if pair.strip()]
    for field, equals, column in pairs:
        if not (field.strip() and equals and column.strip()):
            raise ConfigError(f"--columns has {field + equals + column!r}, expected FIELD=COLUMN, as in title=headline")
    return {field.strip(): column.strip() for field, _, column in pairs}
