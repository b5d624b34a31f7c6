"""`newsnlp kb build`, `info` and `lookup`: make a knowledge base, and tell what one holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsnlp.cli.options import EXIT_SOME_FAILED, Quiet
from newsnlp.errors import ConfigError

if TYPE_CHECKING:
    from newsnlp.entities.knowledge.records import KnownEntity
    from newsnlp.entities.knowledge.store import KnowledgeBase

__all__ = ["kb"]

kb = typer.Typer(help="The knowledge base: make one, see what it holds, what a name may mean.", no_args_is_help=True)
Base = Annotated[Path | None, typer.Option("--base", help="One that kb build made, instead of the one that ships.")]


@kb.command()
def build(
    sources: Annotated[Path, typer.Argument(help="The folder of source files (.jsonl); models/knowledge tells which.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Output: a .sqlite.")],
    quiet: Quiet = False,
) -> None:
    """Build a knowledge base; its sources and their licences go beside it, into NAME.ATTRIBUTION.md."""
    from newsnlp.display.terminal import Terminal
    from newsnlp.entities.knowledge.build.base import build_knowledge
    from newsnlp.entities.knowledge.given import SUFFIX

    if out.suffix.lower() != SUFFIX or out.is_dir() or not out.parent.is_dir():
        raise ConfigError(f"the output {out} cannot be written: name a {SUFFIX} file in a folder that exists")
    terminal = Terminal(quiet=quiet)
    terminal.start("building")
    try:
        built = build_knowledge(sources, out)
    finally:
        terminal.stop()
    notices = out.with_suffix(".ATTRIBUTION.md")
    notices.write_text(built.attribution, encoding="utf-8")
    terminal.show_summary((kind, f"{count:,}") for kind, count in built.counts.items())
    terminal.say(f"-> {out}, {notices}")


@kb.command()
def info(base: Base = None) -> None:
    """Show version, size, and how many entities of each type, names and offices it holds."""
    from newsnlp.display.terminal import Terminal

    known = _opened(base)
    size = f"{known.path.stat().st_size / 1e6:.1f}"
    rows = [("version", known.version), ("MB", size), *((what, f"{n:,}") for what, n in known.counts().items())]
    Terminal(quiet=False).show_table("Knowledge base", ("what", "how many"), rows)


@kb.command()
def lookup(
    name: Annotated[str, typer.Argument(help="A name as it is written: Xi Jinping, U.S., Kyiv.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show at most so many.")] = 8,
    base: Base = None,
) -> None:
    """Show what a name may mean, best known first."""
    from newsnlp.display.terminal import Terminal

    terminal = Terminal(quiet=False)
    found = _opened(base).lookup(name, limit)
    if not found:
        terminal.complain(f"no entity is named {name!r}")
        raise typer.Exit(EXIT_SOME_FAILED)
    rows = [
        (c.entity.id, c.entity.type, c.kind.name.lower(), f"{c.entity.prior:.2f}", *_facts(c.entity)) for c in found
    ]
    columns = ("id", "type", "named by", "known", "name", "description", "country", "place", "sources")
    terminal.show_table(f"What {name!r} may mean", columns, rows)


def _opened(path: Path | None) -> KnowledgeBase:
    from newsnlp.entities.knowledge.store import KnowledgeBase

    return KnowledgeBase.shipped() if path is None else KnowledgeBase.built(path)


def _facts(entity: KnownEntity) -> tuple[str, ...]:
    place = "" if entity.lat is None or entity.lon is None else f"{entity.lat:.2f} {entity.lon:.2f}"
    return entity.name, entity.description or "", entity.country or "", place, entity.sources
