"""CSV files that a spreadsheet shows and does not compute."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from newsnlp.io.writers import atomic_text
from newsnlp.surrogates import without_surrogates

__all__ = ["csv_cell", "csv_file"]

_FORMULA = frozenset("=+-@＝＋－＠")


def csv_cell(value: object) -> object:
    """Give the value as it may stand in a CSV file: a text that would be a formula gets an apostrophe before it.

    Numbers stay numbers. White space before a formula hides it from no spreadsheet. What UTF-8 cannot hold becomes the
    replacement character, and so does NUL.

    Example:
        >>> from newsnlp.io.tables import csv_cell
        >>> [csv_cell(value) for value in ("=HYPERLINK(1)", "a=b", " @x", -3.5, None)]
        ["'=HYPERLINK(1)", 'a=b', "' @x", -3.5, None]
    """
    if not isinstance(value, str):
        return value
    text = without_surrogates(value).replace("\x00", "\ufffd")
    start = next((character for character in text if character.isprintable() and not character.isspace()), "")
    return f"'{text}" if start in _FORMULA or text.startswith(("\t", "\r", "\n")) else text


@contextmanager
def csv_file(path: Path, columns: Sequence[str]) -> Iterator[Callable[[Sequence[object]], None]]:
    """Open a `.csv` file, write its header, and give what writes a row; every text stands in quotes.

    The file appears when the block ends well.

    Raises:
        ConfigError: the name does not end in `.csv`, or its folder does not exist.
    """
    with atomic_text(path, (".csv",)) as file:
        writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(columns)

        def write_row(row: Sequence[object]) -> None:
            writer.writerow([csv_cell(cell) for cell in row])

        yield write_row
