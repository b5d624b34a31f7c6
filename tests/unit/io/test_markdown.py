"""Markdown: titles, front matter, and what looks like it."""

import pytest

from newsnlp.io.readers import read


@pytest.fixture
def article(tmp_path):
    def make(text, name="ferry.md"):
        path = tmp_path / name
        path.write_bytes(text.encode())
        (one,) = read(path)
        return one

    return make


@pytest.mark.parametrize(
    "text",
    [
        "# Ferry Resumes\n\nIt left *Bergen* at noon.\n",
        "\r\n# Ferry Resumes #\r\nIt left *Bergen* at noon.\r\n",
        "Ferry Resumes\n=============\n\nIt left *Bergen* at noon.\n",
        "---\ntitle: 'Ferry Resumes'\n---\n\nIt left *Bergen* at noon.\n",
    ],
)
def test_the_title(article, text):
    read_ = article(text)
    assert (read_.title, read_.text.strip(), read_.id) == ("Ferry Resumes", "It left *Bergen* at noon.", "ferry.md")


def test_front_matter(article):
    read_ = article(
        "---\ntitle: Ferry Resumes: all aboard\ndate: 2025-02-10\noutlet: The Harbour Post\nlanguage: en\n"
        "# a comment\nlink: https://harbour.example/ferry\n---\n# Another Heading\nIt left Bergen.\n"
    )
    assert (read_.title, read_.published) == ("Ferry Resumes: all aboard", "2025-02-10")
    assert (read_.source, read_.url) == ("The Harbour Post", "https://harbour.example/ferry")
    assert read_.text == "# Another Heading\nIt left Bergen.\n"
    assert dict(read_.meta) == {"language": "en"}


def test_what_is_not_plain_is_kept(article):
    front = "title: Ferry\ndate: 10 Feb 2025\ntags:\n  - ships\ntext: none\n"
    read_ = article(f"---\n{front}---\nIt left.")
    assert (read_.title, read_.published, read_.text) == ("Ferry", None, "It left.")
    assert dict(read_.meta) == {"date": "10 Feb 2025", "text": "none", "front_matter": front}


@pytest.mark.parametrize(
    "text", ["---\n---\n", "---\n\nIt left.\n\n---\n", "#ferry resumes\n", "## Part\nIt left.", "---\ntitle: It left."]
)
def test_what_only_looks_like_it_stays_text(article, text):
    read_ = article(text)
    assert (read_.title, read_.text) == (None, text)


def test_lines_are_for_plain_text(tmp_path):
    path = tmp_path / "ferry.md"
    path.write_text("one\ntwo\n", encoding="utf-8")
    assert [a.text for a in read(path, lines=True)] == ["one\ntwo\n"]
