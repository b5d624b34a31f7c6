"""Building a knowledge base from a folder of source files."""

import json
import re

import pytest

import newsnlp
from newsnlp.cli import run
from newsnlp.entities.knowledge.build.base import SOURCES, build_knowledge
from newsnlp.entities.knowledge.build.dates import born_in, told_role
from newsnlp.entities.knowledge.records import Role
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.errors import ConfigError, ModelDamaged, ModelMissing, UnreadableFile
from newsnlp.store.artefacts import open_artefact

FACTS = {"aliases": [], "source": "atlas", "licence": "CC0-1.0"}
ROWS = {
    "country_codes": [{"qid": "Q1", "name": "Ruritania", "type": "GPE", "country": "RU", "country_qid": "Q1"}],
    "factbook_demonyms": [{"qid": None, "name": "Ruritanian", "type": "NORP", "country_qid": "Q1"}],
    "ne_places": [
        {
            "qid": "Q2",
            "name": "Strelsau",
            "type": "GPE",
            "country": "RU",
            "lat": 50.5,
            "lon": 14.25,
            "population": 10**6,
        }
    ],
    "us_congress": [
        {"qid": "Q3", "name": "Ada Elphberg", "type": "PERSON", "roles": [{"role": "Senator", "start": "2020-01-03"}]}
    ],
    "us_agencies": [
        {"qid": None, "name": "Zenda Harbour Board", "type": "ORG", "source": "harbours", "licence": "MIT"}
    ],
}


@pytest.fixture
def sources(tmp_path):
    """A folder with all the source files, most of them empty."""
    folder = tmp_path / "sources"
    folder.mkdir()
    for file in SOURCES:
        lines = [json.dumps(FACTS | row) + "\n" for row in ROWS.get(file, [])]
        (folder / f"{file}.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def test_a_base_is_built_and_used(sources, tmp_path, capsys):
    out = tmp_path / "mine.sqlite"
    assert run(["kb", "build", str(sources), "--out", str(out)]) == 0
    assert run(["kb", "lookup", "strelsau", "--base", str(out)]) == 0
    assert "50.50" in capsys.readouterr().out
    assert run(["kb", "info", "--base", str(out)]) == 0
    told = (tmp_path / "mine.ATTRIBUTION.md").read_text(encoding="utf-8")
    assert "| harbours | MIT | us_agencies | 1 |" in told
    pipeline = newsnlp.load(components=[], knowledge=[out, {"name": "Strelsau", "label": "GPE"}])
    assert pipeline.linker.base.path == out
    assert pipeline.provenance["models"]["knowledge"] == KnowledgeBase.built(out).version
    assert pipeline.knowledge.entries[0].name == "Strelsau"


def test_what_is_built(sources, tmp_path):
    built = build_knowledge(sources, tmp_path / "a.sqlite")
    assert built.counts == {"GPE": 2, "PERSON": 1, "ORG": 1}
    base = KnowledgeBase.built(tmp_path / "a.sqlite")
    assert base.lookup("Ruritanian")[0].entity.qid == "Q1"
    assert base.roles(base.lookup("Ada Elphberg")[0].entity)[0].start == "2020-01-03"
    assert base.lookup("Zenda Harbour Board")[0].entity.id == "newsnlp:us_agencies/zenda-harbour-board"
    build_knowledge(sources, tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", r"nsi_brands\.jsonl:1 is not JSON"),
        ("[]", "list, expected an object"),
        (json.dumps(FACTS | {"qid": None, "type": "ORG"}), "'name' is None"),
        (json.dumps(FACTS | {"qid": "64", "name": "A", "type": "ORG"}), "'qid' is '64'"),
        (json.dumps(FACTS | {"qid": "Q6", "name": "A", "type": "ORG", "lat": "north"}), "'lat' is 'north'"),
        (json.dumps(FACTS | {"qid": "Q6", "name": "A", "type": "ORG", "roles": [{}]}), "'roles' is"),
        (json.dumps(FACTS | {"qid": "Q6", "name": "A", "type": "ORG", "aliases": "B"}), "'aliases' is 'B'"),
        ("\udcff", "not UTF-8"),
    ],
)
def test_a_line_that_is_no_row_is_told_and_nothing_is_left(sources, tmp_path, line, said):
    (sources / "nsi_brands.jsonl").write_bytes(line.encode("utf-8", "surrogateescape") + b"\n")
    out = tmp_path / "mine.sqlite"
    out.write_bytes(b"the old one")
    with pytest.raises(UnreadableFile, match=said):
        build_knowledge(sources, out)
    assert out.read_bytes() == b"the old one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.sqlite", "sources"]


def test_missing_files_are_all_named_before_the_work(sources, tmp_path):
    (sources / "ror.jsonl").unlink()
    (sources / "ne_places.jsonl").unlink()
    with pytest.raises(UnreadableFile, match=r"lacks ne_places\.jsonl, ror\.jsonl"):
        build_knowledge(sources, tmp_path / "mine.sqlite")
    with pytest.raises(UnreadableFile, match="is no folder"):
        build_knowledge(tmp_path / "nowhere", tmp_path / "mine.sqlite")


@pytest.mark.parametrize(
    ("date", "description", "starts", "year"),
    [
        ("1950-04-01", "", [], 1950),
        ("", "British politician (born 12 May 1950)", [], 1950),
        ("", "painter (1881-1973)", [], 1881),
        ("", "Chancellor of Ruritania (1982–1998)", [], None),
        ("", "King of Ruritania (2016–)", [], None),
        ("", "King of Ruritania (1933–1973)", ["1933-11"], None),
        ("", "politician", [], None),
    ],
)
def test_years_in_office_are_no_years_of_birth(date, description, starts, year):
    assert born_in(date, [description], starts) == year


