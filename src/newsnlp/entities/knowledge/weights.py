"""What each sign is worth when a candidate is weighed, in log odds.

Those of persons were fitted to Wikinews and rounded; the rest was set by hand and by comparison on the visible sets of
`docs/knowledge_base.md`, which are therefore no test of them.
"""

from __future__ import annotations

from newsnlp.entities.knowledge.records import AliasKind

__all__ = [
    "FIT",
    "GIVEN_NIL",
    "KIND",
    "LEAD",
    "LEAST",
    "LEAST_TOPIC",
    "MISLABELLED",
    "MOST_TOPIC",
    "NIL",
    "PRIOR",
    "SAID",
    "WEIGHT",
]

# Log odds for each unit of the prior, and of meaning something that is not in the knowledge base.
PRIOR = 8.0
NIL = 1.7
# The latter grows with how many well-known people have the name as their first.
GIVEN_NIL = 1.35
# What a thing of the name is worth whose type the label does not allow.
MISLABELLED = -4.0
# Calibration of the score, fitted on the visible sets: the odds are flattened, and "none" gets more.
SHARPNESS = 0.6
DOUBT = 0.5
# Below this probability no id is given.
LEAST = 0.42
# Nor where the first of the candidates is ahead of the second by less than this, in log odds.
LEAD = 0.1
KIND = {
    AliasKind.FULL: 0.0,
    AliasKind.SHORT: -1.0,
    AliasKind.ACRONYM: -0.3,
    AliasKind.EXONYM: -2.8,
    AliasKind.CODE: -2.0,
    AliasKind.SURNAME: -2.0,
    AliasKind.DEMONYM: -9.0,
    AliasKind.GIVEN: -2.0,
}
WEIGHT = {
    "country": 1.3,
    "elsewhere": -1.0,
    "office": 1.2,
    "office there": 1.5,
    "qualified": 3.0,
    "not there": -3.0,
    "city": 0.8,
    "a region": 3.0,
    "region": 1.5,
    "named": 3.0,
    "single name": -1.2,
    "family": 2.5,
    "title": 3.0,
    "past title": 1.8,
    "no title": -1.0,
    "too early": -4.0,
    "respelled": -1.5,
    "topic": 3.0,
    "other topics": -0.7,
}
# From how many words or entities on an article tells of a topic, and from how many on more tell no more.
LEAST_TOPIC, MOST_TOPIC = 0.5, 6
# Terms in words, for an entity's reasons; the others are their own words.
SAID = {
    "known": "known {known.prior:.2f}",
    "country": "{known.country} is spoken of",
    "elsewhere": "other countries are spoken of",
    "office": "in office on {day}",
    "office there": "the region of its office is named",
    "qualified": "with its region or country after a comma",
    "not there": "with another region or country after a comma",
    "city": "a city",
    "named": "named in full elsewhere",
    "region": "its region is named",
    "a region": "spoken of as a state, or after the comma of its city",
    "family": "another of the family is named",
    "title": "with a title it had",
    "past title": "with a title it had at another time",
    "no title": "with a title it never had",
    "topic": "its field is spoken of",
    "other topics": "other fields are spoken of",
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
    ("EVENT", "ORG"): -1.5,
    ("PRODUCT", "ORG"): -1.5,
}
