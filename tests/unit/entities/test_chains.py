"""Which names of an article denote the same thing, where the words around them tell."""

import re
from dataclasses import replace

import pytest

import newsnlp
from newsnlp.document import Entity, Mention
from newsnlp.entities.aliases import name_entities
from newsnlp.entities.chains.items import join_items, number
from newsnlp.entities.chains.spelling import is_variant

MARKED = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)\]")


def read(marked):
    """Give text and mentions of a text with marks: "[Oslo|GPE] is cold."."""
    text, mentions, last = "", [], 0
    for found in MARKED.finditer(marked):
        text += marked[last : found.start()]
        mentions.append(Mention(len(text), len(text) + len(found[1]), found[1], found[2], score=0.9))
        text, last = text + found[1], found.end()
    return text + marked[last:], mentions


def chains(marked, title_end=None):
    """Give the chains as the texts of their mentions, in the order of their first ones."""
    text, mentions = read(marked)
    named, entities = name_entities(mentions, title_end, text=text)
    assert sorted(i for e in entities for i in e.mentions) == list(range(len(mentions)))
    assert all(len(e.reasons) == len(e.mentions) for e in entities)
    return [[named[i].text for i in e.mentions] for e in sorted(entities, key=lambda e: e.mentions[0])]


def reasons(marked, title_end=None):
    text, mentions = read(marked)
    return [reason for e in name_entities(mentions, title_end, text=text)[1] for reason in e.reasons]


def people(*names):
    return " met ".join(f"[{name}|PERSON]" for name in names)


