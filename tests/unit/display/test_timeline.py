"""The dates of documents on one line of time."""

import re

import pytest

from newsnlp.display.timeline import timeline
from newsnlp.document import EnrichedDocument, Mention, Timex
from newsnlp.errors import ConfigError

EVIL = "<script>alert(1)</script>"


def dated(name, *intervals, title=None):
    mentions = tuple(
        Mention(n, n + 1, str(n), "DATE", timex=Timex("DATE", f"{name}{n}", (n, n + 1), interval=interval))
        for n, interval in enumerate(intervals)
    )
    return EnrichedDocument(name, "".join(map(str, range(len(intervals)))), title=title, mentions=mentions)


A = dated("a", ("2025-02-01", "2025-03-01"), ("2024-01-01", "2025-01-01"), None, ("2024-01-01", "2024-01-02"))
B = dated("b", ("2024-01-01T10:00:00+02:00", "2024-01-01T11:00:00+02:00"), ("-0044-03-15", "-0044-03-16"), title=EVIL)


def values(line):
    return [moment.mention.timex.value for moment in line.moments]


def test_dates_stand_by_their_intervals_and_those_without_are_left_out():
    assert values(timeline([A, B])) == ["a3", "a1", "b0", "a0"]
    assert repr(timeline([A])) == "Timeline(moments=3)"


def test_dates_outside_the_limits_are_left_out():
    assert values(timeline([A, B], since="2024-01-02")) == ["a1", "a0"]
    assert values(timeline([A, B], until="2025-02-01")) == ["a3", "a1", "b0"]


@pytest.mark.parametrize("name", ["since", "until"])
def test_a_limit_that_is_no_date_is_refused(name):
    with pytest.raises(ConfigError, match=f"{name} is 'soon'"):
        timeline([], **{name: "soon"})


def test_bars_lie_where_the_dates_are_and_titles_are_escaped():
    shown = timeline([A, B])._repr_html_()
    assert EVIL not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    bars = [(float(left), float(width)) for left, width in re.findall(r"left:([\d.]+)%;width:([\d.]+)%", shown)]
    assert bars[0] == (0, 0.24)
    assert bars[-1] == (93.41, 6.59)
    assert all(0 <= left + width <= 100.01 for left, width in bars)


def test_no_dates_and_many():
    assert "<tr" not in timeline([])._repr_html_()
    many = timeline([dated("m", *[("2024-01-01", "2024-01-02")] * 250)])._repr_html_()
    assert many.count("<tr") == 200
    assert "50 dates more" in many


def test_a_value_that_is_unknown_is_shown_by_its_interval():
    timex = Timex("DATE", None, (0, 1), interval=("2024-01-01", "2024-01-02"))
    (moment,) = timeline([EnrichedDocument("a", "x", mentions=(Mention(0, 1, "x", "DATE", timex=timex),))]).moments
    assert moment.days == "2024-01-01T00:00:00/2024-01-02T00:00:00"


def test_the_limits_are_the_ends_of_the_scale():
    shown = timeline([A, B], since="2024-07-01", until="2025-07-01")._repr_html_()
    assert re.findall(r"left:([\d.]+)%;width:([\d.]+)%", shown) == [("0.00", "50.41"), ("58.90", "7.67")]
