"""What holds for the dates of any text."""

import os
import re
import time

from hypothesis import given
from hypothesis import strategies as st

from newsnlp.dates import find_dates
from newsnlp.dates.families import FAMILIES
from newsnlp.dates.grammar import VALUE

EXPRESSIONS = [example.text for patterns in FAMILIES.values() for pattern in patterns for example in pattern.examples]
WORDS = [
    "last", "next", "this", "the", "a", "May", "March", "9", "31", "2024", "1945", "BC", "Friday", "week", "months",
    "years", "ago", "later", "p.m.", "noon", "morning", "of", "in", "to", "and", "-", "/", ":", ",", ".", "'", "’",
    "\n", "\n\n", "first", "second", "quarter", "half", "fiscal", "99", "'98", "1990s", "century", "daily", "every",
    "until", "will", "said", "12:30", "GMT", "Easter", "three", "weekends", "centuries", "fortnight", "millennium",
    "two", "hours", "minutes", "seconds", "decades", "half", "all", "past", "every", "ended", "June", "summer",
    "spring", "5",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(EXPRESSIONS), min_size=1, max_size=3).map(" ".join),
    st.text(max_size=60),
)
references = st.one_of(st.none(), st.dates().map(lambda day: day.isoformat()))


def timexes(text, published):
    return [timex for date in find_dates(text, published) for timex in (date.timex, *date.timex.parts)]


@given(texts, references)
def test_offsets_are_in_order_and_never_overlap(text, published):
    reach = 0
    for date in find_dates(text, published):
        assert date.timex.extent[0] <= date.start < date.end == date.timex.extent[1] <= len(text)
        assert reach <= date.timex.extent[0]
        reach = date.end
        for part in date.timex.parts:
            assert date.timex.extent[0] <= part.extent[0] < part.extent[1] <= date.timex.extent[1]


@given(texts, references)
def test_values_are_timex3_and_intervals_start_before_they_end(text, published):
    for timex in timexes(text, published):
        assert timex.value is None or VALUE.fullmatch(timex.value), timex.value
        if timex.interval is not None:
            assert timex.interval[0] < timex.interval[1]


@given(texts, references, st.sampled_from(["UTC", "Asia/Tokyo", "America/Los_Angeles"]))
def test_the_time_zone_of_the_machine_does_not_matter(text, published, zone):
    before = find_dates(text, published)
    kept = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        assert find_dates(text, published) == before
    finally:
        if kept is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = kept
        time.tzset()


RELATIVE = [
    "He left yesterday.", "She comes next week.", "It fell last month.", "Two years ago it rained.",
    "Ten days ago it snowed.", "Police said Friday it was over.", "The court will rule on Thursday.",
    "It will open on May 9.", "Prices rose in September.", "It begins this fall.", "The third quarter was weak.",
    "They met over the weekend.", "He spoke last night.",
]  # fmt: skip


@given(st.dates().filter(lambda day: 10 < day.year < 9590), st.sampled_from(RELATIVE))
def test_four_hundred_years_later_everything_is_four_hundred_years_later(day, text):
    # 400 years are 20,871 weeks: weekdays, weeks and leap years repeat.
    later = day.replace(year=day.year + 400)
    moved = [
        re.sub(r"^\d{4}", lambda year: f"{int(year[0]) + 400:04d}", t.value) for t in timexes(text, day.isoformat())
    ]
    assert [t.value for t in timexes(text, later.isoformat())] == moved
