"""`newsnlp schema` and `newsnlp doctor`: what is installed."""

from __future__ import annotations

import sys
from importlib.resources import files

import typer

from newsnlp.cli.options import EXIT_MODEL

__all__ = ["doctor", "schema"]


def schema() -> None:
    """Print the JSON Schema of the record."""
    sys.stdout.write(files("newsnlp").joinpath("schema.json").read_text(encoding="utf-8"))


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
