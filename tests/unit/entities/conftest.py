"""A tiny knowledge base, made by the writer that makes the one that ships, and a way to link names with it."""

import pytest

from newsnlp.document import Mention
from newsnlp.entities.aliases import name_entities
from newsnlp.entities.knowledge.link import EntityLinker
from newsnlp.entities.knowledge.records import AliasKind, KnownEntity, Role
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.write import Entry, write_knowledge

FULL, SHORT, SURNAME, DEMONYM = AliasKind.FULL, AliasKind.SHORT, AliasKind.SURNAME, AliasKind.DEMONYM


def entry(qid, name, kind, prior, aliases=(), roles=(), **facts):
    entity = KnownEntity(0, qid, name, kind, prior, **facts)
    return Entry(entity, ((name, FULL), *aliases), tuple(roles))


@pytest.fixture(scope="session")
def entries():
    return [
        entry("Q1", "Ruritania", "GPE", 0.9, [("Ruritanian", DEMONYM)], country="RU", is_country=True, lat=50.5,
              lon=-7.25),
        entry("Q2", "Strelsau", "GPE", 0.8, country="RU", geonames=7, sources="ne_places"),
        entry("Q3", "Strelsau", "GPE", 0.75, [("Strelsau, Idaho", FULL)], country="US"),
        entry("Q4", "Rudolf Elphberg", "PERSON", 0.8, [("Elphberg", SURNAME)],
              [Role("King", "Ruritania", "1990", "1999")]),
        entry("Q5", "Flavia Elphberg", "PERSON", 0.8, [("Elphberg", SURNAME)],
              [Role("Queen", "Ruritania", "2000", "")]),
        entry("Q6", "Black Bank", "ORG", 0.7, [("BBK", AliasKind.ACRONYM), ("Apple", SHORT)], country="RU"),
        entry("Q7", "Tarlenheim", "PERSON", 0.1),
    ]  # fmt: skip


@pytest.fixture
def base(tmp_path, entries):
    write_knowledge(tmp_path / "tiny.sqlite", entries)
    return KnowledgeBase(tmp_path / "tiny.sqlite", "t")


def read(text, *names):
    """Give the mentions and entities of the names, each `(text, label)`, that stand in `text`."""
    mentions, at = [], 0
    for name, label in names:
        at = text.index(name, at)
        mentions.append(Mention(at, at + len(name), name, label, score=0.9))
        at += len(name)
    return name_entities(mentions, None)


@pytest.fixture
def linked(base):
    """Link names that stand in a text, and give text -> entity."""

    def link(text, *names, published=None):
        mentions, entities = read(text, *names)
        return {e.name: e for e in EntityLinker(base).link(entities, mentions, text, published)}

    return link


@pytest.fixture
def chosen(base):
    """Tell of names that stand in a text what each could have been: text -> choice."""

    def choose(text, *names, published=None):
        mentions, entities = read(text, *names)
        choices = EntityLinker(base).choices(entities, mentions, text, published)
        return {e.name: choices[e.id] for e in entities}

    return choose
