"""What holds of links whatever the headlines: symmetry, permutation, one score in every collection."""

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.linking import LinkInput, compare, link_inputs

WORDS = [
    "Lisbon",
    "Madrid",
    "Ankara",
    "minister",
    "quake",
    "6.1",
    "6.4",
    "talks",
    "vote",
    "election",
    "flood",
    "strike",
    "court",
    "bank",
    "wins",
    "loses",
    "Nadal",
    "Federer",
    "dead",
    "12",
    "the",
    "in",
    "of",
    "May",
    "June",
    "rate",
    "oil",
    "U.S.",
    "peace",
    "deal",
]
titles = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=30)
collections = st.lists(titles, max_size=9).map(lambda rows: [LinkInput(f"n{k}", row) for k, row in enumerate(rows)])


@given(collections, st.randoms(use_true_random=False))
def test_order_does_not_matter(inputs, random):
    shuffled = random.sample(inputs, len(inputs))
    one, other = link_inputs(inputs, min_score=0.0), link_inputs(shuffled, min_score=0.0)
    place = {given.id: number for number, given in enumerate(shuffled)}
    assert one.stories == other.stories
    for number, given_input in enumerate(inputs):
        assert one.links[number] == other.links[place[given_input.id]]
        assert one.story_of[number] == other.story_of[place[given_input.id]]


@given(collections)
def test_links_stand_in_both_records_and_never_lead_to_oneself(inputs):
    linked = link_inputs(inputs, min_score=0.0)
    pairs = {(given.id, link.id): link for given, links in zip(inputs, linked.links, strict=True) for link in links}
    for (one, other), link in pairs.items():
        assert one != other
        assert pairs[other, one].score == link.score
        assert pairs[other, one].evidence == link.evidence
    for links in linked.links:
        assert list(links) == sorted(links, key=lambda link: (-link.score, link.id))
    members = [member for story in linked.stories for member in story.members]
    assert len(members) == len(set(members))
    assert set(members) == {given.id for given, story in zip(inputs, linked.story_of, strict=True) if story is not None}


@given(titles, titles, collections)
def test_a_pair_has_one_score_in_every_collection(first, second, others):
    one, other = LinkInput("a", first), LinkInput("b", second)
    alone = compare(one, other)
    found = {link.id: link for link in link_inputs([one, other, *others], min_score=0.0).links[0]}
    if "b" in found:
        assert found["b"] == alone
