"""`newsnlp kb info` and `newsnlp kb lookup`: what the knowledge base holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsnlp.cli.options import EXIT_SOME_FAILED

if TYPE_CHECKING:
    from newsnlp.entities.knowledge.records import KnownEntity

__all__ = ["kb"]

kb = typer.Typer(help="The knowledge base: what it holds, and what a name may mean.", no_args_is_help=True)


@kb.command()
def info() -> None:
    """Show version, size, and how many entities of each type, names and offices it holds."""
    from newsnlp.display.terminal import Terminal
    from newsnlp.entities.knowledge.store import KnowledgeBase

    base = KnowledgeBase.shipped()
    size = f"{base.path.stat().st_size / 1e6:.1f}"
    rows = [("version", base.version), ("MB", size), *((what, f"{n:,}") for what, n in base.counts().items())]
    Terminal(quiet=False).show_table("Knowledge base", ("what", "how many"), rows)


@kb.command()
def lookup(
    name: Annotated[str, typer.Argument(help="A name as it is written: Xi Jinping, U.S., Kyiv.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show at most so many.")] = 8,
) -> None:
    """Show what a name may mean, best known first."""
    from newsnlp.display.terminal import Terminal
    from newsnlp.entities.knowledge.store import KnowledgeBase

    terminal = Terminal(quiet=False)
    found = KnowledgeBase.shipped().lookup(name, limit)
    if not found:
        terminal.complain(f"no entity is named {name!r}")
        raise typer.Exit(EXIT_SOME_FAILED)
    rows = [
        (c.entity.id, c.entity.type, c.kind.name.lower(), f"{c.entity.prior:.2f}", *_facts(c.entity)) for c in found
    ]
    columns = ("id", "type", "named by", "known", "name", "description", "country", "place", "sources")
    terminal.show_table(f"What {name!r} may mean", columns, rows)


def _facts(entity: KnownEntity) -> tuple[str, ...]:
    place = "" if entity.lat is None or entity.lon is None else f"{entity.lat:.2f} {entity.lon:.2f}"
    return entity.name, entity.description or "", entity.country or "", place, entity.sources
