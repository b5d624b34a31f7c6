"""Making a knowledge base: from a folder of source files to one SQLite file.

Streams the source files, merges their rows by Wikidata id, adds those without one, prunes what is hardly known, and
writes the file. No chance and no clock: the same files give the same bytes (with one version of SQLite, which writes
its own into the file).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsnlp.entities.knowledge.build.attribution import attribution
from newsnlp.entities.knowledge.build.dates import born_in, iso_of, told_role
from newsnlp.entities.knowledge.build.gather import DESCRIBERS, NAMES, OFFICES, TRUST, Gathered, gather, us_states
from newsnlp.entities.knowledge.build.naming import aliases_of, best_known, prior_of, topics_about
from newsnlp.entities.knowledge.build.rows import check_sources
from newsnlp.entities.knowledge.build.second import LEADERS, LOCAL, add_offices, add_second_tier
from newsnlp.entities.knowledge.records import TYPES, KnownEntity, Role
from newsnlp.entities.knowledge.write import Entry, write_knowledge

__all__ = ["SOURCES", "Built", "build_knowledge"]

SOURCES = tuple(sorted({*TRUST, *OFFICES, *NAMES, *LOCAL, LEADERS, "factbook_demonyms"}))
"""The files that a base is built from, without their `.jsonl`."""
# What is less known is left out: members of parliaments without other signs, villages.
KEPT_FROM = {"PERSON": 0.15, "ORG": 0.22, "GPE": 0.1, "LOC": 0.2, "FAC": 0.5, "EVENT": 0.5}
MOST_ROLES = 6
LONGEST_DESCRIPTION = 70


@dataclass(frozen=True, slots=True)
class Built:
    """What was built.

    Attributes:
        counts: the entities of each type.
        attribution: the sources with their licences, in Markdown.
    """

    counts: Mapping[str, int]
    attribution: str


def build_knowledge(folder: Path, out: Path) -> Built:
    """Build a knowledge base from the source files in `folder`; it appears at `out` when all is written.

    Raises:
        UnreadableFile: a source file is missing, or a line of one is no row.
    """
    check_sources(folder, SOURCES)
    found, codes = gather(folder)
    add_second_tier(folder, found, codes)
    add_offices(folder, found, codes)
    better = best_known(it for it in found.values() if it.type == "PERSON")
    states = us_states(folder)
    entries = [entry for it in found.values() if (entry := _entry(it, better, states)) is not None]
    entries.sort(key=lambda entry: (-entry.entity.prior, len(entry.entity.id), entry.entity.id))
    write_knowledge(out, entries)
    return Built(Counter(entry.entity.type for entry in entries), attribution(folder, SOURCES, entries))


def _entry(it: Gathered, better: Mapping[str, float], states: Mapping[str, str]) -> Entry | None:
    if it.type not in TYPES:
        return None
    prior = prior_of(it)
    if it.qid is not None and prior < KEPT_FROM[it.type]:
        return None
    first = next(
        (f for f in ("ne_places", "geonames_cities", "ne_countries") if f in it.places), next(iter(it.places), "")
    )
    lat, lon = it.places.get(first, (None, None))
    roles = _roles(it, states)
    told = (it.descriptions[file] for file in sorted(it.descriptions))
    entity = KnownEntity(
        number=0,
        qid=it.qid,
        name=it.name,
        type=it.type,
        prior=prior,
        description=_description(it),
        country=Counter(it.countries).most_common(1)[0][0] if it.countries else None,
        lat=lat,
        lon=lon,
        population=it.population or None,
        geonames=it.geonames,
        is_country=it.is_country,
        sources=" ".join(it.sources),
        local=None if it.qid else it.id,
        born=born_in(it.born, told, [role.start for role in roles]) if it.type == "PERSON" else None,
        topics=topics_about(it),
    )
    return Entry(entity, aliases_of(it, prior, better), roles)


def _description(it: Gathered) -> str | None:
    text = next((it.descriptions[f] for f in DESCRIBERS if f in it.descriptions), None)
    if text and it.type == "GPE" and it.admin1:
        state = next((a.removeprefix(f"{it.name}, ") for a, _ in it.aliases if a.startswith(f"{it.name}, ")), "")
        text = f"{text}; {state}" if state and state not in text else text
    if text and len(text) > LONGEST_DESCRIPTION:
        text = text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;(") + "…"
    return text


def _roles(it: Gathered, states: Mapping[str, str]) -> tuple[Role, ...]:
    """Give the latest offices, oldest first, each once."""
    roles = {Role(r["role"], _of(r, states), iso_of(r.get("start")), iso_of(r.get("end"))) for r in it.roles}
    if it.type == "PERSON":
        roles |= {told for file in sorted(it.descriptions) if (told := told_role(it.descriptions[file]))}
    ordered = sorted(roles, key=lambda r: (r.start, r.end, r.role, r.of))
    return tuple(ordered[-MOST_ROLES:])


def _of(role: Mapping[str, str], states: Mapping[str, str]) -> str:
    of = (role.get("of") or "").removeprefix("the ")
    return states.get(of, of)