@pytest.mark.parametrize(
    ("description", "role"),
    [
        ("Prime Minister of Ruritania (1984-1989)", Role("Prime Minister of Ruritania", "", "1984", "1989")),
        ("King of Ruritania (2016–)", Role("King of Ruritania", "", "2016", "")),
        ("Mayor of Zenda from 2022–2026", Role("Mayor of Zenda", "", "2022", "2026")),
        ("president from 1989 to 1993", Role("president", "", "1989", "1993")),
        ("3rd President of Ruritania (1882-1975)", None),
        ("painter (1881-1973)", None),
    ],
)
def test_offices_that_descriptions_tell(description, role):
    assert told_role(description) == role


def test_a_namesake_gets_no_office_that_another_has_or_that_came_before_he_was_grown(sources, tmp_path):
    people = [
        {"qid": "Q7", "name": "Leo Hale", "country": "RU", "description": "president from 1965 to 1986"},
        {"qid": "Q8", "name": "Leo Hale Jr.", "country": "RU", "roles": [{"role": "President", "start": "2022-06-30"}]},
        {"qid": "Q9", "name": "Max Moor", "country": "RU", "extra": {"dob": "1951-11-21"}},
    ]
    offices = [
        {"qid": None, "name": "Leo Hale", "country": "RU", "roles": [{"role": "President", "start": "30 June 2022"}]},
        {"qid": None, "name": "Max Moor", "country": "RU", "roles": [{"role": "President", "start": "1961-01-20"}]},
    ]
    for file, rows in (("everypol_people", people), ("factbook_leaders", offices)):
        lines = [json.dumps(FACTS | {"type": "PERSON"} | row) + "\n" for row in rows]
        (sources / f"{file}.jsonl").write_text("".join(lines), encoding="utf-8")
    build_knowledge(sources, tmp_path / "mine.sqlite")
    base = KnowledgeBase.built(tmp_path / "mine.sqlite")
    held = {
        c.entity.qid: [role.start for role in base.roles(c.entity)] for n in ("Hale", "Moor") for c in base.lookup(n)
    }
    assert held == {"Q7": ["1965"], "Q8": ["2022-06-30"], "Q9": []}


def test_the_people_of_a_half_has_its_name_too(sources, tmp_path):
    (sources / "country_codes.jsonl").write_text(json.dumps(FACTS | ROWS["country_codes"][0] | {"name": "North Zenda"}))
    (sources / "factbook_demonyms.jsonl").write_text(json.dumps(FACTS | ROWS["factbook_demonyms"][0]))
    build_knowledge(sources, tmp_path / "mine.sqlite")
    base = KnowledgeBase.built(tmp_path / "mine.sqlite")
    assert [c.entity.qid for name in ("Ruritanian", "North Ruritanian") for c in base.lookup(name)] == ["Q1", "Q1"]


@pytest.mark.parametrize("out", ["mine.db", "nowhere/mine.sqlite"])
def test_an_output_that_cannot_be_written_is_refused_before_the_work(tmp_path, capsys, out):
    assert run(["kb", "build", str(tmp_path), "--out", str(tmp_path / out)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_what_is_no_base_is_refused(tmp_path):
    with pytest.raises(ModelMissing, match=r"gone\.sqlite"):
        newsnlp.load(components=[], knowledge=tmp_path / "gone.sqlite")
    (tmp_path / "other.sqlite").write_bytes(b"")
    with pytest.raises(ModelDamaged, match=r"other\.sqlite"):
        newsnlp.load(components=[], knowledge=str(tmp_path / "other.sqlite"))
    with pytest.raises(ConfigError, match="2 bases"):
        newsnlp.load(components=[], knowledge=["a.sqlite", "b.sqlite"])
    with pytest.raises(ConfigError, match="knowledge is 5"):
        newsnlp.load(components=[], knowledge=5)


def test_each_source_that_asks_for_a_notice_has_one():
    folder = open_artefact("knowledge").folder
    rows = [line.split(" | ") for line in (folder / "ATTRIBUTION.md").read_text(encoding="utf-8").splitlines()]
    sources = {row[0].strip("| "): (row[1], row[2].split(", ")) for row in rows if len(row) == 4}
    asked = re.compile(r"MIT|BSD-\d-Clause|Apache-2.0|ODbL|CC BY(?:-\w\w)*")
    named = {source: asked.findall(licence) for source, (licence, _) in sources.items() if asked.search(licence)}
    assert set().union(*named.values()) == {"MIT", "BSD-2-Clause", "BSD-3-Clause", "CC BY"}
    notices = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "LICENCES").iterdir()}
    for source, licences in named.items():
        notice = notices["README" if licences == ["CC BY"] else licences[0]].casefold()
        assert source in notice or any(file in notice for file in sources[source][1]), source


def _without_version(path):
    """The bytes of an SQLite file but for those in which the library writes its own version."""
    content = path.read_bytes()
    return content[:96] + content[100:]


@pytest.mark.shared
@pytest.mark.nightly
def test_the_shipped_base_is_what_its_sources_give(shared, tmp_path):
    artefact = open_artefact("knowledge")
    built = build_knowledge(shared / "data/kb", tmp_path / "again.sqlite")
    assert _without_version(tmp_path / "again.sqlite") == _without_version(artefact.path("knowledge.sqlite"))
    assert built.attribution == (artefact.folder / "ATTRIBUTION.md").read_text(encoding="utf-8")
