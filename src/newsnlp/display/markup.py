"""Text made safe for HTML: the only place where what an article says becomes markup."""

from __future__ import annotations

import html
from urllib.parse import urlsplit

__all__ = ["anchor", "attribute", "page", "safe_url", "text"]

# Control characters are shown as their pictures, and what UTF-8 cannot hold as the replacement character.
_SHOWN = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}
_SHOWN |= dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], 0xFFFD)

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title></head>
<body style="font-family:sans-serif;max-width:60em;margin:1em auto">
{body}
</body></html>
"""


def text(value: object) -> str:
    """Escape a value for the text of an element, and for an attribute in quotes.

    Example:
        >>> from newsnlp.display.markup import text
        >>> text('<b title="x">')
        '&lt;b title=&quot;x&quot;&gt;'
    """
    return html.escape(str(value).translate(_SHOWN), quote=True)


def attribute(value: object) -> str:
    """Escape a value for an attribute in quotes, its line breaks kept."""
    return text(value).replace("\r", "&#13;").replace("\n", "&#10;")


def safe_url(url: str | None) -> str | None:
    """Give the address if it is one of the web (http or https), else None: no script hides in a link."""
    if url is None or any(character <= " " for character in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def anchor(url: str | None, shown: object) -> str:
    """Give a link that shows `shown`; what is no address of the web is shown without a link."""
    if (safe := safe_url(url)) is None:
        return text(shown)
    return f'<a href="{attribute(safe)}" rel="noopener noreferrer">{text(shown)}</a>'


def page(*parts: str, title: str = "newsnlp") -> str:
    """Give a whole HTML page of parts that are markup already; it may run no script and load nothing.

    Example:
        >>> from newsnlp.display.markup import page
        >>> doc = newsnlp.EnrichedDocument("a", "1 < 2")
        >>> "1 &lt; 2" in page(doc._repr_html_(), title="One document")
        True
    """
    return _PAGE.format(title=text(title), body="\n".join(parts))
