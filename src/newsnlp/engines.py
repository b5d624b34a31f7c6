"""Rows as a DataFrame of pandas or polars (the extra `frames`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from newsnlp.errors import ConfigError
from newsnlp.surrogates import without_surrogates

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Engine", "frame_of", "plain_cells"]

Engine = Literal["pandas", "polars"]


def frame_of(engine: Engine, columns: Mapping[str, type], rows: Iterable[Sequence[Any]]) -> pd.DataFrame | pl.DataFrame:
    """Give rows as a DataFrame.

    Args:
        engine: `pandas`, which takes the values as they are (but for lone surrogates), or `polars`, in which a column
            has one type.
        columns: their names, and the type of what stands in them where it is not missing.
        rows: a cell for each column.

    Raises:
        ConfigError: the engine is another, or not installed.
    """
    if engine not in ("pandas", "polars"):
        raise ConfigError(f"engine is {engine!r}, expected 'pandas' or 'polars'")
    try:
        if engine == "pandas":
            import pandas as pd

            return pd.DataFrame([[_as_it_is(cell) for cell in row] for row in rows], columns=list(columns))
        import polars as pl
    except ImportError as error:
        raise ConfigError(f"to_frame needs {engine}: pip install 'newsnlp[frames]'") from error
    types = list(columns.values())
    kinds = {str: pl.String, int: pl.Int64, float: pl.Float64}
    schema = {name: kinds[kind] for name, kind in columns.items()}
    return pl.DataFrame([plain_cells(row, types) for row in rows], schema=schema, orient="row")


def plain_cells(row: Sequence[Any], types: Sequence[type]) -> list[Any]:
    """Give the cells of a row as the types of their columns; a number in a column of texts becomes one.

    A lone surrogate, which no table can hold, becomes the replacement character.
    """
    return [None if cell is None else _cell(cell, kind) for cell, kind in zip(row, types, strict=True)]


def _cell(cell: Any, kind: type) -> Any:
    return _as_it_is(str(cell)) if kind is str else kind(cell)


def _as_it_is(cell: Any) -> Any:
    return without_surrogates(cell) if isinstance(cell, str) else cell
