import math

import pytest

from newsnlp.article import Article
from newsnlp.document import EnrichedDocument, Entity
from newsnlp.linking import LinkInput, compare, link_inputs
from newsnlp.linking.encode import TITLE_WORDS, encode

HEADLINES = (
    "Bridge Collapse in Genoa Leaves Dozens Dead as Rescuers Search Rubble",
    "Dozens Dead After Genoa Bridge Collapse, Rescuers Still Searching the Rubble",
    "Central Bank of Turkey Raises Interest Rates to Defend the Lira",
    "Turkish Central Bank Lifts Interest Rate to Shore Up Falling Lira",
    "Scientists Find Liquid Water Beneath the Surface of Mars",
    "Local Bakery Wins Prize for Best Sourdough",
)


def inputs(titles=HEADLINES):
    return [LinkInput(f"h{number}", title) for number, title in enumerate(titles)]


def one(title, **more):
    return LinkInput("one", title, **more)


def other(title, **more):
    return LinkInput("other", title, **more)


def test_stories_told_twice_are_found():
    linked = link_inputs(inputs())
    assert {story.members for story in linked.stories} == {("h0", "h1"), ("h2", "h3")}
    assert linked.story_of[4:] == (None, None)
    assert [link.id for link in linked.links[0]] == ["h1"]
    assert linked.links[0][0].score == linked.links[1][0].score


def test_story_says_what_it_is_about():
    story = link_inputs(inputs()).stories[0]
    assert story.representative in story.members
    assert story.label
    assert story.days is None


def test_label_has_no_possessives():
    given = inputs(["Carmona’s Guards Flee the Palace in Caracas", "Carmona's Guards Flee Palace in Caracas"])
    words = link_inputs(given).stories[0].label.split()
    assert "Carmona" in words
    assert not [word for word in words if word.endswith(("'s", "’s"))]


def test_days_of_a_story():
    given = [
        LinkInput("a", HEADLINES[0], published="2018-08-15T10:00:00+02:00"),
        LinkInput("b", HEADLINES[1], published="2018-08-14"),
    ]
    assert link_inputs(given).stories[0].days == ("2018-08-14", "2018-08-15")


def test_nothing_to_link():
    assert link_inputs([]).links == ()
    assert link_inputs([one("Only One")]).story_of == (None,)
    assert link_inputs([one(""), other("")]).links == ((), ())


def test_candidates_only_when_asked_for():
    strict, loose = link_inputs(inputs()), link_inputs(inputs(), min_score=0.0)
    assert {link.relation for links in strict.links for link in links} <= {"same_story", "near_duplicate"}
    assert "candidate" in {link.relation for links in loose.links for link in links}
    assert strict.stories == loose.stories


def test_exact_and_near_duplicates():
    assert compare(one(HEADLINES[0]), other(HEADLINES[0].upper())).relation == "exact_duplicate"
    edited = HEADLINES[0].replace("Dozens", "Many")
    assert compare(one(HEADLINES[0]), other(edited)).relation == "near_duplicate"


@pytest.mark.parametrize(
    ("first", "second", "veto"),
    [
        ("Magnitude 6.1 Earthquake Strikes Chile", "Magnitude 6.1 Earthquake Strikes Japan", "other_name"),
        ("Magnitude 6.1 Earthquake Strikes Chile", "Magnitude 7.4 Earthquake Strikes Chile", "other_number"),
        ("Retail sales report for April beats forecast", "Retail sales report for June beats forecast", "other_date"),
    ],
)
def test_other_filling_of_one_pattern_is_another_story(first, second, veto):
    link = compare(one(first), other(second))
    assert veto in link.evidence["vetoes"]
    assert link.relation == "candidate"
    assert link.evidence["terms"][veto] < 0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ferry sinks off Java, 12 dead", "Ferry sinks off Java, 15 dead"),
        ("Merkel meets Macron in Berlin", "Merkel meets Macron in Berlin on Friday"),
    ],
)
def test_a_toll_that_grows_is_no_veto(first, second):
    assert compare(one(first), other(second)).evidence["vetoes"] == ()


def test_days_apart_count_against():
    near = compare(one(HEADLINES[0], published="2018-08-14"), other(HEADLINES[1], published="2018-08-15"))
    far = compare(one(HEADLINES[0], published="2018-08-14"), other(HEADLINES[1], published="2019-08-15"))
    unknown = compare(one(HEADLINES[0]), other(HEADLINES[1], published="2019-08-15"))
    assert near.score == unknown.score > far.score
    assert near.evidence["days_apart"] == 1
    assert unknown.evidence["days_apart"] is None


