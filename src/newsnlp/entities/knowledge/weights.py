"""What each sign is worth when a candidate is weighed, in log odds; set by hand, and compared on the visible sets."""

from __future__ import annotations

from newsnlp.entities.knowledge.records import AliasKind

__all__ = ["FIT", "KIND", "LEAST", "NIL", "PRIOR", "SAID", "SINGLE_NAME", "WEIGHT"]

# Log odds for each unit of the prior, and of meaning something that is not in the knowledge base.
PRIOR = 8.0
NIL = 2.2
# Below this probability no id is given.
LEAST = 0.6
KIND = {
    AliasKind.FULL: 0.0,
    AliasKind.SHORT: -1.0,
    AliasKind.ACRONYM: -0.3,
    AliasKind.EXONYM: -2.0,
    AliasKind.CODE: -2.0,
    AliasKind.SURNAME: -2.6,
    AliasKind.DEMONYM: -9.0,
}
SINGLE_NAME = -1.2
WEIGHT = {"country": 1.0, "elsewhere": -1.0, "office": 1.2, "qualified": 3.0, "city": 0.8, "named": 3.0}
# Terms in words, for an entity's reasons; the others are their own words.
SAID = {
    "known": "known {known.prior:.2f}",
    "country": "{known.country} is spoken of",
    "elsewhere": "other countries are spoken of",
    "office": "in office on {day}",
    "qualified": "with the region after a comma",
    "city": "a city",
    "named": "named in full elsewhere",
}
# (label of the entity, type of the candidate): pairs that are not here never match.
FIT = {
    ("PERSON", "PERSON"): 0.0,
    ("ORG", "ORG"): 0.0,
    ("ORG", "FAC"): -0.7,
    ("ORG", "GPE"): -2.0,
    ("GPE", "GPE"): 0.3,
    ("GPE", "LOC"): -0.7,
    ("LOC", "LOC"): 0.3,
    ("LOC", "GPE"): -0.5,
    ("LOC", "FAC"): -0.5,
    ("FAC", "FAC"): 0.0,
    ("FAC", "ORG"): -0.7,
    ("FAC", "LOC"): -0.7,
    ("EVENT", "EVENT"): 0.0,
}
