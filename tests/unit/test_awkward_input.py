"""What people paste, by hand: the same names and dates are found in it, where they stand."""

import pytest

import newsnlp
from newsnlp.errors import InvalidArticle
from newsnlp.pieces import PIECE

PLAIN = [("Ana Ruiz", "PERSON"), ("Lisbon", "GPE"), ("2025-05-09", "DATE")]


def found(text):
    doc = newsnlp.enrich(text, published="2025-02-10")
    assert all(doc.text[mention.start : mention.end] == mention.text for mention in doc.mentions)
    return [(mention.timex.value if mention.timex else mention.text, mention.label) for mention in doc.mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz spoke in Lisbon on May 9.",
        "Ana Ruiz\r\nspoke in Lisbon\r\non May 9.",
        "Ana Ruiz spoke in\u00a0Lisbon on May\u00a09.",
        "Ana Ruiz 🎉 spoke in Lisbon 🇵🇹 on May 9 🏆",
        "👩🏽\u200d🚀 Ana Ruiz spoke in Lisbon ❤️ on May 9",
        "Ana Ruiz\x00 spoke in Lisbon\x00 on May 9\x00.",
        "\ufeffAna Ruiz spoke in Lisbon on May 9.",
        "\u202bAna Ruiz\u202c spoke in Lisbon on May 9 قال",
        "The o\ufb03ce of Ana Ruiz in Lisbon closed on May 9.",
        "“I won’t go,” Ana Ruiz said in Lisbon on May 9.",
        '"I won\'t go," Ana Ruiz said in Lisbon on May 9.',
        "<p>Ana Ruiz spoke in <b>Lisbon</b> on <i>May 9</i>.</p>",
        "Ana Ruiz spoke&nbsp;in Lisbon &amp; left on May 9",
    ],
)
def test_the_same_is_found(text):
    assert found(text) == PLAIN


def test_capitals_or_none_at_all():
    assert found("ANA RUIZ SPOKE IN LISBON ON MAY 9") == [("ANA RUIZ", "PERSON"), ("LISBON", "GPE"), PLAIN[2]]
    assert found("ana ruiz spoke in lisbon yesterday")[:2] == [("ana ruiz", "PERSON"), ("lisbon", "GPE")]


@pytest.mark.parametrize("form", ["José Núñez", "Jose\u0301 Nu\u0301n\u0303ez"])
def test_combining_marks_stay_with_their_letters(form):
    assert found(f"{form} spoke in Lisbon on May 9.") == [(form, "PERSON"), *PLAIN[1:]]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0", "\u200b", "...", "“", "\x00"])
def test_nothing_is_found_where_nothing_is(text):
    assert found(text) == []


@pytest.mark.nightly
@pytest.mark.parametrize("character", ["x", "1", "é", "京", "-", "🎉", "A."])
def test_a_hundred_thousand_characters_without_a_space(character):
    text = (character * PIECE)[:PIECE]
    doc = newsnlp.enrich(text)
    assert doc.text == text
    assert doc.warnings == ()


def test_what_stands_in_a_tag_is_no_name():
    assert found('<a href="https://acme.test/London" title="Radio Paris">Ana Ruiz</a> spoke') == [PLAIN[0]]
    assert ("AT&T", "ORG") in found("Shares of AT&T; those of Verizon fell.")


@pytest.mark.parametrize("field", ["text", "title", "id"])
def test_lone_surrogates_are_refused_with_the_remedy(field):
    given = {"text": "Ana spoke.", field: "Ana \ud83d spoke."}
    with pytest.raises(InvalidArticle, match=rf"{field} holds a lone surrogate \(U\+D83D\) at offset 4: decode"):
        newsnlp.enrich(**given)
