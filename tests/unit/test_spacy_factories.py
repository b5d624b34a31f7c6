"""newsnlp inside somebody's spaCy pipeline."""

import pytest
import spacy
from spacy import displacy

import newsnlp

TEXT = "U.S.-Brokered Truce Holds as Xi Jinping Visits Moscow on May 9"


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("newsnlp")
    return pipeline


def dated(nlp, text, published="2025-02-10"):
    doc = nlp.make_doc(text)
    doc.user_data["newsnlp_published"] = published
    return doc


def test_the_exact_mentions_are_those_of_enrich(nlp):
    doc = nlp(dated(nlp, TEXT))
    enriched = newsnlp.enrich(TEXT, published="2025-02-10")
    ours = [{**mention.to_dict(), "entity": None} for mention in enriched.mentions]
    assert doc.user_data["newsnlp"] == ours


def test_entities_snap_outward_to_the_tokens_of_the_pipeline(nlp):
    doc = nlp(TEXT)
    assert {token.text for token in doc} >= {"U.S.-Brokered"}
    spans = {ent.text: ent.label_ for ent in doc.ents}
    assert spans["U.S.-Brokered"] == "GPE"
    assert spans["Xi Jinping"] == "PERSON"
    exact = [record["text"] for record in doc.user_data["newsnlp"]]
    assert "U.S." in exact


def test_single_components_add_up(nlp):
    single = spacy.blank("en")
    for name in ("newsnlp_entities", "newsnlp_dates", "newsnlp_quantities"):
        single.add_pipe(name)
    whole, parts = nlp(dated(nlp, TEXT)), single(dated(single, TEXT))
    assert [(e.text, e.label_) for e in whole.ents] == [(e.text, e.label_) for e in parts.ents]


def test_entities_of_other_components_stay_where_we_find_none():
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PRODUCT", "pattern": "truce"}, {"label": "ORG", "pattern": "Moscow"}])
    pipeline.add_pipe("newsnlp_entities")
    doc = pipeline("A truce holds as Xi Jinping visits Moscow.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("truce", "PRODUCT"),
        ("Xi Jinping", "PERSON"),
        ("Moscow", "GPE"),
    ]


def test_it_survives_the_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert [(e.text, e.label_) for e in again(TEXT).ents] == [(e.text, e.label_) for e in nlp(TEXT).ents]


def test_two_processes_give_what_one_gives(nlp):
    texts = [TEXT, "Putin Arrives in Beijing", "", "Bank Cuts Rates"] * 2

    def found(docs):
        return [([(e.text, e.label_) for e in doc.ents], doc.user_data.get("newsnlp")) for doc in docs]

    assert found(nlp.pipe(texts, n_process=2, batch_size=2)) == found(nlp.pipe(texts))


def test_displacy_shows_it(nlp):
    html = displacy.render(nlp(TEXT), style="ent", jupyter=False)
    assert "Xi Jinping" in html
    assert "PERSON" in html


def test_an_unknown_model_is_refused():
    with pytest.raises(ValueError, match="huge"):
        spacy.blank("en").add_pipe("newsnlp", config={"model": "huge"})
