import numpy as np
import pytest

from newsnlp.linking.agree import AGREEMENT, Agreement, line_of
from newsnlp.linking.inputs import LinkInput
from newsnlp.linking.link import compare, link_inputs

FORD, BONO = ("Harrison Ford", "PERSON", "Q81328"), ("Bono", "PERSON", "Q834621")
VOX, FED = ("Paul David Hewson", "PERSON", "Q834621"), ("Federal Reserve", "ORG", "Q53536")
CHILE, JAPAN = ("Chile", "GPE", "Q298"), ("Japan", "GPE", "Q17")


def agreement(one, other):
    found = Agreement.of([line_of(one), line_of(other)]).features(np.array([0]), np.array([1]))
    return {name: values.item() for name, values in found.items()}


def test_nothing_is_said_unless_both_carry_entities():
    assert not any(agreement([FORD], []).values())


def test_one_under_two_names_is_renamed_by_rarity():
    found = agreement([BONO, CHILE], [VOX, CHILE])
    assert found["renamed"] > 0.3
    assert found == agreement([VOX, CHILE], [BONO, CHILE])
    assert agreement([BONO], [("Bono Vox", "PERSON", "Q834621")])["renamed"] == 0


def test_names_without_an_id_are_one_by_words_and_label():
    one, other = ("Jo Roe", "PERSON", None), ("JO ROE", "PERSON", None)
    assert agreement([one], [other])["other_people"] == 0
    assert agreement([one], [("Jo Roe", "ORG", None)])["other_people"] == 0
    assert agreement([one], [("Al Roe", "PERSON", None)])["other_people"] == 1


@pytest.mark.parametrize(
    ("one", "other", "against"),
    [
        ([FORD], [BONO], {"other_people"}),
        ([FORD, BONO], [VOX], set()),
        ([CHILE, FED], [JAPAN, FED], {"other_places"}),
        ([CHILE], [FED], set()),
        ([FED], [("Nasa", "ORG", "Q23548")], {"other_organisations"}),
    ],
)
def test_others_speak_against(one, other, against):
    found = agreement(one, other)
    assert {name for name in AGREEMENT[2:] if found[name]} == against


def test_the_score_takes_entities_in_and_says_so():
    titles = "Bono backs a debt plan for Africa", "Hewson: cancel debt of poor countries"
    bare = compare(LinkInput("a", titles[0]), LinkInput("b", titles[1]))
    one = compare(LinkInput("a", titles[0], entities=(BONO,)), LinkInput("b", titles[1], entities=(VOX,)))
    assert one.score > bare.score
    assert one.evidence["terms"]["renamed"] > 0
    half = compare(LinkInput("a", titles[0], entities=(BONO,)), LinkInput("b", titles[1]))
    assert half.score == bare.score


def test_entities_give_the_same_score_in_a_collection():
    inputs = [
        LinkInput("a", "Bono backs a debt plan for Africa", entities=(BONO, CHILE)),
        LinkInput("b", "Debt plan for Africa: Hewson backs it", entities=(VOX,)),
        LinkInput("c", "Quake hits Japan", entities=(JAPAN,)),
        LinkInput("d", "Quake hits Chile", entities=(CHILE,)),
    ]
    found = link_inputs(inputs, min_score=0.02).links[0]
    assert {link.id: link.score for link in found}["b"] == compare(inputs[0], inputs[1]).score
