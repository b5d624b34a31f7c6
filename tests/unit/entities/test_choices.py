"""What an entity could have been, and why it got its id or none."""

import math

import pytest

import newsnlp
from newsnlp.entities.knowledge.link import EntityLinker
from newsnlp.entities.knowledge.weights import LEAST


def test_the_rivals_stand_likeliest_first_and_their_terms_sum_to_the_odds(chosen):
    choice = chosen("Ruritania greets Elphberg.", ("Ruritania", "GPE"), ("Elphberg", "PERSON"), published="2020-05-01")
    found = choice["Elphberg"]
    assert [rival.id for rival in found.rivals] == ["Q5", "Q4"]
    assert found.form == "Elphberg"
    for rival in found.rivals:
        assert rival.odds == pytest.approx(sum(rival.terms.values()), abs=1e-3)
    assert sum(rival.score for rival in found.rivals) + found.nothing == pytest.approx(1, abs=1e-3)
    assert found.rivals[0].terms["office"] > 0
    assert "office" not in found.rivals[1].terms
    assert found.reason == f"Q5 before Q4 by office {found.rivals[0].terms['office']:+.3g}"


def test_the_score_of_the_winner_is_the_entity_s(chosen, linked):
    given = "Floods hit Strelsau, Idaho.", ("Strelsau", "GPE"), ("Idaho", "GPE")
    entity, choice = linked(*given)["Strelsau"], chosen(*given)["Strelsau"]
    assert (choice.rivals[0].id, choice.rivals[0].score) == (entity.qid, entity.score)
    assert choice.reason == "Q3: nothing else has the name"


def test_none_says_what_was_missing(chosen):
    unsure = chosen("Elphberg sings.", ("Elphberg", "PERSON"))["Elphberg"]
    assert unsure.reason.startswith("none: ")
    assert unsure.reason.endswith(f"an id needs {LEAST}")
    assert unsure.rivals[0].score < LEAST
    assert "nothing in the knowledge base" in chosen("Zenda burns.", ("Zenda", "GPE"))["Zenda"].reason
    assert chosen("A Ruritanian sings.", ("Ruritanian", "NORP"))["Ruritanian"].reason == "peoples get no id"


def test_what_the_user_knows_has_no_rivals(base):
    pipeline = newsnlp.load(knowledge=[{"name": "Black Bank", "label": "ORG", "id": "b-1"}])
    pipeline.linker = EntityLinker(base)
    (entity,) = pipeline.explain(newsnlp.Article("Black Bank fell.")).entities
    assert (entity.choice.reason, entity.choice.rivals) == ("your knowledge says what it is", ())


def test_an_explanation_shows_them_in_text_and_json():
    explanation = newsnlp.load().explain(newsnlp.Article("Floods hit Birmingham, Alabama.", published="2025-02-10"))
    (entity,) = [e for e in explanation.entities if e.name == "Birmingham"]
    rival = entity.choice.rivals[0]
    assert rival.id == entity.qid
    assert f"{rival.score:.4g} {rival.id} 'Birmingham'" in str(explanation)
    told = next(e for e in explanation.to_dict()["entities"] if e["name"] == "Birmingham")["choice"]
    assert told["rivals"][0]["terms"] == dict(rival.terms)
    assert math.isfinite(told["nothing"])


def test_without_a_linker_nothing_is_told():
    pipeline = newsnlp.load()
    pipeline.linker = None
    assert pipeline.explain(newsnlp.Article("Paris burns.")).entities[0].choice is None
    assert newsnlp.enrich("Paris burns.", published="2025-02-10").explain().entities[0].choice is None
