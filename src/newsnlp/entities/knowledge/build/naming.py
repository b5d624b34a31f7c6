"""The names of an entity with their kinds, and how well known it is."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping

from newsnlp.entities.knowledge.build.gather import Gathered
from newsnlp.entities.knowledge.records import AliasKind
from newsnlp.entities.knowledge.topics import topics_of

__all__ = ["COMPANY", "aliases_of", "best_known", "prior_of", "topics_about"]

_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$")
_INITIAL = re.compile(r"\s+[A-Z]\.?(?=\s)")
_BAD = re.compile(r"[\[\]@/:;\"“”]|\d{4}")
_LONGEST = 60
_GEO_EXONYMS_FROM = 1_000_000  # inhabitants from which the foreign names of a city are kept
_FAMILY_FIRST = frozenset({"CN", "KR", "KP", "TW", "VN"})
_HEADS = re.compile(r"^(?:Acting )?(?:President|Prime Minister|Chancellor|King|Queen|Emperor|Pope|Taoiseach|Premier)\b")
_FLOORS = {
    "wikitrivia": 0.55, "fb15k": 0.5, "news_alias_overlay": 0.65, "us_congress": 0.5, "everypol_people": 0.3,
    "everypol_legislators": 0.15, "ror": 0.3, "nsi_brands": 0.22, "us_newspapers": 0.25, "football_clubs": 0.4,
    "everypol_ministries": 0.3, "us_places_wd": 0.1, "factbook_leaders": 0.5, "us_executive": 0.6,
    "us_courts": 0.1, "us_state_officials": 0.2, "petrarch_armed": 0.2, "factbook_parties": 0.2,
    "openfootball_clubs": 0.2, "iso3166_2": 0.15, "sec_tickers": 0.15, "sp500": 0.35, "us_agencies": 0.25,
    "us_committees": 0.3, "petrarch_leaders": 0.2,
}  # fmt: skip
SURNAMES_FROM = 0.3
GIVEN_FROM = 0.6
_NO_SURNAME = frozenset({"of", "the", "The", "and", "&"})
_PARTICLES = re.compile(r"\b(?:[a-z]+|Al|El|De|Van|Von|Bin|Le|La|Di) .*$")
_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l)-(?=\w{3})")
_GROUP = re.compile(r"\b(?:band|duo|trio|group|supergroup|fictional|character|deity|god|goddess)\b")
COMPANY = re.compile(r",? (?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|plc|PLC|LLC|SA|AG|NV|Incorporated|Group)\.?$")


def prior_of(it: Gathered) -> float:
    """Give 0 to 1: the largest of what links, views, inhabitants, offices and lists say; more with each source."""
    signs = [_FLOORS.get(file, 0.15) for file in it.names]
    if it.sitelinks:
        signs.append(math.log(it.sitelinks) / math.log(400))
    if it.views:
        signs.append((math.log10(it.views) - 3) / 3.6)
    if it.population and it.type in {"GPE", "LOC"}:
        signs.append((math.log10(it.population) - 3) / 4.6)
    if it.type == "PERSON" and it.roles:  # office holders are in the news
        signs = [sign + 0.08 for sign in signs]
    if any(_HEADS.match(role["role"]) for role in it.roles):
        signs.append(0.55)
    if it.rank:
        signs.append(0.4 - 0.05 * math.log10(it.rank))
    best = max(signs) + 0.02 * (len(it.names) - 1) + (0.1 if it.capital else 0.0)
    if it.is_country:
        best = max(best, 0.85 if it.population > 1_000_000 else 0.7)
    return round(min(1.0, max(0.0, best)), 3)


def aliases_of(it: Gathered, prior: float, better: Mapping[str, float]) -> tuple[tuple[str, AliasKind], ...]:
    """Give every usable name with its kind; `better` says how known the best known person of each full name is."""
    named: dict[str, AliasKind] = {}

    def add(name: str, kind: AliasKind) -> None:
        name = " ".join(name.split())
        if 1 < len(name) <= _LONGEST and not _BAD.search(name):
            named[name] = min(named.get(name, kind), kind)

    for alias, file in it.aliases:
        bare = re.sub(r"\s*\([^)]*\)$", "", alias)
        if bare[:1].islower() and bare != it.name:
            continue  # "pl", "high court": too common to name one thing
        if bare == it.name or file != "geonames_cities" or it.population >= _GEO_EXONYMS_FROM:
            add(bare, _kind(bare, it, file))
    if it.type == "ORG":
        for name in sorted(named):
            if len(bare := COMPANY.sub("", name)) > 3 and bare != name:
                add(bare, named[name])
    if it.type == "PERSON":
        _add_person(it, prior, named, add, better)
    for demonym in sorted(it.demonyms):
        add(demonym, AliasKind.DEMONYM)
    return tuple(sorted(named.items()))


def _add_person(
    it: Gathered,
    prior: float,
    named: dict[str, AliasKind],
    add: Callable[[str, AliasKind], None],
    better: Mapping[str, float],
) -> None:
    for name in sorted(n for n, kind in named.items() if kind is AliasKind.FULL):
        bare = _SUFFIX.sub("", name)
        plain = _INITIAL.sub("", bare)
        if bare != name and " " not in bare and prior >= GIVEN_FROM:  # "Elizabeth II"
            add(bare, AliasKind.GIVEN)
        # Without its "Jr." a name is the father's, if he is the better known.
        if " " in plain and (bare == name or better.get(plain, 0.0) <= prior):
            add(plain, AliasKind.FULL)
    words = _SUFFIX.sub("", it.name).split()
    if prior >= SURNAMES_FROM and 2 <= len(words) <= 5 and not _NO_SURNAME.intersection(words) and not _is_group(it):
        family_first = bool(it.countries) and it.countries[0] in _FAMILY_FIRST and len(words) <= 3
        add(words[0] if family_first else words[-1], AliasKind.SURNAME)
        if prior >= GIVEN_FROM and not family_first:
            add(words[0], AliasKind.GIVEN)
        if match := _PARTICLES.search(" ".join(words[1:])):
            add(match.group(), AliasKind.SURNAME)
        if _ARTICLE.match(words[-1]):
            add(words[-1][3:], AliasKind.SURNAME)


def best_known(people: Iterable[Gathered]) -> dict[str, float]:
    """Give for each usual name of people how known the best known of that name is."""
    best: dict[str, float] = {}
    for it in people:
        for name in it.names.values():
            best[name] = max(best.get(name, 0.0), prior_of(it))
    return best


def topics_about(it: Gathered) -> int:
    """Give the topics of a person, organisation or event; those of a place would say nothing."""
    if it.type not in {"PERSON", "ORG", "EVENT"}:
        return 0
    office = ("politician",) if it.roles and it.type == "PERSON" else ()
    return topics_of(it.kind, *(it.descriptions[file] for file in sorted(it.descriptions)), *office)


def _is_group(it: Gathered) -> bool:
    return any(_GROUP.search(text) for text in it.descriptions.values())


def _kind(alias: str, it: Gathered, file: str) -> AliasKind:
    letters = alias.replace(".", "").replace(" ", "")
    if alias in it.names.values() or file == "news_alias_overlay":
        return AliasKind.FULL
    if letters.isupper() and letters.isalpha() and len(letters) <= 6:
        sure = file == "news_alias_overlay" or len(letters) > 3 or it.type == "ORG"
        return AliasKind.ACRONYM if sure else AliasKind.CODE
    if it.type == "PERSON":
        return AliasKind.FULL if " " in alias else AliasKind.SHORT
    if file in {"ne_places", "ne_states", "ne_countries", "geonames_cities", "rigour_territories"}:
        return AliasKind.EXONYM
    return AliasKind.SHORT
