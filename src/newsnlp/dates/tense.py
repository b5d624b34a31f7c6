"""Does the text around a date speak of what is past or of what is to come?

The nearest cue before the date in its sentence decides: a modal, a planning word or a to-infinitive looks ahead, a
finite past verb looks back. Where nothing stands before it, the first cue behind it does.
"""

from __future__ import annotations

import re

__all__ = ["direction"]

_CUE = re.compile(
    r"\b(?:(?P<f>will|won['’]t|shall|['’]ll|going to|scheduled(?: to| for)?|due(?: to)?|set (?:to|for)|slated(?: to| for)?|plan(?:s|ned|ning)? (?:to|for|on)|planned"
    r"|expect(?:s|ed)? to|expected|hop(?:es?|ing) to|intends? to|is to|are to|upcoming|deadline|ahead of|would|could|should|may"
    r"|might|must|can|postponed (?:to|until)|begins?|starts?|expires?|opens?|leaves|arrives|meets|until|as (?:soon|early) as"
    r"|to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b|(?-i:[A-Z\d]))[a-z]{2,})"
    r"|(?P<p>said|says|told|was|were|had|did|has|have|been|went|came|took|made|left|met|began|rose|fell|won|lost|held|led|got|saw"
    r"|gave|found|died|brought|shot|spent|became|sent|paid|[a-z]{3,}ed|last|since|ago|earlier|after))\b",
    re.IGNORECASE,
)
_DIRECT = re.compile(
    r"(?:will|won['’]t|shall|['’]ll|going|scheduled|due|set|slated|plan|expect|upcoming|postponed|is to|are to|deadline|as (?:soon|early)"
    r"|until)",
    re.IGNORECASE,
)
_PLAIN_BEHIND = re.compile(r"(?:will|won['’]t|shall|['’]ll|is to|are to)", re.IGNORECASE)
_STOP = re.compile(r"[.;!?\n]")
_CLAUSE = re.compile(r"[,;:] (?:but|and|while|when|although|though|after|as)\b|;|--", re.IGNORECASE)
_REACH = 120
_AFTER = 80
_OPENING = 8


def direction(text: str, sentence_start: int, start: int, end: int) -> tuple[int, bool]:
    """Tell where the text looks at a date.

    Args:
        text: the text.
        sentence_start: first code point of the sentence.
        start: first code point of the date.
        end: one past its last.

    Returns:
        1 ahead, -1 back, 0 unknown; and whether the cue is a plain one ("will", "scheduled", "ended").
    """
    clause = max(sentence_start, start - _REACH)
    for boundary in _CLAUSE.finditer(text, clause, start):
        clause = boundary.end()
    last = None
    for cue in _CUE.finditer(text, clause, start):
        last = cue
    if last is not None:
        if last["f"]:
            opening = last["f"].lower() == "until" and last.start() - sentence_start < _OPENING
            return 1, not opening and bool(_DIRECT.match(last["f"]))
        return -1, last["p"].lower() in {"ended", "since"} and start - last.end() < len("  ")
    stop = _STOP.search(text, end, min(len(text), end + _AFTER))
    behind = _CUE.search(text, end, stop.start() if stop else min(len(text), end + _AFTER))
    if behind is None:
        return 0, False
    if behind["f"]:
        plain = bool(_PLAIN_BEHIND.match(behind["f"]))
        return (1, True) if plain else (0, False)
    return -1, False
