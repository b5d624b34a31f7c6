"""Merging the source files: one `Gathered` for each Wikidata id, with all that the sources say of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsnlp.entities.knowledge.build.dates import GROWN, iso_of
from newsnlp.entities.knowledge.build.rows import rows

__all__ = ["DESCRIBERS", "NAMES", "OFFICES", "TRUST", "Gathered", "add", "gather", "us_states"]

# Type votes: how far each source is trusted on what sort of thing its rows are.
TRUST = {
    "everypol_people": 9, "everypol_legislators": 9, "us_congress": 9, "country_codes": 9, "factbook_countries": 9,
    "ne_countries": 9, "rigour_territories": 8, "ne_states": 8, "ne_places": 7, "geonames_cities": 6, "us_places_wd": 6,
    "us_newspapers": 6, "football_clubs": 6, "everypol_ministries": 6, "news_alias_overlay": 5, "ne_rivers": 5,
    "ror": 4, "fb15k": 2, "wikidata_places": 2, "nsi_brands": 1, "wikitrivia": 2,
}  # fmt: skip
# Whose spelling is the usual name: the first of these that has one.
NAMERS = (
    "news_alias_overlay", "factbook_countries", "wikitrivia", "everypol_people", "ne_places", "geonames_cities",
    "us_congress", "fb15k", "rigour_territories", "ne_states", "wikidata_places",
)  # fmt: skip
DESCRIBERS = (
    "wikitrivia",
    "news_alias_overlay",
    "fb15k",
    "us_congress",
    "ne_states",
    "wikidata_places",
    "us_newspapers",
)
_OLDEST = 100  # years up to which people may come into an office
# Trust up to which a type gives way to a trade that the description names.
_UNSURE = 4
# Trades of people, and of groups of people, that wikitrivia and FB15k mistake for each other.
_GROUP = re.compile(
    r"\b(?:musical (?:group|duo|trio|ensemble)|(?:rock|boy|metal|pop|punk) band|rock group|girl group)\b"
)
_PERSON = re.compile(r"\b(?:player|footballer|actor|actress|singer|politician|musician|rapper|film director)$")
_HALF = re.compile(r"(?:North|South|East|West) ")
COUNTRY_FILES = frozenset({"country_codes", "factbook_countries", "ne_countries"})
# Files without ids whose other names are joined to the one organisation that has the full name.
NAMES = ("compromise", "us_agencies", "sp500", "sec_tickers")
# Files without ids of their own whose dated offices are joined by name to a person who has one.
OFFICES = ("factbook_leaders", "us_executive", "us_state_officials")


@dataclass(slots=True)
class Gathered:
    """What the sources say of one id: a Wikidata id, or a local one ("geonames:605155")."""

    id: str
    names: dict[str, str] = field(default_factory=dict)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    types: dict[str, int] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    roles: list[dict[str, str]] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    country_of: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    population: int = 0
    geonames: int | None = None
    sitelinks: int = 0
    views: int = 0
    admin1: str = ""
    born: str = ""
    kind: str = ""
    rank: int = 0
    demonyms: set[str] = field(default_factory=set)
    capital: bool = False

    @property
    def sources(self) -> list[str]:
        """The files it was found in, sorted."""
        return sorted(self.names)

    @property
    def qid(self) -> str | None:
        """Its Wikidata id, or None."""
        return None if ":" in self.id else self.id

    @property
    def is_country(self) -> bool:
        """Whether a list of countries has it."""
        return not COUNTRY_FILES.isdisjoint(self.names)

    @property
    def type(self) -> str:
        """The type with the most trust, unless a trusted trade says otherwise."""
        if self.types.keys() & {"PERSON", "ORG"} and max(self.types.values()) <= _UNSURE:
            said = f"{self.kind}, {self.descriptions.get('fb15k', '')}"
            if _GROUP.search(said):
                return "ORG"
            if _PERSON.search(said) and "PERSON" not in self.types:
                return "PERSON"
        return min(self.types, key=lambda kind: (-self.types[kind], kind))

    @property
    def name(self) -> str:
        """The usual name."""
        return next((self.names[f] for f in NAMERS if f in self.names), self.names[self.sources[0]])


def gather(folder: Path) -> tuple[dict[str, Gathered], dict[str, str]]:
    """Read every file that has ids, then join demonyms and offices to them; with the codes of countries."""
    found: dict[str, Gathered] = {}
    codes = _codes(folder)
    for file in sorted(TRUST):
        for row in rows(folder, file):
            if row["qid"]:
                add(found.setdefault(row["qid"], Gathered(row["qid"])), row, file, codes)
    for it in found.values():
        _drop_far_join(it)
    for row in rows(folder, "factbook_demonyms"):
        if row.get("country_qid") in found:
            _add_demonyms(found[row["country_qid"]], [row["name"], *row["aliases"]])
    _join_offices(folder, found, codes)
    _join_names(folder, found)
    _read_countries(found)
    return found, codes


def add(into: Gathered, row: dict[str, Any], file: str, codes: dict[str, str]) -> None:
    """Add what a row of a file says."""
    extra = row.get("extra") or {}
    into.names.setdefault(file, row["name"])
    into.aliases += [(alias, file) for alias in [row["name"], *row["aliases"]]]
    kinds = row["type"] if isinstance(row["type"], list) else [row["type"]]
    for kind in kinds:
        into.types[kind] = into.types.get(kind, 0) + TRUST.get(file, 1)
    if row.get("description"):
        into.descriptions.setdefault(file, row["description"])
    into.roles += row.get("roles") or []
    country = codes.get(row.get("country_qid") or "") or codes.get(row.get("country") or "")
    if country:
        into.countries.append(country)
        into.country_of.setdefault(file, country)
    if row.get("lat") is not None and row.get("lon") is not None:
        into.places.setdefault(file, (float(row["lat"]), float(row["lon"])))
    into.population = max(into.population, int(row.get("population") or 0))
    if row.get("geonames_id") and into.geonames is None:
        into.geonames = int(row["geonames_id"])
    into.sitelinks = max(into.sitelinks, extra.get("sl", 0))
    into.views = max(into.views, extra.get("pv", 0))
    into.kind = extra.get("kind") or into.kind
    into.rank = int(row.get("rank") or 0) or into.rank
    if file == "us_places_wd":
        into.admin1 = extra.get("admin1", "")
    into.born = extra.get("dob") or into.born
    into.capital |= "Admin-0 capital" in (row.get("description") or "")


def us_states(folder: Path) -> dict[str, str]:
    """Map the postal codes of the states of the United States, by which some sources name them, to their names."""
    postal = ((row, (row.get("extra") or {}).get("postal")) for row in rows(folder, "ne_states"))
    return {code: row["name"] for row, code in postal if code and row.get("country") == "US"}


def _add_demonyms(country: Gathered, names: Iterable[str]) -> None:
    """Add the names of a people; that of North Korea is also called North Korean."""
    half = _HALF.match(country.name)
    for name in names:
        country.demonyms.add(name)
        if half and not name.startswith(half.group()):
            country.demonyms.add(half.group() + name)


def _drop_far_join(it: Gathered) -> None:
    """Drop the GeoNames row of a place that lies elsewhere: a few ids of Natural Earth name another town."""
    here, there = it.places.get("ne_places"), it.places.get("geonames_cities")
    if here and there and max(abs(here[0] - there[0]), abs(here[1] - there[1])) > 1:
        for held in (it.places, it.names, it.country_of):
            held.pop("geonames_cities", None)
        it.aliases = [(alias, file) for alias, file in it.aliases if file != "geonames_cities"]
        it.countries = list(it.country_of.values())
        it.geonames = None


def _codes(folder: Path) -> dict[str, str]:
    """Map ids, names and codes of countries to ISO 3166 alpha-2."""
    codes: dict[str, str] = {}
    for file in ("country_codes", "ne_countries", "factbook_countries"):
        for row in rows(folder, file):
            code = row.get("country") or ""
            if len(code) == 2 and code.isupper():
                for key in (row["qid"], row["name"], *row["aliases"], code):
                    if key:
                        codes.setdefault(key, code)
                        codes.setdefault("the " + key, code)
    return codes


def _join_offices(folder: Path, found: dict[str, Gathered], codes: dict[str, str]) -> None:
    """Give offices of rows without an id to the one person of that name (and country, where both say one).

    The president since 2022 is the son and namesake of the one who was it until 1986.
    """
    people: dict[str, list[Gathered]] = defaultdict(list)
    for person in found.values():
        if person.type == "PERSON":
            for name in {alias.casefold() for alias, _ in person.aliases}:
                people[name].append(person)
    holders = _holders(found.values())
    for file in OFFICES:
        for row in rows(folder, file):
            country = codes.get(row.get("country_qid") or "") or codes.get(row.get("country") or "")
            roles = row.get("roles") or []
            owners = {p.id: p for n in [row["name"], *row["aliases"]] for p in people.get(n.casefold(), [])}
            able = [p for p in owners.values() if all(_may_hold(p, role, country, holders) for role in roles)]
            same = [p for p in able if country in p.countries] or [p for p in able if not p.countries]
            if len(same) == 1:
                same[0].roles += roles
                same[0].names.setdefault(file, row["name"])
                same[0].countries += [country] if country else []


def _holders(everybody: Iterable[Gathered]) -> dict[tuple[str, str, str], set[str]]:
    """Give who came into an office of a country in a month."""
    holders: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for it in everybody:
        for role in it.roles:
            for country in it.countries[:1]:
                holders[country, role["role"], iso_of(role.get("start"))[:7]].add(it.id)
    return holders


def _may_hold(
    person: Gathered, role: dict[str, str], country: str | None, holders: dict[tuple[str, str, str], set[str]]
) -> bool:
    """Tell whether somebody was grown up when an office began, and nobody else is known to have come into it then."""
    start = iso_of(role.get("start"))
    if start and person.born[:4].isdecimal() and not GROWN <= int(start[:4]) - int(person.born[:4]) <= _OLDEST:
        return False
    others = holders.get((country or "", role["role"], start[:7]), set()) if len(start) >= len("2022-06") else set()
    return not others or person.id in others


def _join_names(folder: Path, found: dict[str, Gathered]) -> None:
    """Give the short names of organisations without an id to the one that has the full name."""
    owners: dict[str, list[Gathered]] = defaultdict(list)
    for it in found.values():
        if it.type == "ORG":
            for name in {alias.casefold() for alias, _ in it.aliases}:
                owners[name].append(it)
    for file in NAMES:
        for row in rows(folder, file):
            same = owners.get(row["name"].casefold(), [])
            if row["type"] == "ORG" and len(same) == 1:
                same[0].aliases += [(alias, file) for alias in row["aliases"]]
                same[0].names.setdefault(file, row["name"])


def _read_countries(found: dict[str, Gathered]) -> None:
    """Give those without a country the one that their description names first ("American singer")."""
    words: dict[str, str] = {}
    for it in found.values():
        if it.is_country and it.countries:
            for name in [*it.demonyms, *it.names.values()]:
                if len(name) > 3:
                    words.setdefault(name, it.countries[0])
    words |= {"US": "US", "U.S.": "US", "USA": "US", "UK": "GB", "English": "GB", "Scottish": "GB", "Welsh": "GB"}
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + r")(?!\w)"
    )
    for it in found.values():
        if not it.countries:
            for file in sorted(it.descriptions):
                if named := pattern.search(it.descriptions[file]):
                    it.countries.append(words[named.group()])
                    break
