"""Words, word pieces and casings."""

import pytest

from newsnlp.entities.wordpiece import Casing, WordPieces, casing_of, split_words

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "u", ".", "s", "'", "-", "e", "##u", "cafe"]


@pytest.fixture
def pieces():
    return WordPieces(VOCABULARY)


def named(pieces, word):
    return [VOCABULARY[number] for number in pieces.cut(word)[0]]


def words(text):
    return [text[start:end] for start, end in split_words(text)]


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("U.S.-Brokered", ["U", ".", "S", ".", "-", "Brokered"]),
        ("Macron’s $11m", ["Macron", "’", "s", "$", "11m"]),
        ("#MH17 a_b", ["#", "MH17", "a", "_", "b"]),
        ("zero\u200bwidth and\ttab\n", ["zero", "width", "and", "tab"]),
        ("Cafe\u0301 Zürich", ["Cafe\u0301", "Zürich"]),
        ("", []),
        (" \u00a0 ", []),
    ],
)
def test_words(text, expect):
    assert words(text) == expect


def test_words_of_a_part_have_offsets_into_the_whole():
    assert list(split_words("One two three", 4, 7)) == [(4, 7)]


def test_greedy_longest_pieces(pieces):
    assert named(pieces, "Unaffable") == ["un", "##aff", "##able"]
    assert named(pieces, "EU") == ["e", "##u"]


def test_what_cannot_be_cut_is_unknown(pieces):
    assert named(pieces, "unx") == ["[UNK]"]
    assert named(pieces, "u" * 100) == ["[UNK]"]


@pytest.mark.parametrize(("word", "expect"), [("’", "'"), ("–", "-"), ("Café", "cafe"), ("Cafe\u0301", "cafe")])
def test_accents_quotes_and_dashes_are_plain(pieces, word, expect):
    assert named(pieces, word) == [expect]


def test_every_word_has_a_piece(pieces):
    assert all(pieces.cut(word)[0] for word in ["\u0301", "İ", "ß", "€", "😀", "漢"])


def test_memory_changes_nothing(pieces):
    assert pieces.cut("unaffable") == pieces.cut("unaffable") == WordPieces(VOCABULARY).cut("unaffable")


@pytest.mark.parametrize(
    ("word", "casing"),
    [
        ("fire", Casing.LOWER), ("Fire", Casing.TITLE), ("FIRE", Casing.UPPER), ("McDonald", Casing.MIXED),
        ("iPhone", Casing.MIXED), ("2014", Casing.DIGITS), ("80th", Casing.DIGITS), ("MH17", Casing.UPPER),
        ("$", Casing.OTHER), ("漢", Casing.LOWER),
    ],
)  # fmt: skip
def test_casing(word, casing):
    assert casing_of(word) == casing
