"""Which names of an article denote the same thing."""

import pytest

from newsnlp.document import Mention
from newsnlp.entities.aliases import name_entities
from newsnlp.entities.chains.spelling import fold


def entities_of(*names, title_end=None, scores=None):
    """Give the entities of mentions that stand one after the other, as {name: texts of its mentions}."""
    mentions, at = [], 0
    for number, (text, label) in enumerate(names):
        score = scores[number] if scores else None
        mentions.append(Mention(at, at + len(text), text, label, score=score))
        at += len(text) + 1
    named, entities = name_entities(mentions, title_end)
    for entity in entities:
        assert [named[i].entity for i in entity.mentions] == [entity.id] * len(entity.mentions)
        assert len(entity.reasons) == len(entity.mentions)
        assert list(entity.mentions) == sorted(entity.mentions)
    return entities, {(entity.name, entity.label): [named[i].text for i in entity.mentions] for entity in entities}


def found(*names, **options):
    return entities_of(*names, **options)[1]


def test_equal_names_are_one_entity():
    assert found(("Oslo", "GPE"), ("Oslo", "GPE")) == {("Oslo", "GPE"): ["Oslo", "Oslo"]}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Oslo", "OSLO"), ("Oslo", "Oslo’s"), ("Oslo", "Oslo's"), ("U.S.", "US"), ("Rolls-Royce", "Rolls Royce"),
     ("the Hague", "The Hague"), ("New  York", "New York"), ("Athens", "Athens’")],
)  # fmt: skip
def test_case_points_possessives_and_spaces_do_not_count(one, other):
    assert fold(one) == fold(other)
    assert len(found((one, "GPE"), (other, "GPE"))) == 1


def test_a_surname_belongs_to_the_person_whose_it_is():
    assert found(("Ana Ruiz", "PERSON"), ("Ruiz", "PERSON"), ("Ruiz’s", "PERSON")) == {
        ("Ana Ruiz", "PERSON"): ["Ana Ruiz", "Ruiz", "Ruiz’s"]
    }


def test_the_surname_may_come_first():
    assert found(("Ruiz", "PERSON"), ("Ana Ruiz", "PERSON")) == {("Ana Ruiz", "PERSON"): ["Ruiz", "Ana Ruiz"]}


def test_a_family_name_in_front_counts_too():
    assert len(found(("Tran Anh Minh", "PERSON"), ("Tran", "PERSON"))) == 1


def test_two_people_with_one_surname_stay_apart():
    assert found(("Ana Ruiz", "PERSON"), ("Leo Ruiz", "PERSON"), ("Ruiz", "PERSON")) == {
        ("Ana Ruiz", "PERSON"): ["Ana Ruiz"],
        ("Leo Ruiz", "PERSON"): ["Leo Ruiz"],
        ("Ruiz", "PERSON"): ["Ruiz"],
    }


def test_a_suffix_is_no_surname():
    assert len(found(("Leo Ruiz Jr.", "PERSON"), ("Ruiz", "PERSON"))) == 1


def test_a_place_stays_apart_from_the_person_of_its_name():
    assert len(found(("Denzel Washington", "PERSON"), ("Washington", "GPE"))) == 2
    sure = [0.9, 0.95]
    assert len(found(("Denzel Washington", "PERSON"), ("Washington", "GPE"), scores=sure)) == 2
    unsure = [0.9, 0.4]
    assert len(found(("Denzel Washington", "PERSON"), ("Washington", "GPE"), scores=unsure)) == 1


def test_an_acronym_belongs_to_its_full_name():
    full = "International Skating Union"
    assert found((full, "ORG"), ("ISU", "ORG")) == {(full, "ORG"): [full, "ISU"]}
    assert found(("I.S.U.", "ORG"), (full, "ORG")) == {(full, "ORG"): ["I.S.U.", full]}
    assert len(found(("Bank of England", "ORG"), ("BOE", "ORG"))) == 1


def test_an_acronym_of_two_names_belongs_to_neither():
    assert len(found(("Central Skating Union", "ORG"), ("City Sailing Union", "ORG"), ("CSU", "ORG"))) == 3


def test_an_acronym_of_another_sort_stays_apart():
    assert len(found(("Central Skating Union", "ORG"), ("CSU", "GPE"))) == 2


def test_acronyms_of_places():
    assert len(found(("United Arab Emirates", "GPE"), ("UAE", "GPE"))) == 1
    assert len(found(("United States", "GPE"), ("U.S.", "GPE"), ("US", "GPE"))) == 1


def test_peoples_stay_apart_from_places():
    assert len(found(("Greek", "NORP"), ("Greek", "GPE"))) == 2
    assert len(found(("Georgian", "NORP"), ("Georgia", "GPE"))) == 2


def test_mentions_vote_on_the_label():
    assert found(("Amazon", "LOC"), ("Amazon", "ORG"), ("Amazon", "ORG")) == {("Amazon", "ORG"): ["Amazon"] * 3}


def test_numbers_and_dates_denote_nothing():
    named, entities = name_entities([Mention(0, 4, "2019", "DATE"), Mention(5, 7, "3%", "PERCENT")], None)
    assert entities == []
    assert all(mention.entity is None for mention in named)


def test_no_mentions():
    assert name_entities([], None) == ([], [])


def test_the_name_is_the_fullest_form_and_not_shouted():
    assert list(found(("REYKJAVIK", "GPE"), ("Reykjavik", "GPE"))) == [("Reykjavik", "GPE")]
    assert list(
        found(
            ("Ruiz’s", "PERSON"),
        )
    ) == [("Ruiz", "PERSON")]


def test_what_stands_in_the_title_and_often_comes_first():
    entities, _ = entities_of(
        ("Oslo", "GPE"), ("Bergen", "GPE"), ("Tromsø", "GPE"), ("Bergen", "GPE"), ("Bergen", "GPE"), title_end=4
    )
    assert [entity.name for entity in entities] == ["Oslo", "Bergen", "Tromsø"]
    assert [entity.id for entity in entities] == ["e1", "e2", "e3"]
    assert all(0 <= entity.salience <= 1 for entity in entities)
