"""What people see on the terminal."""

import pytest

from newsnlp.display.terminal import Terminal
from newsnlp.document import EnrichedDocument, Entity, Mention, Quantity, Story, Timex
from newsnlp.errors import UnreadableFile
from newsnlp.io.failure import Failure
from newsnlp.summary import Summary

DOC = EnrichedDocument(
    id="a",
    text="Ana [Ruiz] paid $3 in 2019",
    mentions=(
        Mention(0, 3, "Ana", "PERSON", entity="e1"),
        Mention(16, 18, "$3", "MONEY", quantity=Quantity("money", 3, "USD")),
        Mention(22, 26, "2019", "DATE", timex=Timex("DATE", "2019", (22, 26))),
    ),
    entities=(Entity("e1", "Ana [Ruiz]", "PERSON", mentions=(0,)), Entity("e2", "Oslo", "GPE")),
)
FAILURE = Failure("in.txt", "read", UnreadableFile("in.txt [bold] cannot be read"))


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("FORCE_COLOR", raising=False)


def shown(capsys):
    told = capsys.readouterr()
    assert "\x1b[3" not in told.out + told.err
    return told


def test_the_digest_of_a_document(capsys):
    terminal = Terminal(quiet=False)
    terminal.start("enrich")
    terminal.saw(DOC)
    terminal.stop()
    terminal.show_documents(3)
    told = shown(capsys)
    assert told.out == ""
    assert told.err.splitlines() == [
        "",
        "Ana [Ruiz] paid $3 in 2019",
        "  people        Ana [Ruiz]",
        "  places        Oslo",
        "  dates         2019 = 2019",
        "  quantities    $3",
        "",
        "... and 2 documents more",
    ]


def test_quiet_leaves_only_failures_and_errors(capsys):
    terminal = Terminal(quiet=True)
    terminal.start("enrich")
    terminal.saw(DOC)
    terminal.saw(FAILURE)
    terminal.stop()
    terminal.say("done")
    terminal.show_documents(5)
    terminal.show_stories([Story("s1", ("a",), "a")], [DOC])
    terminal.complain("[red] is no colour")
    told = shown(capsys)
    assert told.out == ""
    assert told.err == "failed in.txt [bold] cannot be read\nerror [red] is no colour\n"


def test_stories_show_their_headlines(capsys):
    docs = [DOC, EnrichedDocument(id="b", text="long " * 60), EnrichedDocument(id="c", text="x\ny", title="A  title")]
    stories = [Story("s1", ("a", "b"), "a", label="Ana [x]"), Story("s2", ("c",), "c")]
    Terminal(quiet=False).show_stories(stories, docs)
    lines = shown(capsys).err.splitlines()
    assert lines[1] == "Ana [x] (2 headlines)"
    assert lines[2] == "  - Ana [Ruiz] paid $3 in 2019"
    assert lines[3].endswith("...")
    assert len(lines[3]) == 4 + 110
    assert lines[5:] == ["s2 (1 headlines)", "  - A title"]


def test_many_stories_are_cut_short(capsys):
    Terminal(quiet=False).show_stories([Story(f"s{n}", ("a",), "a") for n in range(25)], [DOC])
    assert "... and 5 stories more" in shown(capsys).err


def test_a_table_goes_to_standard_output(capsys):
    Terminal(quiet=True).show_table("Models", ["name", "state"], [["news_ner", "[ok]"]])
    told = shown(capsys)
    assert told.err == ""
    assert "[ok]" in told.out


def test_progress_without_a_terminal_is_a_line_now_and_then(capsys):
    terminal = Terminal(quiet=False)
    terminal.start("enrich")
    for _ in range(2000):
        terminal.saw(DOC)
    terminal.stop()
    told = shown(capsys).err.splitlines()
    assert len(told) == 2
    assert told[1].startswith("2,000 documents")


def test_the_summary_is_a_table_on_standard_error(capsys):
    Terminal(quiet=True).show_summary([("documents", "1")])
    Terminal(quiet=False).show_summary(Summary(1200, 200, (FAILURE,), 9000, 1.5, 7, 8, 9).rows())
    told = shown(capsys)
    assert told.out == ""
    assert [tuple(line.split("  ", 1)) for line in told.err.splitlines()[1:3]] == [
        ("documents", "        1,200"),
        ("of an earlier run", "  200"),
    ]
    assert "words a second     6,000" in told.err
