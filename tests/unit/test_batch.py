"""Many articles: order, duplicates, failures, processes."""

import pytest

from newsnlp.article import Article
from newsnlp.batch import enrich_in_order, refuse_duplicates
from newsnlp.errors import ComponentError, ConfigError, DuplicateId, UnreadableFile
from newsnlp.io.failure import Failure

UNREAD = Failure("a.txt", "read", UnreadableFile("a.txt cannot be read"))


def test_outcomes_come_in_order_and_failures_in_their_place(pipeline):
    items = [Article("Ana", id="1"), UNREAD, Article("POISON", id="2"), Article("Leo"), Article("POISON")]
    outcomes = list(enrich_in_order(items, pipeline))
    assert [outcome.id for outcome in (outcomes[0], outcomes[3])] == ["1", Article("Leo").content_id]
    assert outcomes[1] is UNREAD
    assert (outcomes[2].where, outcomes[2].stage) == ("2", "enrich")
    assert isinstance(outcomes[2].error, ComponentError)
    assert outcomes[4].where == Article("POISON").content_id


def test_it_is_lazy(pipeline):
    def endless():
        while True:
            yield Article("Ana")

    outcomes = enrich_in_order(endless(), pipeline)
    assert next(outcomes).text == next(outcomes).text == "Ana"


@pytest.mark.parametrize("jobs", [0, -1])
def test_jobs_must_be_one_or_more(jobs, pipeline):
    with pytest.raises(ConfigError, match=f"jobs is {jobs}"):
        enrich_in_order([], pipeline, jobs=jobs)


def test_a_second_record_with_an_id_fails():
    items = [Article("a", id="1"), Article("b"), UNREAD, Article("c", id="1"), Article("b"), Article("d", id="2")]
    passed = list(refuse_duplicates(items))
    assert [item for n, item in enumerate(passed) if n != 3] == [item for n, item in enumerate(items) if n != 3]
    assert isinstance(passed[3].error, DuplicateId)
    assert passed[3].to_dict() == {
        "where": "1",
        "path": "1",
        "stage": "read",
        "error": "DuplicateId",
        "message": "id '1' is there twice: give each record its own",
        "remedy": "give each record an id of its own",
    }
