"""Lone surrogates, which JSON can escape and Python can hold, and UTF-8 cannot write."""

from __future__ import annotations

import json

__all__ = ["compact_json", "fits_utf8", "without_surrogates"]


def without_surrogates(text: str) -> str:
    """Put the replacement character in the place of lone surrogates; two that are a pair become their character.

    Example:
        >>> from newsnlp.surrogates import without_surrogates
        >>> without_surrogates("a" + chr(0xD800)) == "a" + chr(0xFFFD)
        True
    """
    return text if fits_utf8(text) else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def compact_json(value: object) -> str:
    """Give a value as JSON without white space, escaped only where UTF-8 could not write it.

    Raises:
        ValueError: it holds a number that is not finite.
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return written if fits_utf8(written) else json.dumps(value, separators=(",", ":"), allow_nan=False)


def fits_utf8(text: str) -> bool:
    """Tell whether a text holds no lone surrogate."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
