"""The customer's own examples: what must be found in them, and what must not."""

import pytest

import newsnlp
from newsnlp.document import NAME_LABELS

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module", params=["fast", "accurate"])
def model(request):
    return request.param


@pytest.fixture(scope="module")
def article(shared, model):
    return newsnlp.enrich(
        (shared / "data/seed/article.txt").read_text(encoding="utf-8"), published="2025-02-10", model=model
    )


@pytest.fixture(scope="module")
def headlines(shared):
    return (shared / "data/seed/headlines.txt").read_text(encoding="utf-8").splitlines()


def test_the_people_and_places_of_the_article(article):
    found = {(mention.text, mention.label) for mention in article.mentions}
    assert {
        ("Xi Jinping", "PERSON"), ("Vladimir Putin", "PERSON"), ("Igor Morgulov", "PERSON"), ("TASS", "ORG"),
        ("Moscow", "GPE"), ("Russia", "GPE"), ("China", "GPE"), ("Ukraine", "GPE"),
    } <= found  # fmt: skip


def test_the_dates_of_the_article(article):
    values = {}
    for mention in article.dates:
        values.setdefault(mention.text, set()).add(mention.timex.value)
    assert values["May 9"] == {"2025-05-09"}
    assert values["September"] == {"2025-09"}
    assert values["1941-45"] == {"1941/1945"}
    assert values["1945"] == {"1945"}
    assert values["May 8"] <= {"2025-05-08", "XXXX-05-08"}
    assert not any("80th" in text for text in values)
    (years,) = (mention.timex for mention in article.dates if mention.text == "1941-45")
    assert [part.value for part in years.parts] == ["1941", "1945"]


def test_surnames_belong_to_their_people(article):
    people = {entity.name: {article.mentions[i].text for i in entity.mentions} for entity in article.people}
    assert people["Xi Jinping"] == {"Xi Jinping", "Xi"}
    assert people["Vladimir Putin"] == {"Vladimir Putin", "Putin"}


# What each headline names, by the annotation guide: nothing else may carry a name's label.
NAMES = [
    {("Trump", "PERSON"), ("U.S.", "GPE"), ("China", "GPE"), ("Taiwan", "GPE")},
    {("Zelenskiy", "PERSON"), ("Trump", "PERSON"), ("Ukraine", "GPE"), ("U.S.", "GPE")},
    {("Hong Kong", "GPE")},
    {("CFPB", "ORG")},
    {("Southwest Airlines", "ORG"), ("USDOT", "ORG")},
    {("Supreme Court", "ORG"), ("Trump", "PERSON")},
    {("U.S.", "GPE"), ("Ukraine", "GPE")},
    {("U.S.", "GPE"), ("Europe", "LOC"), ("NATO", "ORG")},
    {("U.S.", "GPE"), ("Rwanda", "GPE")},
    {("Hong Kong", "GPE")},
    {("Boeing", "ORG"), ("Trump", "PERSON")},
    {("Honduras", "GPE")},
    {("Eastern Congo", "LOC"), ("U.S.", "GPE")},
    {("Qatari", "NORP"), ("Gaza", "GPE")},
    {("Trump", "PERSON"), ("U.S.", "GPE")},
    {("Cuba", "GPE"), ("Maduro", "PERSON"), ("Venezuela", "GPE"), ("U.S.", "GPE")},
    {("Israeli", "NORP"), ("Palestinian", "NORP"), ("West Bank", "GPE")},
]


def names_found(headline, model):
    doc = newsnlp.enrich(headline, published="2025-12-09", model=model)
    return {(mention.text, mention.label) for mention in doc.mentions if mention.label in NAME_LABELS}


def test_no_name_takes_in_a_foreign_word(headlines, model):
    assert len(headlines) == len(NAMES)
    for headline, names in zip(headlines, NAMES, strict=True):
        assert names_found(headline, model) <= names, headline


def test_the_names_of_every_headline(headlines, model):
    for headline, names in zip(headlines, NAMES, strict=True):
        assert names_found(headline, model) == names, headline


def test_the_two_election_headlines_are_one_story_and_nothing_else_is(headlines):
    for entities in (False, True):
        result = newsnlp.link(headlines, entities=entities)
        at = {doc.id: number for number, doc in enumerate(result.documents)}
        assert [tuple(at[member] for member in story.members) for story in result.stories] == [(2, 9)]
        assert [(at[one], at[link.id]) for one, link in result.links] in ([(2, 9)], [(9, 2)])
