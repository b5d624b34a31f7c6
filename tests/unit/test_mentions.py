"""Checking mentions, and settling those that overlap."""

import pytest

from newsnlp.document import Mention, Quantity, Timex
from newsnlp.errors import ComponentError
from newsnlp.mentions import check_mention, settle, value_numbers

TEXT = "The 2018 Winter Olympics in Pyeongchang cost $13 billion and ended on 9 May or 11 May, 3 p.m."


def mention(text, label, by="fake", **values):
    start = TEXT.index(text)
    return Mention(start, start + len(text), text, label, by=by, **values)


def dated(text, value, type_="DATE", label="DATE"):
    start = TEXT.index(text)
    return mention(text, label, "dates", timex=Timex(type_, value, (start, start + len(text))))


def settled(*found):
    return [(m.text, m.label) for m in settle(found)]


def test_check_gives_a_good_mention_back():
    good = mention("Pyeongchang", "GPE")
    assert check_mention(good, TEXT, "fake") is good


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("Pyeongchang", "expected a Mention"),
        ((0, 3, "GPE"), "expected a Mention"),
        (Mention(-3, 3, "The", "GPE"), r"\[-3, 3\)"),
        (Mention(3, 3, "", "GPE"), r"\[3, 3\)"),
        (Mention(5, 3, "", "GPE"), r"\[5, 3\)"),
        (Mention(0, 500, TEXT, "GPE"), "500"),
        (Mention(0, 3, "the", "GPE"), "'the'.*'The'"),
        (Mention(0, 3, "The", "CITY"), "'CITY'.*PERSON"),
        (Mention(0, 3, "The", "per"), "'per'"),
    ],
)
def test_check_refuses_a_bad_one_and_names_its_component(bad, says):
    with pytest.raises(ComponentError, match=says) as refused:
        check_mention(bad, TEXT, "fake")
    assert "'fake'" in str(refused.value)


@pytest.mark.parametrize(("start", "end"), [("0", 3), (0.0, 3), (None, 3), (0, 3.0)])
def test_check_refuses_offsets_that_are_no_whole_numbers(start, end):
    with pytest.raises(ComponentError):
        check_mention(Mention(start, end, "The", "GPE"), TEXT, "fake")


def test_what_does_not_overlap_stands_in_text_order():
    found = [mention("Pyeongchang", "GPE"), mention("2018", "DATE"), mention("$13 billion", "MONEY")]
    assert [m.text for m in settle(found)] == ["2018", "Pyeongchang", "$13 billion"]
    assert settle([]) == []


def test_neighbours_that_touch_do_not_overlap():
    found = [Mention(0, 3, "The", "ORG"), Mention(3, 4, " ", "ORG")]
    assert settle(found) == found


def test_the_outermost_wins():
    assert settled(mention("Winter", "DATE"), mention("2018 Winter Olympics", "EVENT")) == [
        ("2018 Winter Olympics", "EVENT")
    ]
    assert settled(mention("2018 Winter Olympics", "EVENT"), mention("Olympics", "ORG")) == [
        ("2018 Winter Olympics", "EVENT")
    ]


def test_of_two_that_cross_the_longer_wins():
    assert settled(mention("2018 Winter", "DATE"), mention("Winter Olympics in Pyeongchang", "EVENT")) == [
        ("Winter Olympics in Pyeongchang", "EVENT")
    ]


def test_what_overlaps_only_a_loser_stands():
    found = [mention("The 2018", "LAW"), mention("2018 Winter", "DATE"), mention("Winter Olympics in", "EVENT")]
    assert settled(*found) == [("The 2018", "LAW"), ("Winter Olympics in", "EVENT")]


def test_of_equal_spans_a_name_wins_over_a_number():
    name, number = mention("2018", "WORK_OF_ART"), mention("2018", "CARDINAL")
    assert settled(name, number) == settled(number, name) == [("2018", "WORK_OF_ART")]


def test_of_equal_spans_and_kinds_the_later_component_wins():
    one, other = mention("Pyeongchang", "GPE", "one"), mention("Pyeongchang", "ORG", "other")
    assert [m.by for m in settle([one, other])] == ["other"]
    assert [m.by for m in settle([other, one])] == ["one"]


