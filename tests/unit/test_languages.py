"""Languages: told when sure, never at the price of an English headline."""

import pytest

import newsnlp
from newsnlp.languages import language_of

FRENCH = "Emmanuel Macron a été reçu à Berlin par le chancelier, a annoncé le ministère. Le budget atteint 40%."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (FRENCH, "fr"),
        (
            "Der Bundeskanzler trifft am Freitag den Präsidenten, um über den gemeinsamen Haushalt zu sprechen.",
            "de",
        ),
        ("El presidente viajará a Madrid el 9 de mayo para reunirse con los ministros.", "es"),
        ("Президент прибыл в Москву 9 мая, сообщила вечером пресс-служба правительства.", "ru"),
        ("The ferry between Bergen and Stavanger resumed on Monday after a storm had kept it in port.", "en"),
        ("Le Pen, Macron", None),
        ("", None),
        (" " * 100, None),
    ],
)
def test_the_language_is_told_where_it_is_sure(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "headline",
    [
        "Emmerson Mnangagwa Greets Hakainde Hichilema In Bulawayo",
        "Giorgia Meloni Meets Emmanuel Macron, Pedro Sanchez In Roma",
        "Bundesliga: Borussia Dortmund Beat Bayern Munich in Der Klassiker",
        "INDONESIA'S PRABOWO SUBIANTO VISITS KUALA LUMPUR, BANDAR SERI BEGAWAN",
    ],
)
def test_a_headline_full_of_foreign_names_is_not_called_foreign(headline):
    assert language_of(headline) in (None, "en")


def test_a_foreign_document_keeps_its_quantities_and_has_no_entities():
    doc = newsnlp.enrich(FRENCH)
    assert doc.language == "fr"
    assert doc.entities == ()
    assert [mention.text for mention in doc.mentions] == ["40%"]
    assert any("'fr'" in warning for warning in doc.warnings)
    assert (
        newsnlp.enrich(
            "Emmanuel Macron met the chancellor in Berlin after the talks had ended, the ministry said."
        ).language
        == "en"
    )


class Names:
    """Finds one name, in any language."""

    name = "names"

    def annotate(self, doc, so_far):
        at = doc.text.find("ministre")
        if at >= 0:
            yield newsnlp.Mention(at, at + 8, "ministre", "PERSON", by=self.name)


def test_only_components_of_another_language_are_passed_over():
    article = newsnlp.Article(FRENCH + " Le ministre est parti.")
    everything = newsnlp.load(components=[*newsnlp.default_components(), Names()])(article)
    assert [m.text for m in everything.mentions] == ["40%", "ministre"]
    known = newsnlp.load(knowledge={"name": "ministre", "label": "PERSON"})(article)
    assert "ministre" in [m.text for m in known.mentions]


def test_a_foreign_document_keeps_its_links():
    one = "Der Bundeskanzler trifft am Freitag den Präsidenten, um über den gemeinsamen Haushalt zu sprechen."
    other = one + " Mehr dazu später am Abend."
    result = newsnlp.link([{"id": "a", "text": one}, {"id": "b", "text": other}], entities=True)
    assert [doc.language for doc in result.documents] == ["de", "de"]
    assert [doc.entities for doc in result.documents] == [(), ()]
    assert [link.id for doc in result.documents for link in doc.links] == ["b", "a"]


def test_a_short_foreign_text_is_not_judged():
    doc = newsnlp.enrich("Der Bundeskanzler trifft Macron")
    assert doc.language is None
    assert not any("not in English" in warning for warning in doc.warnings)
