import sqlite3

import pytest

import newsnlp
from newsnlp.errors import ConfigError, IndexDamaged, IndexMismatch, InvalidArticle, InvalidDate, StoreError

QUAKE = [{"id": "a", "title": "Quake Hits Chile"}, {"id": "b", "title": "Strong Quake Hits Chile"}]


def test_documents_come_back_with_links_and_story(index, news):
    assert index.add(news) == len(news) == len(index)
    for document in newsnlp.link(news).documents:
        assert document.id in index
        assert replace_story(index.get(document.id)) == replace_story(document)
    assert list(index) == sorted(index)
    assert index.get("nobody") is None
    assert "nobody" not in index


def replace_story(document):
    return {**document.to_dict(), "story": None}


def test_stories_are_those_of_a_batch_after_settling(index, news):
    index.add(news)
    index.settle()
    batch = newsnlp.link(sorted(news, key=lambda record: record["id"]))
    assert batch.stories
    assert index.stories() == batch.stories
    assert [index.get(doc.id) for doc in batch.documents] == list(batch.documents)
    assert list(index.export()) == list(batch.documents)


def test_a_query_gives_the_links_that_the_headline_would_have(index, news):
    index.add(news)
    asked = {"id": "zz", "title": "Dozens Dead in Genoa Bridge Collapse", "published": "2024-05-09"}
    wanted = newsnlp.link([*news, asked]).documents[-1].links
    assert len(wanted) > 3
    assert index.query(asked, limit=1000) == wanted
    assert index.query(asked, limit=2) == wanted[:2]
    sure = index.query(asked, limit=1000, min_score=wanted[1].score)
    assert [link.id for link in sure] == [link.id for link in wanted if link.score >= wanted[1].score]
    assert index.query("zebra xylophone quark") == ()
    assert len(index) == len(news)


def test_an_empty_index(index):
    assert (len(index), index.stories(), index.query("Quake"), index.delete(["a"])) == (0, (), (), 0)
    index.settle()
    assert index.add([]) == 0
    assert index.add([""]) == 1
    assert index.query("") == ()


def test_adding_an_id_again_replaces_it(index):
    index.add(QUAKE)
    index.add([{"id": "a", "title": "Bank Cuts Rates"}])
    assert len(index) == 2
    assert index.get("a").title == "Bank Cuts Rates"
    assert index.get("b").links == ()
    assert index.add([*QUAKE, QUAKE[0]]) == 3
    assert len(index) == 2
    assert [link.id for link in index.get("a").links] == ["b"]


def test_adding_the_same_again_leaves_the_file_as_it_is(index, tmp_path):
    odd = [*QUAKE, {"id": "a\0b", "title": "Quake Hits Chile Again"}, {"id": "é☃'\"", "title": "Chile Quake"}]
    index.add(odd)
    stories, links = index.stories(), [index.get(name).links for name in index]
    path = tmp_path / "news.db"
    rows = "SELECT number, id, level, record, story, waits FROM documents"
    with sqlite3.connect(path) as file:
        before = file.execute(rows).fetchall()
    assert index.add([odd[2], {"id": "b", "title": "Bank Cuts Rates"}, odd[0]]) == 3
    assert index.add([odd[1]]) == 1
    assert (index.stories(), [index.get(name).links for name in index]) == (stories, links)
    with sqlite3.connect(path) as file:
        after = file.execute(rows).fetchall()
    assert [row for row in after if row[1] != "b"] == [row for row in before if row[1] != "b"]


def test_the_same_text_without_an_id_is_there_once(index):
    index.add(["Quake Hits Chile", "Quake Hits Chile"])
    assert len(index) == 1


def test_enriched_documents_keep_what_they_carry(index):
    document = newsnlp.enrich("Moscow hosts a parade.", published="2025-02-10", url="https://a.example/b")
    index.add([document])
    found = index.get(document.id)
    assert (found.mentions, found.entities, found.url) == (document.mentions, document.entities, document.url)
    assert found.provenance["models"].keys() >= {"headline_link", *document.provenance["models"]}


