"""Spans, extents, ranges, intervals and the reference time."""

from types import SimpleNamespace

import pytest

from newsnlp.dates import Conventions, find_dates, resolve_date
from newsnlp.dates.component import DateComponent
from newsnlp.dates.grammar import grain_of, interval_of
from newsnlp.errors import ConfigError, InvalidDate


def test_a_mention_leaves_out_the_article_and_the_approximator_and_the_extent_takes_them_in():
    text = "It lasted nearly two years, until the end of 1990."
    duration, end = find_dates(text)
    assert text[duration.start : duration.end] == "two years"
    assert text[slice(*duration.timex.extent)] == "nearly two years"
    assert duration.timex.mod == "LESS_THAN"
    assert text[end.start : end.end] == "end of 1990"
    assert text[slice(*end.timex.extent)] == "the end of 1990"
    assert (end.timex.value, end.timex.mod) == ("1990", "END")


def test_a_possessive_stays_outside():
    text = "Friday’s vote and last week's storm"
    assert [text[d.start : d.end] for d in find_dates(text, "2025-02-10")] == ["Friday", "last week"]


@pytest.mark.parametrize(
    ("text", "value", "parts"),
    [
        ("The war of 1941-45 ended.", "1941/1945", ["1941", "1945"]),
        ("Open from Monday to Friday.", "2025-02-10/2025-02-14", ["2025-02-10", "2025-02-14"]),
        ("It ran from March 3 to March 7, 2024.", "2024-03-03/2024-03-07", ["2024-03-03", "2024-03-07"]),
        ("Born between 2010 and 2015 there.", "2010/2015", ["2010", "2015"]),
        ("The fair runs May 9-11.", "2025-05-09/2025-05-11", ["2025-05-09", "2025-05-11"]),
    ],
)
def test_a_range_is_one_date_with_parts(text, value, parts):
    found = find_dates(text, "2025-02-10")
    (date,) = found
    assert date.timex.value == value
    assert [part.value for part in date.timex.parts] == parts
    assert [date.timex.parts[0].extent[0], date.timex.parts[1].extent[1]] == list(date.timex.extent)


@pytest.mark.parametrize(
    ("value", "grain", "interval"),
    [
        ("2025-05-09", "day", ("2025-05-09", "2025-05-10")),
        ("2025-12", "month", ("2025-12-01", "2026-01-01")),
        ("2025-W06", "week", ("2025-02-03", "2025-02-10")),
        ("2025-W06-WE", "weekend", ("2025-02-08", "2025-02-10")),
        ("2025-Q4", "quarter", ("2025-10-01", "2026-01-01")),
        ("199", "decade", ("1990-01-01", "2000-01-01")),
        ("197X", "decade", ("1970-01-01", "1980-01-01")),
        ("19", "century", ("1900-01-01", "2000-01-01")),
        ("2025-02-09TNI", "part_of_day", ("2025-02-09T20:00:00", "2025-02-10T04:00:00")),
        ("2025-02-09T22:00", "minute", ("2025-02-09T22:00:00", "2025-02-09T22:01:00")),
        ("BC0431", "year", None),
        ("P3D", None, None),
        ("XXXX-05-09", "day", None),
        ("9999", "year", None),
    ],
)
def test_grain_and_interval_follow_from_the_value(value, grain, interval):
    assert grain_of(value) == grain
    assert interval_of(value) == interval


def test_without_a_reference_time_nothing_is_guessed():
    text = "He left yesterday, on Friday, on May 9, in September and last year."
    assert [d.timex.value for d in find_dates(text)] == ["PAST_REF", "XXXX-WXX-5", "XXXX-05-09", "XXXX-09", "PAST_REF"]
    assert all(d.timex.interval is None for d in find_dates(text))


def test_the_calendar_date_as_written_is_the_reference():
    for published in ("2025-02-10T23:30:00-08:00", "2025-02-10T00:10:00+09:00", "2025-02-10"):
        assert resolve_date("yesterday", published).value == "2025-02-09"


