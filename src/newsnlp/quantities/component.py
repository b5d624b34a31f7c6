"""Quantities as a component of the pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsnlp.document import Mention
from newsnlp.protocols import TextDoc
from newsnlp.quantities.find import find_quantities

__all__ = ["QuantityComponent"]


class QuantityComponent:
    """Yields a mention with a quantity for each one found; see `newsnlp.protocols`."""

    name = "quantities"

    def annotate(self, doc: TextDoc, so_far: Sequence[Mention]) -> Iterator[Mention]:  # noqa: ARG002
        """Yield MONEY, PERCENT, QUANTITY, and those CARDINAL mentions that are sure."""
        text = doc.text
        for found in find_quantities(text):
            yield Mention(
                found.start,
                found.end,
                text[found.start : found.end],
                found.label,
                by=f"{self.name}:{found.rule}",
                quantity=found.quantity,
            )
