"""The second tier: what the sources name without a Wikidata id, under an id of its own, and dated offices to 2014."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

from newsnlp.entities.knowledge.build.gather import Gathered, add
from newsnlp.entities.knowledge.build.naming import COMPANY
from newsnlp.entities.knowledge.build.rows import rows
from newsnlp.entities.knowledge.keys import fold_key

__all__ = ["LEADERS", "LOCAL", "add_offices", "add_second_tier"]

# Files whose rows without an id are kept, surest first.
LOCAL = (
    "news_alias_overlay", "us_agencies", "us_committees", "us_courts", "sp500", "sec_tickers", "geonames_cities",
    "iso3166_2", "factbook_leaders", "us_state_officials", "petrarch_armed",
     "factbook_parties",
    "openfootball_clubs",
)  # fmt: skip
LEADERS = "petrarch_leaders"
_INITIAL = re.compile(r"\s+[A-Z]\.?(?=\s)")
_TYPES = frozenset({"ORG", "GPE", "LOC", "FAC", "PERSON"})
_NOISE = re.compile(r"[\d/]|\b(?:Adr|ADR)\b|^.{0,3}$|^.{61,}$")
# What a CAMEO code says after the country: in government.
_OFFICE = re.compile(r"(?P<country>[A-Z]{3})GOV")


def add_second_tier(folder: Path, found: dict[str, Gathered], codes: dict[str, str]) -> None:
    """Add the rows without an id whose full name (of that type, in that country) no row with an id has."""
    taken: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for it in found.values():
        country = it.countries[0] if it.countries else None
        for alias, _ in it.aliases:
            taken[it.type, _plain(alias)].add(country)
    mine: dict[tuple[str, str, str | None], str] = {}
    for file in LOCAL:
        for row in rows(folder, file):
            if row["qid"] or row["type"] not in _TYPES or (_NOISE.search(row["name"]) and file != "us_courts"):
                continue
            country = codes.get(row.get("country_qid") or "") or codes.get(row.get("country") or "")
            key = row["type"], _plain(row["name"])
            known = taken.get(key, set()) | taken.get((row["type"], _plain(COMPANY.sub("", row["name"]))), set())
            if country in known or None in known or (country is None and known):
                continue
            local = mine.setdefault((*key, country), _local_id(row, file))
            add(found.setdefault(local, Gathered(local)), row, file, codes)


def add_offices(folder: Path, found: dict[str, Gathered], codes: dict[str, str]) -> None:
    """Give the one person of a name and country the years in government that the lists to 2014 have."""
    people: dict[str, list[Gathered]] = defaultdict(list)
    for it in found.values():
        if it.type == "PERSON":
            for name in {fold_key(alias) for alias, _ in it.aliases}:
                people[name].append(it)
    ranked = sorted((it for it in found.values() if it.is_country and it.countries), key=lambda it: it.population)
    names = {it.countries[0]: it.name for it in ranked}
    for row in rows(folder, LEADERS):
        same = people.get(fold_key(row["name"]), [])
        for role in row.get("roles") or [] if len(same) == 1 else []:
            office = _OFFICE.match(role["role"])
            country = codes.get(office["country"]) if office else None
            if country is None or not role.get("start") or (same[0].countries and country not in same[0].countries):
                continue
            entry = {"role": "in government", "of": names.get(country, ""), **_dates(role)}
            same[0].roles.append(entry)
            same[0].names.setdefault(LEADERS, row["name"])


def _plain(name: str) -> str:
    """Give a name's key without initials in its middle."""
    return fold_key(_INITIAL.sub("", name))


def _dates(role: dict[str, Any]) -> dict[str, str]:
    return {"start": role["start"], "end": role.get("end") or "2014"}


def _local_id(row: dict[str, Any], file: str) -> str:
    extra = row.get("extra") or {}
    for giver, value in (("geonames", row.get("geonames_id")), ("ticker", row.get("ticker")),
                         ("iso3166-2", extra.get("iso"))):  # fmt: skip
        if value:
            return f"{giver}:{value}"
    plain = unicodedata.normalize("NFKD", row["name"]).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return f"newsnlp:{file}/{slug}"