def test_window_leaves_far_pairs_out():
    given = [
        LinkInput("a", HEADLINES[0], published="2018-08-14"),
        LinkInput("b", HEADLINES[1], published="2018-08-18"),
        LinkInput("c", HEADLINES[1]),
    ]
    linked = link_inputs(given, min_score=0.0, window_days=2)
    assert {(row, link.id) for row, links in zip("abc", linked.links, strict=True) for link in links} == {
        ("a", "c"), ("c", "a"), ("b", "c"), ("c", "b"),
    }  # fmt: skip


def test_evidence_adds_up_to_the_score():
    import math

    link = compare(one(HEADLINES[2]), other(HEADLINES[3]))
    assert 1 / (1 + math.exp(-sum(link.evidence["terms"].values()))) == pytest.approx(link.score, abs=2e-3)
    assert 0 < link.evidence["similarity"] <= 1
    assert "lira" in link.evidence["words"]


def test_compare_is_symmetric_and_the_score_of_any_collection():
    first, second = inputs()[:2]
    there, back = compare(first, second), compare(second, first)
    assert (there.id, back.id) == ("h1", "h0")
    assert (there.score, there.relation, there.evidence) == (back.score, back.relation, back.evidence)
    assert link_inputs(inputs()).links[0][0] == there


def test_a_body_counts():
    lead = "The Morandi bridge on the A10 motorway fell during a rainstorm on Tuesday, killing at least 35 people."
    bare = compare(one("Genoa in shock"), other("What we know about the Morandi bridge"))
    told = compare(one("Genoa in shock", body=lead), other("What we know about the Morandi bridge", body=lead))
    assert told.score > bare.score


def test_inputs_of_articles_and_documents():
    assert LinkInput.of(Article(id="a", title="Head", text="Body.")) == LinkInput("a", "Head", "Body.")
    assert LinkInput.of(Article(id="a", text="Head\nBody.")) == LinkInput("a", "Head", "Body.")
    assert LinkInput.of(Article(id="a", text="Just a headline")) == LinkInput("a", "Just a headline")
    entity = Entity(id="e0", name="Genoa", label="GPE", qid="Q1449")
    document = EnrichedDocument(id="d", text="Genoa", title="Genoa", published="2018-08-14", entities=(entity,))
    assert LinkInput.of(document) == LinkInput("d", "Genoa", "", "2018-08-14", (("Genoa", "GPE", "Q1449"),))


def test_shared_entities_are_named():
    entities = (("Genoa", "GPE", "Q1449"),)
    link = compare(one("A", entities=entities), other("B", entities=(("Genova", "GPE", "Q1449"),)))
    assert link.evidence["entities"] in {("Genoa",), ("Genova",)}


def test_evidence_is_the_same_however_a_link_was_found():
    linked = link_inputs(inputs(), min_score=0.0)
    for given, links in zip(inputs(), linked.links, strict=True):
        for link in links:
            to = inputs()[int(link.id[1:])]
            assert compare(given, to) == link
            assert compare(to, given).evidence == link.evidence
            whole = link.evidence["terms"].values()
            assert 1 / (1 + math.exp(-sum(whole))) == pytest.approx(link.score, abs=2e-3)


@pytest.mark.parametrize(
    ("leads", "vetoed"),
    [
        (("A strong quake shook Chile on Monday.", "A strong quake shook Japan on Monday."), True),
        (("It was felt as far as Japan.", "It was felt as far as Chile."), False),
    ],
)
def test_another_name_in_the_title_does_not_count_where_both_texts_name_it(leads, vetoed):
    titles = "Magnitude 6.1 Earthquake Strikes Chile", "Magnitude 6.1 Earthquake Strikes Japan"
    one, other = (LinkInput(*given) for given in zip("ab", titles, leads, strict=True))
    assert ("other_name" in compare(one, other).evidence["vetoes"]) is vetoed


def test_of_a_text_that_stands_for_a_title_the_first_words_count():
    words = [f"{place:x}quake" for place in range(40_000)]
    docs = encode([LinkInput("a", " ".join(words)), LinkInput("b", " ".join(words[:TITLE_WORDS]))])
    assert docs.titles.lengths.tolist() == [len(docs.titles.row(1))] * 2
    assert docs.sorted_titles[0] == docs.sorted_titles[1]
    assert docs.titles.lengths[1] <= TITLE_WORDS
