"""Frames in: a row is an article, whatever package made the frame."""

import datetime as dt
import subprocess
import sys
import uuid
from pathlib import PurePosixPath

import pytest

import newsnlp
from newsnlp.errors import ConfigError, InputError, InvalidArticle, InvalidDate

pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
pa = pytest.importorskip("pyarrow")
np = pytest.importorskip("numpy")

COLUMNS = {
    "id": [7, 8, 9],
    "title": ["Ferry Resumes", None, "Rain"],
    "text": [None, "The ferry left.", "It rained."],
    "published": [dt.datetime.fromisoformat("2025-02-10T08:30:00"), None, dt.datetime.fromisoformat("2025-02-11")],
    "score": [1.5, float("nan"), 2.0],
    "tags": [["a", "b"], None, []],
}
MAKERS = [pd.DataFrame, pl.DataFrame, pa.table]


@pytest.mark.parametrize("make", MAKERS)
def test_a_row_is_an_article(make):
    one, two, three = newsnlp.read(make(COLUMNS))
    assert (one.id, one.title, one.text, one.published) == ("7", "Ferry Resumes", "", "2025-02-10T08:30:00")
    assert dict(one.meta) == {"score": 1.5, "tags": ("a", "b")}
    assert (two.id, two.title, two.text, two.published) == ("8", None, "The ferry left.", None)
    assert dict(two.meta).keys() <= {"score", "tags"}
    assert dict(two.meta).get("score") is None
    assert three.published == "2025-02-11T00:00:00"


def test_all_packages_give_the_same_articles():
    articles = [[(a.full_text, a.published, a.id) for a in newsnlp.read(make(COLUMNS))] for make in MAKERS]
    assert articles[0] == articles[1] == articles[2]


def test_what_frames_hold_is_read():
    frame = pd.DataFrame(
        {
            "title": pd.array(["A", pd.NA], dtype="string"),
            "text": ["x", "y"],
            "published": [pd.Timestamp("2025-02-10 08:00", tz="Europe/Oslo"), pd.NaT],
            "n": pd.array([1, pd.NA], dtype="Int64"),
            "kind": pd.Categorical(["a", None]),
            "array": [np.array([1, 2]), np.float64(1.5)],
            "day": [dt.date(2025, 2, 10), None],
            3: [True, False],
        }
    )
    one, two = newsnlp.read(frame)
    assert one.published == "2025-02-10T08:00:00+01:00"
    assert dict(one.meta) == {"n": 1, "kind": "a", "array": (1, 2), "day": "2025-02-10", "3": True}
    assert (two.title, two.published) == (None, None)
    assert {key: value for key, value in two.meta.items() if value is not None} == {"array": 1.5, "3": False}


def test_an_index_named_id_is_the_id():
    frame = pd.DataFrame({"id": ["a", "b"], "title": ["x", "y"]}).set_index("id")
    assert [article.id for article in newsnlp.read(frame)] == ["a", "b"]


def test_large_frames_go_in_pieces():
    frame = pd.DataFrame({"title": [f"Title {n}" for n in range(2_500)]})
    assert [a.title for a in newsnlp.read(frame)] == list(frame["title"])
    assert sum(1 for _ in newsnlp.read(pl.from_pandas(frame))) == 2_500


def test_columns_and_dates_are_options_of_read():
    frame = pd.DataFrame({"headline": ["A"], "body": ["x"], "text": ["other"]})
    (article,) = newsnlp.read(frame, columns={"title": "headline", "text": "body"}, published="2025-02-10")
    assert (article.title, article.text, article.published) == ("A", "x", "2025-02-10")


@pytest.mark.parametrize("make", MAKERS)
def test_columns_that_cannot_be_are_refused_at_once(make):
    for columns, says in [({"headline": ["A"]}, "none of them 'text' or 'title'"), ({}, "none of them")]:
        for function in (newsnlp.read, newsnlp.enrich_many, newsnlp.link):
            with pytest.raises(InvalidArticle, match=says):
                function(make(columns))
    with pytest.raises(InvalidArticle, match="no column 'headline', only title"):
        newsnlp.read(make({"title": ["A"]}), columns={"title": "headline"})
    with pytest.raises(ConfigError, match="field 'name'"):
        newsnlp.read(make({"title": ["A"]}), columns={"name": "title"})


