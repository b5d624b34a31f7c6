"""Does the text around a date speak of what is past or of what is to come?

The nearest cue before the date in its sentence decides: a modal, a planning word or a to-infinitive looks ahead, a
finite past verb looks back.
"""

from __future__ import annotations

import re

__all__ = ["direction"]

_CUE = re.compile(
    r"\b(?:(?P<f>will|won['’]t|shall|going to|scheduled|due|set (?:to|for)|slated|plan(?:s|ned|ning)? (?:to|for)|expect(?:s|ed)? to|expected|hop(?:es?|ing) to"
    r"|intends? to|is to|are to|upcoming|deadline|ahead of|would|could|should|may|might|must|can|postponed (?:to|until)|extended|begins?|starts?|expires?"
    r"|opens?|leaves|arrives|meets|due|until|to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b|[A-Z\d])[a-z]{3,})"
    r"|(?P<p>said|says|told|was|were|had|did|has|have|been|went|came|took|made|left|met|began|rose|fell|won|lost|held|led|got|saw|gave|found|died|[a-z]{3,}ed"
    r"|last|since|ago|earlier|after))\b",
    re.IGNORECASE,
)
_REACH = 120
_DIRECT = re.compile(
    r"^(?:will|won['’]t|shall|going|scheduled|due|set|slated|plan|expect|upcoming|postponed|is to|are to|deadline)",
    re.IGNORECASE,
)


def direction(text: str, sentence_start: int, start: int) -> tuple[int, bool]:
    """Tell where the text looks at a date.

    Args:
        text: the text.
        sentence_start: first code point of the sentence.
        start: first code point of the date.

    Returns:
        1 ahead, -1 back, 0 unknown; and whether the cue is a plain one ("will", "scheduled").
    """
    window = text[max(sentence_start, start - _REACH) : start]
    last = None
    for cue in _CUE.finditer(window):
        last = cue
    if last is None:
        return 0, False
    if last["f"]:
        return 1, bool(_DIRECT.match(last["f"]))
    return -1, False
