"""Where an outlet is, by the end of its host name: bbc.co.uk is British.

Country-code domains that are sold all over the world (.co, .io, .tv, ...) and generic ones (.com) tell nothing.
"""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["country_of_outlet"]

_SOLD_ANYWHERE = frozenset(
    {"ac", "ag", "ai", "am", "cc", "co", "dj", "eu", "fm", "gg", "io", "is", "la", "ly", "me", "ms", "mu", "nu", "pw"}
    | {"sc", "sh", "st", "su", "tk", "to", "tv", "vc", "ws", "yt"}
)
_OTHERWISE = {"uk": "GB", "gov": "US", "mil": "US", "edu": "US"}
_CODE_LENGTH = 2


def country_of_outlet(url: str | None) -> str | None:
    """Give the ISO 3166 alpha-2 code of the country that a URL's host belongs to; None where it tells none.

    Example:
        >>> country_of_outlet("https://www.example.co.uk/news/1")
        'GB'
    """
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    end = host.rstrip(".").rpartition(".")[2]
    if end in _OTHERWISE:
        return _OTHERWISE[end]
    known = len(end) == _CODE_LENGTH and end.isalpha() and end.isascii() and end not in _SOLD_ANYWHERE
    return end.upper() if known else None
