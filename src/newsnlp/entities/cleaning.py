"""The edges of a mention, character by character, as newsrooms and the annotation guide write them.

The model tags words; what it cannot see, or rarely gets wrong, is put right here: quotes and commas at the edges, the
full stop of an initialism, a leading article, a possessive, the hash of a hashtag, the other half of a compound.
"""

from __future__ import annotations

import re
import unicodedata

from newsnlp.document import NAME_LABELS

__all__ = ["clean", "mend_label"]

_NAMES = frozenset(NAME_LABELS)
_EDGE = " \t\r\n\"'“”‘’„`´.,;:!?…()[]{}<>-–—#@*/|_~•"
_BEFORE_NUMBER = frozenset("+-–—.")
_AFTER_NAME = frozenset("!?")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)")
_POSSESSIVE = re.compile(r"['’]s$")
# "McDonald's" is a company; a person or a people ends in 's only where it owns something.
_OWNERS = frozenset({"PERSON", "NORP", "GPE", "LOC", "LANGUAGE"})
_INITIALISM = re.compile(r"(?:^|[^\w.])(?:[^\W\d_]\.)+[^\W\d_]$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s.&-])(?:jr|sr|inc|corp|co|ltd|bros|st|no|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[ap]\.?m|[^\W\d_])$",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"(?:anti|pro|post|pre|non|ex)[-–](?=\w)", re.IGNORECASE)
_SUFFIX = re.compile(
    r"(?<=[\w.])[-–](?:led|backed|brokered|born|based|style|era|owned|run|made|held|occupied|controlled|linked|sponsored|"
    r"allied|aligned|funded|educated|trained|mediated|imposed|built|speaking|like|themed|wide|bound|friendly|inspired|"
    r"dominated|designated|related|occupying|supported|hosted|supplied|organi[sz]ed|appointed|affiliated)$",
    re.IGNORECASE,
)  # fmt: skip
# "Great Northern War of 1700-21": the years are a date beside the name. A single year may belong to it ("War of 1812"),
# and so does a season ("Serie A 2008-09").
_YEARS = re.compile(r"[\s,(]+(?:of|in|from)\s+\d{4}\s?[-–—/]\s?\d{2,4}$")
_DANGLING = re.compile(r"\s+(?:of|in|for|on|at|to|by|and|or|the|an?|from|with|against)$")
_BARE_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)
_LAST_DAY = 31
# HTML pasted as text: a tag with what it holds, a character reference.
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w+;")
_LONGEST_TAG, _LONGEST_REFERENCE = 400, 10
_PAIRS = {"(": ")", "[": "]", "“": "”"}


def clean(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Give the half-open offsets of the mention inside `text[start:end]`; an empty span when nothing is left.

    Args:
        text: the whole text.
        start: first code point of the first word.
        end: one past the last code point of the last word.
        label: of the mention; numbers keep a leading sign.
    """
    start, end = _bare(text, start, end, label)
    if label in _NAMES:
        start, end = _name(text, start, end, label)
    elif article := _ARTICLE.match(text, start, end):
        start = article.end()
    if end < len(text) and text[end] == "." and _is_abbreviated(text[start:end]) and not _ends_text(text, start, end):
        end += 1
    return (start, start) if _in_markup(text, start, end) else (start, end)


def mend_label(mention: str, label: str) -> str:
    """Give the label of a mention: a bare ordinal beyond the days of a month ("the 80th") is no date."""
    ordinal = _BARE_ORDINAL.fullmatch(mention) if label == "DATE" else None
    return "ORDINAL" if ordinal and int(ordinal[1]) > _LAST_DAY else label


def _bare(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    number = label not in _NAMES
    while start < end and _is_edge(text[start]) and not _opens(text, start, end):
        if number and text[start] in _BEFORE_NUMBER and text[start + 1 : start + 2].isdigit():
            break
        start += 1
    while end > start and _is_edge(text[end - 1]) and not _closes(text, start, end):
        if not number and text[end - 1] in _AFTER_NAME and text[end : end + 1].strip(_EDGE):
            break
        end -= 1
    return start, end


def _is_edge(character: str) -> bool:
    """Tell whether no mention begins or ends with it: white space of any width, invisible marks, punctuation."""
    return character in _EDGE or character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}


def _in_markup(text: str, start: int, end: int) -> bool:
    """Tell whether it stands inside a tag or a character reference: the "b" of "<b>", the "nbsp" of "&nbsp;"."""
    for mark, longest in (("<", _LONGEST_TAG), ("&", _LONGEST_REFERENCE)):
        opened = text.rfind(mark, max(0, start - longest), start)
        markup = _MARKUP.match(text, opened, end + longest) if opened >= 0 else None
        if markup and markup.end() > end:
            return True
    return False


def _opens(text: str, start: int, end: int) -> bool:
    """Tell whether the first character opens a bracket that the span closes before its end."""
    close = _PAIRS.get(text[start])
    return close is not None and close in text[start + 1 : end - 1]


def _closes(text: str, start: int, end: int) -> bool:
    return any(text[end - 1] == close and open_ in text[start : end - 1] for open_, close in _PAIRS.items())


def _name(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    article = _ARTICLE.match(text, start, end)
    if article:
        start = article.end()
    prefix = _PREFIX.match(text, start, end)
    if prefix:
        start = prefix.end()
    suffix = _SUFFIX.search(text[start:end])
    if suffix:
        end = start + suffix.start()
    years = _YEARS.search(text[start:end])
    if years and years.start():
        end = start + years.start()
    while dangling := _DANGLING.search(text[start:end]):
        end = start + dangling.start()
    possessive = _POSSESSIVE.search(text[start:end]) if label in _OWNERS else None
    if possessive and possessive.start():
        end = start + possessive.start()
    return start, end


def _is_abbreviated(name: str) -> bool:
    return bool(_INITIALISM.search(name) or _ABBREVIATED.search(name))


def _ends_text(text: str, start: int, end: int) -> bool:
    """Tell whether the full stop only ends the sentence: nothing follows it, and no stop is inside the name."""
    return "." not in text[start:end] and not text[end + 1 :].lstrip(_EDGE)
