"""What an entity could have been: the candidates of the knowledge base, what speaks for each, and who won."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from newsnlp.frozen import FrozenMap, thaw

__all__ = ["Choice", "Rival"]


@dataclass(frozen=True, slots=True)
class Rival:
    """One thing of the knowledge base that an entity may be.

    Attributes:
        id: its Wikidata id, or its local id where it has none.
        name: its usual name.
        score: probability that the entity is it; those of all rivals and of "nothing known" sum to one.
        odds: log odds, the sum of the terms.
        terms: what each sign adds to the log odds.
        description: what it is, or None.
    """

    id: str
    name: str
    score: float
    odds: float
    terms: FrozenMap = field(default_factory=FrozenMap)
    description: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the rival as a JSON object."""
        return {name: thaw(getattr(self, name)) for name in self.__slots__}

    def __str__(self) -> str:
        terms = ", ".join(f"{name} {amount:+.3g}" for name, amount in self.terms.items())
        what = "" if self.description is None else f", {self.description}"
        return f"{self.score:.4g} {self.id} {self.name!r}{what}: {terms}"


@dataclass(frozen=True, slots=True)
class Choice:
    """How an entity got its id, or why it got none.

    Attributes:
        reason: why the winner won, or why there is none.
        rivals: the candidates, the likeliest first.
        form: the written name under which they were found, or None.
        nothing: probability that the entity is nothing that the knowledge base holds, or None without candidates.
    """

    reason: str
    rivals: tuple[Rival, ...] = ()
    form: str | None = None
    nothing: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Give the choice as a JSON object."""
        rivals = [rival.to_dict() for rival in self.rivals]
        return {"reason": self.reason, "form": self.form, "nothing": self.nothing, "rivals": rivals}

    def lines(self) -> Iterator[str]:
        """Give it as lines of text."""
        yield f"id: {self.reason}"
        yield from (f"  {rival}" for rival in self.rivals)
        if self.nothing is not None:
            yield f"  {self.nothing:.4g} nothing that the knowledge base holds"