def test_deletion_leaves_no_trace(tmp_path):
    with newsnlp.Index(tmp_path / "news.db") as index:
        index.add([*QUAKE, {"id": "c", "title": "Zanzibar Quake Hits Chile"}])
        assert len(index.stories()[0].members) == 3
        assert index.delete(["c", "nobody", "c"]) == 1
        assert [link.id for link in index.get("a").links] == ["b"]
        assert index.stories()[0].members == ("a", "b")
        assert index.query("Zanzibar Quake Hits Chile", limit=9)[0].id != "c"
    data = (tmp_path / "news.db").read_bytes().lower()
    assert b"quake" in data
    assert b"zanzibar" not in data


def test_a_string_is_no_list_of_ids(index):
    with pytest.raises(ConfigError, match=r"\['ab'\]"):
        index.delete("ab")


def test_prune_by_date(index):
    days = {"a": "2024-05-01", "b": "2024-05-02T23:00:00-05:00", "c": None}
    index.add([{"id": name, "title": f"Quake {name}", "published": day} for name, day in days.items()])
    assert index.prune(before="2024-05-02") == 1
    assert list(index) == ["b", "c"]
    with pytest.raises(InvalidDate):
        index.prune(before="May")


def test_a_story_keeps_its_id_while_it_grows_merges_and_splits(index):
    index.add([{"id": "m", "title": "Quake Hits Chile"}, {"id": "n", "title": "Strong Quake Hits Chile"}])
    (story,) = index.stories()
    index.add([{"id": "a", "title": "Quake Hits Chile Again"}])
    assert [(s.id, s.members) for s in index.stories()] == [(story.id, ("a", "m", "n"))]
    index.delete(["m"])
    assert [(s.id, s.members) for s in index.stories()] == [(story.id, ("a", "n"))]
    index.delete(["a"])
    assert index.stories() == ()
    assert index.get("n").story is None


def test_wrong_options(index):
    with pytest.raises(ConfigError, match="limit is 0"):
        index.query("Quake", limit=0)
    with pytest.raises(ConfigError, match=r"min_score is 1\.5"):
        index.query("Quake", min_score=1.5)
    with pytest.raises(InvalidArticle):
        index.add([7])


def test_what_came_before_an_error_is_there(index):
    with pytest.raises(InvalidArticle):
        index.add([QUAKE[0], 7])
    assert len(index) == 0  # of one block all or nothing
    assert index.add(QUAKE) == 2


def test_files_that_are_no_index(tmp_path):
    (tmp_path / "a.txt").write_text("Quake Hits Chile, and more text than a header has")
    with pytest.raises(IndexMismatch, match="no newsnlp index"):
        newsnlp.Index(tmp_path / "a.txt")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(IndexMismatch, match="another program"):
        newsnlp.Index(tmp_path / "other.db")
    with pytest.raises(ConfigError, match="folder"):
        newsnlp.Index(tmp_path)
    with pytest.raises(ConfigError, match="folder"):
        newsnlp.Index(tmp_path / "nowhere" / "news.db")


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("PRAGMA user_version = 99", "version 99"),
        ("UPDATE facts SET value = 'other' WHERE name = 'made_with'", "made with other"),
    ],
)
def test_other_versions_and_models_are_refused(tmp_path, statement, message):
    path = tmp_path / "news.db"
    with newsnlp.Index(path) as index:
        index.add(QUAKE)
    with sqlite3.connect(path) as base:
        base.execute(statement)
    base.close()
    with pytest.raises(IndexMismatch, match=message):
        newsnlp.Index(path)


def test_a_damaged_file(tmp_path):
    path = tmp_path / "news.db"
    with newsnlp.Index(path) as index:
        index.add(QUAKE)
    path.write_bytes(path.read_bytes()[:4096] + b"\x55" * 40_000)
    with pytest.raises(IndexDamaged, match="damaged"), newsnlp.Index(path) as index:
        index.add(QUAKE)


def test_a_closed_index_says_so(tmp_path):
    index = newsnlp.Index(tmp_path / "news.db")
    index.close()
    with pytest.raises((ConfigError, StoreError), match="closed"):
        len(index)


def test_a_large_index_follows_the_stricter_rule(tmp_path, news, monkeypatch):
    """The levels go up and down with the number of documents, and links and stories with them."""
    monkeypatch.setattr("newsnlp.linking.rule.FIRST", 20)
    with newsnlp.Index(tmp_path / "news.db") as index:
        for start in range(0, 60, 7):
            index.add(news[start : start + 7])
        for left in (news, news[:30], news[:12]):
            index.delete([name for name in index if name not in {record["id"] for record in left}])
            index.settle()
            batch = newsnlp.link(sorted(left, key=lambda record: record["id"]))
            assert list(index.export()) == list(batch.documents)
            assert index.stories() == batch.stories


