"""Linked documents as HTML: each story with its members, and the reasons of the links between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsnlp.display.markup import anchor, text
from newsnlp.document import EnrichedDocument, Link, Story

__all__ = ["link_reasons", "stories_html"]

SHOWN = 30  # stories that a notebook shows
_SHOWN_LINKS = 6
_SHOWN_TERMS = 5


def stories_html(docs: Sequence[EnrichedDocument], stories: Sequence[Story], *, limit: int | None = SHOWN) -> str:
    """Give the stories as HTML; everything in it is escaped.

    Args:
        docs: the documents that were linked.
        stories: their stories.
        limit: stories that are shown, None for all.

    Example:
        >>> from newsnlp.display.stories import stories_html
        >>> result = newsnlp.link(["Suez Canal Reopens as Ever Given Is Freed", "Ever Given Freed, Suez Canal Reopens"])
        >>> "both say:" in stories_html(result.documents, result.stories)
        True
    """
    by_id = {doc.id: doc for doc in docs}
    shown = stories if limit is None else stories[:limit]
    alone = sum(doc.story is None for doc in docs)
    return "".join(
        [
            '<div class="newsnlp-stories">',
            f"<p>documents: {len(docs):,} · stories: {len(stories):,} · alone: {alone:,}</p>",
            *(_story(story, by_id) for story in shown),
            f"<p>… {len(stories) - len(shown):,} stories more</p>" if len(shown) < len(stories) else "",
            "</div>",
        ]
    )


def link_reasons(link: Link) -> list[str]:
    """Tell in plain text why two documents are linked: what both have, the days between, and what weighed most.

    Example:
        >>> from newsnlp.display.stories import link_reasons
        >>> link = newsnlp.Link("b", 0.9, "same_story", {"words": ["suez"], "days_apart": 1, "terms": {"names": 0.7}})
        >>> link_reasons(link)
        ['both say: suez', 'days apart: 1', 'weights: names +0.70']
    """
    return list(_reasons(link.evidence))


def _reasons(evidence: Mapping[str, object]) -> Iterator[str]:
    for key, lead in (("entities", "both name"), ("words", "both say"), ("vetoes", "against it")):
        found = evidence.get(key)
        if isinstance(found, Sequence) and not isinstance(found, str) and found:
            yield f"{lead}: {', '.join(map(str, found))}"
    if (days := evidence.get("days_apart")) is not None:
        yield f"days apart: {days}"
    terms = evidence.get("terms")
    if isinstance(terms, Mapping):
        weights = [(name, amount) for name, amount in terms.items() if isinstance(amount, int | float)]
        heaviest = sorted(weights, key=lambda term: (-abs(term[1]), term[0]))[:_SHOWN_TERMS]
        if heaviest:
            yield "weights: " + ", ".join(f"{name} {amount:+.2f}" for name, amount in heaviest)


def _story(story: Story, by_id: Mapping[str, EnrichedDocument]) -> str:
    days = f" · {text(' to '.join(dict.fromkeys(story.days)))}" if story.days else ""
    members = "".join(f"<li>{_member(by_id[member])}</li>" for member in story.members if member in by_id)
    return (
        f'<section class="newsnlp-story" data-story="{text(story.id)}" style="margin:.8em 0">'
        f"<strong>{text(story.label or story.id)}</strong> <small>{len(story.members)} documents{days}</small>"
        f'<ol style="margin:.2em 0">{members}</ol>{_links(story, by_id)}</section>'
    )


def _member(doc: EnrichedDocument) -> str:
    facts = " · ".join(fact for fact in (doc.source, doc.published) if fact)
    return anchor(doc.url, headline(doc)) + (f" <small>{text(facts)}</small>" if facts else "")


def headline(doc: EnrichedDocument) -> str:
    """Give the title, or the start of the text, in one line."""
    line = " ".join((doc.title or doc.text[:500]).split())
    return line if len(line) <= 140 else line[:137] + "…"


def _links(story: Story, by_id: Mapping[str, EnrichedDocument]) -> str:
    place = {member: number for number, member in enumerate(story.members, start=1)}
    links = [
        (place[one], place[link.id], link)
        for one in story.members
        if one in by_id
        for link in by_id[one].links
        if link.id in place and place[one] < place[link.id]
    ]
    links.sort(key=lambda each: (-each[2].score, each[0], each[1]))
    rows = "".join(
        f"<li>{one} – {other}: {text(link.relation)} {link.score:.2f}; {text('; '.join(link_reasons(link)))}</li>"
        for one, other, link in links[:_SHOWN_LINKS]
    )
    if not rows:
        return ""
    return f'<details open><summary>why</summary><ul style="font-size:.85em">{rows}</ul></details>'
