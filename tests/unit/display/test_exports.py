"""A document for displaCy and for spaCy."""

import re

import pytest
import spacy

from newsnlp.display.displacy import displacy_html, to_displacy
from newsnlp.display.spacy_doc import to_spacy
from newsnlp.document import EnrichedDocument, Entity, Mention
from newsnlp.errors import ConfigError

EVIL = "<script>document.title='owned'</script>"
TEXT = "The U.S.-brokered deal with Ana Ruiz <b>"
DOC = EnrichedDocument(
    id="a",
    text=TEXT,
    title=EVIL,
    published="2025-02-10",
    mentions=(
        Mention(4, 8, "U.S.", "GPE", entity="e1"),
        Mention(28, 31, "Ana", "PERSON", entity="e2"),
        Mention(32, 36, "Ruiz", EVIL),
    ),
    entities=(Entity("e1", "U.S.", "GPE", qid="Q30"), Entity("e2", "Ana", "PERSON", qid='Q1" onclick="x')),
)


def test_displacy_gets_offsets_escaped_labels_and_links_to_wikidata_only():
    evil = "&lt;script&gt;document.title=&#x27;owned&#x27;&lt;/script&gt;"
    assert to_displacy(DOC)["ents"] == [
        {"start": 4, "end": 8, "label": "GPE", "kb_id": "Q30", "kb_url": "https://www.wikidata.org/wiki/Q30"},
        {"start": 28, "end": 31, "label": "PERSON"},
        {"start": 32, "end": 36, "label": evil},
    ]


@pytest.mark.parametrize("page", [False, True])
def test_what_displacy_draws_is_harmless(page):
    drawn = displacy_html(DOC, page=page)
    assert "<script" not in drawn
    assert "&lt;b&gt;" in drawn
    assert re.findall(r'href="([^"]*)"', drawn) == ["https://www.wikidata.org/wiki/Q30"]
    assert drawn.count("<mark") == 3


def test_our_own_tokens_split_at_the_mentions():
    doc = to_spacy(DOC)
    first = doc.ents[0]
    assert (first.text, first.label_, first.kb_id_, first.ent_id_) == ("U.S.", "GPE", "Q30", "e1")
    assert doc.text == TEXT
    assert doc.has_annotation("SENT_START")
    assert doc.user_data["newsnlp"] == [mention.to_dict() for mention in DOC.mentions]
    assert doc.user_data["newsnlp_published"] == "2025-02-10"


def test_in_other_pipelines_spans_widen_and_offsets_stay():
    nlp = spacy.blank("en")
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)
    doc = to_spacy(DOC, nlp)
    assert [e.text for e in doc.ents] == ["U.S.-brokered", "Ana", "Ruiz"]
    assert [(record["start"], record["end"]) for record in doc.user_data["newsnlp"]] == [(4, 8), (28, 31), (32, 36)]
    assert doc.vocab is nlp.vocab


def test_of_two_mentions_in_one_token_the_longer_stays():
    nlp = spacy.blank("en")
    nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)
    record = EnrichedDocument("a", "US-Mexico", mentions=(Mention(0, 2, "US", "GPE"), Mention(3, 9, "Mexico", "GPE")))
    doc = to_spacy(record, nlp)
    assert [e.text for e in doc.ents] == ["US-Mexico"]
    assert len(doc.user_data["newsnlp"]) == 2


def test_a_text_too_long_for_their_pipeline_is_refused():
    nlp = spacy.blank("en")
    nlp.max_length = 5
    with pytest.raises(ConfigError, match="max_length is 5"):
        to_spacy(DOC, nlp)


@pytest.mark.parametrize("blank", ["", " \n"])
def test_blank_documents_are_exported(blank):
    assert to_spacy(EnrichedDocument("a", blank)).text == blank
    assert to_displacy(EnrichedDocument("a", blank))["ents"] == []
