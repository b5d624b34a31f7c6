"""The knowledge base and its linker, on a tiny base that the same writer makes."""

import pickle
import threading
from dataclasses import replace

import pytest

from newsnlp.document import Entity, Mention
from newsnlp.entities.knowledge.keys import alias_key, fold_key, keys_of
from newsnlp.entities.knowledge.link import EntityLinker
from newsnlp.entities.knowledge.store import KnowledgeBase
from newsnlp.entities.knowledge.write import write_knowledge
from newsnlp.errors import ModelDamaged, ModelMissing
from newsnlp.frozen import FrozenMap


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "cote d'ivoire"),
        ("Al-Qaeda", "al Qaeda"),
        ("Zelenskyy", "Zelenskiy's"),
        ("The Times", "Times"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_share_a_key(one, other):
    assert fold_key(one) == fold_key(other)


def test_short_acronyms_and_words_keep_their_case():
    assert alias_key("U.S.") in keys_of("US's")
    assert alias_key("US") not in keys_of("us")
    assert alias_key("Apple") not in keys_of("apple")
    assert alias_key("Apple") in keys_of("APPLE")
    assert alias_key("Xi") not in keys_of("xi")


def test_lookup_gives_facts_best_known_first(base):
    assert [c.entity.qid for c in base.lookup("strelsau")] == ["Q2", "Q3"]
    country = base.lookup("RURITANIA")[0].entity
    assert (country.lat, country.lon, country.country, country.is_country) == (50.5, -7.25, "RU", True)
    assert base.lookup("Strelsau")[0].entity.geonames == 7
    assert base.lookup("Strelsau", limit=1)[0].entity.qid == "Q2"
    assert base.lookup("bbk") == [] != base.lookup("BBK")
    assert base.lookup("Zenda") == []
    assert base.counts()["PERSON"] == 3


def test_the_file_is_the_same_each_time(base, entries, tmp_path):
    write_knowledge(tmp_path / "again.sqlite", entries)
    assert (tmp_path / "again.sqlite").read_bytes() == base.path.read_bytes()


def test_missing_and_damaged_files_are_told(tmp_path):
    with pytest.raises(ModelMissing, match=r"nowhere\.sqlite"):
        KnowledgeBase(tmp_path / "nowhere.sqlite")
    (tmp_path / "bad.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(ModelDamaged, match=r"bad\.sqlite"):
        KnowledgeBase(tmp_path / "bad.sqlite").lookup("x")


def test_threads_and_pickles_share_nothing(base):
    copy = pickle.loads(pickle.dumps(base))
    assert copy.version == "t"
    found = []
    threads = [threading.Thread(target=lambda: found.append(copy.lookup("Ruritania")[0].entity.qid)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Q1"] * 4


def test_a_country_gets_its_facts_and_says_why(linked):
    country = linked("Ruritania votes.", ("Ruritania", "GPE"))["Ruritania"]
    assert (country.qid, country.country, country.lat, country.lon) == ("Q1", "RU", 50.5, -7.25)
    assert country.score > 0.9
    assert "Q1" in country.reasons[0]
    assert "first mention" in country.reasons[0]


def test_peoples_are_not_linked_but_tell_the_country(linked):
    bare = linked("Strelsau burns.", ("Strelsau", "GPE"))["Strelsau"]
    found = linked("Ruritanian police left Strelsau.", ("Ruritanian", "NORP"), ("Strelsau", "GPE"))
    assert found["Ruritanian"].qid is None
    assert found["Strelsau"].qid == "Q2"
    assert found["Strelsau"].ids["geonames"] == "7"
    assert found["Strelsau"].score > (bare.score or 0.0)


def test_the_region_after_a_comma_decides(linked):
    found = linked("Floods hit Strelsau, Idaho.", ("Strelsau", "GPE"), ("Idaho", "GPE"))
    assert found["Strelsau"].qid == "Q3"


def test_a_surname_is_who_held_the_office_on_the_day(linked):
    text, name = "Ruritania greets Elphberg.", ("Elphberg", "PERSON")
    country = ("Ruritania", "GPE")
    assert linked(text, country, name, published="1995-05-01")["Elphberg"].qid == "Q4"
    assert linked(text, country, name, published="2020-05-01")["Elphberg"].qid == "Q5"
    assert linked(text, country, name)["Elphberg"].qid is None


def test_labels_that_do_not_fit_and_the_hardly_known_stay_without_id(linked):
    assert linked("Ruritania sings.", ("Ruritania", "EVENT"))["Ruritania"].qid is None
    assert linked("Tarlenheim rode.", ("Tarlenheim", "PERSON"))["Tarlenheim"].qid is None


def test_a_place_taken_for_a_person_is_a_place_unless_a_title_says_otherwise(linked):
    found = linked("Ruritania accused its foes.", ("Ruritania", "PERSON"))["Ruritania"]
    assert (found.qid, found.label) == ("Q1", "GPE")
    found = linked("Mrs. Ruritania accused her foes.", ("Ruritania", "PERSON"))["Ruritania"]
    assert (found.qid, found.label) == (None, "PERSON")


def test_a_tie_gives_no_id(tmp_path, entries):
    twins = [replace(entries[0], entity=replace(entries[0].entity, qid=f"Q{n}", country=code))
             for n, code in ((21, "RU"), (22, "RO"))]  # fmt: skip
    write_knowledge(tmp_path / "twins.sqlite", twins)
    linker = EntityLinker(KnowledgeBase(tmp_path / "twins.sqlite"))
    mentions = [Mention(0, 9, "Ruritania", "GPE", score=0.9, entity="e1")]
    entity = Entity(id="e1", name="Ruritania", label="GPE", mentions=(0,), reasons=("first mention",))
    assert linker.link([entity], mentions, "Ruritania")[0].qid is None
    said = linker.choices([entity], mentions, "Ruritania")["e1"].reason
    assert said == "none: nothing says whether it is Q21 or Q22"


def test_companies_are_found_with_and_without_their_legal_form(linked):
    assert linked("Black Bank Inc. fell.", ("Black Bank Inc.", "ORG"))["Black Bank Inc."].qid == "Q6"


def test_linking_changes_nothing_else(base):
    mentions = [Mention(0, 9, "Ruritania", "GPE", score=0.9, entity="e1")]
    before = Entity(id="e1", name="Ruritania", label="GPE", mentions=(0,), reasons=("first mention",))
    (after,) = EntityLinker(base).link([before], mentions, "Ruritania")
    kept = {
        "qid": None,
        "score": None,
        "description": None,
        "country": None,
        "lat": None,
        "lon": None,
        "ids": FrozenMap(),
    }
    assert replace(after, reasons=before.reasons, **kept) == before


def test_what_the_user_knows_is_left_alone(base):
    mentions = [Mention(0, 9, "Ruritania", "GPE", score=0.9, entity="e1")]
    own = Entity(id="e1", name="Ruritania", label="GPE", mentions=(0,), ids=FrozenMap({"user": "r-1"}))
    assert EntityLinker(base).link([own], mentions, "Ruritania") == [own]
