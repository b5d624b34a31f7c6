"""The options and exit codes that commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

EXIT_SOME_FAILED, EXIT_USAGE, EXIT_MODEL, EXIT_INTERRUPTED = 1, 2, 3, 130


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
Lines = Annotated[bool, typer.Option("--lines", help="Every line of a .txt is an article.")]
