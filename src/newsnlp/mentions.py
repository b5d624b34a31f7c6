"""One place where the mentions of all components are checked and settled.

1. `check_mention`: offsets, text and label of each mention, as it comes from its component.
2. `prefer`: what the user's knowledge names stands before what it overlaps; see there.
3. `settle`: mentions that overlap become one. The outermost wins; of equal spans a name wins over a number, and the
   later component over the earlier, so that a user's component has the last word. What wins takes over the timex or
   quantity of what it covers: a DATE of the entity model gets the value that the date component found in it, and
   "2018 Olympics" (EVENT) keeps its year.
__all__ = ["check_mention", "outcomes", "prefer", "set_aside", "settle", "value_numbers"]
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsnlp.document import LABELS, NAME_LABELS, Mention
from newsnlp.errors import ComponentError
from newsnlp.explanation import Candidate, timex_or_quantity
from newsnlp.quantities import parse_quantity

__all__ = ["check_mention", "outcomes", "settle", "value_numbers"]


__all__ = ["check_mention", "prefer", "set_aside", "settle", "value_numbers"]

_NAMES = frozenset(NAME_LABELS)
_TIMES = frozenset({"DATE", "TIME"})
# Names that tell of a time: their year is a date of the text. A "Sunday Times" or a film "1917" tells none.
_DATED_NAMES = frozenset({"EVENT", "LAW"})
# Chosen on newsgold_dev with half of its names known: names F1 96.0, against 94.0 when a known name always wins.
_SURE = 0.7
_KINDS = {"MONEY": "money", "PERCENT": "percent", "QUANTITY": "measure", "CARDINAL": "count"}


def check_mention(mention: object, text: str, component: str) -> Mention:
    """Give the mention back if it keeps the contract.

    Raises:
        ComponentError: it is no Mention, its span is not in the text, its text differs, or its label is unknown.
    """
    if not isinstance(mention, Mention):
        raise ComponentError(f"component {component!r} yielded {mention!r}, expected a Mention")
    start, end = mention.start, mention.end
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ComponentError(
            f"component {component!r} yielded the span [{start!r}, {end!r}) in a text of {len(text)} characters"
        )
    if text[start:end] != mention.text:
        raise ComponentError(
            f"component {component!r} yielded {mention.text!r} at [{start}, {end}), the text has {text[start:end]!r}"
        )
    if mention.score is not None and not (isinstance(mention.score, (int, float)) and 0 <= mention.score <= 1):
        raise ComponentError(f"component {component!r} yielded the score {mention.score!r}, expected 0 to 1 or None")
    if mention.label not in LABELS:
        raise ComponentError(
            f"component {component!r} yielded the label {mention.label!r}, expected one of {', '.join(LABELS)}"
        )
    return mention


def settle(found: Sequence[Mention]) -> list[Mention]:
    """Give mentions that do not overlap, in text order.

    Args:
        found: the mentions of all components, in the order of the components.
    """
    return sorted(
        (mention for group in _overlapping(found) for mention in _settle_group(group)),
        key=lambda mention: mention.start,
    )


def outcomes(found: Sequence[Mention]) -> list[Candidate]:
    """Tell what `settle` does with each mention that the components found, and why; in text order."""
    return [candidate for group in _overlapping(found) for candidate in _outcomes_of_group(group)]


def prefer(known: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """Give the mentions of the user's knowledge and those found that may stand beside them, to be settled.

    A known name wins over every name that it overlaps, but for a longer one around it of which its component is sure
    (score 0.7 or more): a known "Washington" does not break up "The Washington Post". A date or number around a known
    name stays, too: "May 9" with a known "May".

    Args:
        known: the mentions of the user's knowledge, none over another, in text order.
        found: the mentions of the components.
    """
    kept: list[Mention] = []
    around: list[Mention] = []
    starts = [mention.start for mention in known]
    for mention in found:
        last = bisect_left(starts, mention.end)
        first = max(bisect_right(starts, mention.start) - 1, 0)
        over = [name for name in known[first:last] if _overlap(name, mention)]
        if over and all(_contains(mention, name) for name in over):
            if mention.label not in _NAMES or (mention.score or 0.0) >= _SURE:
                kept.append(mention)
                around.append(mention)
        elif not over or (mention.label not in _NAMES and all(_inside(mention, name) for name in over)):
            kept.append(mention)
    return [name for name in known if not any(_overlap(name, mention) for mention in around)] + kept


def set_aside(given: Iterable[Mention], kept: Iterable[Mention], reason: str) -> list[Candidate]:
    """Give the candidates that stand for the mentions that were given and not kept."""
    held = {id(mention) for mention in kept}
    return [_candidate(mention, "lost", reason) for mention in given if id(mention) not in held]


def value_numbers(mentions: Iterable[Mention]) -> list[Mention]:
    """Give the mentions, those that the entity model calls money, percent, measure or count with their quantity."""
    return [_valued(mention) if mention.quantity is None else mention for mention in mentions]


def _valued(mention: Mention) -> Mention:
    quantity = parse_quantity(mention.text, mention.label) if mention.label in _KINDS else None
    return mention if quantity is None else replace(mention, quantity=quantity, by=f"{mention.by}+quantities:parse")


def _overlapping(found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the mentions in groups that are joined by overlaps; within a group in the order given."""
    order = sorted(range(len(found)), key=lambda i: (found[i].start, i))
    group: list[int] = []
    reach = -1
    for i in order:
        if group and found[i].start >= reach:
            yield [found[k] for k in sorted(group)]
            group = []
        group.append(i)
        reach = max(reach, found[i].end) if len(group) > 1 else found[i].end
    if group:
        yield [found[k] for k in sorted(group)]