@pytest.mark.parametrize("published", ["2025-02-30", "10/02/2025", "yesterday", "", "2025-2-1", "2025-13-01"])
def test_an_impossible_reference_is_an_error_that_names_it(published):
    with pytest.raises(InvalidDate, match="published is"):
        find_dates("today", published)


def test_an_expression_alone():
    assert resolve_date("last Friday", "2025-02-10").value == "2025-02-07"
    assert resolve_date("no such thing", "2025-02-10") is None


@pytest.mark.parametrize(
    ("text", "value", "interval"),
    [
        ("the past three months", "P3M", ("2024-12-31", "2025-03-31")),
        ("the next two weeks", "P2W", ("2025-04-01", "2025-04-15")),
        ("the past few years", "PXY", None),
        ("the first two weeks", "P2W", None),
    ],
)
def test_a_duration_up_to_publication_or_after_it_has_an_interval(text, value, interval):
    timex = resolve_date(text, "2025-03-31")
    assert (timex.type, timex.value, timex.interval) == ("DURATION", value, interval)


def test_conventions():
    padded = Conventions(decade="padded", decade_duration="decades", week="masked", ages=True, fiscal_year_start=10)
    text = "In the 1990s, for two decades; last week; he is 18 years old; this fiscal year."
    values = [d.timex.value for d in find_dates(text, "2024-11-20", conventions=padded)]
    assert values == ["199X", "P2DE", "2024-WXX", "P18Y", "2025"]
    with pytest.raises(ConfigError, match="week is 'odd'"):
        Conventions(week="odd")
    with pytest.raises(ConfigError, match="fiscal_year_start is 13"):
        Conventions(fiscal_year_start=13)


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("The deal of 03/04/2025 holds.", None, "2025-03-04"),
        ("The deal of 03/04/2025 holds.", "GB", "2025-04-03"),
        ("The deal of 03/04/2025 holds.", "US", "2025-03-04"),
        ("Signed on 25/01/2025 and amended on 03/04/2025.", None, "2025-04-03"),
    ],
)
def test_the_order_of_day_and_month_follows_evidence_then_country(text, country, value):
    assert find_dates(text, "2025-02-10", country=country)[-1].timex.value == value


@pytest.mark.parametrize(
    ("text", "country", "value"),
    [
        ("Parades mark Victory Day.", None, "2025-05-08"),
        ("Parades mark Victory Day.", "RU", "2025-05-09"),
        ("In Moscow parades mark Victory Day.", None, "2025-05-09"),
        ("Shops close on Mother's Day.", "GB", "2025-03-30"),
        ("Shops close on Mother’s Day.", "US", "2025-05-11"),
        ("Banks close on Independence Day.", "IN", "2024-08-15"),
        ("Banks close on Independence Day.", "UA", "2024-08-24"),
        ("Lunar New Year brings crowds.", None, "2025-01-29"),
        ("They lit lamps for Diwali.", None, "2024-10-31"),
        ("Unions march on Labour Day.", "DE", "2025-05-01"),
        ("Shops close on Labor Day.", "US", "2024-09-02"),
    ],
)
def test_named_days_fall_by_country(text, country, value):
    assert find_dates(text, "2025-02-10", country=country)[0].timex.value == value


def test_a_narrative_carries_its_year():
    text = (
        "War came in 1939. In April 1940 the fleet sailed. On May 10 the attack began. In June 1941 another came. "
        "In December 1941 the tide turned. In January the siege went on. The following year brought relief."
    )
    values = [d.timex.value for d in find_dates(text, "2010-01-01")]
    assert values == ["1939", "1940-04", "1940-05-10", "1941-06", "1941-12", "1942-01", "1943"]


def test_the_component_yields_mentions_with_their_rule():
    text = "He spoke on May 9. She left."
    sentences = [SimpleNamespace(start_char=0, end_char=18), SimpleNamespace(start_char=19, end_char=28)]
    doc = SimpleNamespace(text=text, sents=iter(sentences), user_data={"newsnlp_published": "2025-02-10"})
    (mention,) = DateComponent(country="us").annotate(doc, ())
    assert (mention.text, mention.label, mention.score, mention.by) == ("May 9", "DATE", None, "dates:month_day")
    assert mention.timex.value == "2025-05-09"