def test_a_story_of_members_that_left_others_gets_a_name_of_its_own(index):
    quake = ["Strong Quake Hits Chile Coast", "Quake Hits Chile Coast", "Strong Quake Hits the Chile Coast"]
    bridge = [
        "Genoa Bridge Collapse Kills Dozens",
        "Bridge Collapse in Genoa Kills Dozens",
        "Genoa Bridge Collapse: Dozens Dead",
    ]
    for ids, titles in (("axy", quake), ("buv", bridge)):
        index.add({"id": name, "title": title} for name, title in zip(ids, titles, strict=True))
    assert sorted(story.members for story in index.stories()) == [("a", "x", "y"), ("b", "u", "v")]
    rates = ["Central Bank Cuts Interest Rates by Half a Point", "Central Bank Cuts Interest Rates Half a Point"]
    index.add({"id": name, "title": title} for name, title in zip("ab", rates, strict=True))
    stories = index.stories()
    assert sorted(story.members for story in stories) == [("a", "b"), ("u", "v"), ("x", "y")]
    assert len({story.id for story in stories}) == 3
    assert index.stories() == stories


@pytest.mark.parametrize("given", ["Quake", {"id": "q", "title": "Quake"}, 7])
def test_what_is_no_collection_is_refused(index, given):
    with pytest.raises(InvalidArticle, match="no collection"):
        index.add(given)
    assert len(index) == 0


def test_a_frame_is_a_collection(index):
    pd = pytest.importorskip("pandas")
    assert index.add(pd.DataFrame(QUAKE)) == 2


def test_odd_arguments_are_refused(index):
    index.add(QUAKE)
    for call in (lambda: index.get(["a"]), lambda: index.delete([("a",)]), lambda: index.query("Quake", limit=2.5)):
        with pytest.raises(ConfigError, match="expected"):
            call()
    with pytest.raises(InvalidDate, match="None"):
        index.prune(None)
    assert index.get("\ud800") is None
    assert "\ud800" not in index
    assert len(index) == 2


def test_a_query_leaves_no_words_in_memory(index, news):
    index.add(news)
    held = index._state.held
    words, size = list(held._words), len(held._idf.values)
    before = index.query("Quokka Xylophonists Applaud the Zeppelin of Vladivostok")
    assert (held._words, len(held._place), len(held._idf.values)) == (words, len(words), size)
    assert index.query("Quokka Xylophonists Applaud the Zeppelin of Vladivostok") == before


def test_memory_is_given_back_when_most_documents_are_gone(tmp_path, news, monkeypatch):
    monkeypatch.setattr("newsnlp.linking.held.BLOCK", 8)
    with newsnlp.Index(tmp_path / "news.db") as index:
        index.add(news)
        kept = sorted(index)[:6]
        index.delete(name for name in list(index) if name not in kept)
        found = {doc.id: doc.links for doc in index.export()}
        assert sorted(found) == kept
        assert len(index._state.held.numbers.values) == len(kept)
        index.add(news)
        assert len(index) == len(news)
    with newsnlp.Index(tmp_path / "batch.db") as other:
        other.add([doc for doc in news if doc["id"] in kept])
        assert {doc.id: doc.links for doc in other.export()} == found


def test_links_by_entities_are_those_of_a_batch_also_after_opening_anew(tmp_path):
    titles = {"a": "Bono backs a debt plan for Africa", "b": "Debt plan for Africa: Hewson backs it", "c": "Debt plan"}
    names = {"a": "Bono", "b": "Hewson"}
    documents = [
        newsnlp.EnrichedDocument(
            id=name,
            text=title,
            title=title,
            entities=(newsnlp.Entity("e1", names[name], "PERSON", "Q834621"),) if name in names else (),
        )
        for name, title in titles.items()
    ]
    batch = newsnlp.link(documents)
    assert batch.links[0][1].evidence["terms"]["renamed"] > 0
    for _ in range(2):
        with newsnlp.Index(tmp_path / "names.db") as index:
            if not len(index):
                index.add(documents)
            assert [index.get(doc.id).links for doc in batch.documents] == [doc.links for doc in batch.documents]
            assert index.query(documents[0]) == batch.documents[0].links