@pytest.mark.parametrize(
    ("full", "other"),
    [
        ("Ana Ruiz", "Mrs. Ruiz"),
        ("Ana Ruiz", "President Ruiz"),
        ("Ana Maria Ruiz", "Ana Ruiz"),
        ("Ana Ruiz Soto", "Ana Ruiz"),
        ("Ana Ruiz Soto", "Ruiz"),
        ("Ana R. Ruiz", "Ana Ruiz"),
        ("George W. Bush", "G. W. Bush"),
        ("George W. Bush", "G.W. Bush"),
        ("William Hale", "Bill Hale"),
        ("Leo van Dorn", "van Dorn"),
        ("Omar al-Hadi", "al-Hadi"),
        ("Lin Weiming", "Lin"),
        ("Jarosław Nowiński", "Jaroslaw Nowinski"),
        ("Volodymyr Zelenskyy", "Zelenskiy"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Pedro Pierluisi", "Pierliusi"),
        ("Elizabeth II", "Queen Elizabeth"),
        ("Leo Karl Ruiz Jr.", "Leo Ruiz"),
        ("Hana Orlova QC", "Orlova"),
        ("Leo K. Hale", "Leo Karl Hale"),
        ("Mitchell Hale", "Mitch Hale"),
        ('Jeremy "Spike" Hale', "Spike Hale"),
        ("Hamza bin Laden", "Hamza bin Ladin"),
    ],
)
def test_forms_of_a_persons_name(full, other):
    assert chains(people(full, other)) == [[full, other]]
    assert chains(people(other, full)) == [[other, full]]


@pytest.mark.parametrize(
    "names",
    [
        ("George W. Bush", "George H. W. Bush"),
        ("Leo Ruiz Jr.", "Leo Ruiz Sr."),
        ("Leo Ruiz Jr.", "Leo Ruiz"),
        ("Ana Ruiz", "Ada Ruiz"),
        ("John G. Roberts", "John B. Roberts"),
        ("Paul Hale", "Paula Hale"),
        ("Ana Johnson", "Johnston"),
        ("Elizabeth II", "Elizabeth I"),
        ("Ana Ruiz", "Leo Ruiz", "Mx Ruiz"),
        ("MV Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_different_people(names):
    assert chains(people(*names)) == [[name] for name in names]


def test_the_title_tells_whose_the_surname_is():
    met = "Mr. [Leo Ruiz|PERSON] met Mrs. [Ana Ruiz|PERSON]. "
    assert chains(f"{met} Mrs. [Ruiz|PERSON] left, Mr. [Ruiz|PERSON] stayed.") == [
        ["Leo Ruiz", "Ruiz"],
        ["Ana Ruiz", "Ruiz"],
    ]
    assert "surname of 'Ana Ruiz', by the title" in reasons(f"{met} Mrs. [Ruiz|PERSON] left.")


def test_of_a_family_the_one_named_before_has_the_surname():
    assert chains("[Leo Ruiz|PERSON] fell. [Ruiz|PERSON] lives, says [Ana Ruiz|PERSON].") == [
        ["Leo Ruiz", "Ruiz"],
        ["Ana Ruiz"],
    ]


def test_of_a_family_the_one_far_most_often_named_has_the_surname():
    often = "[Leo Ruiz|PERSON], [Leo|PERSON], [Ruiz|PERSON]. [Leo Ruiz|PERSON]! [Leo|PERSON]. So [Ana Ruiz|PERSON]. "
    assert chains(f"{often} [Ruiz|PERSON] lives.")[0][-1] == "Ruiz"


def test_a_surname_in_the_title_is_that_of_who_is_named_first():
    marked = "[Ruiz|PERSON] falls\n\n[Leo Ruiz|PERSON] fell, says [Ana Ruiz|PERSON]."
    assert chains(marked, title_end=10) == [["Ruiz", "Leo Ruiz"], ["Ana Ruiz"]]
    assert chains(marked) == [["Ruiz"], ["Leo Ruiz"], ["Ana Ruiz"]]


def test_a_relative_may_have_nearly_the_name():
    assert chains("[Ana Ruiz|PERSON] and her mother, [Ana Maria Ruiz|PERSON]") == [["Ana Ruiz"], ["Ana Maria Ruiz"]]


def test_a_family_is_none_of_its_members():
    assert chains("[Leo Ruiz|PERSON] of the [Ruiz|PERSON] family; [Ruiz|PERSON] fell.") == [
        ["Leo Ruiz", "Ruiz"],
        ["Ruiz"],
    ]


def test_a_person_is_not_the_place_of_the_name():
    marked = "[George Washington|PERSON] in [Washington|GPE]. [Washington|PERSON] slept. [Washington|GPE] grew."
    assert chains(marked) == [["George Washington", "Washington"], ["Washington", "Washington"]]


def test_a_surname_that_the_model_takes_for_something_else_needs_a_title():
    assert chains("[Ana Oslo|PERSON] and Sen. [Oslo|ORG]") == [["Ana Oslo", "Oslo"]]
    assert chains("[Ana Oslo|PERSON] and the city of [Oslo|GPE]") == [["Ana Oslo"], ["Oslo"]]


@pytest.mark.parametrize(
    "marked",
    [
        "the [Federal Security Service|ORG] ([FSB|ORG])",
        "the [FSB|ORG] ([Federal Security Service|ORG])",
        "a [Signal Relay System|LAW] (the [SRS|ORG])",
        "the isle of [Rapa Nui|GPE], also called [Easter Island|LOC],",
        "[ISU|ORG] of the [International Skating Union|ORG]",
        "[United States Skating Union|ORG] and the [SU|ORG]",
        "[Marlow Motor Company|ORG] and [Marlow|ORG]",
        "[Marlow Motor Company|ORG] and [Marlow Motor|ORG]",
        "[Bank of Thule Corp.|ORG] and [Bank of Thule|ORG]",
        "[Supreme Court of the United States|ORG], [Supreme Court|ORG]",
        "[U.S. Supreme Court|ORG], [Supreme Court of the United States|ORG]",
        "[U.S. Department of Justice|ORG], [Justice Department|ORG]",
        "[House of Representatives|ORG], [House|ORG]",
        "[Legislative Assembly|ORG], [Assembly|ORG]",
        "[Senate Trade and Fishing Committee|ORG], [Trade Committee|ORG], [Fishing Committee|ORG]",
        "[Oslo Parliament|ORG], [Parliament|ORG]",
        "[Boreal 707|PRODUCT], [707s|PRODUCT], [Boreal 707s|PRODUCT]",
        "[MV Halcyon|PRODUCT], [Halcyon|PRODUCT]",
        "[Tern Cup 2019|EVENT], [Tern Cup|EVENT]",
        "[Magnitogorsk|GPE], [Magnitigorsk|GPE]",
        "[Hagia Sophia|FAC], [Haghia Sophia|FAC]",
        "[United States|GPE], [America|GPE], [US|GPE], [U.S.|GPE]",
        "[Britain|GPE], [UK|GPE], [United Kingdom|GPE]",
        "[Islamic Republic of Iran|GPE], [Iran|GPE]",
        "[Mediterranean|LOC], [Mediterranean Sea|LOC]",
        "[Republican|NORP], [Republicans|NORP]",
    ],
)
def test_names_of_one_thing(marked):
    assert len(chains(marked)) == 1, chains(marked)


def test_square_brackets_introduce_too():
    text = "so [OCC] [Officials Committee for Care] said"
    mentions = [Mention(4, 7, "OCC", "ORG"), Mention(10, 38, text[10:38], "ORG")]
    assert len(name_entities(mentions, None, text="so  OCC  [Officials Committee for Care] said")[1]) == 1


@pytest.mark.parametrize(
    "marked",
    [
        "[Wisconsin|GPE], [Wisconsin Supreme Court|ORG], [U.S. Supreme Court|ORG], [Supreme Court|ORG]",
        "[Oslo|GPE], [Oslo Airport|FAC]",
        "[Samoa|GPE], [American Samoa|GPE]",
        "[New York|GPE], [New York City|GPE]",
        "[University of Miami|ORG], [Miami University|ORG], [Miami|GPE]",
        "[Amazon|ORG], [Amazon Web Services|ORG]",
        "[Halden|ORG] ([Utah|GPE])",
        "[Wikimedia|ORG], [Wikipedia|ORG]",
        "[Russia|GPE], [Russian|NORP]",
        "[North Korea|GPE], [South Korea|GPE], [Korea|GPE]",
        "[Tern Cup 2019|EVENT], [Tern Cup 2020|EVENT]",
        "[Democratic Party|ORG], [Republican Party|ORG], [Party|ORG]",
    ],
)
def test_names_of_different_things(marked):
    assert all(len(chain) == 1 for chain in chains(marked)), chains(marked)


def test_letters_that_mark_the_speaker_of_an_interview():
    asked = "[Ana Orlova|PERSON] talks to [Tidings|ORG].\n\n([TD|ORG]) Why?\n\n[AO|PERSON]: So.\n\n([TD|ORG]): How?\n\n"
    assert chains(f"{asked}[AO|PERSON]: Thus.")[0] == ["Ana Orlova", "AO", "AO"]
    assert chains("[Tidings|ORG] says [TD|ORG] and [TD|ORG].") == [["Tidings"], ["TD", "TD"]]


def test_each_member_has_its_reason():
    marked = "[Leo Ruiz|PERSON] of [Central Bank|ORG] ([CB|ORG]), [Ruiz|PERSON], [Leo|PERSON], [Leo Ruiz|PERSON]"
    assert reasons(marked) == [
        "first mention", "surname of 'Leo Ruiz'", "first name of 'Leo Ruiz'", "same name as 'Leo Ruiz'",
        "first mention", "introduced beside 'Central Bank'",
    ]  # fmt: skip


def test_spellings():
    assert is_variant("louisiana", "lousiana")
    assert is_variant("pierluisi", "pierliusi")
    assert not is_variant("zambia", "gambia")
    assert not is_variant("austria", "australia")


def entity(name, index, label="GPE", **facts):
    return Entity("", name, label, salience=0.1, mentions=(index,), reasons=("first mention",), **facts)


def test_entities_of_one_wikidata_id_are_joined():
    _, mentions = read("[Britain|GPE] or the [United Kingdom|GPE] and [Turks|NORP], [Turkish|NORP], [Oslo|GPE]")
    linked = [
        entity("Britain", 0, qid="Q145", score=0.8, country="GB"),
        entity("United Kingdom", 1, qid="Q145", score=0.9, country="GB"),
        entity("Turks", 2, label="NORP", country="TR"),
        entity("Turkish", 3, label="NORP", country="TR"),
        entity("Oslo", 4),
    ]
    named, joined = number(join_items(linked, mentions, None), mentions)
    assert {e.name: [named[i].text for i in e.mentions] for e in joined} == {
        "United Kingdom": ["Britain", "United Kingdom"], "Turkish": ["Turks", "Turkish"], "Oslo": ["Oslo"],
    }  # fmt: skip
    kingdom = next(e for e in joined if e.qid)
    assert kingdom.score == 0.9
    assert kingdom.reasons == ("first mention; the same as 'United Kingdom': Q145", "first mention")
    assert [e.salience for e in joined] == sorted((e.salience for e in joined), reverse=True)
    assert {m.entity for m in named} == {e.id for e in joined}


def test_an_id_does_not_tell_which_of_two_of_a_surname_it_is():
    _, mentions = read(people("Kennedy", "John F. Kennedy", "Robert F. Kennedy"))
    linked = [
        entity("Kennedy", 0, label="PERSON", qid="Q9696", score=0.7),
        entity("John F. Kennedy", 1, label="PERSON", qid="Q9696", score=0.9),
        entity("Robert F. Kennedy", 2, label="PERSON", qid="Q25310", score=0.9),
    ]
    assert len(join_items(linked, mentions, None)) == 3
    assert len(join_items(linked[:2], mentions, None)) == 1


def test_a_surname_of_several_people_gets_no_id():
    linker = newsnlp.load().linker
    text, mentions = read("[Bill Clinton|PERSON], [Hillary Clinton|PERSON] and [Clinton|PERSON]")
    given = [
        entity("Bill Clinton", 0, "PERSON"),
        entity("Hillary Clinton", 1, "PERSON"),
        entity("Clinton", 2, "PERSON"),
    ]
    given = [replace(one, id=f"e{place}") for place, one in enumerate(given)]
    assert [one.qid for one in linker.link(given, mentions, text)] == ["Q1124", "Q6294", None]
    assert linker.choices(given, mentions, text)["e2"].reason == "none: several people of the article have this surname"
    assert linker.link([given[0], given[2]], mentions, text)[1].qid is not None
