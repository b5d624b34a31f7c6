"""Links of an index are those of a batch, whatever came, went and was replaced, in whatever order."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import newsnlp

WORDS = ["Lisbon", "Madrid", "minister", "quake", "6.1", "6.4", "talks", "vote", "flood", "strike", "the", "dead", "12"]
titles = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join) | st.text(max_size=12)
bodies = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)
records = st.fixed_dictionaries(
    {"id": st.sampled_from("abcdefgh"), "title": titles, "text": bodies},
    optional={"published": st.sampled_from(["2024-05-01", "2024-05-09"])},
)
steps = st.lists(
    st.one_of(st.lists(records, max_size=5), st.sampled_from("abcdefgh"), st.just(None)), min_size=1, max_size=8
)


@given(steps)
@settings(deadline=None, max_examples=40)
def test_an_index_has_the_links_of_a_batch(taken):
    kept = {}
    with tempfile.TemporaryDirectory() as folder, newsnlp.Index(Path(folder) / "news.db") as index:
        for step in taken:
            if step is None:
                index.stories()
            elif isinstance(step, str):
                index.delete([step])
                kept.pop(step, None)
            else:
                index.add(step)
                kept |= {record["id"]: record for record in step}
        batch = newsnlp.link([kept[name] for name in sorted(kept)])
        assert len(index) == len(kept)
        assert [index.get(doc.id).links for doc in batch.documents] == [doc.links for doc in batch.documents]
        index.settle()
        assert index.stories() == batch.stories
        assert list(index.export()) == list(batch.documents)
