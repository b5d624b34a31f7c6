"""Does the text around a date speak of what is past or of what is to come?

The nearest cue before the date in its sentence decides: a modal, a planning word or a to-infinitive looks ahead, a
finite past verb looks back. Where nothing stands before it, the first cue behind it does.
"""

from __future__ import annotations

import re

__all__ = ["direction"]

_PLANNED = (
    r"will|won['’]t|shall|['’]ll|going to|scheduled(?: to| for)?|due(?: to)?|set (?:to|for)|slated(?: to| for)?"
    r"|plan(?:s|ned|ning)? (?:to|for|on)|planned|expect(?:s|ed)? to|expected|upcoming|postponed (?:to|until)"
    r"|is to|are to"
    r"|deadline|as (?:soon|early) as|until|go(?:es)? on sale|takes? place|kicks? off|go(?:es)? to the polls"
    r"|begins|starts|opens"
    r"|between now and|expires|resumes|leaves|arrives|meets?|heads|faces|hosts"
)
# After "to" these are no verbs: "lost to businessman Ruiz in August", "fell to about 13 percent".
_NO_VERB = (
    r"more|less|fewer|about|nearly|almost|over|under|some|all|each|one|two|many|most|other|several|which|whom|him|them|us|me"
    r"|you|it|and|or|date|death|power|work|[a-z]+(?:man|men|woman|women|ist|ists|ian|ians)|president|minister|actor|actress"
)
_AHEAD = (
    r"hop(?:es?|ing) to|intends? to|ahead of|would|could|should|may|might|must|can"
    r"|to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b|(?-i:[A-Z\d])"
    rf"|(?:{_NO_VERB})\b)[a-z]{{2,}}"
)
# "will be voted on": the participle behind a modal looks where the modal looks.
_PASSIVE = r"(?: not)?(?: be| have)?(?: been)?(?: [a-z]+ly)?(?: [a-z]{2,}ed(?![a-z]))?"
_FOILED = (
    r"had been (?:due|scheduled|set|planned|expected|slated)(?: to [a-z]+)?|previously (?:planned|scheduled)"
    r"|(?:attempted|began|came|continued|failed|forced|helped|led|managed|refused|rushed|served|started|tried|used|went)"
    r" to [a-z]+"
)
_BACK = (
    r"said|says|told|was|were|had|did|has|have|been|(?!un)[a-z]{3,}ed|last|since|ago|earlier|after"
    r"|became|began|bought|broke|brought|built|came|caught|chose|drew|drove|fell|felt|fled|flew|fought|found|froze|gave|got|grew"
    r"|heard|held|hid|kept|knew|led|left|lost|made|met|paid|ran|rose|sank|sat|saw|sent|shook|shot|sold|sought|spent|spoke|stood|struck"
    r"|taught|thought|threw|took|went|won|wore|wrote|died"
)


def _compiled(source: str) -> re.Pattern[str]:
    """Compile with any white space between words: wire copy breaks its lines."""
    return re.compile(source.replace(" ", r"\s"), re.IGNORECASE)


_CUE = _compiled(rf"\b(?:(?P<x>{_FOILED})|(?P<f>{_PLANNED}|{_AHEAD}){_PASSIVE}|(?P<p>{_BACK}))\b")
_DIRECT = _compiled(rf"(?:{_PLANNED})\b")
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
        return -1, (last["p"] or "").lower() in {"ended", "since"} and start - last.end() < len("  ")
    stop = _STOP.search(text, end, min(len(text), end + _AFTER))
    behind = _CUE.search(text, end, stop.start() if stop else min(len(text), end + _AFTER))
    if behind is None:
        return 0, False
    if behind["f"]:
        plain = bool(_PLAIN_BEHIND.match(behind["f"]))
        return (1, True) if plain else (0, False)
    return -1, False
