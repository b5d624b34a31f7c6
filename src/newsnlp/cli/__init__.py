"""The command line. Each command is a function in a module of its name; this module puts them together.

Data goes to standard output or the file that is named, everything for people to standard error. Exit codes: 0 all is
well, 1 some documents failed, 2 usage or unreadable input, 3 a model is missing or damaged, 130 interrupted.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from typing import Any

import typer

from newsnlp.cli.dates import dates
from newsnlp.cli.enrich import enrich
from newsnlp.cli.explain import explain
from newsnlp.cli.index import index
from newsnlp.cli.installation import doctor, schema
from newsnlp.cli.knowledge import kb
from newsnlp.cli.link import link
from newsnlp.cli.options import EXIT_INTERRUPTED, EXIT_MODEL, EXIT_SOME_FAILED, EXIT_USAGE
from newsnlp.errors import ModelError, NewsNlpError

__all__ = ["app", "main", "run"]

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
for _command in (enrich, link, dates, explain, schema, doctor):
    app.command()(_command)
app.add_typer(kb, name="kb")
app.add_typer(index, name="index")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; the signal to terminate does what Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    try:
        code = app(args=None if arguments is None else list(arguments), standalone_mode=False)
    except (typer.Abort, KeyboardInterrupt):
        code = EXIT_INTERRUPTED  # typer itself gives it, or raises Abort, as it has done in older releases
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
    except OSError as error:
        # A full disk, a folder that cannot be written, a name that is too long.
        place = f"{error.filename} " if error.filename else ""
        return _complain(f"{place}cannot be used: {error.strerror or error}", EXIT_USAGE)
    if code == EXIT_INTERRUPTED:
        return _complain(
            "interrupted: enrich into a .jsonl file goes on with --resume, an index keeps what was added",
            EXIT_INTERRUPTED,
        )
    return code if isinstance(code, int) else 0


def _complain(message: str, code: int) -> int:
    from newsnlp.display.terminal import Terminal

    Terminal(quiet=False).complain(message)
    return code