def test_other_things_are_refused():
    with pytest.raises(InvalidArticle, match="two columns named 'title'"):
        newsnlp.read(pd.DataFrame([["a", "b"]], columns=["title", "title"]))
    with pytest.raises(ConfigError, match="collect"):
        newsnlp.read(pl.LazyFrame({"title": ["a"]}))
    with pytest.raises(InputError, match="a list cannot be read"):
        newsnlp.read(["a"])
    for function in (newsnlp.enrich_many, newsnlp.link):
        for single in ("Rain", {"title": "Rain"}, newsnlp.Article("Rain")):
            with pytest.raises(InvalidArticle, match="put it into a list"):
                function(single)


def test_a_row_that_is_no_article_is_named():
    frame = pl.DataFrame({"title": ["a", None], "published": ["2025-02-10", "2025-02-31"]})
    with pytest.raises(InputError, match="row 2 of the frame: an article with the keys"):
        list(newsnlp.enrich_many(frame))
    with pytest.raises(InvalidDate, match="row 1 of the frame: published is 'soon'"):
        newsnlp.link(pd.DataFrame({"title": ["a"], "published": ["soon"]}))


def test_frames_are_enriched_and_linked(pipeline):
    titles = ["Quake Hits Chile", "Strong Quake Hits Chile", "Bank Cuts Rates"]
    for make in MAKERS:
        frame = make({"title": titles})
        assert [doc.text for doc in newsnlp.enrich_many(frame, pipeline=pipeline)] == titles
        assert newsnlp.link(frame).documents == newsnlp.link([{"title": title} for title in titles]).documents
        assert len(newsnlp.link(frame).stories) == 1


def test_nothing_is_imported_to_tell():
    code = (
        "import sys\nfor name in ('pandas', 'polars', 'pyarrow', 'datasets'): sys.modules[name] = None\n"
        "import newsnlp\nassert len(newsnlp.link(['Quake Hits Chile', 'Bank Cuts Rates']).documents) == 2\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_both_engines_give_the_same_table():
    docs = [newsnlp.EnrichedDocument("a", "x", title="=1"), newsnlp.EnrichedDocument("b", "y", source="\ud800")]
    for of in ("documents", "mentions"):
        pandas, polars = newsnlp.to_frame(docs, of=of), newsnlp.to_frame(docs, of=of, engine="polars")
        assert list(pandas.columns) == polars.columns
        assert len(pandas) == polars.height
    assert newsnlp.to_frame(docs, of="documents", engine="polars")["source"].to_list() == [None, "\ufffd"]
    with pytest.raises(ConfigError, match="engine is 'dask'"):
        newsnlp.to_frame(docs, engine="dask")
    result = newsnlp.link(["Quake Hits Chile", "Strong Quake Hits Chile"])
    for of in ("documents", "links", "stories"):
        pandas, polars = result.to_frame(of), result.to_frame(of, engine="polars")
        assert list(pandas.columns) == polars.columns
        assert len(pandas) == polars.height > 0


def test_a_class_of_ones_own_is_a_frame_too():
    class Table(pd.DataFrame):
        pass

    assert [article.title for article in newsnlp.read(Table({"id": ["1"], "title": ["Xi visits Moscow"]}))] == [
        "Xi visits Moscow"
    ]


def test_a_cell_that_json_has_no_word_for_is_kept_as_it_is_written():
    name = uuid.UUID(int=7)
    frame = pd.DataFrame({"title": ["A"], "key": [name], "folder": [PurePosixPath("a/b")]})
    (article,) = newsnlp.read(frame)
    assert dict(article.meta) == {"key": str(name), "folder": "a/b"}


def test_a_mapping_with_a_value_of_no_json_is_refused():
    with pytest.raises(InvalidArticle, match="no JSON value"):
        newsnlp.Article.of({"title": "A", "key": object()})