def _settle_group(group: list[Mention]) -> list[Mention]:
    if len(group) == 1:
        return group
    return [_take_over(winner, _losers(winner, group)) for winner in _winners(group)]


def _winners(group: Sequence[Mention]) -> list[Mention]:
    """Give those of a group that stand, the outermost first."""
    candidates = [mention for mention in group if not _spans_two_dates(mention, group)]
    ranked = sorted(
        range(len(candidates)),
        key=lambda i: (candidates[i].start - candidates[i].end, _rank(candidates[i]), -i),
    )
    winners: list[Mention] = []
    for i in ranked:
        if not any(_overlap(candidates[i], winner) for winner in winners):
            winners.append(candidates[i])
    return winners


def _losers(winner: Mention, group: Iterable[Mention]) -> Iterator[Mention]:
    """Yield those of a group that give way to the winner."""
    return (mention for mention in group if mention is not winner and _overlap(mention, winner))


def _outcomes_of_group(group: list[Mention]) -> Iterator[Candidate]:
    winners = [group[0]] if len(group) == 1 else _winners(group)
    gave = [given for winner in winners for given in _given(winner, group)]
    for mention in group:
        if any(mention is winner for winner in winners):
            yield _candidate(mention, "won", "")
            continue
        reason = _why_lost(mention, next((w for w in winners if _overlap(w, mention)), None), group)
        parts = [what for other, what in gave if other is mention]
        if parts:
            yield _candidate(mention, "gave", f"{reason}; the mention has its {' and '.join(parts)}")
        else:
            yield _candidate(mention, "lost", reason)


def _candidate(mention: Mention, outcome: str, reason: str) -> Candidate:
    value = timex_or_quantity(mention.timex, mention.quantity)
    place = mention.start, mention.end, mention.text, mention.label
    return Candidate(*place, mention.by, outcome, reason, mention.score, value)


def _given(winner: Mention, group: Sequence[Mention]) -> Iterator[tuple[Mention, str]]:
    """Yield each mention that gave something to the winner, and what."""
    before = winner
    for other in _losers(winner, group):
        after = _take_over(before, [other])
        for what in ("timex", "quantity", "score"):
            if getattr(after, what) != getattr(before, what):
                yield other, {"timex": "date"}.get(what, what)
        before = after


def _why_lost(mention: Mention, winner: Mention | None, group: Sequence[Mention]) -> str:
    """Tell why a mention gave way, in the order in which `_winners` decides."""
    if winner is None or _spans_two_dates(mention, group):
        return "it covers two dates, which stand by themselves"
    told = f"{winner.text!r} {winner.label} by {winner.by}"
    if winner.end - winner.start > mention.end - mention.start:
        return f"it is shorter than {told}"
    if (winner.start, winner.end) != (mention.start, mention.end):
        return f"it is no longer than {told}, which goes first"
    if _rank(winner) < _rank(mention):
        return f"of one span goes first {told}: a name before a number, a named number before a bare one"
    return f"of one span goes first {told}: the later component has the last word"


def _rank(mention: Mention) -> int:
    """Give what goes first of equal spans: a name, a number that says what it counts, a bare number, a year as a name.

    A film may be called "1917", but the "2018" of "the 2018 and 2022 finals" is no event.
    """
    if mention.label == "EVENT" and mention.text.isdigit():
        return 3
    return 0 if mention.label in _NAMES else 1 if mention.label != "CARDINAL" else 2


def _spans_two_dates(mention: Mention, group: Iterable[Mention]) -> bool:
    """Tell whether an unresolved date covers two resolved ones ("May 9 and May 11"): then the two stand."""
    if mention.label not in _TIMES or mention.timex is not None:
        return False
    inside = {
        (m.start, m.end) for m in group if m.timex is not None and mention.start <= m.start and m.end <= mention.end
    }
    return len(inside) > 1


def _take_over(winner: Mention, others: Iterable[Mention]) -> Mention:
    """Give the winner with the timex, quantity and score that it lacks and a covered mention has."""
    for other in others:
        if winner.timex is None and other.timex is not None and _dates(winner, other):
            label = other.label if winner.label in _TIMES else winner.label
            winner = replace(winner, timex=other.timex, label=label, by=f"{winner.by}+{other.by}")
        if winner.quantity is None and other.quantity is not None and other.quantity.kind == _KINDS.get(winner.label):
            winner = replace(winner, quantity=other.quantity, by=f"{winner.by}+{other.by}")
        if winner.score is None and other.score is not None and _same_kind(winner, other):
            winner = replace(winner, score=other.score)
    return winner


def _dates(winner: Mention, other: Mention) -> bool:
    """Tell whether a timex inside a mention is the mention's: of a name only one in digits, no "Winter" War."""
    if winner.label in _DATED_NAMES:
        return any(character.isdigit() for character in other.text)
    return winner.label in _TIMES


def _same_kind(one: Mention, other: Mention) -> bool:
    span = (one.start, one.end) == (other.start, other.end)
    return span and (one.label == other.label or {one.label, other.label} <= _TIMES)


def _contains(outer: Mention, inner: Mention) -> bool:
    return _inside(inner, outer) and (inner.start, inner.end) != (outer.start, outer.end)


def _inside(inner: Mention, outer: Mention) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