def test_a_date_takes_the_timex_that_it_covers():
    (only,) = settle([mention("on 9 May", "DATE", "entities", score=0.8), dated("9 May", "2018-05-09")])
    assert (only.text, only.label, only.by, only.score) == ("on 9 May", "DATE", "entities+dates", 0.8)
    assert only.timex.value == "2018-05-09"


def test_a_date_with_the_span_of_a_timex_takes_it_and_its_label():
    (only,) = settle([mention("3 p.m.", "DATE", "entities", score=0.7), dated("3 p.m.", "T15:00", "TIME", "TIME")])
    assert (only.label, only.timex.value, only.score) == ("TIME", "T15:00", 0.7)


def test_an_event_keeps_its_year_and_its_label():
    (only,) = settle([mention("2018 Winter Olympics", "EVENT", "entities"), dated("2018", "2018")])
    assert (only.text, only.label, only.timex.value) == ("2018 Winter Olympics", "EVENT", "2018")


@pytest.mark.parametrize("label", ["ORG", "WORK_OF_ART", "PERSON", "PRODUCT", "MONEY"])
def test_other_names_take_no_timex(label):
    (only,) = settle([mention("2018 Winter Olympics", label), dated("2018", "2018")])
    assert only.timex is None


def test_two_dates_inside_an_unresolved_one_stand():
    found = [mention("9 May or 11 May", "DATE"), dated("9 May", "2018-05-09"), dated("11 May", "2018-05-11")]
    assert settled(*found) == [("9 May", "DATE"), ("11 May", "DATE")]


def test_a_resolved_range_wins_over_its_ends():
    found = [
        dated("9 May or 11 May", "2018-05-09/2018-05-11"), dated("9 May", "2018-05-09"), dated("11 May", "2018-05-11"),
    ]  # fmt: skip
    assert settled(*found) == [("9 May or 11 May", "DATE")]


def test_numbers_take_the_quantity_that_they_cover():
    quantity = Quantity("money", 13_000_000_000, "USD")
    (only,) = settle([mention("cost $13 billion", "MONEY", "one"), mention("$13 billion", "MONEY", quantity=quantity)])
    assert (only.text, only.quantity) == ("cost $13 billion", quantity)
    (only,) = settle([mention("cost $13 billion", "ORG", "one"), mention("$13 billion", "MONEY", quantity=quantity)])
    assert only.quantity is None


def test_a_score_passes_only_between_the_same_spans_and_labels():
    one = mention("Pyeongchang", "GPE", score=0.9)
    assert settle([one, mention("Pyeongchang", "GPE")])[0].score == 0.9
    assert settle([one, mention("Pyeongchang", "ORG")])[0].score is None
    assert settle([one, mention("in Pyeongchang", "GPE")])[0].score is None


def test_a_timex_of_its_own_is_kept():
    (only,) = settle([dated("on 9 May", "2018-05-09"), dated("9 May", "XXXX-05-09")])
    assert only.timex.value == "2018-05-09"


def test_money_beats_a_bare_number_on_the_same_span_and_gets_its_value():
    money = mention("$13 billion", "MONEY", score=0.8)
    count = mention("$13 billion", "CARDINAL", "later", quantity=Quantity("count", 13, None))
    (settled,) = value_numbers(settle([money, count]))
    assert (settled.label, settled.quantity) == ("MONEY", Quantity("money", 13_000_000_000, "USD"))


def test_numbers_keep_the_quantity_that_they_have():
    known = mention("$13 billion", "MONEY", quantity=Quantity("money", 1, "USD"))
    assert value_numbers([known]) == [known]
    name = mention("Pyeongchang", "GPE")
    assert value_numbers([name]) == [name]


def test_a_year_alone_is_no_event():
    year = TEXT.index("2018")
    timex = Timex("DATE", "2018", (year, year + 4))
    found = [Mention(year, year + 4, "2018", "EVENT", 0.9), Mention(year, year + 4, "2018", "DATE", timex=timex)]
    assert [(m.label, m.timex) for m in settle(found)] == [("DATE", timex)]
