"""A user's knowledge: what is found where, what it denotes, and what is refused."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import newsnlp
from newsnlp.article import Article
from newsnlp.document import Entity, Mention
from newsnlp.errors import ConfigError, UnreadableFile
from newsnlp.knowledge.component import Knowledge
from newsnlp.mentions import prefer
from newsnlp.pipeline import Pipeline

ACME = {"name": "Acme Corporation", "aliases": ["Acme", "ACM"], "label": "ORG", "id": "a-1", "country": "us"}


def found(text, *records):
    return [mention.text for mention, _ in Knowledge(records).find(text)]


class Spans:
    """A component that marks what it is told to."""

    name = "spans"

    def __init__(self, *spans):
        self.spans = spans

    def annotate(self, doc, so_far):
        for text, label, score in self.spans:
            start = doc.text.index(text)
            yield Mention(start, start + len(text), text, label, score=score, by=self.name)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Acme", "Acme's Acmes Acme’s (Acme) “Acme” #Acme Acme-led anti-Acme", ["Acme"] * 7),
        ("Acme", "acme.com Acme.com x@Acme.org Acme_x McAcme AcmeSoft Acme&Co", []),
        ("Acme", "ACME WINS; acme loses", ["ACME"]),
        ("acme", "ACME Acme acme", ["ACME", "Acme", "acme"]),
        ("US", "US and us and Us", ["US"]),
        ("iPhone", "iPhone IPHONE iphone", ["iPhone", "IPHONE"]),
        ("Acme", "Acme Inc., Acme, Ltd. and Acme Co-founder", ["Acme Inc.", "Acme, Ltd.", "Acme"]),
        ("U.S.", "the U.S.-Brokered deal of the U.S.", ["U.S.", "U.S."]),
        ("AT&T", "AT&T’s", ["AT&T"]),
        ("T", "AT&T", []),
        ("Al-Qaeda", "Al Qaeda, al-qaeda, Al‑Qaeda", ["Al Qaeda", "al-qaeda", "Al‑Qaeda"]),
        ("O'Brien", "O’Brien’s", ["O’Brien"]),
        ("Brien", "O’Brien", []),
        ("McDonald's", "McDonald’s", ["McDonald’s"]),
        ("New York", "New\u00a0 York, New\nYork, New\n\nYork, New, York", ["New\u00a0 York", "New\nYork"]),
        ("José Núñez", "Jose\u0301 Nu\u0301n\u0303ez’s", ["Jose\u0301 Nu\u0301n\u0303ez"]),
        ("cooperation treaty", "co\u00adop\u00aderation treaty", ["co\u00adop\u00aderation treaty"]),
        ("The Home Depot", "The Home Depot; at the Home Depot", ["The Home Depot", "Home Depot"]),
        ("12", "1,012 12,000 3.12 12", ["12"]),
    ],
)  # fmt: skip
def test_where_a_name_is_found(name, text, expected):
    assert found(text, {"name": name, "label": "ORG"}) == expected


def test_case_can_be_set():
    assert found("Apple APPLE apple", {"name": "Apple", "label": "ORG", "case": "any"}) == ["Apple", "APPLE", "apple"]
    assert found("Apple APPLE apple", {"name": "Apple", "label": "ORG", "case": "exact"}) == ["Apple"]
    assert found("Will Smith will smith", {"name": "Will Smith", "label": "PERSON", "case": "exact"}) == ["Will Smith"]


def test_the_longest_name_wins():
    records = [{"name": name, "label": "GPE"} for name in ("New York", "York", "New York City", "City of New York")]
    assert found("City of New York City, York", *records) == ["City of New York", "York"]


def test_names_that_differ_in_case_are_told_apart():
    known = Knowledge([{"name": "Polish", "label": "NORP"}, {"name": "POLISH", "label": "ORG"}])
    assert [(m.text, m.label) for m, _ in known.find("POLISH and Polish")] == [("POLISH", "ORG"), ("Polish", "NORP")]


def test_mentions_of_aliases_denote_one_entity_with_the_users_facts():
    doc = Pipeline([Spans(("ACME", "PERSON", 0.5))], knowledge=Knowledge(ACME))(
        Article("Acme grew. ACM’s rival and the Acme Corporation fell. ACME!")
    )
    (entity,) = doc.entities
    assert (entity.name, entity.label, entity.qid, entity.country) == ("Acme Corporation", "ORG", None, "US")
    assert entity.ids == {"user": "a-1"}
    assert [doc.mentions[i].text for i in entity.mentions] == ["Acme", "ACM", "Acme Corporation", "ACME"]
    alias = "your knowledge: alias of 'Acme Corporation'"
    assert entity.reasons == (alias, alias, "your knowledge: 'Acme Corporation'", alias)
    assert [m.by for m in doc.mentions] == ["knowledge:alias", "knowledge:alias", "knowledge:name", "knowledge:alias"]
    assert newsnlp.EnrichedDocument.from_dict(json.loads(json.dumps(doc.to_dict()))) == doc


def test_other_names_join_but_a_known_one_is_never_absorbed():
    known = Knowledge([{"name": "CFPB", "label": "ORG", "id": "1"}, {"name": "Ruiz", "label": "PERSON", "id": "2"}])
    spans = Spans(("Consumer Financial Protection Bureau", "ORG", 0.9), ("Ana Ruiz", "PERSON", 0.99))
    doc = Pipeline([spans], knowledge=known)(
        Article("Ana Ruiz of the Consumer Financial Protection Bureau (CFPB). Ruiz!")
    )
    assert {e.name: e.ids.get("user") for e in doc.entities} == {"Ana Ruiz": None, "Ruiz": "2", "CFPB": "1"}
    bureau = next(e for e in doc.entities if e.name == "CFPB")
    assert bureau.reasons == ("introduced beside 'CFPB'", "your knowledge: 'CFPB'")


def test_a_wikidata_id_is_the_qid():
    doc = Pipeline([], knowledge=Knowledge({"name": "Suez Canal", "type": "FAC", "id": "Q899"}))(Article("Suez Canal"))
    assert (doc.entities[0].qid, doc.entities[0].ids) == ("Q899", {})
    assert "ids" not in doc.entities[0].to_dict()


@pytest.mark.parametrize(
    ("span", "kept"),
    [
        (("Acme", "PERSON", 0.99), [("Acme", "ORG")]),
        (("of Acme", "ORG", 0.69), [("Acme", "ORG")]),
        (("Acme Robotics Museum", "FAC", 0.7), [("Acme Robotics Museum", "FAC")]),
        (("Acme Robotics Museum", "FAC", None), [("Acme", "ORG")]),
        (("Acme 9", "DATE", 0.5), [("Acme", "ORG")]),
        (("Robotics", "ORG", 0.5), [("Acme", "ORG"), ("Robotics", "ORG")]),
    ],
)
def test_who_wins_where_a_known_name_meets_a_mention(span, kept):
    text = "Fans of Acme Robotics Museum" if span[1] != "DATE" else "Acme"
    spans = Spans(span) if span[0] in text else Spans()
    doc = Pipeline([spans], knowledge=Knowledge(ACME))(Article(text))
    assert [(m.text, m.label) for m in doc.mentions] == kept


def test_a_date_around_a_known_name_stays_and_one_that_it_cuts_goes():
    may = Mention(5, 8, "May", "PERSON", by="knowledge:name")
    assert prefer([may], [Mention(5, 10, "May 9", "DATE")]) == [Mention(5, 10, "May 9", "DATE")]
    assert prefer([may], [Mention(0, 6, "Mrs. M", "DATE")]) == [may]
    inside = Mention(5, 7, "Ma", "CARDINAL")
    assert prefer([may], [inside]) == [may, inside]


def test_stopped_texts_are_no_mentions():
    spans = Spans(("Super Tuesday", "EVENT", 0.9), ("Will", "PERSON", 0.9), ("Ana", "PERSON", 0.9))
    stops = [
        {"name": "super tuesday", "stop": True},
        {"name": "Will", "stop": True, "label": "PERSON"},
        {"name": "Ana", "stop": True, "label": "ORG"},
    ]
    doc = Pipeline([spans], knowledge=Knowledge(stops))(Article("Will Ana wait for Super Tuesday?"))
    assert [m.text for m in doc.mentions] == ["Ana"]


def test_labels_are_allowed_and_denied():
    article = Article("Ana Ruiz in Oslo on May 9")
    spans = Spans(("Ana Ruiz", "PERSON", 0.9), ("Oslo", "GPE", 0.9), ("May 9", "DATE", 0.9))

    def kept(**labels):
        return [m.label for m in newsnlp.load(components=[spans], **labels)(article).mentions]

    assert kept() == ["PERSON", "GPE", "DATE"]
    assert kept(allow=["PERSON", "GPE"]) == ["PERSON", "GPE"]
    assert kept(deny="PERSON") == ["GPE", "DATE"]
    assert kept(allow=["PERSON", "GPE"], deny=["ORG"]) == ["PERSON", "GPE"]


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ({"allow": ["PER"]}, "'PER', expected one of PERSON"),
        ({"deny": ["place"]}, "'place'"),
        ({"allow": ["ORG"], "deny": ["ORG"]}, "both allowed and denied"),
        ({"allow": []}, "no label is left"),
    ],
)
def test_wrong_labels_are_refused(labels, message):
    with pytest.raises(ConfigError, match=message):
        newsnlp.load(components=[], **labels)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("name,label\nAcme,COMPANY", r"k\.csv:2: label is 'COMPANY', expected one of PERSON"),
        ("name,label\n\nAcme,", r"k\.csv:3: label is missing"),
        ("name,label\n,ORG", r"k\.csv:2: name is missing"),
        ("name,label\n—,ORG", None),
        ("name,label\n-,ORG", r"k\.csv:2: the name '-' has no word"),
        ("title,label\nAcme,ORG", r"expected a header"),
        ("name,label,lable\nAcme,ORG,x", "has the field 'lable'"),
        ("name,label\nAcme, Inc,ORG", "3 cells for 2 columns"),
        ("name,label,lat,lon\nOslo,GPE,91,0", "lat is '91', expected degrees from -90 to 90"),
        ("name,label,lat\nOslo,GPE,59", "one of 'lat' and 'lon'"),
        ("name,label,country\nOslo,GPE,Norway", "alpha-2"),
        ("name,label,case\nOslo,GPE,upper", "expected one of exact, any"),
        ("name,label,stop\nOslo,GPE,maybe", "expected true or false"),
        ("name,label,aliases\nOslo,GPE,Christiania||Kristiania", "names that are not empty"),
        ("name,label,type\nOslo,GPE,ORG", "give one of them"),
        ('name,label\n"Oslo,GPE', "close its quotes"),
        ("name,label,aliases\nParis,GPE,\nParis SG,ORG,Paris", r"'Paris' stands for 'Paris' \(GPE, .*:2\) and"),
        ("name,label,stop\nParis,GPE,\nparis,,yes\nParis,,yes", r"k\.csv:4 stops 'Paris', which .*k\.csv:2 knows"),
    ],
)  # fmt: skip
def test_wrong_rows_are_refused_with_their_place(tmp_path, lines, message):
    path = tmp_path / "k.csv"
    path.write_text(lines, encoding="utf-8")
    if message is None:
        assert len(Knowledge(path).entries) == 1
    else:
        with pytest.raises(ConfigError, match=message):
            Knowledge(path)


def test_files_that_cannot_be_read_are_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be read"):
        Knowledge(tmp_path / "none.csv")
    with pytest.raises(UnreadableFile, match=r"give a \.csv, \.tsv or \.jsonl"):
        Knowledge("names.xlsx")
    (tmp_path / "latin.csv").write_bytes("name,label\nMálaga,GPE".encode("latin-1"))
    with pytest.raises(UnreadableFile, match="not UTF-8"):
        Knowledge(tmp_path / "latin.csv")
    (tmp_path / "bad.jsonl").write_text('{"name": "Oslo", "label": "GPE"}\n{"name"', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"bad\.jsonl:2 is not JSON"):
        Knowledge(tmp_path / "bad.jsonl")
    for wrong in (3, [3], [{"name": 3, "label": "ORG"}]):
        with pytest.raises(ConfigError, match="3"):
            Knowledge(wrong)


def test_the_same_content_in_any_file_is_the_same_configuration(tmp_path):
    (tmp_path / "k.csv").write_text("\ufeffName,Aliases,Label\nAcme Inc.,Acme|ACM,ORG\n", encoding="utf-8")
    (tmp_path / "k.tsv").write_text("name\taliases\tlabel\nAcme Inc.\tAcme|ACM\tORG\n", encoding="utf-8")
    record = {"name": "Acme Inc.", "aliases": ["Acme", "ACM"], "label": "ORG"}
    (tmp_path / "k.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    given = [tmp_path / "k.csv", str(tmp_path / "k.tsv"), [tmp_path / "k.jsonl"], record, [record]]
    configs = {newsnlp.load(components=[], knowledge=item).provenance["config"] for item in given}
    assert len(configs) == 1
    others = {
        newsnlp.load(components=[], knowledge=k).provenance["config"] for k in ((), record | {"label": "PRODUCT"})
    }
    assert len(configs | others) == 3


def test_records_on_one_entity_are_one():
    oslo = {"name": "Oslo", "label": "GPE"}
    (entry,) = Knowledge([oslo | {"country": "NO"}, oslo | {"aliases": "Christiania"}]).entries
    assert (entry.country, entry.aliases) == ("NO", ("Christiania",))


def test_a_pipeline_with_knowledge_can_be_pickled():
    pipeline = Pipeline([], knowledge=Knowledge(ACME), deny=["GPE"])
    copy = pickle.loads(pickle.dumps(pipeline))
    assert copy(Article("Acme in Oslo")) == pipeline(Article("Acme in Oslo"))


def test_a_person_has_no_legal_form():
    assert found("Cooper Co", {"name": "Cooper", "label": "PERSON"}) == ["Cooper"]


PIPELINE = newsnlp.load(components=[], knowledge=[ACME, {"name": "Oslo", "label": "GPE"}])
TEXTS = [f"Acme and ACM of Oslo {number}" for number in range(40)]


def test_threads_give_the_same():
    expected = list(newsnlp.enrich_many(TEXTS, pipeline=PIPELINE))
    assert len(expected[0].entities) == 2
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(PIPELINE, map(Article, TEXTS))) == expected


@pytest.mark.nightly
def test_jobs_give_the_same():
    expected = list(newsnlp.enrich_many(TEXTS, pipeline=PIPELINE))
    assert list(newsnlp.enrich_many(TEXTS, pipeline=PIPELINE, jobs=2)) == expected


def test_a_run_is_not_resumed_with_other_knowledge(tmp_path):
    (tmp_path / "a.txt").write_text("Acme of Oslo", encoding="utf-8")
    out = tmp_path / "out.jsonl"

    def resumed(*records):
        pipeline = newsnlp.load(components=[], knowledge=records)
        return newsnlp.enrich_folder(tmp_path / "a.txt", out, resume=True, pipeline=pipeline).resumed

    assert [resumed(ACME), resumed(ACME), resumed(ACME | {"id": "a-2"})] == [0, 1, 0]
    assert json.loads(out.read_text(encoding="utf-8"))["entities"][0]["ids"] == {"user": "a-2"}


def test_a_long_text_has_its_names_in_every_piece():
    text = "Acme grew. " * 10_000
    doc = newsnlp.load(components=[], knowledge=ACME)(Article(text))
    assert len(doc.mentions) == 10_000
    assert len(doc.entities) == 1


def test_no_other_component_takes_its_name():
    class Mine(Spans):
        name = "knowledge"

    with pytest.raises(ConfigError, match="knowledge"):
        Pipeline([Mine()], knowledge=Knowledge(ACME))


def test_ids_are_read_only_and_survive_a_record():
    entity = Entity("e1", "Acme", "ORG", ids={"user": "a-1"})
    assert Entity.from_dict(json.loads(json.dumps(entity.to_dict()))) == entity
    with pytest.raises(TypeError):
        entity.ids["user"] = "b"
