"""Quantities: money, percents, measures and counts as numbers with units.

Pure functions of text: `find_quantities` finds them, `parse_quantity` reads a span that was found before.
The way of a text: tokens -> numbers (digits, words) -> terms (with a unit) -> amounts (ranges) -> context -> found.
"""

from newsnlp.quantities.find import FoundQuantity, find_quantities
from newsnlp.quantities.parse import parse_quantity

__all__ = ["FoundQuantity", "find_quantities", "parse_quantity"]
