"""Build the knowledge base: `python models/knowledge/build.py ../shared/data/kb`.

Streams the source files, merges their rows by Wikidata id, adds those without one, prunes what is hardly known, and
writes `knowledge.sqlite`, `manifest.json` and `ATTRIBUTION.md` beside this file. No chance and no clock: the same
files give the same bytes.
"""

from __future__ import annotations

import argparse
import calendar
import re
from collections import Counter, defaultdict
from pathlib import Path

from gather import DESCRIBERS, NAMES, OFFICES, TRUST, Gathered, gather, rows
from naming import aliases_of, best_known, prior_of, topics_about
from second import LEADERS, LOCAL, add_offices, add_second_tier

from newsnlp.entities.knowledge.records import TYPES, KnownEntity, Role
from newsnlp.entities.knowledge.write import Entry, write_knowledge
from newsnlp.store.artefacts import write_manifest

HERE = Path(__file__).parent
FILE = "knowledge.sqlite"
VERSION = "2"
# What is less known is left out: members of parliaments without other signs, villages.
KEPT_FROM = {"PERSON": 0.15, "ORG": 0.22, "GPE": 0.1, "LOC": 0.2, "FAC": 0.5, "EVENT": 0.5}
MOST_ROLES = 6
LONGEST_DESCRIPTION = 70
_BORN = re.compile(r"\bborn (?:[^()]* )?([12]\d{3})\b|\(([12]\d{3})\s?[-–]\s?(?:[12]\d{3})?\)")
_TOLD = re.compile(
    r"(?P<role>.*\b(?:[Pp]resident|[Mm]inister|[Cc]hancellor|[Ss]enator|[Gg]overnor|[Mm]ayor|[Kk]ing|[Qq]ueen|[Pp]ope"
    r"|[Ss]ecretary|[Ll]eader|[Ee]mperor|[Cc]hairman|[Rr]uler|[Pp]remier)\b[^,;()]*?) (?:from|since|between) "
    r"(?P<start>1[89]\d\d|20\d\d)(?: (?:to|until|and) (?P<end>\d{4}))?"
)
MONTHS = {month: f"{number:02d}" for number, month in enumerate(calendar.month_name) if month}


def main() -> None:
    """Build from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of source files")
    folder = parser.parse_args().folder
    found, codes = gather(folder)
    add_second_tier(folder, found, codes)
    add_offices(folder, found, codes)
    better = best_known(it for it in found.values() if it.type == "PERSON")
    entries = [entry for it in found.values() if (entry := _entry(it, better)) is not None]
    entries.sort(key=lambda entry: (-entry.entity.prior, len(entry.entity.id), entry.entity.id))
    write_knowledge(HERE / FILE, entries)
    write_manifest(HERE, "knowledge", VERSION, (FILE,))
    _write_attribution(folder, entries)
    print(Counter(entry.entity.type for entry in entries), (HERE / FILE).stat().st_size / 1e6, "MB")


def _entry(it: Gathered, better: dict[str, float]) -> Entry | None:
    if it.type not in TYPES:
        return None
    prior = prior_of(it)
    if it.qid is not None and prior < KEPT_FROM[it.type]:
        return None
    place = next((it.places[f] for f in ("ne_places", "geonames_cities", "ne_countries") if f in it.places), None)
    place = place or next(iter(it.places.values()), (None, None))
    entity = KnownEntity(
        number=0,
        qid=it.qid,
        name=it.name,
        type=it.type,
        prior=prior,
        description=_description(it),
        country=Counter(it.countries).most_common(1)[0][0] if it.countries else None,
        lat=place[0],
        lon=place[1],
        population=it.population or None,
        geonames=it.geonames,
        is_country=it.is_country,
        sources=" ".join(it.sources),
        local=None if it.qid else it.id,
        born=_born(it),
        topics=topics_about(it),
    )
    return Entry(entity, aliases_of(it, prior, better), _roles(it))


def _born(it: Gathered) -> int | None:
    """Give the year of birth of a person, where a date or a description tells it."""
    if it.type != "PERSON":
        return None
    if re.match(r"[12]\d{3}", it.born):
        return int(it.born[:4])
    told = (_BORN.search(it.descriptions[file]) for file in sorted(it.descriptions))
    return next((int(year[1] or year[2]) for year in told if year), None)


def _description(it: Gathered) -> str | None:
    text = next((it.descriptions[f] for f in DESCRIBERS if f in it.descriptions), None)
    if text and it.type == "GPE" and it.admin1:
        state = next((a.removeprefix(f"{it.name}, ") for a, _ in it.aliases if a.startswith(f"{it.name}, ")), "")
        text = f"{text}; {state}" if state and state not in text else text
    if text and len(text) > LONGEST_DESCRIPTION:
        text = text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0].rstrip(",;(") + "…"
    return text


def _roles(it: Gathered) -> tuple[Role, ...]:
    """Give the latest offices, oldest first, each once."""
    roles = {
        Role(r["role"], (r.get("of") or "").removeprefix("the "), _iso(r.get("start")), _iso(r.get("end")))
        for r in it.roles
    }
    if it.type == "PERSON":
        roles |= {told for file in sorted(it.descriptions) if (told := _told_role(it.descriptions[file]))}
    ordered = sorted(roles, key=lambda r: (r.start, r.end, r.role, r.of))
    return tuple(ordered[-MOST_ROLES:])


def _told_role(description: str) -> Role | None:
    """Give the office that a description tells with its years ("... president ... from 1989 to 1993")."""
    told = _TOLD.match(description)
    return Role(told["role"], "", told["start"], told["end"] or "") if told else None


def _iso(date: str | None) -> str:
    """Give an ISO prefix for an ISO date, "12 December 2019" or a year."""
    if not date:
        return ""
    if re.fullmatch(r"\d{4}(-\d{2}){0,2}", date):
        return date
    written = re.search(r"(?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", date)
    if not written:
        return ""
    day, month, year = written.groups()
    parts = [year] + ([MONTHS[month]] + ([f"{int(day):02d}"] if day else []) if month in MONTHS else [])
    return "-".join(parts)


def _write_attribution(folder: Path, entries: list[Entry]) -> None:
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    counts = Counter(source for entry in entries for source in entry.entity.sources.split())
    for file in sorted({*TRUST, *OFFICES, *NAMES, *LOCAL, LEADERS, "factbook_demonyms"}):
        row = next(rows(folder, file))
        used[row["source"], row["licence"]].add(file)
    lines = [
        "# Sources of the knowledge base",
        "",
        "Generated by `build.py`. Each entity names the files its facts come from.",
        "",
        "| source | licence | files | entities |",
        "|---|---|---|---|",
    ]
    for (source, licence), files in sorted(used.items()):
        total = sum(counts[file] for file in files)
        lines.append(f"| {source} | {licence} | {', '.join(sorted(files))} | {total:,} |")
    lines += ["", "Cities of GeoNames (geonames.org) are used under CC BY 4.0; changed: selected and merged by id.", ""]
    (HERE / "ATTRIBUTION.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
