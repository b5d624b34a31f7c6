import pytest

from newsnlp.linking.normalise import plain, stem, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mayor’s plan draws 6,200 voters", ["mayor", "plan", "draws", "6200", "voters"]),
        ("U.S. and UK sign pact", ["usa", "and", "uk", "sign", "pact"]),
        ("US-brokered truce", ["usa", "brokered", "truce"]),
        ("Magnitude 6.1 quake", ["magnitude", "6.1", "quake"]),
        ("Café in Zürich", ["cafe", "in", "zurich"]),
        ("TELL US MORE", ["tell", "us", "more"]),
        ("", []),
        ("?!", []),
    ],
)
def test_words(text, words):
    assert words_of(text) == words


def test_plain_joins_what_outlets_write_differently():
    assert plain("“Deal”  Reached—Again") == plain('"deal" reached-again')


@pytest.mark.parametrize(
    "forms",
    [("vote", "votes", "voted", "voting"), ("strike", "strikes"), ("city", "cities"), ("stop", "stopped", "stopping")],
)
def test_inflected_forms_are_one_term(forms):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["news", "6.1", "gas", "iss", "bus"])
def test_stem_gives_something(word):
    assert stem(word)
